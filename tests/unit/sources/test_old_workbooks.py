"""The skeleton of XLS files, built by hand: where their streams lie, and what they would ask for."""

from __future__ import annotations

import struct

import pytest

from vigie.sources.workbook.extents import EMPTY_CELL
from vigie.sources.workbook.old import BrokenContainerError, measure

FREE, END = 0xFFFFFFFF, 0xFFFFFFFE
SECTOR = 512
BOF = (0x809, b"\x00\x06\x05\x00" + b"\x00" * 12)
EOF = (0x0A, b"")


def stream(*records: tuple[int, bytes]) -> bytes:
    return b"".join(struct.pack("<2H", kind, len(payload)) + payload for kind, payload in records)


def book(*sheet: tuple[int, bytes]) -> bytes:
    """A workbook of one sheet with these records."""
    length = len(stream(BOF, (0x85, b"\x00" * 8), EOF))
    return stream(BOF, (0x85, struct.pack("<2I", length, 0)), EOF) + stream(BOF, *sheet, EOF)


def entry(title: str, kind: int, start: int, length: int) -> bytes:
    name = title.encode("utf-16-le") + b"\x00\x00"
    head = name.ljust(64, b"\x00") + struct.pack("<HB", len(name), kind)
    return head.ljust(116, b"\x00") + struct.pack("<2I", start, length) + b"\x00" * 4


def container(content: bytes, *, small: bool = False, listed_outside: bool = False, title: str = "Workbook") -> bytes:
    """Sector 0 chains the others, 1 is the directory, 2 lists more chains, 3 chains small sectors, 4 on is content."""
    count = -(-len(content) // SECTOR)
    follow = [*range(5, 4 + count), END]
    chains = struct.pack(f"<{4 + count}I", FREE, END, FREE, END, *follow).ljust(SECTOR, b"\xff")
    small_chains = struct.pack(f"<{-(-len(content) // 64)}I", *range(1, -(-len(content) // 64)), END).ljust(
        SECTOR, b"\xff"
    )
    directory = entry("Root Entry", 5, 4, len(content)) + entry(title, 2, 0 if small else 4, len(content))
    header = bytearray(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1".ljust(SECTOR, b"\x00"))
    struct.pack_into("<2H", header, 30, 9, 6)
    struct.pack_into("<I", header, 48, 1)
    struct.pack_into("<5I", header, 56, 4096 if small else 0, 3, 1, 2 if listed_outside else END, int(listed_outside))
    struct.pack_into("<109I", header, 76, *([FREE] * 109 if listed_outside else [0, *[FREE] * 108]))
    more = struct.pack("<128I", 0, *[FREE] * 126, END)
    sectors = [chains, directory.ljust(SECTOR, b"\x00"), more, small_chains, content.ljust(count * SECTOR, b"\x00")]
    return bytes(header) + b"".join(sectors)


FAR = book((0x203, struct.pack("<2H", 0, 0)), (0xBD, struct.pack("<2H", 99, 3) + b"\x00" * 6 + struct.pack("<H", 9)))


@pytest.mark.parametrize("where", [{}, {"small": True}, {"listed_outside": True}, {"title": "Book"}])
def test_the_cells_between_the_outermost_ones_count_wherever_the_stream_lies(where: dict[str, bool]) -> None:
    assert measure(container(FAR, **where)).memory == 100 * 10 * EMPTY_CELL  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "size", [struct.pack("<2I2H", 0, 49, 0, 1) + b"\x00\x00", struct.pack("<4H", 0, 49, 0, 1) + b"\x00\x00"]
)
def test_the_size_that_a_sheet_claims_counts_in_both_ways_of_writing_it(size: bytes) -> None:
    assert measure(container(book((0x200, size)))).memory == 50 * 2 * EMPTY_CELL


def test_a_size_that_ends_before_it_begins_counts_as_endless() -> None:
    size = struct.pack("<2I2H", 9, 3, 0, 1) + b"\x00\x00"
    assert measure(container(book((0x200, size)))).memory > 2**32


def test_the_number_of_texts_that_a_workbook_claims_counts() -> None:
    assert measure(container(stream(BOF, (0xFC, struct.pack("<2I", 7, 1000)), EOF))).memory == 1000 * EMPTY_CELL


def test_a_password_is_seen() -> None:
    assert measure(container(stream(BOF, (0x2F, b"\x00" * 54), EOF))).locked
    assert not measure(container(FAR)).locked


@pytest.mark.parametrize(
    "data",
    [
        b"",
        container(FAR)[:600],
        container(FAR, title="Something"),
        container(stream(BOF, (0x85, b"\x00"), EOF)),
        container(book((0x203, b"\x00"))),
    ],
)
def test_what_does_not_hang_together_is_broken(data: bytes) -> None:
    with pytest.raises(BrokenContainerError):
        measure(data)
