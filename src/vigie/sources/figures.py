"""What the number columns of a table come to, row by row: spend and its currency, workers, wage, shares."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from vigie.errors import Message
from vigie.sources.amounts import NOT_A_NUMBER, NumberReader, Numbers, Problem
from vigie.sources.columns import Column
from vigie.sources.layout import Row
from vigie.sources.numerals import common_mark
from vigie.sources.sheet import Cell
from vigie.sources.texts import text
from vigie.sources.vocabulary import Vocabulary

MONEY = ("spend", "debit", "credit", "monthly_net_wage")
SHARES = ("women_share", "migrant_share")
_HUNDRED = 100

_NOT_WHOLE: Problem = (
    Message("A number of people is a whole number."),
    Message("Write the number of people, for example 120."),
)
_NOT_A_SHARE: Problem = (
    Message("A share lies between 0 % and 100 %."),
    Message("Write a percentage such as 45 %."),
)
_NOT_A_SIDE: Problem = (
    Message("This does not say whether the amount is a debit or a credit, so the amount was left out."),
    Message("Write D or C (Soll: S, Haben: H)."),
)


@dataclass(frozen=True, slots=True)
class Figures:
    """The number columns by id, aligned with the rows of the table; `net` is the amount of each row."""

    columns: Mapping[str, tuple[Column, Numbers]]
    net: Sequence[Decimal | None]

    @property
    def spend_column(self) -> Column | None:
        """The column whose heading speaks for the spend: the debit where debit and credit make it."""
        found = [self.columns[kind][0] for kind in ("spend", "debit", "credit") if kind in self.columns]
        return found[0] if found else None

    @property
    def two_sided(self) -> bool:
        """Whether the spend is made of debits and credits."""
        return "side" in self.columns or {"debit", "credit"} <= self.columns.keys()

    def unit(self, row: int) -> str:
        """The currency beside the amount of a row, as written."""
        units = (self.columns[kind][1].units[row] for kind in ("spend", "debit", "credit") if kind in self.columns)
        return next(filter(None, units), "")


def figures(columns: Sequence[Column], rows: Sequence[Row], words: Vocabulary) -> Figures:
    """Reads every number column of a table. A way of writing proved by one column holds for its neighbours."""
    reader = NumberReader(words)
    wanted = [column for column in columns if column.kind is not None and column.kind.cells == "number"]
    cells = {column.index: _column(rows, column.index) for column in wanted}
    elsewhere = common_mark([reader.mark(each) for each in cells.values()])
    found = {}
    for column in wanted:
        if column.used:
            numbers = reader.read(cells[column.index], elsewhere)
            found[column.id] = (column, _checked(column, numbers, cells[column.index]))
    sides = [column for column in columns if column.id == "side"]
    for column in sides:
        found[column.id] = (column, _sides(_column(rows, column.index), words))
    return Figures(found, _net(found, len(rows)))


def _column(rows: Sequence[Row], index: int) -> list[Cell]:
    return [cells[index] if index < len(cells) else None for _, cells in rows]


def _checked(column: Column, numbers: Numbers, cells: Sequence[Cell]) -> Numbers:
    """Numbers that fit their column: only money has a currency; people are whole; shares are shares."""
    for index, unit in enumerate(numbers.units if any(numbers.units) else ()):
        if unit and column.id not in MONEY:
            numbers.values[index], numbers.problems[index] = None, NOT_A_NUMBER
    if column.id in SHARES:
        _as_shares(numbers, cells)
    elif column.id in MONEY:
        _scaled(numbers, column.unit.scale)
    else:
        _reject(numbers, lambda value: value < 0 or value != int(value), _NOT_WHOLE)
    return numbers


def _scaled(numbers: Numbers, scale: int) -> None:
    if scale != 1:
        numbers.values = [None if value is None else value * scale for value in numbers.values]


def _as_shares(numbers: Numbers, cells: Sequence[Cell]) -> None:
    """Fractions, or percentages: of a column in which any number without sign is above 1, all are percentages."""
    signed = [text(cell).endswith("%") for cell in cells]
    bare = [value for value, sign in zip(numbers.values, signed, strict=True) if value is not None and not sign]
    hundreds = any(value > 1 for value in bare)
    numbers.values = [
        value / _HUNDRED if value is not None and (sign or hundreds) else value
        for value, sign in zip(numbers.values, signed, strict=True)
    ]
    _reject(numbers, lambda value: not 0 <= value <= 1, _NOT_A_SHARE)


def _reject(numbers: Numbers, wrong: Callable[[Decimal], bool], problem: Problem) -> None:
    for index, value in enumerate(numbers.values):
        if value is not None and wrong(value):
            numbers.values[index], numbers.problems[index] = None, problem


def _sides(cells: Sequence[Cell], words: Vocabulary) -> Numbers:
    """1 for a debit, -1 for a credit."""
    numbers = Numbers()
    for index, cell in enumerate(cells):
        mark = text(cell).upper().rstrip(".")
        sign = Decimal(1) if mark in words.debit_marks else Decimal(-1) if mark in words.credit_marks else None
        numbers.values.append(sign)
        numbers.units.append("")
        if mark and sign is None:
            numbers.problems[index] = _NOT_A_SIDE
    return numbers


def _net(found: Mapping[str, tuple[Column, Numbers]], count: int) -> list[Decimal | None]:
    """Debit minus credit where both are there, else the one column of amounts with the sign of its side."""
    values = {kind: numbers.values for kind, (_, numbers) in found.items()}
    empty: list[Decimal | None] = [None] * count
    if "spend" not in values and {"debit", "credit"} <= values.keys():
        broken = found["debit"][1].problems.keys() | found["credit"][1].problems.keys()
        pairs = zip(values["debit"], values["credit"], strict=True)
        return [None if index in broken else _difference(*pair) for index, pair in enumerate(pairs)]
    amounts = values.get("spend") or values.get("debit") or values.get("credit") or empty
    if "side" not in values:
        return amounts
    sides = zip(amounts, values["side"], strict=True)
    return [amount * side if amount is not None and side is not None else None for amount, side in sides]


def _difference(debit: Decimal | None, credit: Decimal | None) -> Decimal | None:
    if debit is None and credit is None:
        return None
    return (debit or Decimal()) - (credit or Decimal())
