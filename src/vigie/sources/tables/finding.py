"""Finds the table in a file: in columns where the format gives them, else the sheet and the row with its headings."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vigie.errors import Message, Term, UnreadableInput
from vigie.model.records import NotUnderstood, Place
from vigie.model.tables import AMOUNTS
from vigie.sources.findings import Findings
from vigie.sources.formats import format_of
from vigie.sources.layout import Row, Table
from vigie.sources.limits import Limits
from vigie.sources.merged import unmerged
from vigie.sources.plain_words import plain
from vigie.sources.sheet import ColumnFormat, Sheet
from vigie.sources.tables.grid import Grid, from_columns, from_rows
from vigie.sources.tables.heads import Head, Heads, every
from vigie.sources.texts import empty, text

_FINE = Message("Nothing needs to be done.")


@dataclass(frozen=True, slots=True)
class Found:
    """The cells of the table, what its headings mean, and what was odd about the file before any cell was read."""

    grid: Grid
    heads: tuple[Head, ...]
    remarks: tuple[NotUnderstood, ...] = ()


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A row of a sheet as the headings of the table."""

    sheet: Sheet
    index: int
    heads: tuple[Head, ...]
    complete: bool

    @property
    def count(self) -> int:
        return sum(head.column is not None for head in self.heads)


def find(name: str, data: bytes, limits: Limits, heads: Heads) -> Found:
    """The table in the bytes of a file. Raises `UnreadableInput` where no row has the headings that it needs."""
    kind = format_of(name, data)
    sheet = kind.column_sheet(name, data, limits, heads.words) if isinstance(kind, ColumnFormat) else None
    if sheet is not None:
        found = heads.read(sheet.headings)
        if not heads.missing(found):
            return Found(from_columns(sheet), found)
        if sheet.named:
            raise _no_table(name, heads, found)
    return _in_sheets(name, heads, tuple(kind.sheets(name, data, limits, heads.words)))


def _in_sheets(name: str, heads: Heads, sheets: Sequence[Sheet]) -> Found:
    candidates = [_best(heads, sheet) for sheet in sheets if not sheet.hidden and any(map(any, sheet.rows))]
    complete = [each for each in candidates if each.complete]
    if not complete:
        closest = max(candidates, key=lambda each: each.count, default=None)
        raise _no_table(name, heads, closest.heads if closest else ())
    titles = frozenset(map(plain, every(heads.shape.sheets)))
    chosen = max(complete, key=lambda each: (plain(each.sheet.name) in titles, each.count))
    findings = Findings(heads.words.same_findings)
    findings.extend(chosen.sheet.remarks)
    for sheet in sheets:
        if sheet.hidden:
            what = Message("This sheet is hidden, so it was not read.")
            findings.add(
                Place(name, sheet.name), sheet.name, what, Message("Show the sheet if it belongs to the list.")
            )
    for other in complete:
        if other is not chosen:
            what = Message(
                "This sheet could be the same table; only the sheet {sheet} was read.", sheet=chosen.sheet.name
            )
            remedy = Message("Copy the rows into one sheet if they belong together.")
            findings.add(Place(name, other.sheet.name), other.sheet.name, what, remedy)
    return _found(name, chosen, findings)


def _best(heads: Heads, sheet: Sheet) -> _Candidate:
    """The first of the rows that say most headings; one that says all that are needed before any other."""
    rows = sheet.rows[: heads.words.look_rows]
    candidates = (_candidate(heads, sheet, index) for index in range(len(rows)))
    return max(candidates, key=lambda each: (each.complete, each.count))


def _candidate(heads: Heads, sheet: Sheet, index: int) -> _Candidate:
    found = heads.read([text(cell) for cell in sheet.rows[index]])
    return _Candidate(sheet, index, found, not heads.missing(found))


def _found(name: str, chosen: _Candidate, findings: Findings) -> Found:
    sheet, number = chosen.sheet, chosen.sheet.first_row + chosen.index
    above = [row for row in sheet.rows[: chosen.index] if not all(map(empty, row))]
    if above:
        what = Message("Lines above the headings that were not read: {count}.", count=len(above))
        findings.add(Place(name, sheet.name, sheet.first_row), _line(above[0]), what, _FINE)
    headings = [head.heading for head in chosen.heads]
    below = list(enumerate(sheet.rows[chosen.index + 1 :], start=number + 1))
    table = Table(sheet, headings, number, [row for row in below if not all(map(empty, row[1]))])
    # A merged amount is one amount; a merged text is said of each row.
    texts = [head.index for head in chosen.heads if head.column and head.column.type not in AMOUNTS]
    rows = _whole(name, table, unmerged(table, texts), findings) if sheet.separated else unmerged(table, texts)
    return Found(from_rows(sheet.name, headings, number, rows), chosen.heads, findings.folded())


def _whole(name: str, table: Table, rows: Iterable[Row], findings: Findings) -> list[Row]:
    """The rows whose cells stand under their headings; a row with more cells than headings has slipped."""
    width, whole = table.width, []
    for number, cells in rows:
        if all(map(empty, cells[width:])):
            whole.append((number, cells))
        else:
            findings.add(Place(name, table.sheet.name, number), _line(cells), *_SLIPPED)
    return whole


_SLIPPED = (
    Message("This row has more cells than the headings, so its cells have probably slipped; it was not read."),
    Message("Put the text that contains the separating sign between quotation marks."),
)


def _line(cells: Iterable[object]) -> str:
    return " | ".join(str(cell) for cell in cells if cell not in (None, ""))


def _no_table(name: str, heads: Heads, found: Sequence[Head]) -> UnreadableInput:
    """The refusal of a file without the headings that the table needs: which, and how they may be written."""
    missing = heads.missing(found)
    names = [Term("table_column", f"{heads.shape.id}/{each.id}") for each in missing]
    what = Message(
        "This file cannot be read as the table {table}: it has no column for {columns}.",
        table=Term("table", heads.shape.id),
        columns=_joined(names),
    )
    advice = Message(
        "Write headings in one row above the cells, for example: {headings}.",
        headings=", ".join(each.id for each in heads.shape.columns.values()),
    )
    return UnreadableInput(what, where=name, advice=advice)


def _joined(names: Sequence[Term]) -> Message | Term:
    """The names in a row, said in the reader's language."""
    if len(names) == 1:
        return names[0]
    return Message("{one}, {others}", one=names[0], others=_joined(names[1:]))
