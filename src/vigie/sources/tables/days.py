"""Reads days and periods as people write them in four languages; pure, and never guesses between two readings."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from vigie.errors import Message
from vigie.sources.amounts import Problem

Period = tuple[date, date]
"""The first and the last day."""

Marks = Mapping[str, Sequence[str]]
"""The letters that stand beside the number of a part of a year, for `quarters` and for `halves`."""

_MONTHS = 12
_PARTS = {"halves": 2, "quarters": 4}
_YEAR = r"((?:19|20)\d{2})"
_WHOLE_YEAR = re.compile(_YEAR)
_YEAR_MONTH = re.compile(rf"{_YEAR}[-/.](\d{{1,2}})")
_MONTH_YEAR = re.compile(rf"(\d{{1,2}})[-/.]{_YEAR}")
_YEAR_PART = re.compile(rf"{_YEAR}[-/ ]?([a-z])[- ]?(\d)")
_PART_YEAR = re.compile(rf"([a-z])[- ]?(\d)[-/ ]?{_YEAR}")
_YEAR_FIRST = re.compile(rf"{_YEAR}(?:[-/.](\d{{1,2}})[-/.](\d{{1,2}})|(\d{{2}})(\d{{2}}))(?:[ t]\d.*)?")
_YEAR_LAST = re.compile(rf"(\d{{1,2}})([-/. ])(\d{{1,2}})\2{_YEAR}")
_BETWEEN = re.compile(r"\s*(?:\.{2,3}|…|–|—|→)\s*|\s+-\s+|(?<=-\d\d)/(?=\d{4}-)")

NOT_A_DAY: Problem = (Message("This is not a day that exists."), Message("Write the day as 2025-03-31."))
NOT_A_PERIOD: Problem = (
    Message("This is not a period."),
    Message("Write it as 2025, 2025-Q1, 2025-03 or 2025-01-01..2025-06-30."),
)


@dataclass(frozen=True, slots=True)
class DayReading:
    """A text as a period: if days stand before months in it, and if months stand before days; None where it cannot be.

    Both set and different means that the text alone does not tell ("03/04/2025").
    """

    day_first: Period | None
    month_first: Period | None

    @property
    def proves(self) -> bool | None:
        """Whether the text proves that days stand first (True) or months (False); None where it proves nothing."""
        if (self.day_first is None) == (self.month_first is None):
            return None
        return self.month_first is None

    def read(self, day_first: bool | None) -> Period | None:
        """The one period it can be, by itself or by what is known of its column; None where neither tells."""
        if self.day_first is None or self.month_first is None:
            return self.day_first or self.month_first
        if self.day_first == self.month_first or day_first:
            return self.day_first
        return None if day_first is None else self.month_first


def read_periods(
    texts: Iterable[str], marks: Marks, otherwise: Problem
) -> tuple[dict[str, Period], dict[str, Problem]]:
    """The periods that the texts of one column state, and what is wrong with the others (`otherwise` of no period)."""
    readings = {text: reading(text, marks) for text in texts}
    proved = {each.proves for each in readings.values()} - {None}
    day_first = proved.pop() if len(proved) == 1 else None
    known = {text: period for text, each in readings.items() if (period := each.read(day_first))}
    return known, {text: _problem(each, otherwise) for text, each in readings.items() if text not in known}


def _problem(found: DayReading, otherwise: Problem) -> Problem:
    if found.day_first is None or found.month_first is None:
        return otherwise
    what = Message(
        "This can be read as {one} or as {other}, and no other day of the column tells which.",
        one=found.day_first[0].isoformat(),
        other=found.month_first[0].isoformat(),
    )
    return what, NOT_A_DAY[1]


def reading(text: str, marks: Marks) -> DayReading:
    """What a text can mean as a day, a month, a part of a year, a year, or two of them with a sign between."""
    sides = _BETWEEN.split(text.strip().casefold(), maxsplit=1)
    return DayReading(_span(sides, marks, day_first=True), _span(sides, marks, day_first=False))


def _span(sides: Sequence[str], marks: Marks, *, day_first: bool) -> Period | None:
    first, last = (_period(side, marks, day_first=day_first) for side in (sides[0], sides[-1]))
    return (first[0], last[1]) if first and last and first[0] <= last[1] else None


def _period(text: str, marks: Marks, *, day_first: bool) -> Period | None:
    if found := _WHOLE_YEAR.fullmatch(text):
        return _months(int(found[1]), 1, _MONTHS)
    if found := _YEAR_MONTH.fullmatch(text):
        return _months(int(found[1]), int(found[2]), 1)
    if found := _MONTH_YEAR.fullmatch(text):
        return _months(int(found[2]), int(found[1]), 1)
    if found := _YEAR_PART.fullmatch(text):
        return _part(int(found[1]), found[2], int(found[3]), marks)
    if found := _PART_YEAR.fullmatch(text):
        return _part(int(found[3]), found[1], int(found[2]), marks)
    day = _day(text, day_first=day_first)
    return None if day is None else (day, day)


def _part(year: int, letter: str, number: int, marks: Marks) -> Period | None:
    for kind, letters in marks.items():
        if letter in letters and 1 <= number <= _PARTS[kind]:
            length = _MONTHS // _PARTS[kind]
            return _months(year, 1 + length * (number - 1), length)
    return None


def _months(year: int, first: int, count: int) -> Period | None:
    last = first + count - 1
    if not 1 <= first <= last <= _MONTHS:
        return None
    return date(year, first, 1), date(year, last, monthrange(year, last)[1])


def _day(text: str, *, day_first: bool) -> date | None:
    if found := _YEAR_FIRST.fullmatch(text):
        return _date(found[1], found[2] or found[4], found[3] or found[5])
    found = _YEAR_LAST.fullmatch(text)
    # A point between the figures is used only where days stand first.
    if not found or (found[2] in ". " and not day_first):
        return None
    day, month = (found[1], found[3]) if day_first else (found[3], found[1])
    return _date(found[4], month, day)


def _date(year: str, month: str, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None
