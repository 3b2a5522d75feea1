"""Tells the rows of suppliers from totals, carried sums, opening balances, page lines and rows without a name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from vigie.sources.columns import Column
from vigie.sources.headings import NAME
from vigie.sources.labels import Label, Labels
from vigie.sources.layout import Row
from vigie.sources.sheet import Cell
from vigie.sources.texts import empty, text


class RowKind(StrEnum):
    """What a row of a table is."""

    SUPPLIER = "supplier"
    GROUP = "group"
    NAMELESS = "nameless"
    TOTAL = "total"
    CARRIED = "carried"
    OPENING = "opening"
    PAGE = "page"
    SHIFTED = "shifted"
    EMPTY = "empty"


@dataclass(slots=True)
class JudgedRow:
    """A row with what it is. `name` may come from a row above: then `inherits` is the index of that row.

    `agrees` says of a total whether it is the sum of the rows above it.
    """

    number: int
    cells: Sequence[Cell]
    kind: RowKind
    name: str = ""
    inherits: int | None = None
    agrees: bool = False


_BY_LABEL = {
    Label.TOTAL: RowKind.TOTAL,
    Label.CARRIED: RowKind.CARRIED,
    Label.OPENING: RowKind.OPENING,
    Label.PAGE: RowKind.PAGE,
}


@dataclass(slots=True)
class _Sum:
    """A running sum; one line alone is no sum."""

    value: Decimal = Decimal()
    lines: int = 0

    def add(self, amount: Decimal | None) -> None:
        self.value += amount or 0
        self.lines += 1

    def gives(self, amount: Decimal | None) -> bool:
        return self.lines > 1 and amount == self.value


class RowJudge:
    """Judges the rows of one table, whose columns are known. `amounts` are its spends, row by row."""

    def __init__(self, columns: Sequence[Column], labels: Labels, amounts: Sequence[Decimal | None]) -> None:
        self._labels = labels
        self._amounts = amounts
        used = [column for column in columns if column.used and column.kind is not None]
        self._name = next(column.index for column in used if column.id == NAME)
        self._numbers = frozenset(column.index for column in used if column.kind and column.kind.use == "number")
        self._products = [column.index for column in used if column.id == "product"]
        self._identity = [
            column.index
            for column in used
            if column.index not in self._numbers
            and column.index not in self._products
            and column.id not in (NAME, "currency", "wage_currency")
        ]
        self._inherited = frozenset((*self._identity, self._name))

    def judge(self, rows: Sequence[Row], width: int, *, separated: bool) -> list[JudgedRow]:
        """Every row with its kind, in order."""
        judged = [self._row(number, cells, width if separated else len(cells)) for number, cells in rows]
        self._check_totals(judged)
        self._mark_notes(judged)
        self._fill_down(judged)
        self._keep_lone_openings(judged)
        return judged

    def _row(self, number: int, cells: Sequence[Cell], width: int) -> JudgedRow:
        name = text(cells[self._name]) if self._name < len(cells) else ""
        if not name and all(map(empty, cells)):
            return JudgedRow(number, cells, RowKind.EMPTY)
        name = "" if self._labels.is_missing(name) else name
        if len(cells) > width and not all(map(empty, cells[width:])):
            return JudgedRow(number, cells, RowKind.SHIFTED, name)
        label = self._label(name, cells)
        if label not in _BY_LABEL:
            return JudgedRow(number, cells, RowKind.SUPPLIER if name else RowKind.NAMELESS, name)
        return JudgedRow(number, cells, _BY_LABEL[label], "" if self._labels.of(name) else name)

    def _label(self, name: str, cells: Sequence[Cell]) -> Label:
        if not name:
            return next((label for cell in cells if (label := self._cell_label(cell))), Label.NONE)
        label = self._labels.of(name)
        if label:
            return Label.NONE if self._identified(cells) else label
        return self._label_beside(cells)

    def _label_beside(self, cells: Sequence[Cell]) -> Label:
        """A row with a name can still be an opening balance by its text, or a total by its first cell."""
        for index in self._products:
            if index < len(cells) and self._cell_label(cells[index]) is Label.OPENING:
                return Label.OPENING
        first = next(index for index, cell in enumerate(cells) if not empty(cell))
        if first == self._name or first in self._products:
            return Label.NONE
        return Label.TOTAL if self._cell_label(cells[first]) is Label.TOTAL else Label.NONE

    def _cell_label(self, cell: Cell) -> Label:
        return self._labels.of(cell) if isinstance(cell, str) and cell else Label.NONE

    def _identified(self, cells: Sequence[Cell]) -> bool:
        return any(index < len(cells) and not empty(cells[index]) for index in self._identity)

    def _check_totals(self, judged: Sequence[JudgedRow]) -> None:
        """Sums what stands above each total; a doubtful label, or none, is a total where the sum agrees."""
        part, whole = _Sum(), _Sum()
        for row, amount in zip(judged, self._amounts, strict=True):
            if (part.gives(amount) or whole.gives(amount)) and self._may_be_total(row):
                row.kind = RowKind.TOTAL
            if row.kind is RowKind.TOTAL:
                row.agrees = amount is None or amount in (part.value, whole.value)
                part = _Sum()
            elif row.kind in (RowKind.SUPPLIER, RowKind.NAMELESS, RowKind.OPENING):
                part.add(amount)
                whole.add(amount)

    def _may_be_total(self, row: JudgedRow) -> bool:
        if row.kind not in (RowKind.SUPPLIER, RowKind.NAMELESS) or self._identified(row.cells):
            return False
        doubtful = any(self._cell_label(cell) is Label.PERHAPS_TOTAL for cell in row.cells)
        return doubtful or not (row.name or self._described(row.cells))

    def _described(self, cells: Sequence[Cell]) -> bool:
        return any(index < len(cells) and not empty(cells[index]) for index in self._products)

    @staticmethod
    def _mark_notes(judged: Sequence[JudgedRow]) -> None:
        """Single cells below the last total are notes, not suppliers."""
        last = max((index for index, row in enumerate(judged) if row.kind is RowKind.TOTAL), default=len(judged))
        below = judged[last + 1 :]
        if all(sum(not empty(cell) for cell in row.cells) < 2 for row in below):
            for row in below:
                row.kind = RowKind.EMPTY if row.kind is RowKind.EMPTY else RowKind.PAGE

    def _fill_down(self, judged: Sequence[JudgedRow]) -> None:
        """Lines under the heading cell of a group belong to the supplier of that cell."""
        lines = [row for row in judged if row.kind is RowKind.NAMELESS and self._is_line(row.cells)]
        told_apart = any(self._identified(row.cells) for row in judged if row.kind is RowKind.SUPPLIER)
        if not lines or (len(lines) == 1 and not told_apart):
            return
        above: int | None = None
        wanted = set(map(id, lines))
        for index, row in enumerate(judged):
            if row.kind in (RowKind.SUPPLIER, RowKind.OPENING) and row.name:
                above = index
            elif row.kind is RowKind.TOTAL:
                above = None
            elif above is not None and id(row) in wanted:
                self._inherit(row, judged, above)

    def _inherit(self, row: JudgedRow, judged: Sequence[JudgedRow], above: int) -> None:
        head = judged[above]
        row.cells = [
            head.cells[index] if index in self._inherited and index < len(head.cells) else cell
            for index, cell in enumerate(row.cells)
        ]
        row.kind, row.name, row.inherits = RowKind.SUPPLIER, head.name, above
        if head.kind is RowKind.SUPPLIER and not (self._described(head.cells) or self._priced(head.cells)):
            head.kind = RowKind.GROUP

    def _is_line(self, cells: Sequence[Cell]) -> bool:
        """Whether a row without a name says what was bought or for how much, and nothing about who sold it."""
        if self._identified(cells):
            return False
        said = any(not empty(cell) for index, cell in enumerate(cells) if index not in self._numbers)
        return said and (self._priced(cells) if self._numbers else self._described(cells))

    def _priced(self, cells: Sequence[Cell]) -> bool:
        return any(index < len(cells) and not empty(cells[index]) for index in self._numbers)

    @staticmethod
    def _keep_lone_openings(judged: Sequence[JudgedRow]) -> None:
        """A supplier that has nothing but an opening balance is still on the list."""
        named = {row.name for row in judged if row.kind is RowKind.SUPPLIER}
        for row in judged:
            if row.kind is RowKind.OPENING and row.name in named:
                row.name = ""
