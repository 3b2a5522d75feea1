"""Broken and hostile files: one clear sentence with advice, and never more memory than the limits allow."""

from __future__ import annotations

import dataclasses
import io
import os
import struct
import tempfile
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import msoffcrypto.format.ooxml
import polars as pl
import pytest
import python_calamine
from tests.unit.sources.conftest import LIMITS, ReadBytes
from tests.unit.sources.test_workbooks import LIST, ods, xls, xlsx

from vigie.errors import UnreadableInput
from vigie.sources import read
from vigie.sources.workbook.native import guarded

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"


def refusal(action: Callable[[], object]) -> UnreadableInput:
    with pytest.raises(UnreadableInput) as refused:
        action()
    assert str(refused.value.advice)
    return refused.value


def repacked(data: bytes, change: dict[str, bytes], compress: int = zipfile.ZIP_DEFLATED) -> bytes:
    """The same container with some members replaced or added."""
    file = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(file, "w", compress) as new:
        members = {name: old.read(name) for name in old.namelist()} | change
        for name, content in members.items():
            new.writestr(name, content)
    return file.getvalue()


def sheet(cells: str) -> bytes:
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<worksheet xmlns="{main}"><sheetData>{cells}</sheetData></worksheet>'.encode()


SHEET = "xl/worksheets/sheet1.xml"
GOOD = xlsx(LIST)


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"\x89PNG\r\n\x1a\n" + b"\x00" * 90, "picture"),
        (b"\xff\xd8\xff\xe0" + b"\x00\x10JFIF", "picture"),
        (b"%PDF-1.7\n%...", "PDF"),
        (b"MZ\x90\x00" + b"\x00" * 60, "program"),
        (b"\x7fELF\x02\x01", "program"),
        (b"\x1f\x8b\x08\x00" + b"\x00" * 9, "archive"),
        (b"{\\rtf1 hello}", "text document"),
        (b"SQLite format 3\x00...", "database"),
        (b"\xef\xbb\xbf<!DOCTYPE html><table><tr><td>Supplier</td></tr></table>", "web page"),
        (b'<?xml version="1.0"?><Workbook/>', "web page or an XML"),
        (b'[{"supplier": "A"}]', "JSON"),
        (OLE + "WordDocument".encode("utf-16-le") + b"\x00" * 600, "text document"),
        (OLE + "EncryptedPackage".encode("utf-16-le") + b"\x00" * 600, "password"),
        (OLE + b"\x00" * 600, "damaged"),
        (b"PK\x03\x04 nothing more", "damaged"),
        (GOOD[: len(GOOD) // 2], "damaged"),
        (b"PAR1 nothing more", "damaged"),
        (b"", "empty"),
        (b" \n\x00\n", "empty"),
        (b"\xef\xbb\xbf", "empty"),
    ],
)
def test_a_file_that_is_no_list_says_what_it_is(read_bytes: ReadBytes, data: bytes, what: str) -> None:
    assert what in str(refusal(lambda: read_bytes(data, "list.xlsx")))


@pytest.mark.parametrize(
    ("members", "what"),
    [
        ({"word/document.xml": b"<w/>"}, "text document"),
        ({"mimetype": b"application/vnd.oasis.opendocument.text", "content.xml": b"<x/>"}, "text document"),
        ({"xl/workbook.bin": b"..."}, "xlsb"),
        ({"list.csv": b"Supplier;Country"}, "archive"),
    ],
)
def test_a_container_that_is_no_workbook_says_what_it_is(
    read_bytes: ReadBytes, members: dict[str, bytes], what: str
) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        for name, content in members.items():
            packed.writestr(name, content)
    assert what in str(refusal(lambda: read_bytes(file.getvalue(), "list.xlsx")))


def test_a_workbook_with_a_password_asks_to_remove_it(read_bytes: ReadBytes) -> None:
    locked = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(GOOD)).encrypt("secret", locked)
    found = refusal(lambda: read_bytes(locked.getvalue(), "list.xlsx"))
    assert "password" in str(found)
    assert "remove the password" in str(found.advice)


def test_a_container_with_locked_members_asks_to_remove_the_password(read_bytes: ReadBytes) -> None:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as packed:
        packed.writestr("xl/workbook.xml", b"<workbook/>")
    data = bytearray(file.getvalue())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    assert "password" in str(refusal(lambda: read_bytes(bytes(data), "list.xlsx")))


