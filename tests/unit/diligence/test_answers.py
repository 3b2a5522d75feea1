"""The answer of a rule: never yes or no on hearsay or on a bill, and a date only where it is known."""

from __future__ import annotations

from datetime import date

from vigie.diligence.duties import NOT_READ, ONLY_PROPOSED, duties

NOW = date(2026, 11, 22)


def answers(facts, **stated):
    made = facts(**stated)
    return {each.duty.id: each for each in duties(made.company, made.content, NOW)}


def test_rules_stand_in_the_order_of_the_content(facts):
    assert list(answers(facts)) == ["big", "proposed", "rumoured", "past", "timed"]


def test_a_rule_that_nobody_has_read_never_answers_yes_or_no(facts):
    for listed in (True, False):
        given = answers(facts, listed=listed)["rumoured"]
        assert given.answer == "cannot_tell"
        assert given.reasons == (NOT_READ,)
        assert given.questions == ()


def test_a_bill_never_answers_yes(facts):
    given = answers(facts, turnover={"worldwide": 5})["proposed"]
    assert given.answer == "cannot_tell"
    assert given.reasons[0] == ONLY_PROPOSED
    assert answers(facts, turnover={"worldwide": 4})["proposed"].answer == "does_not"


def test_a_rule_whose_time_is_over_does_not_apply_and_says_until_when_it_did(facts):
    given = answers(facts, legal_kind="company")["past"]
    assert given.answer == "does_not"
    assert "ended on 2025-12-31" in str(given.reasons[-1])


def test_a_date_that_depends_on_a_missing_fact_is_the_earliest_possible(facts):
    given = answers(facts, legal_kind="company")["timed"]
    assert (given.answer, given.applies_from, given.earliest, given.begun) == (
        "applies",
        date(2028, 1, 1),
        True,
        False,
    )
    assert len(given.questions) == 2


def test_a_known_fact_settles_the_date(facts):
    given = answers(facts, legal_kind="company", listed=True)["timed"]
    assert (given.applies_from, given.earliest, given.questions) == (date(2030, 1, 1), False, ())
    assert "Listed" not in "".join(map(str, given.questions))


def test_a_rule_that_begins_for_nobody_like_this_company_does_not_apply(facts):
    given = answers(facts, legal_kind="company", listed=False, answers={"dim": False})["timed"]
    assert given.answer == "does_not"
    assert len(given.reasons) == 2


def test_a_rule_begins_on_its_day(facts):
    made = facts(employees=101)
    for day, begun in ((date(2024, 12, 31), False), (date(2025, 1, 1), True)):
        given = duties(made.company, made.content, day)[0]
        assert (given.answer, given.applies_from, given.begun) == ("applies", date(2025, 1, 1), begun)
