"""What every format yields: sheets of raw cells, as they stand in the file, with their row numbers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from enum import IntEnum
from typing import Protocol, runtime_checkable

import polars as pl

from vigie.model.records import NotUnderstood
from vigie.sources.limits import Limits
from vigie.sources.vocabulary import Vocabulary

Cell = str | int | float | bool | Decimal | date | datetime | time | timedelta | None
"""A cell as a format gives it; an empty cell is `None` or an empty text."""

Corner = tuple[int, int]
"""A row and a column of a sheet, both counted from 0 in the rows that were read."""


class Recognition(IntEnum):
    """How sure a format is that some bytes are its own. The surest format reads the file."""

    NO = 0
    MAYBE = 1
    SURE = 2


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table of trimmed cells. The first of `rows` is row `first_row` of the spreadsheet (from 1).

    Its first cell stands in column `first_column` (from 0). `merged` are the corners of cells that were
    merged, top left and bottom right. `hidden` sheets are not shown to people. `remarks` are findings about
    the bytes, made before any meaning is known. `separated` says that cells are divided by a sign, so that a
    row with too many cells is a broken row.
    """

    name: str
    rows: Sequence[Sequence[Cell]]
    first_row: int = 1
    first_column: int = 0
    merged: tuple[tuple[Corner, Corner], ...] = ()
    hidden: bool = False
    remarks: tuple[NotUnderstood, ...] = ()
    separated: bool = False


class Format(Protocol):
    """A folder of `vigie.sources` that can read one family of files. It is found by looking."""

    def recognises(self, data: bytes) -> Recognition:
        """How sure it is, from the content alone: the name of a file proves nothing."""

    def sheets(self, name: str, data: bytes, limits: Limits, words: Vocabulary) -> Iterator[Sheet]:
        """The sheets of the file. Raises `UnreadableInput` where it cannot or must not be read."""


@dataclass(frozen=True, slots=True)
class ColumnSheet:
    """A table whose cells were never made one by one: columns as they stand in the file, in the order of `headings`.

    `first_row` is the row of the first cells as a spreadsheet shows it; texts are not trimmed. `named` says that
    the file itself names its columns, so that no row of it can hold headings.
    """

    headings: tuple[str, ...]
    columns: tuple[pl.Series, ...]
    first_row: int = 2
    named: bool = False


@runtime_checkable
class ColumnFormat(Protocol):
    """A format that can also give whole columns, for tables of millions of rows."""

    def column_sheet(self, name: str, data: bytes, limits: Limits, words: Vocabulary) -> ColumnSheet | None:
        """The one table of the file, None where it must be read row by row. Raises `UnreadableInput` as `sheets`."""
