"""What files may ask of the machine, as the content says at a date."""

from __future__ import annotations

from datetime import date

from vigie.content import Content
from vigie.sources import Limits


def limits(content: Content, as_of: date) -> Limits:
    """The limits for one file that a person gives."""
    return Limits(
        max_file_bytes=int(content.parameter("max_file_bytes", as_of)),
        max_rows=int(content.parameter("max_rows", as_of)),
        max_unpacked_ratio=content.parameter("max_unpacked_ratio", as_of),
        max_unpacked_bytes=int(content.parameter("max_unpacked_bytes", as_of)),
    )
