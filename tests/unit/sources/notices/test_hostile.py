"""Files that are broken or meant to harm are refused with the place named, and the rest goes on."""

from __future__ import annotations

import gzip
import io
import random
import stat
import tarfile
import zipfile
from pathlib import Path

import pytest
from tests.unit.sources.notices.conftest import LIMITS, NOTICES, Reading

from vigie.model.notices import NoticeFault
from vigie.sources.notices import Codes, Record, records

BOMB = (
    b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa">'
    + b"".join(b'<!ENTITY %c "%s">' % (98 + n, b"&%c;" % (97 + n) * 10) for n in range(9))
    + b"]><ContractNotice>&j;</ContractNotice>"
)
OUTSIDE = b'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><ContractNotice>&a;</ContractNotice>'
HOSTILE = {
    "entity bomb": BOMB,
    "external entity": OUTSIDE,
    "external document type": b'<!DOCTYPE x SYSTEM "http://example.org/x.dtd"><ContractNotice/>',
    "in another encoding": OUTSIDE.decode().encode("utf-16"),
    "deep": b"<a>" * 100_000,
    "deep and closed": b"<a>" * 5_000 + b"</a>" * 5_000,
    "deep json": b"[" * 60_000,
    "unknown encoding": b'<?xml version="1.0" encoding="none-such"?><ContractNotice/>',
    "wrong encoding": b'<?xml version="1.0" encoding="UTF-8"?><ContractNotice>\xff\xfe</ContractNotice>',
    "two roots": b"<ContractNotice/><ContractNotice/>",
    "nothing": b"",
    "only spaces": b"  \n",
    "not even text": b"\x00\x01\x02\x03",
    "a page": b"Not found",
    "too long": b"<ContractNotice>" + b" " * (1 << 17) + b"</ContractNotice>",
    "gzip cut off": gzip.compress((NOTICES / "workwear.xml").read_bytes())[:500],
    "gzip bomb": gzip.compress(b" " * (1 << 22)),
    "gzip bomb of lines": gzip.compress(b"{}\n" * (1 << 20)),
    "zip cut off": b"PK\x03\x04 and then no more",
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_one_fault_with_its_place(name: str, reading: Reading) -> None:
    found = reading(HOSTILE[name])
    assert len(found) == 1
    assert isinstance(found[0], NoticeFault)
    assert found[0].place.file == "given"
    assert str(found[0].advice)


def test_a_folder_in_place_of_a_file_is_told(tmp_path: Path, codes: Codes) -> None:
    (fault,) = records(tmp_path, "folder", LIMITS, codes)
    assert isinstance(fault, NoticeFault)


def test_nothing_outside_the_file_is_ever_read(reading: Reading, tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("SECRET")
    found = reading(OUTSIDE.replace(b"/etc/hostname", str(secret).encode()))
    assert "SECRET" not in str(found)


def packed(**members: bytes) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.mkdir("folder")
        for name, data in members.items():
            archive.writestr(name, data)
    return held.getvalue()


def test_a_bomb_in_a_tape_is_told_and_stops(reading: Reading, workwear: bytes) -> None:
    bomb = gzip.compress(tarred(a=workwear, b=b" " * (1 << 22), c=workwear))
    found = reading(bomb)
    assert isinstance(found[0], Record)
    assert isinstance(found[-1], NoticeFault)
    assert "far more" in str(found[-1].what)
    inside = reading(packed(a=bomb, b=workwear))
    assert isinstance(inside[-1], Record)
    assert any(isinstance(each, NoticeFault) and "far more" in str(each.what) for each in inside)


def test_a_compressed_stream_cut_off_gives_what_stood_before(reading: Reading) -> None:
    lines = [
        b'{"ocid": "x-%d", "title": "%s"}' % (n, random.Random(n).randbytes(200).hex().encode()) for n in range(2000)
    ]
    data = gzip.compress(b"\n".join(lines))
    found = reading(data[: len(data) * 3 // 4])
    assert sum(isinstance(each, Record) for each in found) > 1000
    assert isinstance(found[-1], NoticeFault)
    assert "cut off" in str(found[-1].what)


def tarred(**members: bytes) -> bytes:
    held = io.BytesIO()
    with tarfile.open(fileobj=held, mode="w") as archive:
        folder = tarfile.TarInfo("folder")
        folder.type = tarfile.DIRTYPE
        archive.addfile(folder)
        for name, data in members.items():
            told = tarfile.TarInfo(name)
            told.size = len(data)
            archive.addfile(told, io.BytesIO(data))
    return held.getvalue()


@pytest.mark.parametrize("pack", [packed, tarred])
def test_a_bad_member_does_not_take_the_others_with_it(pack, reading: Reading, workwear: bytes) -> None:
    found = reading(pack(a=BOMB, b=workwear, c=b"<broken", d=gzip.compress(workwear) if pack is packed else workwear))
    assert [(each.place if isinstance(each, NoticeFault) else each.notice.place).member for each in found] == list(
        "abcd"
    )
    assert [isinstance(each, Record) for each in found] == [False, True, False, True]


def test_a_member_that_is_a_bomb_or_damaged_is_told_alone(reading: Reading, workwear: bytes) -> None:
    data = bytearray(packed(a=b" " * (1 << 22), b=workwear, c=workwear))
    data[len(data) - 400] ^= 0xFF
    found = reading(bytes(data))
    assert isinstance(found[0], NoticeFault)
    assert any(isinstance(each, Record) for each in found)


def test_a_package_of_a_day_in_one_compressed_tape(reading: Reading, workwear: bytes) -> None:
    found = reading(gzip.compress(tarred(a=workwear, b=workwear)))
    assert [isinstance(each, Record) for each in found] == [True, True]


def test_too_many_members_are_refused(reading: Reading) -> None:
    many = {f"n{number}": b"x" for number in range(30)}
    (zipped,) = reading(packed(**many))
    assert isinstance(zipped, NoticeFault)
    assert "more than 20" in str(zipped.what)
    assert isinstance(reading(tarred(**many))[-1], NoticeFault)


def test_packing_without_end_is_refused(reading: Reading, workwear: bytes) -> None:
    (fault,) = reading(gzip.compress(gzip.compress(gzip.compress(workwear))))
    assert isinstance(fault, NoticeFault)
    assert "three times" in str(fault.what)
    (inside,) = reading(gzip.compress(packed(a=workwear)))
    assert isinstance(inside, NoticeFault)
    assert "zip inside" in str(inside.what)


def test_a_zip_in_a_zip_is_told_at_its_member(reading: Reading, workwear: bytes) -> None:
    found = reading(packed(a=packed(b=workwear), c=workwear))
    assert any(isinstance(each, Record) and each.notice.place.member == "c" for each in found)


def test_a_workbook_is_no_archive_of_notices(reading: Reading) -> None:
    (fault,) = reading(packed(**{"[Content_Types].xml": b"<Types/>", "a": b"x"}))
    assert isinstance(fault, NoticeFault)
    assert "workbook" in str(fault.what)


def test_a_member_with_a_password_is_told(reading: Reading, workwear: bytes) -> None:
    data = bytearray(packed(a=workwear))
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.rindex(mark) + flags] |= 1
    found = reading(bytes(data))
    assert isinstance(found[-1], NoticeFault)
    assert "password" in str(found[-1].what)


def test_a_file_that_cannot_be_opened_is_told(tmp_path: Path, codes: Codes, monkeypatch: pytest.MonkeyPatch) -> None:
    (missing,) = records(tmp_path / "none", "none", LIMITS, codes)
    assert isinstance(missing, NoticeFault)
    closed = tmp_path / "closed"
    closed.write_bytes(b"x")
    closed.chmod(stat.S_IWUSR)

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError

    monkeypatch.setattr(Path, "open", refuse)
    (fault,) = records(closed, "closed", LIMITS, codes)
    assert isinstance(fault, NoticeFault)
    assert "not allowed" in str(fault.what)
