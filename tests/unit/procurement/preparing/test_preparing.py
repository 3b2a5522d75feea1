"""The whole path with the bundled library: from words or a code to clauses that a buyer can defend."""

from __future__ import annotations

from math import inf, nan

import pytest
from tests.conftest import AS_OF

from vigie.errors import WrongUse
from vigie.model.clause_library import Ambition
from vigie.model.clauses import ClauseStage
from vigie.model.preparing import Need
from vigie.procurement.preparing import prepare


@pytest.fixture
def prepared(bundled, told):
    def run(group: str = "workwear", **need):
        return prepare(Need(**{"text": "anything", **need}), bundled, told(group), AS_OF)

    return run


LARGE = {"value": 5e6, "currency": "EUR", "months": 48}


def ids(chosen) -> set[str]:
    return {each.clause.id for each in chosen}


def test_every_clause_of_the_library_is_either_chosen_or_left_out_with_a_reason(prepared, bundled):
    for group in ("workwear", "cleaning", "ict_equipment", "software_and_it_services", ""):
        for need in ({}, LARGE, {"value": 9000.0, "currency": "EUR", "months": 1}):
            found = prepared(group, **need)
            assert ids(found.chosen) | ids(found.left_out) == bundled.clauses.keys()
            assert not ids(found.chosen) & ids(found.left_out)
            assert all(str(each.reason) for each in found.left_out)
            assert all(each.reasons for each in found.chosen)


def test_no_place_stays_empty_in_any_language(prepared):
    for chosen in prepared(**LARGE).chosen:
        assert all("{" not in text and "}" not in text for text in chosen.text.values())


def test_a_large_contract_at_risk_gets_a_dialogue_on_wages_and_never_a_rejection(prepared):
    found = prepared(**LARGE)
    assert found.advice.ambition is Ambition.ADVANCED
    wages = next(each for each in found.chosen if each.clause.id == "wage_dialogue")
    assert "never a ground to reject" in wages.text["en"]


def test_a_small_purchase_gets_fewer_clauses_than_a_large_one(prepared):
    small = prepared(value=2000.0, currency="EUR", months=1)
    assert small.advice.ambition is Ambition.BASIC
    assert len(small.chosen) < len(prepared(**LARGE).chosen)


def test_a_town_with_few_hours_gets_what_it_can_follow_up(prepared):
    found = prepared(**LARGE, hours=10)
    assert found.totals.buyer_hours <= 10 or len(found.chosen) == 3
    assert any("more hours than you have" in str(each.reason) for each in found.left_out)
    assert found.follow_ups


def test_another_currency_is_unknown_and_never_converted(prepared):
    found = prepared(value=5e6, currency="GBP", months=48)
    assert found.euro is None
    assert found.advice.ambition is Ambition.BASIC
    assert found.totals.share is None


def test_what_is_not_recognised_still_gets_clauses_and_says_so(prepared):
    found = prepared("")
    assert found.kind == ""
    assert found.risks == ()
    assert found.chosen
    assert found.market == ()
    assert "Unknown is not safe" in str(found.advice.reasons[0])


def test_one_stage_only(prepared):
    found = prepared(**LARGE, stages=frozenset((ClauseStage.AWARD,)))
    assert {each.clause.stage for each in found.chosen} == {ClauseStage.AWARD}


def test_unanswered_questions_are_assumed_openly(prepared):
    found = prepared(answers={"framework": "yes"})
    assert {each.id: (each.answer, each.assumed) for each in found.asked}["framework"] == ("yes", False)
    assert any(each.assumed for each in found.asked)


@pytest.mark.parametrize("answers", [{"framework": "perhaps"}, {"colour": "yes"}])
def test_an_answer_that_does_not_exist_is_refused(prepared, answers):
    with pytest.raises(WrongUse, match="is not an answer"):
        prepared(answers=answers)


@pytest.mark.parametrize(
    "need", [{"text": ""}, {"value": -1.0}, {"value": nan}, {"value": inf}, {"months": 0}, {"hours": 0.0}]
)
def test_a_need_without_sense_is_refused(prepared, need):
    with pytest.raises(WrongUse):
        prepared(**need)


def test_a_misspelt_place_is_refused(prepared):
    with pytest.raises(WrongUse, match="No clause has a place"):
        prepared(places={"deadline": "3"})


def test_a_place_that_the_buyer_sets_stands_in_the_text(prepared):
    found = prepared(**LARGE, places={"disclosure_final_site.deadline_days": "77", "function": "Ann Example"})
    text = next(each.text for each in found.chosen if each.clause.id == "disclosure_final_site")
    assert all("77" in said and "Ann Example" in said for said in text.values())


def test_a_clause_that_another_replaces_says_by_which(widened, told):
    found = prepare(Need(text="x", **LARGE), widened, told("workwear"), AS_OF)
    reasons = {each.clause.id: each.reason for each in found.left_out}
    assert str(reasons["own_long"]) == "own_short takes its place."
    assert [each.clause.id for each in found.derogations if each.clause.id.startswith("own")] == ["own_short"]
