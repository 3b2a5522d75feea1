"""The risk table as Parquet, for those who compute further; texts as they are, since nothing runs them."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from vigie.outputs.edition import Edition
from vigie.outputs.tables import risks_in_batches

GROUP = 1 << 17
"""Rows in one group of the file; stated, so that equal tables give equal files."""


def write(edition: Edition, directory: Path) -> Iterator[Path]:
    """Writes `risks.parquet`, compressed with Zstandard."""
    path = directory / "risks.parquet"
    # Packed in memory, where it is small, because only Python tells a full disk from broken data.
    packed = BytesIO()
    risks_in_batches(edition).sink_parquet(packed, compression="zstd", statistics=True, row_group_size=GROUP)
    path.write_bytes(packed.getbuffer())
    yield path
