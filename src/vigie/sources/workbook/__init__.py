"""Workbooks of spreadsheet programs: XLSX, XLS and ODS, all sheets that they hold."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping
from typing import Any

import python_calamine as calamine

from vigie.model.records import NotUnderstood
from vigie.sources.limits import Limits
from vigie.sources.refusals import too_many_rows
from vigie.sources.sheet import Cell, Recognition, Sheet
from vigie.sources.vocabulary import Vocabulary
from vigie.sources.workbook.container import check_old, check_packed, looks_old, looks_packed
from vigie.sources.workbook.native import guarded


def recognises(data: bytes) -> Recognition:
    """Packed files and the old binary containers are all looked into here, also to say what they are instead."""
    return Recognition.SURE if looks_packed(data) or looks_old(data) else Recognition.NO


def sheets(name: str, data: bytes, limits: Limits, words: Vocabulary) -> Iterator[Sheet]:
    """The sheets of a workbook. Raises `UnreadableInput` where it is locked, broken, too big or something else."""
    remarks: Mapping[str, tuple[NotUnderstood, ...]] = {}
    if looks_packed(data):
        remarks = check_packed(name, data, limits)
    else:
        check_old(name, data, limits)
    with guarded(name):
        book = calamine.load_workbook(io.BytesIO(data))
    for index, about in enumerate(book.sheets_metadata):
        if about.typ == calamine.SheetTypeEnum.WorkSheet:
            hidden = about.visible != calamine.SheetVisibleEnum.Visible
            yield _sheet(name, book, index, limits, hidden=hidden, remarks=remarks.get(about.name, ()))


def _sheet(
    name: str,
    book: calamine.CalamineWorkbook,
    index: int,
    limits: Limits,
    *,
    hidden: bool,
    remarks: tuple[NotUnderstood, ...],
) -> Sheet:
    with guarded(name):
        sheet = book.get_sheet_by_index(index)
        if sheet.height > limits.max_rows:
            raise too_many_rows(name, limits)
        rows: list[list[Any]] = sheet.to_python()
        merged = sheet.merged_cell_ranges or []
    top, left = sheet.start or (0, 0)
    return Sheet(
        name=sheet.name,
        rows=[[_cell(value) for value in row] for row in rows],
        first_row=top + 1,
        first_column=left,
        merged=tuple(((one[0] - top, one[1] - left), (two[0] - top, two[1] - left)) for one, two in merged),
        hidden=hidden,
        remarks=remarks,
    )


def _cell(value: Cell) -> Cell:
    return value.strip() if isinstance(value, str) else value
