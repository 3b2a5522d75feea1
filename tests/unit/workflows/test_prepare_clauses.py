"""What a person writes on the command line becomes a need, or a clear refusal."""

from __future__ import annotations

import pytest
from tests.conftest import AS_OF

from vigie.errors import WrongUse
from vigie.language import Language
from vigie.model.clauses import ClauseStage
from vigie.model.preparing import Need
from vigie.workflows.prepare_clauses import described, pairs, prepare_contract, stages, write_contract


@pytest.mark.parametrize(
    ("written", "words", "cpv"),
    [
        ("18110000", "", "18110000"),
        ("18110000-3", "", "18110000"),
        ("CPV 18110000-3 werkkledij", "werkkledij", "18110000"),
        ("werkkledij  (cpv:18110000)", "werkkledij ( )", "18110000"),
        ("nettoyage de bureaux", "nettoyage de bureaux", ""),
        ("order 1811", "order 1811", ""),
    ],
)
def test_a_need_is_words_or_a_code_or_both(written, words, cpv):
    assert described(written) == (words, cpv)


def test_stages_by_name():
    assert stages(["award", "performance"]) == {ClauseStage.AWARD, ClauseStage.PERFORMANCE}
    assert stages([]) == frozenset()
    with pytest.raises(WrongUse, match="no stage called awards"):
        stages(["awards"])


def test_pairs():
    assert pairs(["framework=yes", " function = Ann Example "]) == {"framework": "yes", "function": "Ann Example"}
    for wrong in ("framework", "=yes", "framework="):
        with pytest.raises(WrongUse, match="NAME=VALUE"):
            pairs([wrong])


@pytest.mark.parametrize(
    "words", ["work trousers", "pantalons de travail", "werkbroeken", "Arbeitshosen"], ids=["en", "fr", "nl", "de"]
)
def test_a_description_in_four_languages_leads_to_the_same_clauses(bundled, words):
    found = prepare_contract(Need(text=words, value=3e5, currency="EUR", months=48), bundled, AS_OF)
    assert found.match.group == "workwear"
    assert any(each.clause.id == "disclosure_final_site" for each in found.chosen)


def test_the_papers_are_written(bundled, tmp_path):
    found = prepare_contract(Need(cpv="18110000"), bundled, AS_OF)
    made = write_contract(found, bundled, Language("nl", bundled.name), tmp_path / "out")
    assert (tmp_path / "out" / "clauses.docx") in made
    assert all(path.exists() for path in made)
