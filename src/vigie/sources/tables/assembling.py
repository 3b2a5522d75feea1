"""Turns the columns of one table into a frame with the columns of its description, typed, row by row accounted for."""

from __future__ import annotations

from collections.abc import Sequence

import polars as pl

from vigie.errors import Message, Term
from vigie.model.tables import AMOUNTS, ColumnType, TableColumn, TableShape
from vigie.sources.amounts import Problem
from vigie.sources.tables.days import NOT_A_DAY, NOT_A_PERIOD
from vigie.sources.tables.grid import Grid, Parts
from vigie.sources.tables.heads import Head, Heads
from vigie.sources.tables.quantities import Quantities
from vigie.sources.tables.remarks import Remarks
from vigie.sources.tables.words import Words

ROW = "row"
"""The column that says in which row of the file a row stands."""

YES = "yes"
"""The value of a flag that is true; the other is false."""

_DTYPES: dict[ColumnType, type[pl.DataType]] = {
    ColumnType.NUMBER: pl.Float64,
    ColumnType.SHARE: pl.Float64,
    ColumnType.DATE: pl.Date,
    ColumnType.FLAG: pl.Boolean,
    ColumnType.GRADE: pl.Int8,
}
_PERIOD_AS_DATE: Problem = (
    Message("The spreadsheet holds this period as a date; it was not read."),
    Message("Format the cell as text, and write the period as 2025-03 or 2025-Q1."),
)
_SAID_OTHERWISE: Problem = (
    Message("Another cell of this row says otherwise; this one was used."),
    Message("Let both cells say the same, or leave one of them empty."),
)
_BACKWARDS: Problem = (
    Message("The last day of this row is before its first day, so it holds on no day."),
    Message("Correct one of the two days."),
)


def dtype(column: TableColumn) -> type[pl.DataType]:
    """The type that a column has in the frame."""
    return _DTYPES.get(column.type, pl.String)


class Assembly:
    """The frame of one grid, column after column."""

    def __init__(self, grid: Grid, found: Sequence[Head], heads: Heads, remarks: Remarks) -> None:
        self._grid = grid
        self._found = {head.column.id: head for head in found if head.column}
        self._shape = heads.shape
        self._remarks = remarks
        self._words = Words(heads.words, remarks)
        numbers = [grid.columns[head.index] for head in found if head.column and head.column.type in AMOUNTS]
        self._quantities = Quantities(heads.words, self._words, remarks, numbers)
        self._stated: dict[str, pl.Series] = {}
        self._implied: dict[str, pl.Series] = {}

    def frame(self) -> pl.DataFrame:
        """The rows that can be used; the others are remarked upon."""
        for column_id, head in self._found.items():
            self._read(self._shape.columns[column_id], head, self._grid.columns[head.index])
        columns = [self._column(each) for each in self._shape.columns.values() if each.type is not ColumnType.PERIOD]
        frame = pl.DataFrame([*columns, self._grid.rows.alias(ROW)])
        self._backwards(frame)
        dropped = self._dropped(frame)
        return frame.filter(~dropped) if dropped.any() else frame

    def _read(self, column: TableColumn, head: Head, parts: Parts) -> None:
        match column.type:
            case ColumnType.NUMBER | ColumnType.SHARE:
                quantity = self._quantities.read(parts, head, column)
                self._stated[column.id] = quantity.values
                self._implied[column.money] = quantity.currencies
            case ColumnType.PERIOD:
                self._implied |= zip(column.becomes, self._days(column, head, parts), strict=True)
            case ColumnType.DATE:
                self._stated[column.id] = self._days(column, head, parts)[int(column.last)]
            case _:
                self._stated[column.id] = self._of_words(column, head, parts)

    def _of_words(self, column: TableColumn, head: Head, parts: Parts) -> pl.Series:
        match column.type:
            case ColumnType.FLAG:
                return self._words.choices(parts, head.heading, column) == YES
            case ColumnType.GRADE:
                return self._words.choices(parts, head.heading, column).cast(pl.Int8)
            case ColumnType.ONE_OF:
                return self._words.choices(parts, head.heading, column)
            case ColumnType.CURRENCY:
                return self._words.currencies(parts, head.heading)
            case ColumnType.COUNTRY:
                return self._words.countries(parts, head.heading)
            case _:
                return self._words.texts(parts, head.heading)

    def _days(self, column: TableColumn, head: Head, parts: Parts) -> tuple[pl.Series, pl.Series]:
        """The first and the last day that each cell of a column means."""
        period = column.type is ColumnType.PERIOD
        first = last = _nothing(self._grid.rows.len(), pl.Date)
        for part in parts:
            if part.dtype != pl.Date:
                days = self._words.days((part,), head.heading, column.marks, NOT_A_PERIOD if period else NOT_A_DAY)
            elif not period:
                days = part, part
            else:
                self._remarks.cells(head.heading, part.is_not_null(), (part,), _PERIOD_AS_DATE)
                continue
            first, last = first.fill_null(days[0]), last.fill_null(days[1])
        return first, last

    def _column(self, column: TableColumn) -> pl.Series:
        """The column of the frame: what its cells say, else what other cells of the row imply."""
        found = self._stated.get(column.id, _nothing(self._grid.rows.len(), dtype(column)))
        implied = self._implied.get(column.id)
        if implied is not None:
            self._contradictions(column, found, implied)
            found = found.fill_null(implied)
        if column.otherwise:
            found = found.fill_null(pl.Series([column.otherwise]).cast(dtype(column))[0])
        return found.alias(column.id)

    def _contradictions(self, column: TableColumn, found: pl.Series, implied: pl.Series) -> None:
        head = self._found.get(column.id)
        if head is not None:
            self._remarks.cells(head.heading, found != implied, self._grid.columns[head.index], _SAID_OTHERWISE)

    def _backwards(self, frame: pl.DataFrame) -> None:
        """Periods that end before they begin: kept, so that they hold on no day."""
        days = [each for each in self._shape.columns.values() if each.type is ColumnType.DATE]
        for first in (each for each in days if not each.last):
            for last in (each for each in days if each.last):
                self._remarks.rows(frame[last.id] < frame[first.id], _BACKWARDS)

    def _dropped(self, frame: pl.DataFrame) -> pl.Series:
        """The rows that cannot be used: they are without a cell that every row must have."""
        dropped = self._grid.rows.is_null()
        for column in self._shape.required:
            missing = frame[column.id].is_null() & ~dropped
            if missing.any():
                self._remarks.rows(missing & ~self._grid.blank(missing), _lacks(self._shape, column))
            dropped = dropped | missing
        return dropped


def _lacks(shape: TableShape, column: TableColumn) -> Problem:
    name = Term("table_column", f"{shape.id}/{column.id}")
    return (
        Message("This row has nothing that can be read under {column}, so it was left out.", column=name),
        Message("Fill in {column}, or remove the row.", column=name),
    )


def _nothing(height: int, kind: type[pl.DataType]) -> pl.Series:
    return pl.Series([None], dtype=kind).new_from_index(0, height)
