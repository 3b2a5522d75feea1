"""Suppliers that may be one: in every output as a question to a person, and nowhere in what suppliers see."""

from __future__ import annotations

import csv
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

import openpyxl
import orjson
import pytest
from jsonschema import Draft202012Validator

from vigie.content import Content
from vigie.errors import Message
from vigie.language import Language
from vigie.model.assessment import Assessment, SameSupplierAnswer, SameSupplierProposal
from vigie.outputs import write
from vigie.outputs.edition import Edition
from vigie.outputs.sections.same_suppliers import SHOWN, same_suppliers

REASON = Message("“{a}” and “{b}” are much alike.", a="One", b="Onne")


@pytest.fixture(scope="module")
def doubtful(assessment: Assessment) -> Assessment:
    one, other = assessment.suppliers[0].id, assessment.suppliers[1].id
    said = SameSupplierAnswer("X", "Y", "=1+1", "", "", "", "no", "Ann", "2026-11-20", "two owners")
    first, *rest = assessment.suppliers
    joined = replace(first, joined=Message("judged by {by} on {date}", by="Ann", date="2026-11-20"))
    proposals = (SameSupplierProposal(one, other, 0.9, (REASON,)),) * (SHOWN + 1)
    return replace(assessment, suppliers=(joined, *rest), same_suppliers=proposals, answered=(said,))


@pytest.fixture(scope="module")
def out(doubtful: Assessment, sample_content: Content, language: Language, tmp_path_factory) -> Path:
    folder: Path = tmp_path_factory.mktemp("doubtful") / "out"
    write(doubtful, sample_content, language, folder, ["csv", "xlsx", "json", "html"])
    return folder


def test_answers_come_first_as_written_and_questions_follow_with_their_names(out, doubtful) -> None:
    with (out / "same_suppliers.csv").open(encoding="utf-8", newline="") as file:
        said, asked, *_ = csv.DictReader(file)
    assert (said["supplier_id_a"], said["name_a"], said["same"], said["why"]) == ("X", "'=1+1", "no", "two owners")
    assert (asked["name_a"], asked["same"], asked["likeness"]) == (doubtful.suppliers[0].name, "", "0.90")
    assert asked["reasons"] == "“One” and “Onne” are much alike."


def test_the_record_keeps_to_its_schema(out) -> None:
    schema = orjson.loads(files("vigie_content").joinpath("schemas/assessment.json").read_bytes())
    data = orjson.loads((out / "assessment.json").read_bytes())
    Draft202012Validator(schema).validate(data)
    assert len(data["same_suppliers"]) == SHOWN + 1
    assert data["suppliers"][0]["joined"] == "judged by Ann on 2026-11-20"


def test_the_workbook_has_a_sheet_for_them(out) -> None:
    sheet = openpyxl.load_workbook(out / "risks.xlsx", read_only=True)["Same suppliers"]
    assert sheet.max_row == 2 + 1 + SHOWN + 1


def test_the_report_counts_all_and_shows_the_first(doubtful, sample_content, language) -> None:
    _, question, table = same_suppliers(Edition(doubtful, sample_content, language))
    assert question.text.startswith(f"{SHOWN + 1} pairs of suppliers")
    assert len(table.rows) == SHOWN


def test_the_version_for_suppliers_knows_nothing_of_it(doubtful, sample_content, language) -> None:
    safe = Edition(doubtful, sample_content, language).contexts_only.assessment
    assert (safe.same_suppliers, safe.answered) == ((), ())


def test_without_doubt_the_report_is_silent(edition) -> None:
    assert list(same_suppliers(edition)) == []
