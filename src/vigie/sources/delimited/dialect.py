"""Finds the sign that divides the cells, and divides them, also where quotation marks are broken."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Sequence

from vigie.errors import Message
from vigie.model.records import NotUnderstood, Place
from vigie.sources.headings import Headings, Strength
from vigie.sources.vocabulary import Vocabulary

SIGNS = (";", "\t", "|", ",")
_HINT = "sep="
_QUOTE = '"'


def split(name: str, text: str, words: Vocabulary) -> tuple[list[tuple[str, ...]], tuple[NotUnderstood, ...]]:
    """The rows of a text, their cells trimmed, and the rows whose quotation marks are broken."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    first, _, rest = text.partition("\n")
    if first.strip().strip(_QUOTE).lower().startswith(_HINT) and len(first.strip().strip(_QUOTE)) == len(_HINT) + 1:
        sign, text = first.strip().strip(_QUOTE)[-1], rest
    else:
        sign = dividing_sign(text, words)
    return _rows(name, text, sign)


def dividing_sign(text: str, words: Vocabulary) -> str:
    """The sign under which one row says most headings; without headings the one that divides most rows alike."""
    lines = text.split("\n", words.look_rows)[: words.look_rows]
    headings = Headings(words)
    return max(SIGNS, key=lambda sign: (_headings(_loose(lines, sign), headings), *_evenness(_loose(lines, sign))))


def _headings(rows: Sequence[Sequence[str]], headings: Headings) -> int:
    known = ([headings.meaning(cell.strip()).strength >= Strength.WEAK for cell in row] for row in rows)
    return max(map(sum, known), default=0)


def _evenness(rows: Sequence[Sequence[str]]) -> tuple[int, int]:
    """How many rows have the most frequent number of cells, times the signs in each of them; and that number."""
    widths = Counter(len(row) for row in rows if any(row))
    width, count = max(widths.items(), key=lambda item: item[1] * (item[0] - 1), default=(1, 0))
    return count * (width - 1), width


def _rows(name: str, text: str, sign: str) -> tuple[list[tuple[str, ...]], tuple[NotUnderstood, ...]]:
    csv.field_size_limit(max(len(text), csv.field_size_limit()))  # Never lowered: it holds for the whole process.
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True))
    except csv.Error:
        return _line_by_line(name, text, sign)
    if _swallowed(rows, sign):
        return _line_by_line(name, text, sign)
    # Tuples of texts cost the memory manager nothing once it has seen them; lists are looked at again and again.
    return [tuple(map(str.strip, row)) for row in rows], ()


def _swallowed(rows: Sequence[Sequence[str]], sign: str) -> bool:
    """Whether a quotation mark that was never closed has swallowed whole rows into one cell."""
    width = max(map(len, rows), default=0)
    return width > 1 and any(
        line.count(sign) == width - 1 for row in rows for cell in row if "\n" in cell for line in cell.split("\n")
    )


def _line_by_line(name: str, text: str, sign: str) -> tuple[list[tuple[str, ...]], tuple[NotUnderstood, ...]]:
    """Each line by itself, so that one broken quotation mark spoils one row and not the rest."""
    rows: list[tuple[str, ...]] = []
    remarks = []
    for number, line in enumerate(text.split("\n"), start=1):
        whole = line.count(_QUOTE) % 2 == 0
        rows.append(tuple(cell.strip() for cell in _loose([line], sign, quoted=whole)[0]) if line else ())
        if not whole:
            remarks.append(NotUnderstood(Place(name, row=number), line[:80], _BROKEN_QUOTE, _CLOSE_QUOTE))
    return rows, tuple(remarks)


_BROKEN_QUOTE = Message("A quotation mark in this row is not closed; the row was read without quotation marks.")
_CLOSE_QUOTE = Message("Close or remove the quotation mark in this row, and check its cells.")


def _loose(lines: Sequence[str], sign: str, *, quoted: bool = True) -> list[list[str]]:
    try:
        return list(csv.reader(lines, delimiter=sign, quoting=csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE))
    except csv.Error:
        return [line.split(sign) for line in lines]
