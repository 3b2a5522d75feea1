"""How bad the possible impact is: the median of three ordinals, worst where unknown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from vigie.risk.severity import DIMENSIONS, severity

levels = st.integers(1, 4)
dimensions = st.fixed_dictionaries(dict.fromkeys(DIMENSIONS, levels))
WORST = dict.fromkeys(DIMENSIONS, 1)


def test_two_of_three_dimensions_must_reach_a_level():
    assert severity({"scale": 1, "scope": 4, "irremediability": 1}, WORST).level == 1
    assert severity({"scale": 1, "scope": 4, "irremediability": 3}, WORST).level == 3


@given(dimensions, st.sampled_from(DIMENSIONS))
def test_raising_a_dimension_never_makes_an_impact_less_severe(known, name):
    worse = known | {name: max(1, known[name] - 1)}
    assert severity(worse, WORST).level <= severity(known, WORST).level


@given(dimensions, st.sampled_from(DIMENSIONS))
def test_a_missing_dimension_is_at_least_as_severe_as_any_known_one_and_is_named(known, name):
    missing = severity(known | {name: None}, WORST)
    assert missing.level <= severity(known, WORST).level
    assert missing.assumed == (name,)


@given(dimensions)
def test_severity_is_one_of_the_three_values_never_a_product_or_a_sum(known):
    assert severity(known, WORST).level in known.values()


def test_the_worst_value_possible_is_that_of_the_right():
    hours = {"scale": 2, "scope": 1, "irremediability": 2}
    assert severity({}, hours).level == 2
