"""Texts in any encoding and with broken quotation marks, and Parquet files."""

from __future__ import annotations

import datetime
import io
import subprocess
import sys
from decimal import Decimal
from types import SimpleNamespace

import polars as pl
import pytest
from tests.unit.sources.conftest import ReadBytes

from vigie.errors import UnreadableInput
from vigie.model.records import Reading
from vigie.sources.parquet.decoding import Answer, decode, main

MIDNIGHT = datetime.datetime(2025, 1, 2)  # noqa: DTZ001 - a spreadsheet knows no time zones
LIST = "Leverancier;Land;Omschrijving\nCafé Été NV;België;Köpfe\n"


def says(reading: Reading) -> list[tuple[int, str]]:
    return [(each.place.row, str(each.what)) for each in reading.not_understood]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16", "utf-16-le", "utf-16-be"])
def test_every_usual_encoding_is_read(read_text: ReadBytes, encoding: str) -> None:
    (record,) = read_text(LIST, encoding=encoding).records
    assert (record.name, record.country, record.product) == ("Café Été NV", "België", "Köpfe")


def test_lines_of_two_encodings_in_one_file_are_each_read_rightly(read_bytes: ReadBytes) -> None:
    data = "Leverancier;Land\nÉtoile NV;België\n".encode() + "Été BV;Côte d'Ivoire\n".encode("cp1252")
    assert [(r.name, r.country) for r in read_bytes(data).records] == [
        ("Étoile NV", "België"),
        ("Été BV", "Côte d'Ivoire"),
    ]


def test_bytes_that_no_encoding_knows_are_told(read_bytes: ReadBytes) -> None:
    assert says(read_bytes(b"Supplier;Country\nA\x81 Ltd;BE\n"))[0] == (0, "1 characters could not be read.")


def test_zero_bytes_are_left_out_and_told(read_bytes: ReadBytes) -> None:
    reading = read_bytes(b"Supplier;Country\nA\x00 Ltd;BE\n")
    assert reading.records[0].name == "A Ltd"
    assert "zero bytes" in says(reading)[0][1]


@pytest.mark.parametrize("sign", [";", ",", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_usual_sign_and_line_end_is_found(read_text: ReadBytes, sign: str, end: str) -> None:
    rows = [["Supplier", "Country", "City"], ["A Ltd", "BE", "Gent"], ["B Ltd", "NA", "Windhoek"]]
    reading = read_text(end.join(sign.join(row) for row in rows) + end)
    assert [(r.place.row, r.name, r.country) for r in reading.records] == [(2, "A Ltd", "BE"), (3, "B Ltd", "NA")]


def test_decimal_commas_do_not_pass_for_separators(read_text: ReadBytes) -> None:
    reading = read_text("Aaa Flora BV;KE;1,50\nBbb Petra NV;NA;2,50\nCcc Textil SA;BD;3,50\n")
    assert [record.spend for record in reading.records] == [Decimal("1.50"), Decimal("2.50"), Decimal("3.50")]


def test_quoted_cells_keep_separators_quotes_and_line_breaks(read_text: ReadBytes) -> None:
    reading = read_text('Supplier;Address;Country\n"A; ""B"" Ltd";"Road 1\nTown";BE\nC Ltd;;NA\n')
    assert [(r.name, r.address) for r in reading.records] == [('A; "B" Ltd', "Road 1\nTown"), ("C Ltd", "")]


@pytest.mark.parametrize("row", ['"A Ltd;BE;Gent', 'A "quoted Ltd;BE;Gent', '"A" Ltd;BE;"Gent'])
def test_a_broken_quotation_mark_spoils_one_row_and_not_the_rest(read_text: ReadBytes, row: str) -> None:
    reading = read_text(f"Supplier;Country;City\n{row}\n\nB Ltd;NA;Windhoek\nC Ltd;IN;Pune\n")
    assert [(r.place.row, r.country) for r in reading.records] == [(2, "BE"), (4, "NA"), (5, "IN")]


def test_a_quotation_mark_closed_much_later_swallows_no_rows(read_text: ReadBytes) -> None:
    reading = read_text('Supplier;Country;City\n"A Ltd;BE;Gent\nB Ltd;NA;Windhoek\nC Ltd";IN;Pune\nD Ltd;CN;Wuhan\n')
    assert [record.country for record in reading.records] == ["BE", "NA", "IN", "CN"]
    assert [row for row, _ in says(reading)] == [2, 4]


def test_a_very_long_cell_is_still_a_cell(read_text: ReadBytes) -> None:
    assert len(read_text(f"Supplier;Product\nA Ltd;{'x' * 200_000}\n").records[0].product) == 200_000


def test_a_parquet_file_is_a_list_like_any_other(read_bytes: ReadBytes) -> None:
    file = io.BytesIO()
    pl.DataFrame(
        {
            "supplier": [" Knits Ltd ", "Stone (Pty)", None],
            "country": ["BD", "NA", "BE"],
            "spend_eur": [10.5, float("nan"), 3.0],
            "employees": [120, None, 4],
            "cpv": [3100000, 18110000, None],
            "invoice_date": [datetime.date(2025, 1, 2)] * 3,
            "tags": [["a", "b"], ["c"], None],
            "segment": [None, None, None],
            "since": [MIDNIGHT] * 3,
        }
    ).write_parquet(file)
    reading = read_bytes(file.getvalue(), "list.parquet")
    assert [(r.place.row, r.name, r.country, r.spend, r.workers, r.cpv) for r in reading.records] == [
        (2, "Knits Ltd", "BD", Decimal("10.5"), 120, "03100000"),
        (3, "Stone (Pty)", "NA", None, None, "18110000"),
    ]
    assert reading.records[0].product == "['a', 'b']"
    assert (4, "This row has no name of a supplier, so it was not read.") in says(reading)


def test_a_parquet_file_without_texts_is_no_list(read_bytes: ReadBytes) -> None:
    file = io.BytesIO()
    pl.DataFrame({"n": [1, 2]}).write_parquet(file)
    with pytest.raises(Exception, match="No supplier was found"):
        read_bytes(file.getvalue(), "list.parquet")


def test_the_decoding_process_answers_by_the_way_it_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    file, out = io.BytesIO(), io.BytesIO()
    pl.DataFrame({"supplier": ["A", "B"], "n": [1, 2]}).write_parquet(file)
    data = file.getvalue()
    assert decode(data, 1, 10) == (Answer.TOO_MANY_ROWS, b"")
    assert decode(data, 2, 1) == (Answer.TOO_BIG, b"")
    assert decode(data[:90], 2, 10) == (Answer.BROKEN, b"")
    monkeypatch.setattr(sys, "argv", ["decoding", "2", "10"])
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(data)))
    monkeypatch.setattr(sys, "stdout", SimpleNamespace(buffer=out))
    with pytest.raises(SystemExit) as ended:
        main()
    assert ended.value.code == Answer.DECODED
    assert pl.read_ipc_stream(out.getvalue())["supplier"].to_list() == ["A", "B"]


def test_a_page_that_kills_its_decoder_does_not_kill_the_reader(
    read_bytes: ReadBytes, monkeypatch: pytest.MonkeyPatch
) -> None:
    killed = subprocess.CompletedProcess("", -6, stdout=b"", stderr=b"memory allocation failed")
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: killed)
    with pytest.raises(UnreadableInput, match="damaged"):
        read_bytes(b"PAR1 and a deadly page", "list.parquet")
