"""Workbooks: several sheets, merged cells, numbers that are no numbers, and all that the native reader is silent on."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import odf.opendocument
import odf.table
import odf.text
import openpyxl
import pytest
import xlwt
from tests.unit.sources.conftest import ReadBytes

from vigie.errors import UnreadableInput
from vigie.model.records import Reading

NOON = datetime.datetime(2025, 2, 1, 12, 30)  # noqa: DTZ001 - a spreadsheet knows no time zones
Rows = list[list[Any]]


def xlsx(rows: Rows, change: Callable[[openpyxl.Workbook], None] = lambda book: None, title: str = "Lijst") -> bytes:
    book = openpyxl.Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = title
    for row in rows:
        sheet.append(row)
    change(book)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def xls(rows: Rows) -> bytes:
    book = xlwt.Workbook()
    sheet = book.add_sheet("Lijst")
    for number, row in enumerate(rows):
        for column, cell in enumerate(row):
            sheet.write(number, column, cell)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def ods(rows: Rows) -> bytes:
    book = odf.opendocument.OpenDocumentSpreadsheet()
    sheet = odf.table.Table(name="Lijst")
    for row in rows:
        line = odf.table.TableRow()
        for cell in row:
            number = isinstance(cell, int | float)
            made = (
                odf.table.TableCell(valuetype="float", value=cell)
                if number
                else odf.table.TableCell(valuetype="string")
            )
            made.addElement(odf.text.P(text=str(cell)))
            line.addElement(made)
        sheet.addElement(line)
    book.spreadsheet.addElement(sheet)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


LIST: Rows = [["Leverancier", "Land", "Bedrag EUR"], ["Bloemen NV", "KE", 1234.5], ["Steen BV", "NA", 20]]


def says(reading: Reading) -> list[tuple[str, int, str, str]]:
    return [(each.place.sheet, each.place.row, each.place.column, str(each.what)) for each in reading.not_understood]


@pytest.mark.parametrize(("make", "name"), [(xlsx, "a.xlsx"), (xls, "a.xls"), (ods, "a.ods"), (xlsx, "wrong-name.csv")])
def test_every_kind_of_workbook_reads_alike_whatever_its_name(
    read_bytes: ReadBytes, make: Callable[[Rows], bytes], name: str
) -> None:
    reading = read_bytes(make(LIST), name)
    assert [(r.place.sheet, r.place.row, r.name, r.country, r.spend) for r in reading.records] == [
        ("Lijst", 2, "Bloemen NV", "KE", Decimal("1234.5")),
        ("Lijst", 3, "Steen BV", "NA", Decimal(20)),
    ]


def test_a_list_that_begins_lower_and_further_right_keeps_its_row_numbers(read_bytes: ReadBytes) -> None:
    rows: Rows = [[None] * 3, [None] * 3, *([None, None, *row] for row in LIST)]
    assert [record.place.row for record in read_bytes(xlsx(rows), "a.xlsx").records] == [4, 5]


def test_letters_of_columns_without_heading_are_those_of_the_spreadsheet(read_bytes: ReadBytes) -> None:
    rows: Rows = [[None, None, "Bloemen en Planten NV", "KE"], [None, None, "Steen en Marmer BV", "NA"]]
    reading = read_bytes(xlsx(rows), "a.xlsx")
    assert [guess.place.column for guess in reading.columns] == ["C", "D"]


def test_cells_merged_over_rows_hold_for_each_of_them_but_amounts_count_once(read_bytes: ReadBytes) -> None:
    rows: Rows = [
        ["Leverancier", "Land", "Omschrijving", "Bedrag EUR"],
        ["Bloemen NV", "KE", "rozen", 100],
        [None, None, "tulpen", None],
        [None, None, "lelies", 7],
        ["Steen BV", "NA", "graniet", 20],
    ]

    def merge(book: openpyxl.Workbook) -> None:
        for cells in ("A2:A4", "B2:B4", "D2:D3"):
            book["Lijst"].merge_cells(cells)

    reading = read_bytes(xlsx(rows, merge), "a.xlsx")
    assert [(r.name, r.country, r.product, r.spend) for r in reading.records] == [
        ("Bloemen NV", "KE", "rozen", Decimal(100)),
        ("Bloemen NV", "KE", "tulpen", None),
        ("Bloemen NV", "KE", "lelies", Decimal(7)),
        ("Steen BV", "NA", "graniet", Decimal(20)),
    ]


def test_a_group_heading_merged_over_columns_belongs_to_each_of_them(read_bytes: ReadBytes) -> None:
    rows: Rows = [
        ["Leverancier", None, "Aankopen", None],
        ["Nr", "Naam", 2024, 2025],
        ["L1", "Bloemen NV", 1, 2],
    ]

    def merge(book: openpyxl.Workbook) -> None:
        book["Lijst"].merge_cells("A1:B1")
        book["Lijst"].merge_cells("C1:D1")

    reading = read_bytes(xlsx(rows, merge), "a.xlsx")
    assert (reading.records[0].name, reading.records[0].spend) == ("Bloemen NV", Decimal(2))
    assert reading.records[0].identifiers == {"internal": "L1"}


def test_of_several_sheets_those_with_suppliers_are_read_and_the_others_named(read_bytes: ReadBytes) -> None:
    def more(book: openpyxl.Workbook) -> None:
        book.create_sheet("Klanten").append(["Naam", "Land"])
        book["Klanten"].append(["Koper NV", "BE"])
        book.create_sheet("Notities").append(["Overleg met de boekhouder"])
        book.create_sheet("Leeg")
        book.create_sheet("Oud").append(["Leverancier", "Land"])
        book["Oud"].append(["Vroeger NV", "BE"])
        book["Oud"].sheet_state = "hidden"
        book.create_sheet("Tweede").append(["Fournisseur", "Pays"])
        book["Tweede"].append(["Fleurs SA", "Kenya"])
        book.create_chartsheet("Grafiek")

    reading = read_bytes(xlsx(LIST, more), "a.xlsx")
    assert [record.name for record in reading.records] == ["Bloemen NV", "Steen BV", "Fleurs SA"]
    assert {(sheet, what) for sheet, _, _, what in says(reading)} == {
        ("Klanten", "This sheet does not look like a list of suppliers, so it was not read."),
        ("Notities", "This sheet does not look like a list of suppliers, so it was not read."),
        ("Oud", "This sheet is hidden, so it was not read."),
    }


def test_codes_held_as_numbers_are_texts_without_a_point(read_bytes: ReadBytes) -> None:
    rows: Rows = [
        ["Leverancier", "Ondernemingsnummer", "Postcode", "CPV", "NACE"],
        ["Bloemen NV", 417710407, 8500, 3100000, 1.11],
        ["Steen BV", 403170701.0, 9000, 18110000, 46.42],
    ]
    one, two = read_bytes(xlsx(rows), "a.xlsx").records
    assert (one.identifiers, one.postcode, one.cpv, one.nace) == (
        {"be_enterprise": "417710407"},
        "8500",
        "03100000",
        "01.11",
    )
    assert (two.identifiers, two.nace) == ({"be_enterprise": "403170701"}, "46.42")


def test_dates_where_none_belong_are_told(read_bytes: ReadBytes) -> None:
    rows: Rows = [
        ["Leverancier", "Omschrijving", "Bedrag EUR", "Werknemers"],
        ["Bloemen NV", datetime.date(2025, 2, 1), 12.5, 10],
        ["Steen BV", "graniet", NOON, True],
        ["Klei BV", NOON, 3.5, 4],
        ["Zand BV", datetime.time(7, 45), 3.5, 4],
        *[[f"Gras {n} BV", "graszoden", 3.5, 4] for n in range(9)],
    ]
    reading = read_bytes(xlsx(rows), "a.xlsx")
    products = [record.product for record in reading.records]
    assert products[:4] == ["2025-02-01", "graniet", "2025-02-01T12:30:00", "07:45:00"]
    assert reading.records[1].spend is None
    assert reading.records[1].workers is None
    assert ("Lijst", 2, "Omschrijving", "The spreadsheet holds this text as a date; it was kept as shown.") in says(
        reading
    )
    assert ("Lijst", 3, "Bedrag EUR", "The spreadsheet has turned this number into a date.") in says(reading)


def test_a_cell_formatted_as_percent_is_a_fraction(read_bytes: ReadBytes) -> None:
    reading = read_bytes(xlsx([["Leverancier", "% vrouwen"], ["Bloemen NV", 0.62], ["Steen BV", 0.1]]), "a.xlsx")
    assert [record.women_share for record in reading.records] == [0.62, 0.1]


def test_sums_of_floats_show_no_dust(read_bytes: ReadBytes) -> None:
    assert read_bytes(xlsx([*LIST, ["Som NV", "BE", 0.1 + 0.2]]), "a.xlsx").records[2].spend == Decimal("0.3")


def test_formulas_without_result_and_formulas_in_error_are_named_cell_by_cell(read_bytes: ReadBytes) -> None:
    def spoil(book: openpyxl.Workbook) -> None:
        book["Lijst"]["C2"] = '=SUM(1,2)&"<"'
        book["Lijst"]["C3"] = "#DIV/0!"
        book["Lijst"]["C3"].data_type = "e"

    reading = read_bytes(xlsx(LIST, spoil), "a.xlsx")
    assert [record.spend for record in reading.records] == [None, None]
    assert [(each.place, each.found) for each in reading.not_understood][:2] == [
        (reading.not_understood[0].place, '=SUM(1,2)&"<"'),
        (reading.not_understood[1].place, "#DIV/0!"),
    ]
    assert [(row, column) for _, row, column, _ in says(reading)][:2] == [(2, "C"), (3, "C")]


def test_a_workbook_without_suppliers_says_why(read_bytes: ReadBytes) -> None:
    with pytest.raises(UnreadableInput, match="does not look like a list of suppliers"):
        read_bytes(xlsx([["Maand", "Uren"], ["mei", 12]]), "a.xlsx")


def test_an_empty_workbook_is_refused(read_bytes: ReadBytes) -> None:
    with pytest.raises(UnreadableInput, match="No supplier was found"):
        read_bytes(xlsx([]), "a.xlsx")
