"""Reads one file as one of the tables that describe a chain, whatever its format and the language of its headings."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from vigie.content.collecting import collector_at_rest
from vigie.errors import Message, Term
from vigie.model.records import ColumnGuess, NotUnderstood, Place
from vigie.model.tables import ColumnType, TableShape
from vigie.sources.files import read_bytes
from vigie.sources.limits import Limits
from vigie.sources.tables.assembling import ROW, Assembly, dtype
from vigie.sources.tables.finding import Found, find
from vigie.sources.tables.grid import said, seen
from vigie.sources.tables.heads import Head, Heads
from vigie.sources.tables.remarks import Remarks
from vigie.sources.texts import column_letter
from vigie.sources.vocabulary import Vocabulary, bundled_vocabulary

_HEADINGS_AGAIN = Message("This row only repeats the headings."), Message("Nothing needs to be done.")


@dataclass(frozen=True, slots=True)
class TableReading:
    """A table as a frame, how each heading was read, and everything in the file that was not understood.

    The frame has every column of the description except periods (they become their first and last day), in its
    order, then `row`: the row of the file as a spreadsheet shows it. A cell that says nothing is null.
    """

    frame: pl.DataFrame
    columns: tuple[ColumnGuess, ...]
    not_understood: tuple[NotUnderstood, ...]


@collector_at_rest()
def read_table(path: Path, shape: TableShape, *, limits: Limits, vocabulary: Vocabulary | None = None) -> TableReading:
    """Reads a file (CSV, XLSX, XLS, ODS, Parquet) as the table that `shape` describes.

    Rows without a required cell are left out and reported, cells that cannot be read are null and reported.
    `vocabulary` is the one of the bundled content if none is given. Raises `UnreadableInput` where the file
    cannot be opened, or has no headings for the required columns.
    """
    heads = Heads(shape, vocabulary or bundled_vocabulary())
    found = find(path.name, read_bytes(path, limits), limits, heads)
    remarks = Remarks(path.name, found.grid, heads.words.same_findings)
    _unread(found, heads, remarks)
    again = _repeated(found)
    remarks.rows(again, _HEADINGS_AGAIN)
    grid = found.grid.where(~again) if again.any() else found.grid
    cells = Remarks(path.name, grid, heads.words.same_findings)
    frame = Assembly(grid, found.heads, heads, cells).frame()
    told = sorted((*found.remarks, *remarks.all(), *cells.all()), key=lambda each: each.place.row)
    return TableReading(frame, tuple(_guesses(path.name, found, heads)), tuple(told))


def _repeated(found: Found) -> pl.Series:
    """The rows that say the headings of all required columns once more."""
    again = found.grid.rows.is_not_null()
    for head in found.heads:
        if head.column and head.column.required:
            again &= said(found.grid.columns[head.index], head.heading)
    return again


def _unread(found: Found, heads: Heads, remarks: Remarks) -> None:
    """The columns that were not used although something stands in them."""
    there = {head.column.id for head in found.heads if head.column}
    free = ", ".join(each for each in heads.shape.columns if each not in there)
    for head in _all(found):
        parts = found.grid.columns[head.index]
        filled = [part for part in parts if part.null_count() < part.len()]
        if head.column is None and filled:
            first = seen((filled[0].drop_nulls().head(1),))[0]
            problem = _why(head, heads), Message("If it matters, head it as one of these: {headings}.", headings=free)
            remarks.column(_shown(head), first, problem)


def _all(found: Found) -> Iterable[Head]:
    """The columns of the grid; those beyond the headings have none."""
    unit = found.heads[0].unit
    beyond = range(len(found.heads), len(found.grid.columns))
    return *found.heads, *(Head(index, "", None, unit) for index in beyond)


def _why(head: Head, heads: Heads) -> Message:
    """Why a heading was read as it was."""
    meant = head.column or heads.meant(head.heading)
    if meant is None:
        return Message("Nothing says what this column holds, so it was not used.")
    name = Term("table_column", f"{heads.shape.id}/{meant.id}")
    if head.column is None:
        return Message("Another column was read as {column} already, so this one was not used.", column=name)
    return Message("Its heading means {column}.", column=name)


def _guesses(file: str, found: Found, heads: Heads) -> Iterator[ColumnGuess]:
    for head in found.heads:
        place = Place(file, found.grid.sheet, found.grid.heading_row, _shown(head))
        yield ColumnGuess(place, head.column.id if head.column else "", _why(head, heads))


def _shown(head: Head) -> str:
    return head.heading or column_letter(head.index)


def empty_table(shape: TableShape) -> pl.DataFrame:
    """The frame of a table that nobody gave: all its columns, no row."""
    columns = (each for each in shape.columns.values() if each.type is not ColumnType.PERIOD)
    return pl.DataFrame(schema={each.id: dtype(each) for each in columns} | {ROW: pl.UInt32})
