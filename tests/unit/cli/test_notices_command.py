"""`vigie notices scan` as a monitor types it: a folder in, what notices show out; never more than they show."""

from __future__ import annotations

from pathlib import Path

NOTICES = Path(__file__).parents[2] / "fixtures" / "notices"


def test_a_folder_of_notices_is_scanned_and_says_what_it_cannot_know(vigie, tmp_path):
    given = ("notices", "scan", NOTICES, "--out", tmp_path / "out", "--as-of", "2026-11-22", "--processes", 1)
    code, out, _ = vigie(*given)
    assert code == 0
    assert "Not visible is not absent" in " ".join(out.split())
    header = (tmp_path / "out" / "lots.csv").read_text(encoding="utf-8").splitlines()[0]
    assert header.startswith("notice,lot,buyer,buyer_level,country,cpv")
    before = (tmp_path / "out" / "lots.csv").read_bytes()
    assert vigie(*given, "--lang", "fr")[0] == 0
    assert (tmp_path / "out" / "lots.csv").read_bytes() == before
