"""Looks into the container of a workbook before the native reader does: what it is, and what it would unpack to."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from xml.parsers import expat

from vigie.errors import Message, UnreadableInput
from vigie.model.records import NotUnderstood
from vigie.sources.limits import Limits
from vigie.sources.refusals import broken, locked, too_big
from vigie.sources.workbook import extents
from vigie.sources.workbook.old import BrokenContainerError, measure
from vigie.sources.workbook.silences import sheet_parts, silences

_OLD = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PACKED = (b"PK\x03\x04", b"PK\x05\x06")
_CHUNK = 1 << 20
_LOCAL_HEADER = 30
_MANIFEST = "META-INF/manifest.xml"
_BOOK = "xl/workbook.xml"
_RELATIONS = "xl/_rels/workbook.xml.rels"
_TEXTS = "xl/sharedStrings.xml"
_SMALL = (_BOOK, _RELATIONS, _TEXTS)
_SPREADSHEET = b"application/vnd.oasis.opendocument.spreadsheet"
_SAVE_AS = Message("Open it in a spreadsheet program, save it as .xlsx, and give that file.")
_AS_TABLE = Message("Export the list of suppliers as .xlsx or .csv and give that file.")


def looks_packed(data: bytes) -> bool:
    """Whether the bytes begin as a zip container, which XLSX and ODS are."""
    return data.startswith(_PACKED)


def looks_old(data: bytes) -> bool:
    """Whether the bytes begin as the binary container of XLS, which locked XLSX files use too."""
    return data.startswith(_OLD)


def check_old(name: str, data: bytes, limits: Limits) -> None:
    """Raises `UnreadableInput` where an old container holds a locked, broken or hostile file, or no workbook."""
    if _stream("EncryptedPackage") in data:
        raise locked(name)
    if _stream("WordDocument") in data and _stream("Workbook") not in data:
        raise UnreadableInput(Message("The file is a text document, not a table."), where=name, advice=_AS_TABLE)
    try:
        measured = measure(data)
    except BrokenContainerError as error:
        raise broken(name) from error
    if measured.locked:
        raise locked(name)
    if measured.memory > limits.max_unpacked_bytes:
        raise too_big(name)


def _stream(title: str) -> bytes:
    return title.encode("utf-16-le")


def check_packed(name: str, data: bytes, limits: Limits) -> Mapping[str, tuple[NotUnderstood, ...]]:
    """Remarks by name of sheet. Raises `UnreadableInput` for what is locked, broken, hostile or no workbook."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            _check_members(name, packed, len(data), limits)
            return _check_parts(name, data, packed.infolist(), limits)
    except (zipfile.BadZipFile, zlib.error, OSError, ValueError, NotImplementedError, EOFError) as error:
        raise broken(name) from error


def _check_members(name: str, packed: zipfile.ZipFile, size: int, limits: Limits) -> None:
    members = packed.infolist()
    if any(member.flag_bits & 1 for member in members):
        raise locked(name)
    declared = sum(member.file_size for member in members)
    if declared > limits.max_unpacked_bytes or declared > limits.max_unpacked_ratio * size:
        raise too_big(name)
    if _MANIFEST in packed.namelist() and b"encryption-data" in packed.read(_MANIFEST):
        raise locked(name)
    _check_kind(name, packed)


def _check_kind(name: str, packed: zipfile.ZipFile) -> None:
    names = set(packed.namelist())
    if _BOOK in names:
        return
    if "mimetype" in names and "content.xml" in names and packed.read("mimetype").strip() == _SPREADSHEET:
        return
    if "xl/workbook.bin" in names:
        raise UnreadableInput(Message("The file is a binary workbook (.xlsb)."), where=name, advice=_SAVE_AS)
    if "mimetype" in names or any(each.startswith(("word/", "ppt/")) for each in names):
        raise UnreadableInput(
            Message("The file is a text document or a presentation, not a table."), where=name, advice=_AS_TABLE
        )
    unpack = Message("Unpack it and give the list that is in it.")
    raise UnreadableInput(Message("The file is a compressed archive."), where=name, advice=unpack)


def _check_parts(
    name: str, data: bytes, members: Sequence[zipfile.ZipInfo], limits: Limits
) -> Mapping[str, tuple[NotUnderstood, ...]]:
    """Unpacks every part once, never beyond what it declares, and measures what the native reader would make of it."""
    small = {member.filename: _part(name, data, member) for member in members if member.filename in _SMALL}
    titles = sheet_parts(small.get(_BOOK, b""), small.get(_RELATIONS, b""))
    taken, references = 0, Counter[bytes]()
    remarks: dict[str, tuple[NotUnderstood, ...]] = {}
    for member in members:
        part = _part(name, data, member)
        if member.filename == "content.xml":
            taken += extents.of_content(part)
        elif member.filename.startswith("xl/worksheets/") and member.filename.endswith(".xml"):
            taken += extents.of_worksheet(part)
            references += extents.shared_texts(part)
            title = titles.get(member.filename, "")
            remarks[title] = silences(name, title, part)
    taken += extents.of_shared_texts(small.get(_TEXTS, b""), references)
    if taken > limits.max_unpacked_bytes:
        raise too_big(name)
    return remarks


def _part(name: str, data: bytes, member: zipfile.ZipInfo) -> bytes:
    part = b"".join(_pieces(data, member))
    if member.filename.endswith((".xml", ".rels")):
        _check_xml(name, part)
    return part


def _check_xml(name: str, part: bytes) -> None:
    """Raises `UnreadableInput` for XML that is not well formed, on which the native reader can turn for ever."""

    def refuse(*_: object) -> None:
        raise UnreadableInput(
            Message("The file carries XML declarations that workbooks never have and that attacks use."),
            where=name,
            advice=Message("Copy the rows of the list into a new workbook, save it, and give that file."),
        )

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(part, True)
    except (expat.ExpatError, LookupError, ValueError) as error:
        raise broken(name) from error


def _pieces(data: bytes, member: zipfile.ZipInfo) -> Iterator[bytes]:
    """What a member really unpacks to; one that unpacks to more than it declares is a lie.

    The module zipfile stops at the declared size; the native reader does not, so this must not either.
    """
    raw = _raw(data, member)
    if member.compress_type == zipfile.ZIP_STORED:
        yield raw
        return
    if member.compress_type != zipfile.ZIP_DEFLATED:
        raise zipfile.BadZipFile
    inflate, left = zlib.decompressobj(-zlib.MAX_WBITS), member.file_size
    while raw and not inflate.eof:
        piece = inflate.decompress(raw, _CHUNK)
        raw = inflate.unconsumed_tail
        left -= len(piece)
        if left < 0:
            raise zipfile.BadZipFile
        yield piece


def _raw(data: bytes, member: zipfile.ZipInfo) -> bytes:
    """The packed bytes of a member, as they lie in the file."""
    at = member.header_offset
    names = sum(int.from_bytes(data[at + field : at + field + 2], "little") for field in (26, 28))
    begin = at + _LOCAL_HEADER + names
    return data[begin : begin + member.compress_size]
