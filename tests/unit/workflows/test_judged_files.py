"""Judgements of persons go round: out as same_suppliers.csv, filled in, back in, kept, and out again."""

from __future__ import annotations

import csv
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from vigie.errors import UnreadableInput
from vigie.language import Language
from vigie.workflows.assess_suppliers import Job, assess_suppliers, write_assessment

AS_OF = date(2026, 11, 22)
LIST = "name;country;product\nDelta Textiel NV;BE;koffie\nDELTA TEXTIEL N.V. Gent;BE;koffie\nDelta Textiele;BE;koffie\n"


@pytest.fixture
def run(tmp_path, bundled):
    """Assesses a list with judgements and writes its CSV tables."""

    def assess(text: str = LIST, **judged: list[Path]):
        file = tmp_path / "list.csv"
        file.write_text(text, encoding="utf-8")
        found = assess_suppliers(Job([file], {}, AS_OF, **judged), bundled)
        write_assessment(found, bundled, Language("en", bundled.name), tmp_path / "out", ["csv"])
        return found

    return assess


def read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


def answered(path: Path, *said: str) -> Path:
    """The file as a person gives it back, every row answered in turn."""
    rows = read(path)
    into = path.with_name("answered.csv")
    with into.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=";")
        writer.writeheader()
        for row, same in zip(rows, said, strict=False):
            writer.writerow(row | {"same": same, "by": "Ann", "date": "2026-11-21", "why": "one bill, one address"})
    return into


def test_a_proposal_goes_out_comes_back_and_is_kept(run, tmp_path):
    assert len({each.id for each in run().suppliers}) == 3
    waiting = read(tmp_path / "out" / "same_suppliers.csv")
    assert all(row["same"] == "" and row["reasons"] for row in waiting)
    file = answered(tmp_path / "out" / "same_suppliers.csv", "yes", "yes")
    found = run(merge=[file])
    assert len({each.id for each in found.suppliers}) < 3
    joined = [each for each in found.suppliers if each.joined]
    assert str(joined[0].joined) == "judged by Ann on 2026-11-21"
    assert read(tmp_path / "out" / "suppliers.csv")[0]["joined"] == "judged by Ann on 2026-11-21"
    kept = read(tmp_path / "out" / "same_suppliers.csv")
    assert [row["why"] for row in kept if row["same"]] == ["one bill, one address"] * len(waiting[:2])


def test_a_list_without_likeness_writes_no_such_file(run, tmp_path):
    run("name;country\nDelta;BE\nGamma;BE\n")
    assert not (tmp_path / "out" / "same_suppliers.csv").exists()


def test_a_workbook_may_hold_the_answers(run, tmp_path):
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["Name_A", "country_a", "name_b", "country_b", "same", "by", "date", "note", "figure"])
    day = datetime(2026, 11, 21)  # noqa: DTZ001
    sheet.append(["Delta Textiel NV", "België", "Delta Textiele", "BE", "ja", "Ann", day, None, 3.0])
    sheet.append([None] * 9)
    hidden = book.create_sheet("old")
    hidden.append(["same"])
    hidden.sheet_state = "hidden"
    book.save(tmp_path / "answers.xlsx")
    found = run(merge=[tmp_path / "answers.xlsx"])
    assert [str(each.joined) for each in found.suppliers if each.joined] == ["judged by Ann on 2026-11-21"]


def test_a_correction_is_reused_and_shown_as_its_person_s(run, tmp_path):
    text = "name;country;product\nA;BE;frobnicatie\nB;BE;Frobnicatie!\nC;BE;koffie\n"
    file = tmp_path / "corrections.csv"
    file.write_text("text,product_group,by,date\nfrobnicatie,tea,Ann,2026-11-21\nkoffie,,Bo,2026-11-21\n", "utf-8")
    found = run(text, corrections=[file])
    assert [each.match.group for each in found.suppliers] == ["tea", "tea", ""]
    assert not [each for each in found.not_understood if each.found in ("frobnicatie", "koffie")]
    shown = read(tmp_path / "out" / "suppliers.csv")
    assert [(row["by"], row["why"], row["confidence"]) for row in shown] == [
        ("person", "judged by Ann on 2026-11-21", "1.00"),
        ("person", "judged by Ann on 2026-11-21", "1.00"),
        ("person", "judged by Bo on 2026-11-21", "1.00"),
    ]


@pytest.mark.parametrize("text", ["same,by,date\nyes,Ann,2026-11-21\n", "a,b\n1,2\n", "supplier_id_a\n"])
def test_a_file_without_the_columns_says_which(run, tmp_path, text):
    file = tmp_path / "answers.csv"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UnreadableInput) as caught:
        run(merge=[file])
    assert "name_a" in str(caught.value.advice)
    assert "same" in str(caught.value.advice)
