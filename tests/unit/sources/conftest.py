"""What the tests of the one way in share: limits, and lists written on the spot."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from vigie.model.records import Reading
from vigie.sources import Limits, Vocabulary, load_vocabulary, read

CONTENT = Path(__file__).parents[3] / "src" / "vigie_content"
LIMITS = Limits(max_file_bytes=20_000_000, max_rows=150_000, max_unpacked_ratio=200, max_unpacked_bytes=300_000_000)

ReadBytes = Callable[..., Reading]


@pytest.fixture(scope="session")
def words() -> Vocabulary:
    return load_vocabulary(CONTENT)


@pytest.fixture
def read_bytes(tmp_path: Path) -> ReadBytes:
    """Writes bytes as a file and reads it as a supplier list."""

    def reading(
        data: bytes, name: str = "list.csv", columns: Mapping[str, str] | None = None, limits: Limits = LIMITS
    ) -> Reading:
        path = tmp_path / name
        path.write_bytes(data)
        return read([path], columns=columns or {}, limits=limits)

    return reading


@pytest.fixture
def read_text(read_bytes: ReadBytes) -> ReadBytes:
    """Writes a text as a CSV file and reads it as a supplier list."""

    def reading(text: str, columns: Mapping[str, str] | None = None, encoding: str = "utf-8") -> Reading:
        return read_bytes(text.encode(encoding), columns=columns)

    return reading
