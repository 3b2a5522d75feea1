"""The duties in every output: one chapter, one table, one key, one list on the terminal; and none without a company."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import orjson
import polars as pl
import pytest
from jsonschema import Draft202012Validator
from rich.console import Console
from tests.conftest import FIXTURES
from tests.unit.outputs import sample
from tests.unit.outputs.reading import text_of

from vigie.content import Content
from vigie.diligence.duties import duties
from vigie.language import LOCALES, Language
from vigie.model.duties import Company
from vigie.outputs import write
from vigie.outputs.edition import Edition
from vigie.outputs.json import pieces
from vigie.outputs.risk_report import risk_report
from vigie.outputs.supplier_report import supplier_report
from vigie.outputs.terminal import summary
from vigie.outputs.terminal_duties import duties as on_terminal

LAMPS = {"employees": 101, "legal_kind": "company", "turnover": {"worldwide": 4}}


@pytest.fixture(scope="module")
def laws(tmp_path_factory: pytest.TempPathFactory) -> Content:
    return Content(sample.write_content(tmp_path_factory.mktemp("laws")), FIXTURES / "duty_content")


def edition_of(laws: Content, code: str = "en", **stated: Any) -> Edition:
    assessment = sample.assessment()
    answers = duties(Company("Lamp NV", stated or LAMPS), laws, assessment.as_of)
    return Edition(replace(assessment, duties=answers), laws, Language(code, laws.name))


def recorded(edition: Edition) -> dict[str, Any]:
    loaded: dict[str, Any] = orjson.loads(b"".join(pieces(edition)))
    return loaded


def chapter(edition: Edition) -> str:
    text = text_of(risk_report(edition))
    return text[text.index("# Which duties apply") : text.index("# How the list was read")]


def test_the_chapter_counts_the_answers_and_says_that_it_is_no_advice(laws: Content) -> None:
    text = chapter(edition_of(laws))
    assert "Of 5 rules, 2 apply or will apply to you, 2 do not, and 1 cannot be told" in text
    assert "They are no legal advice." in text


def test_the_chapter_says_since_when_why_on_what_and_who_read_it(laws: Content) -> None:
    text = chapter(edition_of(laws))
    assert "! Big rule: applies since 1 January 2025: Care for big" in text
    assert "People: 101. Threshold: more than 100 (art. 1): met." in text
    assert "Rests on: Lamp Act (art. 1, Annex II); Lamp Bill." in text
    assert "How it was read: the text itself was read; by somebody, last on 1 November 2026." in text
    assert "Not settled: Much" in text
    assert "! Timed rule: applies from 1 January 2028 at the earliest: Care for timed" in text
    assert "How about listed? (field: listed)" in text


def test_what_applies_stands_before_what_is_open_and_what_does_not(laws: Content) -> None:
    text = chapter(edition_of(laws))
    order = ["What applies, and why", "What cannot be told", "What does not apply"]
    assert [text.index(each) for each in order] == sorted(text.index(each) for each in order)
    assert "Past rule | Kind: a company; compared with: a company (art. 4)." in text
    assert "ended on 2025-12-31" in text


def test_a_company_to_which_nothing_applies_yet_has_only_what_is_open(laws: Content) -> None:
    text = chapter(edition_of(laws, sector="46"))
    assert "What applies, and why" not in text
    assert "What does not apply" not in text
    assert "What cannot be told, and what to answer" in text


def test_later_dates_are_told_without_doubt_where_there_is_none(laws: Content) -> None:
    text = chapter(edition_of(laws, legal_kind="company", listed=True))
    assert "Timed rule: applies from 1 January 2030:" in text


def test_without_a_company_there_is_no_chapter_no_table_and_no_key(
    edition: Edition, tmp_path: Path, laws: Content
) -> None:
    assert "Which duties apply" not in text_of(risk_report(edition))
    assert "duties" not in recorded(edition)
    written = write(edition.assessment, laws, edition.language, tmp_path / "out", ["csv"])
    assert "duties.csv" not in {path.name for path in written}


def test_the_table_has_one_row_per_rule(laws: Content, tmp_path: Path) -> None:
    edition = edition_of(laws)
    write(edition.assessment, laws, edition.language, tmp_path / "out", ["csv"])
    table = pl.read_csv(tmp_path / "out" / "duties.csv", try_parse_dates=True)
    assert table["duty"].to_list() == ["big", "proposed", "rumoured", "past", "timed"]
    assert table["answer"].to_list() == ["applies", "does_not", "cannot_tell", "does_not", "applies"]
    assert table["applies_from"].to_list() == [date(2025, 1, 1), None, None, None, date(2028, 1, 1)]
    assert table["last_read"][0] == date(2026, 11, 1)


def test_the_record_keeps_to_its_schema_and_carries_every_source(laws: Content) -> None:
    schema = orjson.loads(files("vigie_content").joinpath("schemas/assessment.json").read_bytes())
    data = recorded(edition_of(laws))
    Draft202012Validator(schema).validate(data)
    big = data["duties"][0]
    assert (big["answer"], big["applies_from"], big["begun"]) == ("applies", "2025-01-01", True)
    assert [(each["id"], each["articles"]) for each in big["sources"]] == [
        ("lamp-act", "art. 1, Annex II"),
        ("lamp-bill", ""),
    ]


def shown(renderable: Any) -> str:
    console = Console(width=200)
    with console.capture() as captured:
        console.print(renderable)
    return captured.get()


def test_the_terminal_shows_what_applies_first_and_asks_for_what_is_missing(laws: Content) -> None:
    edition = edition_of(laws)
    text = shown(on_terminal(edition.assessment.duties, laws, edition.language))
    order = ["Big rule: applies since", "Timed rule: applies from", "Rumoured rule: cannot tell", "Past rule: does not"]
    assert [text.index(each) for each in order] == sorted(text.index(each) for each in order)
    assert "Ask: How about listed? (field: listed)" in text
    assert "Not settled: Much" in text
    assert "Care for past" not in text


def test_beside_a_ranking_the_terminal_shows_the_answers_and_questions_only(laws: Content) -> None:
    edition = edition_of(laws)
    text = shown(summary(edition.assessment, laws, edition.language))
    assert "Big rule: applies since 1 January 2025" in text
    assert "Ask: How about listed? (field: listed)" in text
    assert "Rests on" not in text


def test_nothing_about_the_company_reaches_the_version_for_suppliers(laws: Content) -> None:
    edition = edition_of(laws)
    assert edition.contexts_only.assessment.duties == ()
    assert "Big rule" not in text_of(supplier_report(edition))


@pytest.mark.parametrize("code", [code for code in LOCALES if code != "en"])
def test_the_chapter_is_in_the_readers_language(laws: Content, code: str) -> None:
    text = text_of(risk_report(edition_of(laws, code)))
    assert f"Big rule ({code})" in text
    for english in ("Which duties apply", "applies since", "Threshold", "Rests on", "cannot tell", "compared with"):
        assert english not in text
