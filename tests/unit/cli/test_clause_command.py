"""`vigie clause check` as a buyer types it: pasted or from a file, told or as JSON."""

from __future__ import annotations

import io
import json
import sys
from types import SimpleNamespace

WEAK = "The contractor declares on honour that the ILO conventions are respected."
STRONG = (
    "The contractor and its subcontractors respect the fundamental ILO conventions at every production site of the "
    "uniforms. Within 30 days of the award the contractor hands in the list of these sites and the latest independent "
    "audit report or equivalent proof. The contract manager of the town compares both and has one site a year visited "
    "by an independent auditor. If a document is missing after formal notice, a penalty of EUR 100 per day is due. The "
    "contract manager has 20 hours a year for this."
)


def test_a_declaration_is_told_what_it_lacks(vigie, tmp_path):
    (tmp_path / "clause.txt").write_text(WEAK, encoding="utf-8")
    code, out, _ = vigie("clause", "check", tmp_path / "clause.txt")
    assert code == 0
    assert "not controllable as it stands" in out
    assert "by when: missing" in out
    assert vigie("clause", "check", tmp_path / "clause.txt", "--strict")[0] == 1


def test_pasted_text_is_answered_as_json(vigie, monkeypatch):
    monkeypatch.setattr(sys, "stdin", SimpleNamespace(buffer=io.BytesIO(STRONG.encode())))
    code, out, _ = vigie("clause", "check", "-", "--json", "--stage", "performance")
    assert code == 0
    (clause,) = json.loads(out)
    assert clause["language"] == "en"
    assert set(clause["elements"]) == {"who", "evidence", "deadline", "verification", "consequence", "capacity"}
    for name, element in clause["elements"].items():
        start, end = element["span"]
        assert element["found"], name
        assert STRONG[start:end]


def test_a_stage_that_does_not_exist_is_wrong_use(vigie, tmp_path):
    (tmp_path / "clause.txt").write_text(WEAK, encoding="utf-8")
    assert vigie("clause", "check", tmp_path / "clause.txt", "--stage", "dessert")[0] == 3


def test_a_need_becomes_papers_in_the_language_of_the_tender(vigie, tmp_path):
    given = ("clause", "set", "werkkledij", "--value", 250000, "--months", 48, "--answer", "framework=yes")
    code, out, _ = vigie(*given, "--set", "deadline_days=20", "--lang", "nl", "--out", tmp_path / "out")
    assert code == 0
    assert "Aanbevolen niveau" in out
    written = {path.name for path in (tmp_path / "out").iterdir()}
    assert {"clauses.docx", "clauses.md", "notice-fragment.xml", "ocds.json", "reasons.md"} <= written
    assert vigie(*given, "--lang", "xx", "--out", tmp_path / "other")[0] == 3
