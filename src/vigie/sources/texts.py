"""Turns raw cells into the texts that a person saw in them."""

from __future__ import annotations

import math
from datetime import date, datetime, time, timedelta
from decimal import Decimal

from vigie.sources.sheet import Cell

_EXACT_DIGITS = ".15g"
"""A spreadsheet keeps 15 significant digits; what a float shows beyond them was never written."""


def text(cell: Cell) -> str:
    """The cell as text: whole numbers without a point, dates in ISO order, an empty cell as the empty text."""
    if isinstance(cell, str):
        return cell
    if cell is None:
        return ""
    return _number_text(cell) if isinstance(cell, float) else _other_text(cell)


def _number_text(cell: float) -> str:
    if not math.isfinite(cell):
        return ""
    return str(int(cell)) if cell.is_integer() else format(exact(cell), "f")


def _other_text(cell: Cell) -> str:
    if isinstance(cell, datetime) and cell.time() == time():
        return cell.date().isoformat()
    if isinstance(cell, date | time):
        return cell.isoformat()
    return str(cell)


def exact(cell: float | int | Decimal) -> Decimal:
    """The number as it was written in the spreadsheet."""
    return Decimal(format(cell, _EXACT_DIGITS)) if isinstance(cell, float) else Decimal(cell)


def is_date(cell: Cell) -> bool:
    """Whether the spreadsheet holds the cell as a date or a time."""
    return isinstance(cell, date | time | timedelta)


def is_number(cell: Cell) -> bool:
    """Whether the file holds the cell as a number."""
    return isinstance(cell, int | float | Decimal) and not isinstance(cell, bool)


def empty(cell: Cell) -> bool:
    """Whether nothing stands in the cell."""
    return cell is None or cell == ""


def column_letter(index: int) -> str:
    """The name of a column without heading, as a spreadsheet shows it: 0 is A, 26 is AA."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters
