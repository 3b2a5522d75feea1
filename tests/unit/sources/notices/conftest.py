"""Limits that are small enough to pass, and a way to read what a file of notices holds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from vigie.content import Content
from vigie.model.notices import NoticeFault
from vigie.sources.notices import Codes, NoticeLimits, Record, load_codes, records

NOTICES = Path(__file__).parents[3] / "fixtures" / "notices"
LIMITS = NoticeLimits(max_document_bytes=1 << 16, max_unpacked_ratio=20, max_unpacked_bytes=1 << 22, max_members=20)

Reading = Callable[[bytes], list[Record | NoticeFault]]


@pytest.fixture(scope="session")
def codes(bundled: Content) -> Codes:
    return load_codes(bundled)


@pytest.fixture
def reading(tmp_path: Path, codes: Codes, monkeypatch: pytest.MonkeyPatch) -> Reading:
    """What bytes give when they lie in a file; long streams are read in small pieces."""
    monkeypatch.setattr("vigie.sources.notices.splitting._PIECE", 1 << 12)

    def read(data: bytes) -> list[Record | NoticeFault]:
        path = tmp_path / "given"
        path.write_bytes(data)
        return list(records(path, "given", LIMITS, codes))

    return read


@pytest.fixture(scope="session")
def workwear() -> bytes:
    return (NOTICES / "workwear.xml").read_bytes()
