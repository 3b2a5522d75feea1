"""Measures the parts of a packed workbook: how much memory their cells would take in the native reader."""

from __future__ import annotations

import re
from collections import Counter

EMPTY_CELL = 32
"""Bytes that any cell takes there, even an empty one between two others."""
FILLED_CELL = 128
"""Bytes that a cell with a short text takes there."""

_LETTERS = 26
_ROW = re.compile(rb"<(?:\w+:)?row\b([^>]*)>")
_NUMBER = re.compile(rb"\br\s*=\s*[\"'](\d+)[\"']")
_FAR = re.compile(rb"\br\s*=\s*[\"']([A-Z]{2,4})\d+[\"']")
_CELL = re.compile(rb"<(?:\w+:)?c\b")
_SHARED = re.compile(rb"\bt=[\"']s[\"'][^>]*>\s*<(?:\w+:)?v>(\d+)<")
_TEXT_END = re.compile(rb"</(?:\w+:)?si>")
_ODS_ROW = re.compile(rb"<(?:\w+:)?table-row\b")
_ODS_ROWS_ALIKE = re.compile(rb"number-rows-repeated\s*=\s*[\"'](\d+)[\"']")
_ODS_CELL = re.compile(rb"<(?:\w+:)?(?:covered-)?table-cell\b([^>]*)>")
_ODS_ALIKE = re.compile(rb"number-columns-repeated\s*=\s*[\"'](\d+)[\"']")


def of_worksheet(part: bytes) -> int:
    """Bytes that the cells of one XLSX worksheet take: all cells between the first and the last one count."""
    rows = last = 0
    for attributes in _ROW.findall(part):
        rows += 1
        number = _NUMBER.search(attributes)
        last = max(last, int(number[1])) if number else last
    columns = max((_column(letters) for letters in set(_FAR.findall(part))), default=_LETTERS)
    return max(rows, last) * max(columns, _longest(part)) * EMPTY_CELL


def _column(letters: bytes) -> int:
    column = 0
    for letter in letters:
        column = column * _LETTERS + letter - ord("A") + 1
    return column


def _longest(part: bytes) -> int:
    """The most cells that one row lists; cells need not say where they stand."""
    return max(len(_CELL.findall(row)) for row in _ROW.split(part))


def of_shared_texts(texts: bytes, worksheets: Counter[bytes]) -> int:
    """Bytes of the shared texts written out in every cell that refers to them; `worksheets` counts the references."""
    sizes = [len(text) for text in _TEXT_END.split(texts)]
    return sum(count * sizes[int(index)] for index, count in worksheets.items() if int(index) < len(sizes))


def shared_texts(part: bytes) -> Counter[bytes]:
    """How often one worksheet refers to each shared text."""
    return Counter(_SHARED.findall(part))


def of_content(part: bytes) -> int:
    """Bytes that the cells of an ODS workbook take; a filled cell may be repeated without being written again."""
    return sum(_ods_row(row) for row in _ODS_ROW.split(part)[1:]) * FILLED_CELL


def _ods_row(row: bytes) -> int:
    alike = _ODS_ROWS_ALIKE.search(row.partition(b">")[0])
    filled = empty = 0
    for attributes in _ODS_CELL.findall(row):
        repeated = _ODS_ALIKE.search(attributes)
        empty += int(repeated[1]) if repeated else 1
        if not attributes.endswith(b"/") or b"value-type" in attributes:
            filled = empty
    return filled * (int(alike[1]) if alike else 1)
