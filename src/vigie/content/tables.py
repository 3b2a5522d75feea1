"""Turns the descriptions of tables into the nouns of the model, with the words of other content where they say so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vigie.model.content import Text
from vigie.model.tables import ColumnType, TableColumn, TableShape, Words

Raw = Mapping[str, Any]
Terms = Mapping[str, Mapping[str, Text]]
"""The names of what else is content (rights), by kind and id."""


def table(raw: Raw, terms: Terms) -> TableShape:
    """A table; a column that takes its values from another kind of content knows their names and ids."""
    return TableShape(
        id=raw["id"],
        names=raw["names"],
        meaning=raw["meaning"],
        sheets=_words(raw["sheets"]),
        columns={each["id"]: _column(each, terms) for each in raw["columns"]},
    )


def _column(raw: Raw, terms: Terms) -> TableColumn:
    values = {str(value): _words(words) for value, words in raw.get("values", {}).items()}
    return TableColumn(
        id=raw["id"],
        type=ColumnType(raw["type"]),
        required=raw.get("required", False),
        names=raw["names"],
        meaning=raw["meaning"],
        examples=tuple(raw.get("examples", ())),
        headings=_words(raw["headings"]),
        hundredths=_words(raw.get("hundredths", {})),
        values=values | _named(terms.get(raw.get("values_of", ""), {})),
        least=raw.get("least"),
        otherwise=str(raw.get("otherwise", "")),
        money=raw.get("money", ""),
        becomes=tuple(raw.get("becomes", ())),
        last=raw.get("last", False),
        marks={parts: tuple(letters) for parts, letters in raw.get("marks", {}).items()},
    )


def _words(raw: Raw) -> Words:
    return {language: tuple(words) for language, words in raw.items()}


def _named(terms: Mapping[str, Text]) -> dict[str, Words]:
    """What each of the terms may be written as: its name in each language."""
    return {each: {language: (name,) for language, name in names.items()} for each, names in terms.items()}
