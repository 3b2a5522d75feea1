"""The tables of a chain in four languages and every format: what they say, and what they say that is not understood."""

from __future__ import annotations

import datetime
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import odf.opendocument
import odf.table
import odf.text
import openpyxl
import polars as pl
import pytest
from tests.conftest import FIXTURES

from vigie.content import Content
from vigie.errors import UnreadableInput
from vigie.language import Language
from vigie.model.tables import TableShape
from vigie.sources import Limits, TableReading, Vocabulary, read_table
from vigie.sources.tables import empty_table
from vigie.sources.tables.heads import Heads

LIMITS = Limits(max_file_bytes=20_000_000, max_rows=150_000, max_unpacked_ratio=200, max_unpacked_bytes=300_000_000)
CHAIN = FIXTURES / "chain"

MARCH_TO_FEBRUARY = (date(2025, 3, 1), date(2026, 2, 28))

Read = Callable[..., TableReading]


@pytest.fixture
def read(tmp_path: Path, bundled: Content) -> Read:
    """Writes a text or bytes as a file and reads it as a table of a chain."""

    def reading(data: str | bytes, table: str = "links", name: str = "table.csv", limits: Limits = LIMITS):
        path = tmp_path / name
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        return read_table(path, bundled.tables[table], limits=limits)

    return reading


def read_fixture(bundled: Content, name: str, table: str) -> TableReading:
    return read_table(CHAIN / name, bundled.tables[table], limits=LIMITS)


def says(reading: TableReading) -> list[tuple[int, str, str]]:
    return [(each.place.row, each.place.column, str(each.what)) for each in reading.not_understood]


def workbook(*sheets: tuple[str, list[list[object]]]) -> bytes:
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.remove(book.active)
    for title, rows in sheets:
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
    book.save(out)
    return out.getvalue()


def parquet(**columns: object) -> bytes:
    out = io.BytesIO()
    pl.DataFrame(columns, strict=False).write_parquet(out)
    return out.getvalue()


SHAPES = ["links", "parties", "sites", "claims", "demand"]


@pytest.mark.parametrize("table", SHAPES)
def test_every_heading_of_every_language_means_its_own_column(bundled: Content, words: Vocabulary, table: str) -> None:
    heads = Heads(bundled.tables[table], words)
    for column in bundled.tables[table].columns.values():
        for group, hundredths in ((column.headings, False), (column.hundredths, True)):
            for heading in (each for language in group.values() for each in language):
                for written in (heading, heading.upper(), heading.capitalize(), heading.replace(" ", "_")):
                    (head,) = heads.read([written])
                    assert (head.column, head.hundredths) == (column, hundredths), written


@pytest.mark.parametrize("language", ["en", "fr", "nl", "de"])
def test_the_same_links_in_four_languages_are_the_same_frame(bundled: Content, language: str) -> None:
    reading = read_fixture(bundled, f"links-{language}.csv", "links")
    frame = reading.frame
    assert frame.select("supplier", "buyer", "product", "buyer_product", "share", "grade", "row").rows() == [
        ("Mill BD", "Brand BE", "knitted fabric", "T-shirts", pytest.approx(0.45), 2, 2),
        ("Gin IN", "Mill BD", "cotton", None, pytest.approx(0.3), 0, 3),
        ("Mine NA", "Brand BE", None, None, pytest.approx(0.05), None, 4),
    ]
    assert frame["from"].to_list() == [date(2025, 1, 1), date(2025, 1, 1), date(2025, 3, 1)]
    assert frame["until"].to_list() == [date(2025, 12, 31), date(2025, 3, 31), date(2025, 3, 31)]
    assert reading.not_understood == ()


def test_a_frame_has_every_column_of_its_description_typed(bundled: Content) -> None:
    assert dict(read_fixture(bundled, "links-en.csv", "links").frame.schema) == {
        "supplier": pl.String,
        "buyer": pl.String,
        "product": pl.String,
        "buyer_product": pl.String,
        "share": pl.Float64,
        "value": pl.Float64,
        "currency": pl.String,
        "basis": pl.String,
        "from": pl.Date,
        "until": pl.Date,
        "grade": pl.Int8,
        "row": pl.UInt32,
    }


def test_parties_keep_namibia_and_say_what_is_wrong(bundled: Content) -> None:
    reading = read_fixture(bundled, "parties.csv", "parties")
    assert reading.frame.select("country", "sector", "output", "workers", "unmapped").rows() == [
        ("BE", "46.42", 2_500_000.0, 40.0, 0.2),
        ("Bangladesh", "13.91", None, 1200.0, None),
        ("IN", "01.16", 400_000.0, None, 1.5),
        ("NA", "07.29", None, None, 0.0),
    ]
    assert says(reading) == [
        (4, "unmapped", "This share is not between 0 and 1; it was kept as it is written."),
        (5, "country", '"NA" can mean Namibia or "not available", and this column has names of countries.'),
        (5, "workers", "This number cannot be below 0; it was not read."),
    ]


