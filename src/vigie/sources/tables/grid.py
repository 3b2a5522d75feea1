"""The cells of one table as columns, whichever way the file gave them: each column in parts of one type."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

import polars as pl

from vigie.sources.layout import Row
from vigie.sources.sheet import Cell, ColumnSheet
from vigie.sources.texts import is_number, text

Parts = tuple[pl.Series, ...]
"""One column, each part of another type; where one part has a value the others are null."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A table: headings, the row they stand in, the columns under them, and the number of each row in the file."""

    sheet: str
    headings: tuple[str, ...]
    heading_row: int
    columns: tuple[Parts, ...]
    rows: pl.Series

    def where(self, kept: pl.Series) -> Grid:
        """The grid with only the rows that the mask `kept` names."""
        columns = tuple(tuple(part.filter(kept) for part in parts) for parts in self.columns)
        return replace(self, columns=columns, rows=self.rows.filter(kept))

    def blank(self, among: pl.Series) -> pl.Series:
        """Which rows hold nothing at all, of those that the mask `among` names."""
        blank = among.clone()
        at = among.arg_true()
        for part in (part for parts in self.columns for part in parts):
            cells = part.gather(at)
            empty = cells.str.strip_chars().fill_null("") == "" if part.dtype == pl.String else cells.is_null()
            blank = blank.scatter(at.filter(~empty), values=False)
        return blank

    def line(self, row: int) -> str:
        """The cells of a row, on one line."""
        texts = (seen(tuple(part.gather([row]) for part in parts))[0] for parts in self.columns)
        return " | ".join(filter(None, texts))


def from_columns(sheet: ColumnSheet) -> Grid:
    """The grid of a table that came in columns."""
    first, height = sheet.first_row, sheet.columns[0].len() if sheet.columns else 0
    rows = pl.int_range(first, first + height, dtype=pl.UInt32, eager=True)
    return Grid("", sheet.headings, first - 1, tuple((_plain(each),) for each in sheet.columns), rows)


def _plain(column: pl.Series) -> pl.Series:
    """Types that only save room become what they stand for."""
    kind = column.dtype
    if isinstance(kind, pl.Categorical | pl.Enum | pl.Null):
        return column.cast(pl.String)
    if isinstance(kind, pl.Datetime):
        return column.dt.date()
    if isinstance(kind, pl.Decimal):
        return column.cast(pl.Float64)
    if kind.is_numeric() or isinstance(kind, pl.String | pl.Boolean | pl.Date):
        return column
    return pl.Series([None if each is None else str(each) for each in column.to_list()], dtype=pl.String)


def from_rows(sheet: str, headings: Sequence[str], heading_row: int, rows: Sequence[Row]) -> Grid:
    """The grid of a table that came cell by cell; cells beyond the headings are columns without heading."""
    width = max([len(headings), *(len(cells) for _, cells in rows)])
    columns = tuple(
        _parts([cells[index] if index < len(cells) else None for _, cells in rows]) for index in range(width)
    )
    numbers = pl.Series([number for number, _ in rows], dtype=pl.UInt32)
    return Grid(sheet, (*headings, *[""] * (width - len(headings))), heading_row, columns, numbers)


def _parts(cells: Sequence[Cell]) -> Parts:
    kinds = [_kind(cell) for cell in cells]
    present = [kind for kind in (pl.String, pl.Float64, pl.Boolean, pl.Date) if kind in kinds]
    return tuple(_part(cells, kinds, kind) for kind in present or [pl.String])


def _part(cells: Sequence[Cell], kinds: Sequence[type[pl.DataType] | None], kind: type[pl.DataType]) -> pl.Series:
    values = [_value(cell, kind) if each is kind else None for cell, each in zip(cells, kinds, strict=True)]
    return pl.Series(values, dtype=kind)


def _kind(cell: Cell) -> type[pl.DataType] | None:
    if cell is None or cell == "":
        return None
    if isinstance(cell, bool):
        return pl.Boolean
    if is_number(cell):
        return pl.Float64
    return pl.Date if isinstance(cell, date) else pl.String


def _value(cell: Cell, kind: type[pl.DataType]) -> object:
    if kind is pl.Float64:
        return float(cell)  # type: ignore[arg-type]
    if isinstance(cell, datetime):
        return cell.date()
    return text(cell) if kind is pl.String else cell


def seen(parts: Parts) -> pl.Series:
    """What a person sees in each cell of a column."""
    return pl.select(pl.coalesce([_seen(each) for each in parts])).to_series()


def _seen(part: pl.Series) -> pl.Series:
    if part.dtype == pl.String:
        return part
    if part.dtype.is_integer():
        return part.cast(pl.String)
    return pl.Series([None if each is None else _text(each) for each in part.to_list()], dtype=pl.String)


def _text(value: float | bool | date) -> str:
    if isinstance(value, float) and not math.isfinite(value):
        return str(value)
    return str(value).lower() if isinstance(value, bool) else text(value)


def said(parts: Parts, text: str) -> pl.Series:
    """Which cells of a column hold just this text, in small letters, in capitals or as it is."""
    texts = [part for part in parts if part.dtype == pl.String]
    if not texts:
        return pl.Series([False]).new_from_index(0, parts[0].len())
    forms = list({text, text.lower(), text.upper()})
    return texts[0].str.strip_chars().is_in(forms).fill_null(value=False)
