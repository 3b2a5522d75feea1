"""The risk table as Parquet, for those who compute further; texts as they are, since nothing runs them."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

from vigie.outputs.edition import Edition


def write(edition: Edition, directory: Path) -> Iterator[Path]:
    """Writes `risks.parquet`, compressed with Zstandard."""
    path = directory / "risks.parquet"
    packed = BytesIO()
    edition.risks.write_parquet(packed, compression="zstd", statistics=True)
    path.write_bytes(packed.getbuffer())
    yield path
