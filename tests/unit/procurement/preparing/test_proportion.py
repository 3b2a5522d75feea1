"""What a set costs, and which clauses go when value or hours cannot carry it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigie.model.clause_library import Effort
from vigie.procurement.preparing.proportion import Limits, in_proportion, totals

RULES = {"euro_per_hour": 50, "share_most": 0.1, "first": ["a"], "last": ["z"], "stay": 1}


def test_sums_and_share_of_the_value_of_a_year(clause):
    found = totals([clause("a"), clause("b", contractor=Effort(2, 400))], Limits(24000, 24, None), RULES)
    assert (found.buyer_hours, found.contractor_hours, found.contractor_euro) == (8, 12, 400)
    assert found.share == pytest.approx((12 * 50 + 400) / 12000)


def test_a_short_contract_counts_as_a_year(clause):
    one = clause("a")
    assert totals([one], Limits(1000, 2, None), RULES).share == totals([one], Limits(1000, 12, None), RULES).share
    assert totals([one], Limits(1000, None, None), RULES).share == 0.5


def test_an_unknown_cost_is_counted_and_not_made_nothing(clause):
    found = totals([clause(contractor=Effort(1, None)), clause(buyer=Effort(1, None))], Limits(None, None, None), RULES)
    assert found.unknown_costs == 2
    assert found.share is None


def test_the_last_of_the_order_goes_first_and_some_always_stay(clause):
    clauses = [clause("z"), clause("m"), clause("a")]
    assert list(in_proportion(clauses, Limits(10000, 12, None), RULES)) == ["z"]
    assert list(in_proportion(clauses, Limits(1, 12, None), RULES)) == ["z", "m"]
    assert in_proportion(clauses, Limits(None, None, None), RULES) == {}


def test_hours_that_the_buyer_does_not_have(clause):
    gone = in_proportion([clause("a"), clause("z")], Limits(None, None, 7), RULES)
    assert {key: str(why) for key, why in gone.items()} == {
        "z": "All clauses together would take more hours than you have to follow them up."
    }


@given(
    st.lists(st.tuples(st.sampled_from("abcdyz"), st.integers(0, 99)), max_size=6, unique_by=lambda each: each[0]),
    st.floats(1, 1e7),
    st.floats(1, 1e7),
)
def test_more_money_never_takes_a_clause_away(clause, made, one, other):
    clauses = [clause(name, contractor=Effort(hours, 0)) for name, hours in made]
    less, more = sorted((one, other))
    poor = in_proportion(clauses, Limits(less, 12, None), RULES)
    rich = in_proportion(clauses, Limits(more, 12, None), RULES)
    assert rich.keys() <= poor.keys()


def test_a_clause_that_costs_nothing_is_not_taken_away_for_its_cost(clause):
    free = clause("z", contractor=Effort(0, 0))
    assert list(in_proportion([clause("a"), clause("m"), free], Limits(10, 12, None), RULES)) == ["m"]
    assert in_proportion([clause("a"), free], Limits(10, 12, None), RULES) == {}
