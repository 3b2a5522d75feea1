"""The clause library: alike in four languages, lawful by its own rules, and honest about what nobody has read."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from vigie.content import BUNDLED, Content
from vigie.content.checking import check
from vigie.content.clause_faults import clause_faults, preparing_faults
from vigie.content.reading import read_yaml
from vigie.language import LOCALES
from vigie.model.clauses import ClauseStage

EQUIVALENT = {"en": "equivalent", "fr": "équivalent", "nl": "gelijkwaardig", "de": "gleichwertig"}
FORBIDDEN_DEROGATIONS = ("12/1", "12/3")


def test_nothing_in_the_library_is_broken(bundled):
    assert [*clause_faults(bundled), *preparing_faults(bundled)] == []


def test_accepted_equivalents_stand_in_the_words_of_the_clause(bundled):
    for clause in bundled.clauses.values():
        for language, word in EQUIVALENT.items():
            if clause.equivalent:
                assert word in clause.text[language].lower(), (clause.id, language)


def test_no_language_is_a_stump(bundled):
    for clause in bundled.clauses.values():
        length = len(clause.text["en"])
        for language in LOCALES:
            assert 0.75 < len(clause.text[language]) / length < 1.6, (clause.id, language)


def test_numbers_that_a_buyer_may_change_are_places(bundled):
    for clause in bundled.clauses.values():
        without_law = re.sub(r"(?i)(art\w*\.?|no\.?|nr\.?|n°) [0-9/ \w,.-]*", " ", clause.text["en"])
        assert not re.search(r"\b[0-9]+ (days|months|hours|percent|points)\b", without_law), clause.id


def test_every_clause_of_performance_stands_on_the_rules_of_performance(bundled):
    for clause in bundled.clauses.values():
        cited = {each.source for each in clause.articles}
        if clause.stage is ClauseStage.PERFORMANCE:
            assert "be-performance-decree-2013" in cited, clause.id
        else:
            assert "directive-2014-24" in cited, clause.id


def test_every_exclusion_allows_self_cleaning(bundled):
    for clause in bundled.clauses.values():
        if clause.stage is ClauseStage.EXCLUSION:
            articles = " ".join(each.articles for each in clause.articles)
            assert "57(6)" in articles, clause.id
            assert "70" in articles, clause.id


def test_nothing_departs_from_what_may_not_be_departed_from(bundled):
    for clause in bundled.clauses.values():
        if clause.derogation:
            assert not any(each in clause.derogation.article.articles for each in FORBIDDEN_DEROGATIONS), clause.id


def test_no_clause_names_a_country(bundled):
    names = {fact.row["en"] for fact in bundled.facts("countries")} - {"Belgium"}
    for clause in bundled.clauses.values():
        found = {name for name in names if re.search(rf"\b{re.escape(name)}\b", clause.text["en"])}
        assert not found, clause.id


@pytest.fixture
def broken(tmp_path: Path):
    """Writes one clause with a fault beside the bundled ones and tells what is found in it."""

    def write(**changes: object) -> list[str]:
        raw = read_yaml(BUNDLED / "clauses" / "disclosure_final_site.yml")
        folder = tmp_path / "clauses"
        folder.mkdir(exist_ok=True)
        made = {**raw, **changes, "id": "own"}
        (folder / "own.yml").write_text(yaml.safe_dump(made, allow_unicode=True), encoding="utf-8")
        return [str(what) for where, what in clause_faults(Content(BUNDLED, tmp_path)) if where == "clauses/own"]

    return write


TEXT = read_yaml(BUNDLED / "clauses" / "disclosure_final_site.yml")["text"]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            {"text": {**TEXT, "nl": TEXT["nl"].replace("{sample}", "3")}},
            "place sample is not both declared and in the text (nl)",
        ),
        ({"text": {**TEXT, "de": TEXT["de"] + "\nMehr."}}, "as many paragraphs as in English (de)"),
        ({"due": [{"event": "offer", "after": "never_declared"}]}, "never_declared is referred to"),
        ({"due": [{"event": "easter"}]}, "easter is referred to"),
        ({"reaches": ["moon"]}, "moon is referred to"),
        ({"proof": {"kinds": ["oath"], "equivalent": True}}, "oath is referred to"),
        ({"use": {"answers": {"framework": "perhaps"}}}, "framework: perhaps is referred to"),
        ({"use": {"groups": ["unicorns"]}}, "unicorns is referred to"),
        (
            {"articles": [{"source": "no-such-text", "articles": "art. 1", "read": "unread"}]},
            "no-such-text is referred to",
        ),
        (
            {"articles": [{"source": "be-performance-chain", "articles": "art. 12/1", "read": "read"}]},
            "be-performance-chain was not read as firmly",
        ),
    ],
)
def test_a_planted_fault_is_found(broken, changes, told):
    assert any(told in each for each in broken(**changes))


def test_an_own_clause_without_fault_is_welcome(broken):
    assert broken() == []


def test_the_steering_files_are_checked_as_well(tmp_path):
    folder = tmp_path / "preparing"
    folder.mkdir()
    for path in (BUNDLED / "preparing").glob("*.yml"):
        text = path.read_text("utf-8")
        if path.stem == "letters":
            text = text.replace("Onderwerp: {subject}.", "Onderwerp.", 1)
        if path.stem == "market":
            text = text.replace("groups: [workwear,", "groups: [unicorns,", 1)
        (folder / path.name).write_text(text, "utf-8")
    found = [f"{where} {what}" for where, what in preparing_faults(Content(tmp_path, BUNDLED))]
    assert "preparing/market/workwear unicorns is referred to and does not exist." in found
    assert "preparing/letters/council_memo The text does not have the same places as in English (nl)." in found


def test_the_content_check_knows_the_library(bundled):
    assert not [fault for fault in check(bundled) if fault.where.startswith(("clauses/", "preparing/"))]
