"""What a file may ask of the machine; the figures come from the content, never from here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds that a hostile or broken file must not pass.

    `max_file_bytes`: size of a file as it lies on the disk. `max_rows`: rows of one sheet, empty ones
    included. `max_unpacked_ratio`: unpacked bytes per packed byte of a compressed file.
    `max_unpacked_bytes`: bytes that all parts of a file may take in memory.
    """

    max_file_bytes: int
    max_rows: int
    max_unpacked_ratio: float
    max_unpacked_bytes: int
