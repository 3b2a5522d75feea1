"""The duties on the command line: alone, and beside the ranking of a list."""

from __future__ import annotations

import json
from pathlib import Path

COMPANY = Path(__file__).parents[3] / "examples" / "workwear-sme" / "company.yml"


def test_the_duties_of_a_company_are_told(vigie):
    code, out, _ = vigie("duties", COMPANY, "--as-of", "2026-11-22")
    assert code == 0
    assert "cannot tell" in out
    assert "does not apply" in out
    assert "art. 47" in out


def test_they_are_told_in_the_readers_language(vigie):
    english = vigie("duties", COMPANY, "--as-of", "2026-11-22")[1]
    german = vigie("duties", COMPANY, "--as-of", "2026-11-22", "--lang", "de")[1]
    assert english != german
    assert "gilt ab 1. Januar 2027" in " ".join(german.split())


def test_a_company_that_cannot_be_read_answers_2_and_names_the_field(vigie, tmp_path):
    (tmp_path / "c.yml").write_text("employees: many\n", encoding="utf-8")
    code, _, err = vigie("duties", tmp_path / "c.yml")
    assert code == 2
    assert "c.yml:employees" in err
    assert "->" in err


def test_the_main_job_writes_them_only_when_a_company_is_given(vigie, tmp_path):
    suppliers = tmp_path / "list.csv"
    suppliers.write_text("name;country;product\nA;BE;coffee\n", encoding="utf-8")
    wanted = ("assess", suppliers, "--format", "csv,json", "--as-of", "2026-11-22")
    code, out, _ = vigie(*wanted, "--out", tmp_path / "with", "--company", COMPANY)
    assert code == 0
    assert "Which duties apply" in out
    assert (tmp_path / "with" / "duties.csv").exists()
    record = json.loads((tmp_path / "with" / "assessment.json").read_text(encoding="utf-8"))
    assert {each["answer"] for each in record["duties"]} == {"applies", "does_not", "cannot_tell"}
    assert "Which duties apply" not in vigie(*wanted, "--out", tmp_path / "without")[1]
    assert not (tmp_path / "without" / "duties.csv").exists()


def test_a_broken_company_stops_the_main_job_before_anything_is_written(vigie, tmp_path):
    suppliers = tmp_path / "list.csv"
    suppliers.write_text("name;country\nA;BE\n", encoding="utf-8")
    (tmp_path / "c.yml").write_text("listed: perhaps\n", encoding="utf-8")
    assert vigie("assess", suppliers, "--out", tmp_path / "r", "--company", tmp_path / "c.yml")[0] == 2
    assert not (tmp_path / "r").exists()
