"""What notices may ask of the machine; the figures come from the content, never from here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class NoticeLimits:
    """Bounds that a hostile or broken file of notices must not pass.

    `max_document_bytes`: one notice, or one release, in memory. `max_unpacked_ratio`: unpacked bytes per packed byte.
    `max_unpacked_bytes`: what one compressed file may unpack to while it is streamed. `max_members`: of an archive.
    """

    max_document_bytes: int
    max_unpacked_ratio: float
    max_unpacked_bytes: int
    max_members: int
