"""Reads the files in which persons write their judgements: one table each, with plain headings in the first row."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from vigie.content import BUNDLED
from vigie.errors import Message, UnreadableInput
from vigie.identify.judgements import JudgedRow
from vigie.model.records import Place
from vigie.sources import Limits, load_vocabulary
from vigie.sources.files import read_bytes
from vigie.sources.formats import format_of
from vigie.sources.sheet import Cell, Sheet

MERGE = (("same", "by", "date"), ("supplier_id_a", "supplier_id_b"), ("name_a", "country_a", "name_b", "country_b"))
"""The columns of a file about suppliers that are one: the first ones, and either the ids or the names."""

CORRECTIONS = (("text", "product_group", "by", "date"),)
"""The columns of a file about what purchase texts mean."""


def read_judged(paths: Sequence[Path], columns: tuple[tuple[str, ...], ...], limits: Limits) -> tuple[JudgedRow, ...]:
    """The rows of the files, of any format that a list may have. Columns that are not known are passed over.

    Raises `UnreadableInput` where a file cannot be read or does not have the columns.
    """
    return tuple(row for path in paths for row in _file(path, columns, limits))


def _file(path: Path, columns: tuple[tuple[str, ...], ...], limits: Limits) -> Iterator[JudgedRow]:
    data = read_bytes(path, limits)
    sheets = format_of(path.name, data).sheets(path.name, data, limits, load_vocabulary(BUNDLED))
    rows = [row for sheet in sheets if not sheet.hidden for row in _rows(path.name, sheet)]
    if not rows or not _has(rows[0], columns):
        raise UnreadableInput(
            Message("This file does not have the columns that a judgement needs."),
            where=path.name,
            advice=Message(
                "Head the columns, in the first row: {columns}.", columns=", ".join(columns[0] + columns[-1])
            ),
        )
    yield from rows


def _has(row: JudgedRow, columns: tuple[tuple[str, ...], ...]) -> bool:
    always, *ways = columns
    return row.cells.keys() >= set(always) and any(row.cells.keys() >= set(way) for way in ways or ((),))


def _rows(name: str, sheet: Sheet) -> Iterator[JudgedRow]:
    headings = [_text(cell).strip().lower() for cell in next(iter(sheet.rows), ())]
    for number, row in enumerate(sheet.rows[1:], start=sheet.first_row + 1):
        cells = dict(zip(headings, map(_text, row), strict=False))
        if any(cells.values()):
            yield JudgedRow(Place(name, sheet.name, number), dict.fromkeys(headings, "") | cells)


def _text(cell: Cell) -> str:
    """A cell as a person sees it: a whole number without decimals, a day without its hours."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, date):  # A datetime is one too.
        return cell.isoformat()[:10]
    return "" if cell is None else str(cell)