def test_a_locked_ods_asks_to_remove_the_password(read_bytes: ReadBytes) -> None:
    manifest = (
        b'<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0">'
        b'<manifest:file-entry manifest:full-path="content.xml"><manifest:encryption-data/></manifest:file-entry>'
        b"</manifest:manifest>"
    )
    assert "password" in str(refusal(lambda: read_bytes(repacked(ods(LIST), {"META-INF/manifest.xml": manifest}))))


def test_an_old_workbook_with_a_password_asks_to_remove_it(read_bytes: ReadBytes) -> None:
    # The second record of the workbook becomes the one that announces encryption.
    data = bytearray(xls(LIST))
    at = data.index(b"\x09\x08\x10\x00\x00\x06\x05\x00") + 20
    data[at : at + 2] = b"\x2f\x00"
    assert "password" in str(refusal(lambda: read_bytes(bytes(data), "list.xls")))


def test_an_old_workbook_that_claims_a_giant_size_is_refused(read_bytes: ReadBytes) -> None:
    data = bytearray(xls(LIST))
    at = data.index(b"\x00\x02\x0e\x00") + 4
    data[at + 4 : at + 8] = b"\xff\xff\xff\x7f"
    assert "memory" in str(refusal(lambda: read_bytes(bytes(data), "list.xls")))


def test_an_old_workbook_with_two_cells_far_apart_is_refused(read_bytes: ReadBytes) -> None:
    far = xls([*LIST, *([[]] * 60_000), [*[None] * 255, "far"]])
    assert "memory" in str(refusal(lambda: read_bytes(far, "list.xls")))


def test_chains_of_sectors_that_turn_in_a_circle_are_refused(read_bytes: ReadBytes) -> None:
    data = bytearray(xls(LIST))
    directory = struct.unpack_from("<I", data, 48)[0]
    table = (struct.unpack_from("<I", data, 76)[0] + 1) * 512
    struct.pack_into("<I", data, table + 4 * directory, directory)
    assert "damaged" in str(refusal(lambda: read_bytes(bytes(data), "list.xls")))


def test_a_bomb_is_refused_by_what_it_declares(read_bytes: ReadBytes) -> None:
    bomb = repacked(GOOD, {"xl/media/zeros.bin": b"\x00" * 50_000_000})
    assert "memory" in str(refusal(lambda: read_bytes(bomb, "list.xlsx")))


def test_a_bomb_that_lies_about_its_size_is_refused_by_what_it_is(read_bytes: ReadBytes) -> None:
    bomb = bytearray(repacked(GOOD, {"xl/zeros.bin": b"\x00" * 5_000_000}))
    at = bomb.rindex(b"xl/zeros.bin") - 46
    bomb[at + 24 : at + 28] = struct.pack("<I", 10)
    bomb[at + 16 : at + 20] = struct.pack("<I", zlib.crc32(b"\x00" * 10))
    assert "damaged" in str(refusal(lambda: read_bytes(bytes(bomb), "list.xlsx")))


def test_two_cells_far_apart_are_a_bomb_too(read_bytes: ReadBytes) -> None:
    far = sheet('<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="XFD1048576"><v>1</v></c></row>')
    assert "memory" in str(refusal(lambda: read_bytes(repacked(GOOD, {SHEET: far}), "list.xlsx")))


def test_cells_that_do_not_say_where_they_stand_are_counted(read_bytes: ReadBytes) -> None:
    wide = sheet("<row>" + "<c><v>1</v></c>" * 16_000 + "</row>" + "<row/>" * 16_000)
    assert "memory" in str(refusal(lambda: read_bytes(repacked(GOOD, {SHEET: wide}), "list.xlsx")))


def test_one_long_text_in_many_cells_is_a_bomb_too(read_bytes: ReadBytes) -> None:
    rows = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 5000))
    texts = b"<sst><si><t>" + bytes(range(65, 91)) * 4000 + b"</t></si></sst>"
    bomb = repacked(GOOD, {SHEET: sheet(rows), "xl/sharedStrings.xml": texts}, zipfile.ZIP_STORED)
    assert "memory" in str(refusal(lambda: read_bytes(bomb, "list.xlsx")))


def test_one_cell_repeated_in_an_ods_is_a_bomb_too(read_bytes: ReadBytes) -> None:
    content = (
        b'<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        b'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
        b'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>'
        b'<table:table table:name="S"><table:table-row table:number-rows-repeated="1000000">'
        b'<table:table-cell office:value-type="string" table:number-columns-repeated="16384"><text:p>a</text:p>'
        b"</table:table-cell></table:table-row></table:table></office:spreadsheet></office:body>"
        b"</office:document-content>"
    )
    assert "memory" in str(refusal(lambda: read_bytes(repacked(ods(LIST), {"content.xml": content}), "list.ods")))


