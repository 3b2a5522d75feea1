"""Bytes to text: the mark at the beginning, else UTF-16 by its zeros, else UTF-8, else Windows-1252, line by line."""

from __future__ import annotations

import codecs

from vigie.errors import Message
from vigie.model.records import NotUnderstood, Place

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_LOOK = 4096
_ZERO = "\x00"


def decode(name: str, data: bytes) -> tuple[str, tuple[NotUnderstood, ...]]:
    """The text, and what was odd about its bytes."""
    text, damaged = _text(data)
    zeros = text.count(_ZERO)
    remarks = []
    if damaged:
        what = Message("{count} characters could not be read.", count=damaged)
        remarks.append(NotUnderstood(Place(name), "\ufffd", what, _SAVE_AGAIN))
    if zeros:
        what = Message("{count} zero bytes stood in the text and were left out.", count=zeros)
        remarks.append(NotUnderstood(Place(name), "NUL", what, _SAVE_AGAIN))
    return text.replace(_ZERO, ""), tuple(remarks)


_SAVE_AGAIN = Message("Export the list again as CSV in UTF-8, and compare.")


def _text(data: bytes) -> tuple[str, int]:
    """The text, and how many characters are damaged."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _replaced(data[len(mark) :], encoding)
    if encoding := _wide(data[:_LOOK]):
        return _replaced(data, encoding)
    try:
        return data.decode("utf-8"), 0
    except UnicodeDecodeError:
        lines = [_line(line) for line in data.splitlines(keepends=True)]
        return "".join(line for line, _ in lines), sum(damaged for _, damaged in lines)


def _wide(beginning: bytes) -> str:
    """UTF-16 without a mark shows in zeros at every second place."""
    even, odd = beginning[::2].count(0), beginning[1::2].count(0)
    if 2 * max(even, odd) <= len(beginning) // 2 or even == odd:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _line(line: bytes) -> tuple[str, int]:
    """One line: lists that were pasted together mix encodings, so each line is read by itself."""
    try:
        return line.decode("utf-8"), 0
    except UnicodeDecodeError:
        return _replaced(line, "cp1252")


def _replaced(data: bytes, encoding: str) -> tuple[str, int]:
    text = data.decode(encoding, errors="replace")
    return text, text.count("\ufffd")
