"""Reads the skeleton of an XLS file, to know before the native reader does how much memory it would ask for."""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass

from vigie.sources.workbook.extents import EMPTY_CELL

_HEADER = 512
_ENTRY = 128
_ROOT = 5
_WRAP = 0xFFFFFFFF
_IN_HEADER = 109
"""So many sectors of the table of sectors are listed in the header itself."""
_TITLES = ("Workbook", "Book")

_SHEET, _END, _LOCKED, _TEXTS, _SIZE = 0x85, 0x0A, 0x2F, 0xFC, 0x200
_SEVERAL = frozenset((0xBD, 0xBE))
"""Records of several cells side by side; their last two bytes are the last column."""
_CELLS = frozenset((0x06, 0xD6, 0xFD, 0x201, 0x203, 0x204, 0x205, 0x206, 0x27E, 0x406)) | _SEVERAL


class BrokenContainerError(ValueError):
    """The container does not hang together."""


@dataclass(frozen=True, slots=True)
class OldWorkbook:
    """What an XLS file would ask for: `memory` in bytes, and whether it is `locked` by a password."""

    memory: int
    locked: bool


def measure(data: bytes) -> OldWorkbook:
    """Measures an XLS file. Raises `BrokenContainerError` where its container holds no workbook."""
    try:
        stream = _workbook(data)
        sheets: set[int] = set()
        memory, locked = 0, False
        for kind, payload in _records(stream, 0):
            locked = locked or kind == _LOCKED
            if kind == _SHEET:
                sheets.add(_whole(payload, 0))
            if kind == _TEXTS:
                memory += _whole(payload, 4) * EMPTY_CELL
        return OldWorkbook(memory + sum(_sheet(stream, at) for at in sheets), locked)
    except struct.error as error:
        raise BrokenContainerError from error


def _sheet(stream: bytes, at: int) -> int:
    """The memory of one sheet: what it says its size is, or what its cells span, whichever is more."""
    said, rows, columns = 0, [], []
    for kind, payload in _records(stream, at):
        if kind == _SIZE:
            said = max(said, _said(payload))
        elif kind in _CELLS:
            rows.append(_half(payload, 0))
            columns += [_half(payload, 2), _half(payload, len(payload) - 2 if kind in _SEVERAL else 2)]
    span = (max(rows) - min(rows) + 1) * (max(columns) - min(columns) + 1) if rows else 0
    return (said + span) * EMPTY_CELL


def _said(payload: bytes) -> int:
    if len(payload) < 14:
        first, last, left, right = struct.unpack_from("<4H", payload)
    else:
        first, last, left, right = struct.unpack_from("<2I2H", payload)
    # A last row before the first one wraps around in the native reader, which then asks for all memory there is.
    return int(last - first + 1 & _WRAP) * int(right - left + 1 & _WRAP)


def _records(stream: bytes, at: int) -> Iterator[tuple[int, bytes]]:
    while at + 4 <= len(stream):
        kind, length = struct.unpack_from("<2H", stream, at)
        if kind == _END:
            return
        yield kind, stream[at + 4 : at + 4 + length]
        at += 4 + length


def _workbook(data: bytes) -> bytes:
    """The stream of the workbook, put together from its sectors."""
    size = 1 << min(_half(data, 30), 16)
    table = _table(data, size)
    large = _Sectors(data[_HEADER:] if size == _HEADER else data[size:], size, table)
    entries = large.chain(_whole(data, 48))
    places = {_title(entries, at): at for at in range(0, len(entries) - _ENTRY + 1, _ENTRY)}
    at = next((places[title] for title in _TITLES if title in places), None)
    if at is None:
        raise BrokenContainerError
    start, length = _whole(entries, at + 116), _whole(entries, at + 120)
    if length >= _whole(data, 56):
        return large.chain(start)[:length]
    root = next((at for at in range(0, len(entries) - _ENTRY + 1, _ENTRY) if entries[at + 66] == _ROOT), 0)
    small_table = _wholes(large.chain(_whole(data, 60)))
    small = _Sectors(large.chain(_whole(entries, root + 116)), 1 << min(_half(data, 32), 16), small_table)
    return small.chain(start)[:length]


def _table(data: bytes, size: int) -> tuple[int, ...]:
    """The table that says of each sector which one follows."""
    listed = list(struct.unpack_from(f"<{_IN_HEADER}I", data, 76))
    more, count = _whole(data, 68), _whole(data, 72)
    for _ in range(min(count, len(data) // size)):
        part = data[(more + 1) * size : (more + 2) * size]
        *sectors, more = _wholes(part) or (0,)
        listed += sectors
    table = b"".join(data[(sector + 1) * size : (sector + 2) * size] for sector in listed if sector < len(data) // size)
    return _wholes(table)


@dataclass(frozen=True, slots=True)
class _Sectors:
    """Sectors of one size, and the table that chains them."""

    data: bytes
    size: int
    table: tuple[int, ...]

    def chain(self, sector: int) -> bytes:
        """The bytes of a chain of sectors; a chain that bites its tail is broken."""
        parts: list[bytes] = []
        while sector < len(self.table):
            if len(parts) > len(self.table):
                raise BrokenContainerError
            parts.append(self.data[sector * self.size : (sector + 1) * self.size])
            sector = self.table[sector]
        return b"".join(parts)


def _title(entries: bytes, at: int) -> str:
    length = max(_half(entries, at + 64) - 2, 0)
    return entries[at : at + min(length, 64)].decode("utf-16-le", errors="replace")


def _half(data: bytes, at: int) -> int:
    return int(struct.unpack_from("<H", data, at)[0])


def _whole(data: bytes, at: int) -> int:
    return int(struct.unpack_from("<I", data, at)[0])


def _wholes(data: bytes) -> tuple[int, ...]:
    return struct.unpack_from(f"<{len(data) // 4}I", data)
