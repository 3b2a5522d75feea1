"""The workbook, read back with another library."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import openpyxl
import polars as pl
import pytest
import xlsxwriter
from openpyxl.workbook.workbook import Workbook

from vigie.outputs import xlsx
from vigie.outputs.edition import Edition
from vigie.outputs.fast_sheet import LONGEST_TEXT, FastSheet


@pytest.fixture(scope="module")
def book(written: Path) -> Workbook:
    return openpyxl.load_workbook(written / "risks.xlsx")


def test_the_sheets_are_named_in_words(book: Workbook) -> None:
    assert book.sheetnames == ["Priorities", "Risks", "Suppliers", "Not understood", "Sources", "About this workbook"]


def test_the_risk_sheet_holds_the_whole_table(book: Workbook, edition: Edition) -> None:
    words, codes, *rows = book["Risks"].iter_rows(values_only=True)
    assert words[:3] == ("Rank", "Supplier", "Id of the supplier")
    assert list(codes) == edition.risks.columns
    expected = [tuple(None if cell == "" else cell for cell in row) for row in edition.risks.iter_rows()]
    assert rows == expected


def test_headers_are_frozen_and_filters_cover_the_table(book: Workbook, edition: Edition) -> None:
    sheet = book["Risks"]
    assert sheet.freeze_panes == "C3"
    assert sheet.auto_filter.ref == f"A2:U{edition.risks.height + 2}"


def test_amounts_are_numbers_with_a_format_and_names_are_never_formulas(book: Workbook) -> None:
    cells = [cell for row in book["Risks"].iter_rows(min_row=3) for cell in row]
    assert {cell.data_type for cell in cells if isinstance(cell.value, str)} == {"s"}
    assert any(str(cell.value).startswith("=HYPERLINK") for cell in cells)
    assert {cell.number_format for cell in cells if isinstance(cell.value, float)} == {"#,##0.00"}


def test_flags_are_flags(book: Workbook) -> None:
    flags = {row[10] for row in book["Suppliers"].iter_rows(min_row=3, values_only=True)}
    assert flags == {True, False}


def test_the_about_sheet_says_when_and_how(book: Workbook) -> None:
    lines = [row[0] for row in book["About this workbook"].iter_rows(values_only=True)]
    assert "22 November 2026" in str(lines[0])
    assert "0.1.0+abcdef" in str(lines[0])
    assert len(lines) == 6


def test_the_creation_date_is_that_of_the_assessment(book: Workbook) -> None:
    assert book.properties.created == datetime(2026, 11, 22)  # noqa: DTZ001 - the format knows no time zone


def _one_sheet(path: Path, table: pl.DataFrame) -> list[tuple[object, ...]]:
    with xlsxwriter.Workbook(str(path)) as workbook:
        workbook.add_worksheet("t", FastSheet).fill(table, 0, workbook.add_format())
    return list(openpyxl.load_workbook(path)["t"].iter_rows(values_only=True))


def test_a_text_that_is_too_long_for_a_cell_is_cut_and_shows_it(tmp_path: Path) -> None:
    (cell,), (short,) = _one_sheet(tmp_path / "t.xlsx", pl.DataFrame({"t": ["x" * 40_000, "y"]}))
    assert len(str(cell)) == LONGEST_TEXT
    assert str(cell).endswith("x…")
    assert short == "y"


@pytest.mark.parametrize("text", ["<r>bold</r>", "a & b < c", "\x07bell", " spaces "])
def test_a_text_that_looks_like_markup_stays_a_text(tmp_path: Path, text: str) -> None:
    ((cell,),) = _one_sheet(tmp_path / "t.xlsx", pl.DataFrame({"t": [text]}))
    assert str(cell).lstrip("'").replace("_x0007_", "\x07") == text


def test_an_empty_table_has_its_headers(tmp_path: Path) -> None:
    assert _one_sheet(tmp_path / "t.xlsx", pl.DataFrame({"t": []}, schema={"t": pl.String})) == []


def test_a_table_longer_than_a_sheet_goes_on_in_the_next(
    edition: Edition, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(xlsx, "ROWS_PER_SHEET", 50)
    (path,) = xlsx.write(edition, tmp_path)
    book = openpyxl.load_workbook(path)
    assert "Risks 2" in book.sheetnames
    assert book["Risks"].max_row + book["Risks 2"].max_row == edition.risks.height + 4
