"""The workbook: priorities, risks, suppliers, what was not understood, sources, and what this is, each on a sheet.

Texts are written as texts, so no cell can become a formula; numbers are numbers. The first row names each
column in the reader's language, the second holds its code as in the CSV files and carries the filters.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time
from io import BytesIO
from pathlib import Path

import polars as pl
import xlsxwriter
from xlsxwriter.format import Format

from vigie.errors import Message
from vigie.outputs import tables
from vigie.outputs.edition import Edition
from vigie.outputs.fast_sheet import FastSheet
from vigie.outputs.headers import HEADERS

HEADER_ROWS = 2

ROWS_PER_SHEET = 1_048_576 - HEADER_ROWS
"""What the format allows on a sheet."""

NARROW = 14
WIDE = {
    "supplier": 34, "product": 34, "reason": 90, "why": 60, "sources": 40, "found": 34, "what": 60, "remedy": 60,
    "title": 60, "steps": 90, "named_suppliers": 50, "url": 50, "product_group": 24, "right": 26, "publisher": 34,
    "rank": 7, "people": 10, "suppliers": 10, "severity": 10, "country": 9, "row": 7, "id": 26, "rule": 26,
}  # fmt: skip
"""Widths in characters of the columns that need more or less than `NARROW`."""


def write(edition: Edition, directory: Path) -> Iterator[Path]:
    """Writes `risks.xlsx`; its creation date is that of the assessment."""
    path = directory / "risks.xlsx"
    packed = BytesIO()
    with xlsxwriter.Workbook(packed, {"in_memory": True, "strings_to_urls": False}) as workbook:
        title = edition.say(Message("Human-rights risks in the supply chain"))
        workbook.set_properties({"title": title, "created": datetime.combine(edition.assessment.as_of, time())})
        book = _Book(edition, workbook)
        book.table(Message("Priorities"), tables.priorities(edition))
        book.table(Message("Risks"), edition.risks)
        book.table(Message("Suppliers"), tables.suppliers(edition))
        if edition.assessment.same_suppliers or edition.assessment.answered:
            book.table(Message("Same suppliers"), tables.same_suppliers(edition))
        book.table(Message("Not understood"), tables.not_understood(edition))
        book.table(Message("Sources"), tables.sources(edition))
        book.lines(Message("About this workbook"), edition.about)
    path.write_bytes(packed.getbuffer())
    yield path


@dataclass(frozen=True, slots=True)
class _Book:
    edition: Edition
    workbook: xlsxwriter.Workbook

    def table(self, title: Message, table: pl.DataFrame) -> None:
        """One sheet per table, or several where it is longer than a sheet can be."""
        name = self.edition.say(title)
        for number, start in enumerate(range(0, max(table.height, 1), ROWS_PER_SHEET), start=1):
            self._sheet(name if number == 1 else f"{name} {number}", table.slice(start, ROWS_PER_SHEET))

    def lines(self, title: Message, lines: tuple[str, ...]) -> None:
        """A sheet of plain sentences, one under the other."""
        sheet = self.workbook.add_worksheet(self.edition.say(title))
        sheet.set_column(0, 0, 110, self.workbook.add_format({"text_wrap": True, "valign": "top"}))
        for row, line in enumerate(lines):
            sheet.write_string(row, 0, line)

    def _sheet(self, name: str, table: pl.DataFrame) -> None:
        sheet = self.workbook.add_worksheet(name, FastSheet)
        words = self.workbook.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
        codes = self.workbook.add_format({"italic": True, "font_color": "#6B6257"})
        for column, code in enumerate(table.columns):
            sheet.write_string(0, column, self.edition.say(HEADERS[code]), words)
            sheet.write_string(1, column, code, codes)
            sheet.set_column(column, column, WIDE.get(code, NARROW))
        sheet.fill(table, HEADER_ROWS, self._amounts())
        sheet.freeze_panes(HEADER_ROWS, 2)
        sheet.autofilter(HEADER_ROWS - 1, 0, HEADER_ROWS - 1 + table.height, table.width - 1)

    def _amounts(self) -> Format:
        return self.workbook.add_format({"num_format": "#,##0.00"})
