"""Reads columns of words: texts as they are, countries, currencies, and choices among the words of the content."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

import polars as pl

from vigie.errors import Message
from vigie.model.tables import TableColumn
from vigie.sources.amounts import Problem
from vigie.sources.cells import (
    FORMULA_KEPT,
    HELD_AS_DATE,
    UNSEEN_LEFT_OUT,
    countries,
    like_formula,
    without_unseen,
)
from vigie.sources.plain_words import plain
from vigie.sources.tables.days import Marks, read_periods
from vigie.sources.tables.grid import Parts, seen
from vigie.sources.tables.heads import every
from vigie.sources.tables.remarks import Remarks
from vigie.sources.vocabulary import Vocabulary

_ODD = r"^$|^[^0-9A-Za-z]|\s$|[^ -~\u00a1-\u1fff\u2c00-\ud7ff\uf900-\ufdff]"
"""Texts that are looked at one by one: not only letters, figures and usual signs, or with something at their ends."""


class Words:
    """Reads columns of words with one vocabulary; what a person must know goes to the remarks."""

    def __init__(self, words: Vocabulary, remarks: Remarks) -> None:
        self._words = words
        self._remarks = remarks
        marks = "|".join(re.escape(mark) for mark in sorted(words.missing))
        self._suspect = f"{_ODD}|^(?i:{marks})$"

    def tidy(self, parts: Parts, heading: str) -> pl.Series:
        """The texts of a column, trimmed, without signs that cannot be seen; null where nothing stands."""
        texts = seen(parts)
        odd = texts.filter(texts.str.contains(_ODD)).unique().to_list()
        clean = {each: without_unseen(each.strip()) for each in odd}
        self._remarks.texts(heading, texts, {old: UNSEEN_LEFT_OUT for old, new in clean.items() if new != old.strip()})
        return replaced(texts, {old: new or None for old, new in clean.items() if not new or new != old})

    def texts(self, parts: Parts, heading: str) -> pl.Series:
        """A column of texts; marks that say nothing are null."""
        texts = self.tidy(parts, heading)
        for part in parts:
            if part.dtype == pl.Date:
                self._remarks.cells(heading, part.is_not_null(), (part,), HELD_AS_DATE)
        suspects = texts.filter(texts.str.contains(self._suspect)).unique().to_list()
        self._remarks.texts(heading, texts, {each: FORMULA_KEPT for each in suspects if like_formula(each)})
        return replaced(texts, {each: None for each in suspects if each.casefold() in self._words.missing})

    def countries(self, parts: Parts, heading: str) -> pl.Series:
        """A column of countries as they are written; NA is Namibia."""
        texts = self.tidy(parts, heading)
        different = sorted(texts.drop_nulls().unique().to_list())
        problems: dict[str, Problem] = {}

        def report(index: int, _: object, what: Message, remedy: Message) -> None:
            problems[different[index]] = what, remedy

        kept = countries(different, self._words, report)
        self._remarks.texts(heading, texts, problems)
        return replaced(texts, {old: new or None for old, new in zip(different, kept, strict=True) if new != old})

    def currencies(self, parts: Parts, heading: str) -> pl.Series:
        """A column of currencies as ISO 4217 codes."""
        problem = (
            Message("This is not a currency that is known, or several are called so."),
            Message("Write its code of three letters, for example EUR."),
        )
        return self._mapped(parts, heading, lambda text: self._words.currency(text.upper()) or problem)

    def choices(self, parts: Parts, heading: str, column: TableColumn) -> pl.Series:
        """A column of words for the values of its description; the value itself always stands for itself."""
        known = {plain(word): value for value, words in column.values.items() for word in (value, *every(words))}
        problem = (
            Message("This word means none of the values of this column."),
            Message("Write one of these: {values}.", values=", ".join(column.values)),
        )
        return self._mapped(parts, heading, lambda text: known.get(plain(text), problem))

    def days(self, parts: Parts, heading: str, marks: Marks, otherwise: Problem) -> tuple[pl.Series, pl.Series]:
        """A column of days or periods: the first and the last day of each; `otherwise` is said of what is none."""
        texts = self.tidy(parts, heading)
        known, problems = read_periods(self._different(texts), marks, otherwise)
        self._remarks.texts(heading, texts, problems)
        first, last = ({text: period[end] for text, period in known.items()} for end in (0, 1))
        return replaced(texts, first, pl.Date), replaced(texts, last, pl.Date)

    def _mapped(self, parts: Parts, heading: str, meaning: Callable[[str], str | Problem]) -> pl.Series:
        """A column whose texts mean something else, each different text looked at once; problems are reported."""
        texts = self.tidy(parts, heading)
        known = {text: meaning(text) for text in self._different(texts)}
        self._remarks.texts(heading, texts, {text: each for text, each in known.items() if not isinstance(each, str)})
        return replaced(texts, {text: each for text, each in known.items() if isinstance(each, str)}, pl.String)

    def _different(self, texts: pl.Series) -> list[str]:
        """The different texts of a column, without the marks that say nothing."""
        found = texts.drop_nulls().unique(maintain_order=True).to_list()
        return [text for text in found if text.casefold() not in self._words.missing]


def replaced(texts: pl.Series, values: Mapping[str, Any], dtype: type[pl.DataType] | None = None) -> pl.Series:
    """The texts with some of them replaced; with `dtype`, by values of that type, and all the others are null."""
    old, new = pl.Series(list(values), dtype=pl.String), pl.Series(list(values.values()), dtype=dtype or pl.String)
    if dtype is None:
        return texts.replace(old, new) if values else texts
    return texts.replace_strict(old, new, default=None, return_dtype=dtype)