def test_claims_are_read_in_words_of_four_languages(bundled: Content) -> None:
    reading = read_fixture(bundled, "claims.csv", "claims")
    assert reading.frame.drop("source", "row").rows() == [
        ("Mill BD A", "forced_labour", "met", 3, True, False, "Brand BE", *MARCH_TO_FEBRUARY, "Example Audits"),
        ("Mill BD A", "wages", "not_met", 0, None, None, None, date(2025, 3, 15), None, "Example Union"),
        ("Mill BD B", "child_labour", "remedied", 2, True, None, None, None, date(2025, 12, 31), None),
    ]  # fmt: skip
    assert [(row, column) for row, column, _ in says(reading)] == [(5, "droit"), (5, ""), (6, "affirmation"), (6, "")]


def test_a_row_that_cannot_be_used_is_said_in_the_language_of_the_reader(bundled: Content) -> None:
    last = read_fixture(bundled, "claims.csv", "claims").not_understood[-1]
    assert last.found == "Mill BD B | Dwangarbeid | peut-être | G1"
    assert "uitspraak" in Language("nl", bundled.name).say(last.what)


def test_demand_and_sites(bundled: Content) -> None:
    demand = read_fixture(bundled, "demand.csv", "demand").frame
    assert demand.rows() == [
        ("Contract 7", "Brand BE / T-shirts", 250_000.0, 2),
        ("Contract 7", "Mill BD", 12_500.5, 3),
    ]
    sites = read_fixture(bundled, "sites.csv", "sites").frame
    assert sites["workers"].to_list() == [450.0, None]


LINKS = [
    ["supplier", "buyer", "share", "value", "currency"],
    ["A", "B", "0.25", "1250.5", "EUR"],
    ["É & Co", "B", "0.5", "", ""],
]


@pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_sign_encoding_and_line_end(read: Read, sign: str, encoding: str, end: str) -> None:
    reading = read(end.join(sign.join(row) for row in LINKS).encode(encoding))
    assert reading.frame.select("supplier", "share", "value", "currency", "row").rows() == [
        ("A", 0.25, 1250.5, "EUR", 2),
        ("É & Co", 0.5, None, None, 3),
    ]
    assert reading.not_understood == ()


def test_a_workbook_with_typed_cells_titles_and_merged_buyers(read: Read) -> None:
    book, out = openpyxl.Workbook(), io.BytesIO()
    sheet = book.active
    for row in [
        ["Our chain 2025"],
        [],
        ["Supplier", "Buyer", "Share", "From", "Until", "Grade", "Period"],
        [1234, "B", 0.25, datetime.date(2025, 1, 1), "31/12/2025", 3, datetime.date(2025, 3, 1)],
        ["C", None, "12,5 %", "1/2/2025", datetime.datetime(2025, 2, 28, 8), "g1", None],  # noqa: DTZ001
        [],
        ["D", "E", True, 45658, None, 7.5, 2025],
    ]:
        sheet.append(row)
    sheet.merge_cells("B4:B5")
    book.save(out)
    reading = read(out.getvalue(), name="links.xlsx")
    assert reading.frame.select("supplier", "buyer", "share", "from", "until", "grade", "row").rows() == [
        ("1234", "B", 0.25, date(2025, 1, 1), date(2025, 12, 31), 3, 4),
        ("C", "B", 0.125, None, date(2025, 2, 28), 1, 5),
        ("D", "E", None, date(2025, 1, 1), date(2025, 12, 31), None, 7),
    ]
    assert [(row, column) for row, column, _ in says(reading)] == [
        (1, ""),
        (4, "Period"),
        (5, "From"),
        (7, "Share"),
        (7, "From"),
        (7, "Grade"),
    ]
    assert "2025-02-01 or as 2025-01-02" in says(reading)[2][2]


def test_an_open_document_is_read_like_any_other(read: Read) -> None:
    document, table, out = odf.opendocument.OpenDocumentSpreadsheet(), odf.table.Table(name="links"), io.BytesIO()
    for row in LINKS:
        line = odf.table.TableRow()
        for text in row:
            cell = odf.table.TableCell(valuetype="string")
            cell.addElement(odf.text.P(text=text))
            line.addElement(cell)
        table.addElement(line)
    document.spreadsheet.addElement(table)
    document.save(out)
    assert read(out.getvalue(), name="links.ods").frame["share"].to_list() == [0.25, 0.5]


def test_the_sheet_named_like_the_table_is_read_and_the_others_are_said(read: Read) -> None:
    rows = [["Supplier", "Buyer"], ["A", "B"]]
    data = workbook(("Notes", [["free text"]]), ("Old", rows), ("Schakels", [*rows, ["C", "B"]]), ("Empty", []))
    reading = read(data, name="links.xlsx")
    assert reading.frame["supplier"].to_list() == ["A", "C"]
    assert [(each.place.sheet, str(each.what)) for each in reading.not_understood] == [
        ("Old", "This sheet could be the same table; only the sheet Schakels was read.")
    ]


