"""Tells from cells alone what kind of thing a column holds: countries, numbers, identifiers, texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence

from vigie.sources.numerals import numeral
from vigie.sources.plain_words import plain
from vigie.sources.sheet import Cell
from vigie.sources.texts import is_date, is_number, text
from vigie.sources.vocabulary import Vocabulary

_PATTERNS: Mapping[str, re.Pattern[str]] = {
    "date": re.compile(
        r"\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{2}-\d{2}.*"
        r"|(?:19|20)\d{2}(?:[/-]?(?:0[1-9]|1[0-2]))?|(?:0[1-9]|1[0-2])/\d{4}"
    ),
    "cpv": re.compile(r"\d{8}-\d"),
    "vat": re.compile(
        r"[A-Z]{2}[ .-]?(?=(?:[0-9A-Z+*. -]*\d){6})[0-9A-Z+*][0-9A-Z+*. -]{6,15}"
        r"|[01]?\d{3}[. ]?\d{3}[. ]?\d{3}|\d{9,12}"
    ),
    "be_enterprise": re.compile(r"(?:BE ?)?[01]\d{3}[. ]?\d{3}[. ]?\d{3}|\d{3}\.\d{3}\.\d{3}"),
    "lei": re.compile(r"[0-9A-Z]{18}\d{2}"),
    "gln": re.compile(r"\d{13}"),
    "os_id": re.compile(r"[A-Z]{2}\d{7}[0-9A-Z]{6}"),
}
_LETTER = re.compile(r"[^\W\d_]")
_VOWELLESS = re.compile(r"\S*\d\S*")


def is_code(value: str) -> bool:
    """Whether a text is one word with a digit in it, as codes are and names seldom."""
    return _VOWELLESS.fullmatch(value) is not None


def letters(values: Sequence[str]) -> int:
    """How many letters the different texts of a column hold: names hold most."""
    return sum(len(_LETTER.findall(value)) for value in set(values))


class Looks:
    """Judges samples of cells; `most` is always more than half of the cells that are filled."""

    def __init__(self, words: Vocabulary) -> None:
        self._words = words
        self._special: Mapping[str, Callable[[Cell], bool]] = {
            "any": lambda cell: True,
            "text": lambda cell: _LETTER.search(text(cell)) is not None,
            "number": self._number,
            "side": lambda cell: text(cell).upper().rstrip(".") in words.debit_marks | words.credit_marks,
            # One letter can be a country on a number plate, but a class or a rating as well.
            "country": lambda cell: len(text(cell)) > 1 and plain(text(cell)) in words.countries,
            "currency": lambda cell: words.currency(text(cell).upper()) != "",
            "date": lambda cell: is_date(cell) or _PATTERNS["date"].fullmatch(text(cell)) is not None,
        }

    def most(self, look: str, cells: Sequence[Cell]) -> bool:
        """Whether most of the filled cells look so."""
        return 2 * sum(map(self._test(look), cells)) > len(cells)

    def some(self, look: str, cells: Sequence[Cell]) -> bool:
        """Whether any cell looks so: enough beside a heading without doubt, as in "320", "ca. 500", "100-200"."""
        return any(map(self._test(look), cells))

    def _test(self, look: str) -> Callable[[Cell], bool]:
        return self._special.get(look) or (lambda cell: _PATTERNS[look].fullmatch(text(cell).upper()) is not None)

    def _number(self, cell: Cell) -> bool:
        if is_number(cell):
            return True
        return isinstance(cell, str) and self.numeral(cell.removesuffix("%")) is not None

    def numeral(self, value: str) -> object | None:
        """The number that a text states with nothing but a currency beside it, else None."""
        number = numeral(value, self._words.credit_marks, self._words.debit_marks)
        known = number is not None and (
            not number.unit or self._words.currency(number.unit) or number.unit in self._words.shared_signs
        )
        return number if known else None

    def all_codes(self, countries: Iterable[str]) -> bool:
        """Whether all of some countries are written as two-letter codes."""
        values = list(countries)
        return bool(values) and all(value.upper() in self._words.country_codes for value in values)
