"""Finds the currency of each amount: beside the number, in the heading, in a column of its own, above the table."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from vigie.sources.columns import Column
from vigie.sources.headings import Headings
from vigie.sources.layout import Row
from vigie.sources.texts import text
from vigie.sources.vocabulary import Vocabulary


@dataclass(frozen=True, slots=True)
class Currencies:
    """The currency of each row, empty where it is not known; `shared` are signs that several currencies share.

    `unknown` are the indices of rows whose currency column holds no currency.
    """

    codes: Sequence[str]
    shared: frozenset[str]
    unknown: tuple[int, ...]


def currencies(
    amount: Column, units: Sequence[str], column: Sequence[str] | None, above: str, words: Vocabulary
) -> Currencies:
    """The currency of each row. What stands nearest to the number counts.

    `units` stood beside the numbers, `column` is the currency column if there is one, `above` the
    currency that the lines above the table state.
    """
    said = [words.currency(value.upper()) for value in column] if column is not None else []
    default = amount.unit.currency
    if column is None:
        codes = [words.currency(unit) or default or above for unit in units]
    else:
        codes = [words.currency(unit) or default or code for unit, code in zip(units, said, strict=True)]
    unknown = tuple(index for index, value in enumerate(column or ()) if value and not said[index])
    shared = frozenset(unit for unit in (*units, amount.unit.shared) if unit in words.shared_signs)
    return Currencies(codes, shared if not default else frozenset(), unknown)


def currency_above(lines: Sequence[Row], headings: Headings) -> str:
    """The one currency that the lines above a table name, empty if they name none or several."""
    texts = [text(cell).rstrip(" ).") for _, cells in lines for cell in cells]
    found = {headings.currency_at_end(each) for each in texts} - {""}
    return found.pop() if len(found) == 1 else ""
