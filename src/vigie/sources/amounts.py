"""Reads columns of numbers: what a column proves about its way of writing decides what one cell leaves open."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from vigie.errors import Message
from vigie.sources.numerals import Mark, Numeral, common_mark, numeral
from vigie.sources.sheet import Cell
from vigie.sources.texts import exact, is_date, is_number, text
from vigie.sources.vocabulary import Vocabulary

_DATE = re.compile(
    r"\d{1,2}[-/. ](?:\d{1,2}|[^\W\d_]{3,5}\.?)(?:[-/. ]\d{2,4})?"
    r"|[^\W\d_]{3,5}\.?[-/ ]\d{2,4}|\d{4}-\d{2}-\d{2}"
)

Problem = tuple[Message, Message]
"""What is wrong with a cell, and what to write instead."""

_DIGITS = Message("Write digits only, for example 1234.50.")
NOT_A_NUMBER: Problem = (Message("This is not a number."), _DIGITS)
SHORTENED: Problem = (
    Message("The spreadsheet has shortened this number, so its last digits are lost."),
    Message("Widen the column or format it as a number without exponent, and export again."),
)
A_DATE: Problem = (
    Message("The spreadsheet has turned this number into a date."),
    Message("Format the column as a number or as text, and enter the number again."),
)


@dataclass(slots=True)
class Numbers:
    """A column of numbers, row by row: values, the currency beside each, and the cells that are no number."""

    values: list[Decimal | None] = field(default_factory=list)
    units: list[str] = field(default_factory=list)
    problems: dict[int, Problem] = field(default_factory=dict)


class NumberReader:
    """Parses the cells of several columns of one table, each different text once."""

    def __init__(self, words: Vocabulary) -> None:
        self._words = words
        self._known: dict[str, Numeral | None] = {}

    def mark(self, cells: Iterable[Cell]) -> Mark | None:
        """The decimal mark that a column proves."""
        return common_mark({each.mark for each in map(self.numeral, set(_texts(cells))) if each})

    def numeral(self, value: str) -> Numeral | None:
        """The number that a text states, a percent sign aside."""
        if value not in self._known:
            bare = value.removesuffix("%").rstrip()
            self._known[value] = numeral(bare, self._words.credit_marks, self._words.debit_marks)
        return self._known[value]

    def read(self, cells: Sequence[Cell], elsewhere: Mark | None) -> Numbers:
        """The numbers of a column; `elsewhere` is the mark that other columns of the sheet prove."""
        proved = {each.mark for each in map(self.numeral, set(_texts(cells))) if each} - {None}
        mark = common_mark(proved) if proved else elsewhere
        numbers = Numbers()
        known: dict[str, tuple[Decimal | None, str, Problem | None]] = {}
        for index, cell in enumerate(cells):
            if isinstance(cell, str):
                if cell not in known:
                    known[cell] = self._text(cell, mark)
                value, unit, problem = known[cell]
            else:
                value, unit, problem = self._cell(cell)
            numbers.values.append(value)
            numbers.units.append(unit)
            if problem is not None:
                numbers.problems[index] = problem
        return numbers

    @staticmethod
    def _cell(cell: Cell) -> tuple[Decimal | None, str, Problem | None]:
        if cell is None:
            return None, "", None
        if is_number(cell):
            value = exact(cell)  # type: ignore[arg-type]
            return (value, "", None) if value.is_finite() else (None, "", None)
        return None, "", A_DATE if is_date(cell) else NOT_A_NUMBER

    def _text(self, cell: str, mark: Mark | None) -> tuple[Decimal | None, str, Problem | None]:
        if not cell:
            return None, "", None
        number = self.numeral(cell)
        if number is None:
            missing = cell.casefold() in self._words.missing
            return None, "", None if missing else A_DATE if _dated(cell) else NOT_A_NUMBER
        if number.unit and not (self._words.currency(number.unit) or number.unit in self._words.shared_signs):
            return None, "", A_DATE if _dated(cell) else NOT_A_NUMBER
        value = number.value(mark)
        if value is None:
            return None, "", SHORTENED if number.shortened else _two_readings(number)
        return value, number.unit, None


def _texts(cells: Iterable[Cell]) -> Iterable[str]:
    return (cell for cell in cells if isinstance(cell, str) and cell)


def _dated(cell: str) -> bool:
    """Whether a text is what a spreadsheet makes of "1.02" or "3-2024" when it takes it for a date."""
    return _DATE.fullmatch(cell) is not None


def _two_readings(number: Numeral) -> Problem:
    what = Message(
        "This can be read as {one} or as {other}, and no other number of the list tells which.",
        one=text(number.comma),
        other=text(number.point),
    )
    return what, Message("Write it with two decimals, for example 1234.00.")
