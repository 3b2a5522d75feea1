"""Says in sentences what became of the columns, the lines above the table and the rows that are no suppliers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from vigie.errors import Message, Term
from vigie.model.records import ColumnGuess, Place
from vigie.sources.columns import Column
from vigie.sources.findings import Findings
from vigie.sources.layout import Table
from vigie.sources.rows import JudgedRow, RowKind
from vigie.sources.sheet import Cell
from vigie.sources.texts import text
from vigie.sources.vocabulary import NOTHING

_FINE = Message("Nothing needs to be done.")
_ROWS: Mapping[RowKind, tuple[Message, Message]] = {
    RowKind.NAMELESS: (
        Message("This row has no name of a supplier, so it was not read."),
        Message("Write the name of the supplier in this row."),
    ),
    RowKind.CARRIED: (Message("This row carries a sum over from another page; it is not a supplier."), _FINE),
    RowKind.OPENING: (
        Message("This row is an opening balance, not a purchase of the period; it was not summed."),
        _FINE,
    ),
    RowKind.PAGE: (Message("This row is a line of the printed page, not a supplier."), _FINE),
    RowKind.SHIFTED: (
        Message("This row has more cells than the headings, so its cells have probably slipped; it was not read."),
        Message("Put the text that contains the separating sign between quotation marks."),
    ),
}
_AGREES = (
    Message("This row is a total, not a supplier; it agrees with the rows above it."),
    Message("Nothing needs to be done. If it is the name of a supplier, write its country beside it."),
)
_DIFFERS = (
    Message("This row is a total, not a supplier, and it differs from the sum of the rows above it."),
    Message("Check that no row is missing. If it is the name of a supplier, write its country beside it."),
)


class TableReport:
    """Notes what is to be said about one table of one file."""

    def __init__(self, file: str, table: Table, findings: Findings) -> None:
        self._file = file
        self._table = table
        self._findings = findings

    def guesses(self, columns: Iterable[Column]) -> list[ColumnGuess]:
        """How every column was read, and why."""
        return [
            ColumnGuess(self._place(each.heading), each.kind.field if each.kind and each.used else "", each.why)
            for each in columns
        ]

    def columns(self, columns: Sequence[Column]) -> None:
        """One finding for each column that was not read; columns known and not needed are one finding per kind."""
        idle: dict[str, list[Column]] = {}
        for column in columns:
            if column.kind is not None and column.kind.use == NOTHING:
                idle.setdefault(column.id, []).append(column)
            elif column.kind is None and column.example and not column.mapped:
                self._unread(column)
        for kind, alike in idle.items():
            what = Message("These columns hold {kind}, which Vigie does not use.", kind=Term("column", kind))
            headings = ", ".join(column.heading for column in alike)
            self._findings.add(self._place(headings), alike[0].example, what, _FINE)

    def _unread(self, column: Column) -> None:
        what = Message("This column was not read. {why}", why=column.why)
        remedy = Message('Say what it is with --map "{heading}=product" or another field.', heading=column.heading)
        self._findings.add(self._place(column.heading), column.example, what, remedy)

    def surroundings(self) -> None:
        """The lines above the headings, and headings that are said again."""
        if self._table.heading_row == 0:
            what = Message("No row of headings was found; the columns were guessed from their cells.")
            remedy = Message("Write headings such as Supplier, Country and Product in the first row.")
            self._findings.add(self._place("", self._first_row()), self._first_text(), what, remedy)
        above, repeated = self._table.above, self._table.repeated
        if above:
            what = Message("Lines above the headings that were not read: {count}.", count=len(above))
            self._findings.add(self._place("", above[0][0]), _line(above[0][1]), what, _FINE)
        if repeated:
            what = Message("Rows that only repeat the headings: {count}.", count=len(repeated))
            self._findings.add(self._place("", repeated[0][0]), _line(repeated[0][1]), what, _FINE)

    def rows(self, judged: Sequence[JudgedRow]) -> None:
        """The rows that are no suppliers, and those whose supplier stands further up."""
        for row in judged:
            said = _ROWS.get(row.kind) or ((_AGREES if row.agrees else _DIFFERS) if row.kind is RowKind.TOTAL else None)
            if said is not None:
                self._findings.add(self._place("", row.number), _line(row.cells), *said)
        inherited = [row for row in judged if row.inherits is not None]
        if inherited:
            what = Message("Rows whose supplier was taken from a row above them: {count}.", count=len(inherited))
            remedy = Message("If that is wrong, write the name of the supplier in every row.")
            self._findings.add(self._place("", inherited[0].number), _line(inherited[0].cells), what, remedy)

    def not_a_list(self, columns: Sequence[Column]) -> None:
        """The table does not speak of suppliers."""
        headings = ", ".join(column.heading for column in columns)
        what = Message("This sheet does not look like a list of suppliers, so it was not read.")
        remedy = Message('If it is one, give its name column the heading "Supplier", or name it with --map.')
        self._findings.add(self._place("", self._table.heading_row or self._first_row()), headings, what, remedy)

    def _place(self, heading: str, row: int | None = None) -> Place:
        return Place(self._file, self._table.sheet.name, self._table.heading_row if row is None else row, heading)

    def _first_row(self) -> int:
        return self._table.rows[0][0] if self._table.rows else 0

    def _first_text(self) -> str:
        return _line(self._table.rows[0][1]) if self._table.rows else ""


def _line(cells: Iterable[Cell]) -> str:
    return " | ".join(filter(None, map(text, cells)))
