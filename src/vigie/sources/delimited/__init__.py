"""Texts in which a sign divides the cells: CSV and its relatives, in any usual encoding."""

from __future__ import annotations

from collections.abc import Iterator

from vigie.sources.delimited.decoding import decode
from vigie.sources.delimited.dialect import split
from vigie.sources.delimited.regular import columns_of
from vigie.sources.limits import Limits
from vigie.sources.refusals import too_many_rows
from vigie.sources.sheet import ColumnSheet, Recognition, Sheet
from vigie.sources.vocabulary import Vocabulary


def recognises(data: bytes) -> Recognition:
    """Any bytes may be a text; whether a list is in it shows only when it is read."""
    return Recognition.MAYBE if data else Recognition.NO


def sheets(name: str, data: bytes, limits: Limits, words: Vocabulary) -> Iterator[Sheet]:
    """The one sheet of the text. Raises `UnreadableInput` where it has more rows than the limit."""
    text, remarks = decode(name, data)
    rows, broken = split(name, text, words)
    if len(rows) > limits.max_rows:
        raise too_many_rows(name, limits)
    yield Sheet("", rows, remarks=(*remarks, *broken), separated=True)


def column_sheet(name: str, data: bytes, limits: Limits, words: Vocabulary) -> ColumnSheet | None:
    """The columns of a text without any fault; None where there is one. Raises `UnreadableInput` as `sheets` does."""
    text, remarks = decode(name, data)
    found = None if remarks else columns_of(text, words)
    if found is not None and found.columns[0].len() >= limits.max_rows:
        raise too_many_rows(name, limits)
    return found
