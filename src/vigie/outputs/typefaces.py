"""The bundled typefaces: where they are, what they are called, and which letters they have.

Source Serif and Source Sans by Adobe, SIL Open Font License 1.1 (licences beside the files). The PDF uses the
OpenType files as published; the page carries the Latin part of the newer editions as WOFF2.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from functools import lru_cache
from importlib.resources import files
from pathlib import Path

from vigie.outputs.pictures.svg import CONTROL

FOLDER = Path(str(files("vigie.outputs") / "fonts"))

READING = (
    "SourceSerifPro-Regular.otf",
    "SourceSerifPro-Semibold.otf",
    "SourceSansPro-Regular.otf",
    "SourceSansPro-Semibold.otf",
)
"""The files that set words of a user; a letter that one of them lacks cannot be printed everywhere."""

MISSING = "\N{BLACK SQUARE}"
"""Stands for a letter that the typefaces do not have: a PDF for everyone may not hold an empty glyph."""

INVISIBLE = frozenset("\t\n\r\N{ZERO WIDTH SPACE}\N{SOFT HYPHEN}\N{NO-BREAK SPACE}\N{WORD JOINER}")


def printable(text: str) -> str:
    """The text with `MISSING` for each letter that the typefaces lack, and without control characters."""
    letters = _letters()
    shown = CONTROL.sub("", text)
    return "".join(letter if letter in INVISIBLE or ord(letter) in letters else MISSING for letter in shown)


@lru_cache
def _letters() -> frozenset[int]:
    """The code points that every one of the `READING` files covers."""
    return frozenset.intersection(*(frozenset(_covered(FOLDER / name)) for name in READING))


def _covered(path: Path) -> Iterator[int]:
    """The code points of an OpenType file, from its `cmap` table of format 4 (Basic Multilingual Plane)."""
    data = path.read_bytes()
    start = _table(data, b"cmap")
    count = struct.unpack_from(">H", data, start + 2)[0]
    for place in range(count):
        offset = start + struct.unpack_from(">HHL", data, start + 4 + 8 * place)[2]
        if struct.unpack_from(">H", data, offset)[0] == 4:
            yield from _segments(data, offset)


def _table(data: bytes, tag: bytes) -> int:
    """Where a table of the file starts."""
    count = struct.unpack_from(">H", data, 4)[0]
    records = (struct.unpack_from(">4sLLL", data, 12 + 16 * place) for place in range(count))
    return next(int(offset) for name, _, offset, _ in records if name == tag)


def _segments(data: bytes, offset: int) -> Iterator[int]:
    """The ranges of a format 4 subtable. The last one, 0xFFFF, closes the table and holds no letter."""
    twice = struct.unpack_from(">H", data, offset + 6)[0]
    ends = struct.unpack_from(f">{twice // 2}H", data, offset + 14)
    starts = struct.unpack_from(f">{twice // 2}H", data, offset + 16 + twice)
    for first, last in zip(starts, ends, strict=True):
        if last != 0xFFFF:
            yield from range(first, last + 1)