def test_a_hidden_sheet_is_not_read_and_this_is_said(read: Read) -> None:
    book, out = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["Supplier", "Buyer"])
    book.active.append(["A", "B"])
    hidden = book.create_sheet("links")
    hidden.append(["Supplier", "Buyer", "Share"])
    hidden.sheet_state = "hidden"
    book.save(out)
    reading = read(out.getvalue(), name="links.xlsx")
    assert (reading.frame.height, says(reading)) == (1, [(0, "", "This sheet is hidden, so it was not read.")])


def test_typed_columns_of_parquet_are_taken_as_they_are(read: Read) -> None:
    data = parquet(
        Supplier=[101, 102, None],
        buyer=pl.Series(["B", "B ", "C"], dtype=pl.Categorical),
        share=[0.25, float("nan"), float("inf")],
        value=pl.Series([1, None, 3], dtype=pl.Decimal(10, 2)),
        currency=["EUR", None, "euro"],
        since=[date(2025, 1, 1), None, None],
        until=[datetime.datetime(2025, 1, 2, 8), None, None],  # noqa: DTZ001
        grade=[4, 0, None],
        product=[None, None, None],
        tags=[["x"], None, None],
    )
    reading = read(data, name="links.parquet")
    assert reading.frame.drop("buyer_product", "basis").rows() == [
        ("101", "B", None, 0.25, 1.0, "EUR", date(2025, 1, 1), date(2025, 1, 2), 4, 2),
        ("102", "B", None, None, None, None, None, None, 0, 3),
    ]
    assert says(reading) == [
        (1, "tags", "Nothing says what this column holds, so it was not used."),
        (4, "share", "This number is infinite; it was not read."),
        (4, "", "This row has nothing that can be read under links/supplier, so it was left out."),
    ]


def test_flags_and_percentages_of_parquet(read: Read) -> None:
    data = parquet(subject=["A"], right=["wages"], statement=["met"], authenticated=[True], announced=[0])
    assert read(data, "claims", "claims.parquet").frame.select("authenticated", "announced").row(0) == (True, False)
    data = parquet(id=["A", "B"], **{"unmapped %": [20, 35.5]}, workers=[True, None], name=[date(2025, 1, 2), None])
    reading = read(data, "parties", "parties.parquet")
    assert reading.frame.select("unmapped", "workers", "name").rows() == [
        (0.2, None, "2025-01-02"),
        (0.355, None, None),
    ]
    assert [(row, column) for row, column, _ in says(reading)] == [(2, "workers"), (2, "name")]


def test_a_parquet_file_without_the_columns_is_refused_by_their_names(read: Read, bundled: Content) -> None:
    with pytest.raises(UnreadableInput, match="no column for links/supplier, links/buyer") as refused:
        read(parquet(a=[1]), name="links.parquet")
    said = Language("fr", bundled.name).say(refused.value.what)
    assert "fournisseur, acheteur" in said
    assert "supplier, buyer, product" in str(refused.value.advice)


def test_a_parquet_file_without_rows_is_an_empty_table(read: Read) -> None:
    assert read(parquet(supplier=[], buyer=[]), name="links.parquet").frame.height == 0


@pytest.mark.parametrize(
    ("text", "missing"),
    [("a,b\n1,2\n", "links/supplier, links/buyer"), ("Supplier,Country\nA,BE\n", "links/buyer"), ("x", "links")],
)
def test_a_file_that_is_not_the_table_is_refused(read: Read, text: str, missing: str) -> None:
    with pytest.raises(UnreadableInput, match=missing):
        read(text)


def test_a_workbook_of_empty_sheets_is_refused(read: Read) -> None:
    with pytest.raises(UnreadableInput, match="no column"):
        read(workbook(("Empty", [])), name="links.xlsx")


@pytest.mark.parametrize("quoted", ["A", '"A"'])
def test_more_rows_than_the_limit_are_refused(read: Read, quoted: str) -> None:
    few = Limits(max_file_bytes=1000, max_rows=3, max_unpacked_ratio=2, max_unpacked_bytes=1000)
    assert read(f"supplier,buyer\n{quoted},B\nA,B\n", limits=few).frame.height == 2
    with pytest.raises(UnreadableInput, match="more than 3 rows"):
        read(f"supplier,buyer\n{quoted},B\nA,B\nA,B\n", limits=few)


def test_a_table_that_nobody_gave_has_all_its_columns_and_no_row(read: Read, bundled: Content) -> None:
    empty = empty_table(bundled.tables["links"])
    assert (empty.schema, empty.height) == (read("supplier;buyer\nA;B\n").frame.schema, 0)


def test_shapes_are_found_by_content_in_their_order(bundled: Content) -> None:
    assert list(bundled.tables) == SHAPES
    assert all(isinstance(each, TableShape) and each.required for each in bundled.tables.values())
