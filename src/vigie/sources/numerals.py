"""Reads numbers as people and programs of all four languages write them; pure, and never guesses between readings."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum


class Mark(StrEnum):
    """The sign that divides whole units from parts of them."""

    COMMA = ","
    POINT = "."


@dataclass(frozen=True, slots=True)
class Numeral:
    """A text as a number: its value if the decimal mark is a comma, and if it is a point.

    None means that the text cannot be a number in that way of writing. Both set and different means that
    the text alone does not tell ("1.234"). `unit` is what stood beside the digits, in capitals: a
    currency, or nothing. `shortened` is a number that a spreadsheet cut short ("1,2E+09").
    """

    comma: Decimal | None
    point: Decimal | None
    unit: str = ""
    shortened: bool = False

    @property
    def sure(self) -> Decimal | None:
        """The value where both ways of writing agree, or where only one is possible; else None."""
        if self.comma is None or self.point is None:
            return self.point if self.comma is None else self.comma
        return self.comma if self.comma == self.point else None

    @property
    def mark(self) -> Mark | None:
        """The decimal mark that this text proves to be in use, None where it proves nothing."""
        if (self.comma is None) == (self.point is None):
            return None
        return Mark.POINT if self.comma is None else Mark.COMMA

    def value(self, mark: Mark | None) -> Decimal | None:
        """The value: sure by itself, or by the decimal mark known from elsewhere; None where neither tells."""
        return self.sure if self.sure is not None or mark is None else self.read(mark)

    def read(self, mark: Mark) -> Decimal | None:
        """The value in one way of writing."""
        return self.comma if mark is Mark.COMMA else self.point


_SPACES = str.maketrans(
    dict.fromkeys("\u00a0\u202f\u2009\u2007\t", " ") | dict.fromkeys("\u2212\u2013\u2012", "-") | {"\u2019": "'"}
)
_SIMPLE = re.compile(r"-?[0-9]+(?:([.,])[0-9]{1,2})?")
_GROUPED = re.compile(r"-?[1-9][0-9]{0,2}(?:\.[0-9]{3})+(,[0-9]+)|-?[1-9][0-9]{0,2}(?:,[0-9]{3})+(\.[0-9]+)")
_UNITS = re.compile(r"[^\W\d_]+\.?|[$€£¥₹₺₴₫฿৳]")
_SHORTENED = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?E\+?[0-9]+", re.IGNORECASE)
_NO_CENTS = re.compile(r"([.,])-{1,2}$")
_BODY = {
    mark: re.compile(
        rf"(?:[0-9]+|[1-9][0-9]{{0,2}}(?P<sep>[{other}' ])[0-9]{{3}}(?:(?P=sep)[0-9]{{3}})*"
        + (r"|[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}" if mark is Mark.POINT else "")
        + rf")?(?:\{mark}[0-9]*)?"
    )
    for mark, other in ((Mark.COMMA, "."), (Mark.POINT, ","))
}


def numeral(text: str, credit_marks: Collection[str] = (), debit_marks: Collection[str] = ()) -> Numeral | None:
    """The number that a text states, or None where it states none.

    Understands a sign before or behind, brackets for a negative, grouping by point, comma, apostrophe or
    any kind of space, Indian grouping, "1.234,--", a currency before or behind, and debit and credit marks
    (a credit is negative).
    """
    if simple := _SIMPLE.fullmatch(text):
        return _simple(text, simple[1])
    if grouped := _GROUPED.fullmatch(text):
        return _grouped(text, Mark(grouped[grouped.lastindex or 0][0]))
    text = text.translate(_SPACES).strip()
    if _SHORTENED.fullmatch(text):
        return Numeral(None, None, shortened=True)
    units = [unit.rstrip(".").upper() for unit in _UNITS.findall(text)]
    negative = [unit for unit in units if unit in credit_marks]
    names = [unit for unit in units if unit not in credit_marks and unit not in debit_marks]
    digits, sign = _unsigned(_UNITS.sub("", text).strip())
    return _both(digits, -sign if negative else sign, "".join(names))


def _simple(text: str, mark: str | None) -> Numeral:
    value = Decimal(text.replace(",", "."))
    if mark is None:
        return Numeral(value, value)
    return Numeral(value, None) if mark == "," else Numeral(None, value)


def _grouped(text: str, mark: Mark) -> Numeral:
    """Thousands divided by the one sign and cents by the other: nothing is open."""
    if mark is Mark.COMMA:
        return Numeral(Decimal(text.replace(".", "").replace(",", ".")), None)
    return Numeral(None, Decimal(text.replace(",", "")))


def _unsigned(text: str) -> tuple[str, int]:
    """The digits without sign, and the sign."""
    text = _NO_CENTS.sub(r"\g<1>00", text)
    if text.startswith("(") and text.endswith(")"):
        return text[1:-1].strip(), -1
    if text[:1] in "+-":
        return text[1:].strip(), -1 if text[:1] == "-" else 1
    if text.endswith("-"):
        return text[:-1].strip(), -1
    return text.removeprefix("'"), 1


def _both(digits: str, sign: int, unit: str) -> Numeral | None:
    if not any("0" <= digit <= "9" for digit in digits):
        return None
    comma, point = (_value(digits, mark, sign) for mark in (Mark.COMMA, Mark.POINT))
    return None if comma is None and point is None else Numeral(comma, point, unit)


def _value(digits: str, mark: Mark, sign: int) -> Decimal | None:
    if not _BODY[mark].fullmatch(digits):
        return None
    whole, _, part = digits.rpartition(mark) if mark in digits else (digits, "", "")
    return sign * Decimal("".join(filter(str.isdigit, whole)) + "." + part)


def common_mark(marks: Collection[Mark | None]) -> Mark | None:
    """The one decimal mark that the numbers of a column prove, None where they prove none or contradict each other."""
    proved = {mark for mark in marks if mark is not None}
    return proved.pop() if len(proved) == 1 else None