def test_the_empty_rest_of_a_sheet_is_no_bomb(read_bytes: ReadBytes) -> None:
    rest = (
        b'<table:table-row table:number-rows-repeated="1048570">'
        b'<table:table-cell table:number-columns-repeated="16384"/></table:table-row></table:table>'
    )
    good = ods(LIST)
    content = zipfile.ZipFile(io.BytesIO(good)).read("content.xml").replace(b"</table:table>", rest)
    assert len(read_bytes(repacked(good, {"content.xml": content}), "list.ods").records) == 2


def test_declarations_that_attacks_use_are_refused(read_bytes: ReadBytes) -> None:
    laughs = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + sheet("")
    assert "attacks" in str(refusal(lambda: read_bytes(repacked(GOOD, {SHEET: laughs}), "list.xlsx")))


def test_ways_of_packing_that_workbooks_do_not_use_are_refused(read_bytes: ReadBytes) -> None:
    assert "damaged" in str(refusal(lambda: read_bytes(repacked(GOOD, {}, zipfile.ZIP_BZIP2), "list.xlsx")))


def test_a_broken_sheet_in_a_whole_container_is_refused(read_bytes: ReadBytes) -> None:
    assert "damaged" in str(refusal(lambda: read_bytes(repacked(GOOD, {SHEET: b"<worksheet><sheetData>"}), "a.xlsx")))


def test_a_file_above_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "big.csv"
    with path.open("wb") as file:
        file.truncate(2_000_000_000)
    found = refusal(lambda: read([path], columns={}, limits=LIMITS))
    assert "2000000000 bytes" in str(found)
    assert "split" in str(found.advice)


def test_more_rows_than_the_limit_are_refused(read_bytes: ReadBytes) -> None:
    few = dataclasses.replace(LIMITS, max_rows=2)
    parquet = io.BytesIO()
    pl.DataFrame({"supplier": ["A", "B", "C"]}).write_parquet(parquet)
    for data in (b"Supplier\nA\nB\nC\n", GOOD, xls(LIST), parquet.getvalue()):
        found = refusal(lambda data=data: read_bytes(data, limits=few))  # type: ignore[misc]
        assert "more than 2 rows" in str(found)


def test_texts_that_a_parquet_file_repeats_are_measured_first(read_bytes: ReadBytes) -> None:
    file = io.BytesIO()
    pl.DataFrame({"supplier": ["A" * 10_000] * 1000}).write_parquet(file)
    small = dataclasses.replace(LIMITS, max_unpacked_bytes=1_000_000)
    assert "memory" in str(refusal(lambda: read_bytes(file.getvalue(), "list.parquet", limits=small)))


def test_folders_missing_files_and_devices_are_refused(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.csv"
    os.mkfifo(pipe)
    for path, what in ((tmp_path, "folder"), (tmp_path / "none.csv", "no such file"), (pipe, "device")):
        assert what in str(refusal(lambda path=path: read([path], columns={}, limits=LIMITS)))  # type: ignore[misc]


def test_a_name_that_no_system_can_open_is_refused() -> None:
    assert "no such file" in str(refusal(lambda: read([Path("a\x00b.csv")], columns={}, limits=LIMITS)))


def test_a_file_that_may_not_be_read_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "closed.csv"
    path.write_text("Supplier\nA\n")

    def closed(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", closed)
    assert "not allowed" in str(refusal(lambda: read([path], columns={}, limits=LIMITS)))


def test_a_panic_of_the_native_reader_is_a_refusal_and_an_interrupt_stays_one() -> None:
    panic = type("PanicException", (BaseException,), {})
    with pytest.raises(UnreadableInput, match="damaged"), guarded("a.xlsx"):
        raise panic
    with pytest.raises(UnreadableInput, match="password"), guarded("a.xlsx"):
        raise python_calamine.PasswordError
    with pytest.raises(KeyboardInterrupt), guarded("a.xlsx"):
        raise KeyboardInterrupt


def test_the_error_names_the_file_and_no_folder(read_bytes: ReadBytes) -> None:
    found = refusal(lambda: read_bytes(b"", "mine.csv"))
    assert found.where == "mine.csv"
    assert tempfile.gettempdir() not in str(found)
