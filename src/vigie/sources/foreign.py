"""Recognises files that are no tables, whatever their names say, so that people learn what they really gave."""

from __future__ import annotations

from collections.abc import Sequence

from vigie.errors import Message, UnreadableInput

_AS_TABLE = Message("Export the list of suppliers as .xlsx or .csv and give that file.")
_UNPACK = Message("Unpack it and give the list that is in it.")

_BEGINNINGS: Sequence[tuple[tuple[bytes, ...], Message, Message]] = (
    (
        (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM6", b"II*\x00", b"MM\x00*", b"\x00\x00\x01\x00", b"RIFF"),
        Message("The file is a picture or another recording, not a table."),
        _AS_TABLE,
    ),
    ((b"%PDF",), Message("The file is a PDF, from which no table can be read safely."), _AS_TABLE),
    ((b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe", b"#!"), Message("The file is a program, not a table."), _AS_TABLE),
    (
        (b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"BZh", b"\xfd7zXZ"),
        Message("The file is a compressed archive."),
        _UNPACK,
    ),
    ((b"{\\rtf",), Message("The file is a text document, not a table."), _AS_TABLE),
    ((b"SQLite format 3",), Message("The file is a database."), _AS_TABLE),
    (
        (b"<!doctype html", b"<html", b"<?xml", b"<table", b"<workbook"),
        Message("The file is a web page or an XML file, even if its name says otherwise."),
        Message("Open it in a spreadsheet program, save it as .xlsx, and give that file."),
    ),
    ((b"{", b"["), Message("The file is a JSON file, not a table."), _AS_TABLE),
)


def refuse_foreign(name: str, data: bytes) -> None:
    """Raises `UnreadableInput` for bytes that are surely something else than a table."""
    beginning = data[:64].removeprefix(b"\xef\xbb\xbf").lstrip()
    for starts, what, advice in _BEGINNINGS:
        if beginning.startswith(starts) or beginning.lower().startswith(starts):
            raise UnreadableInput(what, where=name, advice=advice)
