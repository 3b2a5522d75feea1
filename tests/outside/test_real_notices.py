"""Real notices and the examples of the Publications Office: every one is read, or told with its place."""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from vigie.content import Content
from vigie.language import Language
from vigie.workflows.scan_notices import ScanJob, scan_notices

DATA = Path(os.environ.get("VIGIE_SHARED", Path(__file__).parents[3] / "shared")) / "data" / "eforms"

pytestmark = pytest.mark.skipif(not DATA.is_dir(), reason="the notices are kept beside the project, not in it")


def test_every_notice_is_read_or_told(bundled: Content, tmp_path: Path) -> None:
    job = ScanJob([DATA / "notices", DATA / "real-notices"], tmp_path / "out", date(2026, 11, 22), processes=1)
    scan = scan_notices(job, bundled, Language("en", bundled.name))
    faults = (tmp_path / "out" / "faults.csv").read_text("utf-8").splitlines()[1:]
    named = sorted(each.split(",")[0] for each in faults)
    assert (scan.notices, scan.faults) == (52, 5)
    assert named == [
        "INVALID_can_24_stage-1.xml",
        "INVALID_cn_24_stage-2.xml",
        "INVALID_pin-only_24_empty.xml",
        "INVALID_pin-only_24_stage-1.xml",
        "LICENSE",
    ]


def test_belgian_buyers_have_their_level(bundled: Content, tmp_path: Path) -> None:
    job = ScanJob([DATA / "real-notices"], tmp_path / "out", date(2026, 11, 22), processes=1)
    scan_notices(job, bundled, Language("nl", bundled.name))
    buyers = (tmp_path / "out" / "buyers.csv").read_text("utf-8")
    assert "FOD Binnenlandse Zaken,0308356862_4661,federal,BE" in buyers
    assert "SPF Justice,0308357753_10841,federal,BE" in buyers
