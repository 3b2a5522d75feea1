"""Choosing visits: every choice counted on small cases is the judge of the greedy one, the exact one and the bound."""

from __future__ import annotations

from itertools import product

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from vigie.planning.choosing import Choice, choose

Floats = NDArray[np.float64]
MANY = 20_000


@st.composite
def cases(draw: st.DrawFn) -> tuple[Floats, Floats, float]:
    """Up to eight sites, three bands, costs of a few hundred; some sites alike, some free, some out of reach."""
    sites = draw(st.integers(1, 8))
    value = st.sampled_from([0.0, 0.0, 1.0, 2.0, 3.0, 7.5])
    values = draw(st.lists(st.lists(value, min_size=3, max_size=3), min_size=sites, max_size=sites))
    costs = draw(st.lists(st.sampled_from([0.0, 100.0, 250.0, 400.0, 990.0]), min_size=sites, max_size=sites))
    return np.array(values), np.array(costs), draw(st.sampled_from([0.0, 100.0, 500.0, 740.0, 1000.0, 9000.0]))


def gained(values: Floats, choice: Choice) -> list[float]:
    return [float(each) for each in values[choice.sites].sum(axis=0)]


def possible(values: Floats, costs: Floats, budget: float) -> list[list[float]]:
    """What every set of sites that the budget pays for would gain."""
    sets = (np.array(each, dtype=np.bool_) for each in product([False, True], repeat=len(costs)))
    return [[float(gain) for gain in values[each].sum(axis=0)] for each in sets if costs[each].sum() <= budget]


@settings(max_examples=120, deadline=None)
@given(cases())
def test_greedy_is_at_most_exact_and_exact_is_the_best_of_all_the_gravest_band_first(
    case: tuple[Floats, Floats, float],
) -> None:
    greedy, exact = (choose(*case, exact_up_to, MANY) for exact_up_to in (0, 100))
    every = possible(*case)
    assert gained(case[0], exact) == pytest.approx(max(every))
    assert exact.proved
    assert gained(case[0], greedy) <= gained(case[0], exact)
    if greedy.proved:
        assert gained(case[0], greedy) == pytest.approx(max(every))


@settings(max_examples=120, deadline=None)
@given(cases(), st.sampled_from([0, 100]))
def test_no_choice_that_keeps_the_graver_bands_passes_the_bound(
    case: tuple[Floats, Floats, float], exact_up_to: int
) -> None:
    choice = choose(*case, exact_up_to, MANY)
    own = gained(case[0], choice)
    for other in possible(*case):
        for band, bound in enumerate(choice.bounds):
            if all(theirs >= ours for theirs, ours in zip(other[:band], own[:band], strict=True)):
                assert other[band] <= bound * (1 + 1e-6)


@settings(max_examples=120, deadline=None)
@given(cases(), st.sampled_from([0, 100]))
def test_the_budget_is_kept_and_no_visit_is_without_gain(case: tuple[Floats, Floats, float], exact_up_to: int) -> None:
    values, costs, budget = case
    choice = choose(values, costs, budget, exact_up_to, MANY)
    assert costs[choice.sites].sum() <= budget
    assert values[choice.sites].any(axis=1).all()
    assert len(set(choice.sites.tolist())) == len(choice.sites)


@settings(max_examples=120, deadline=None)
@given(cases(), st.sampled_from([0, 100]), st.sampled_from([50.0, 150.0, 490.0, 2000.0]))
def test_a_larger_budget_never_gains_less_in_the_gravest_band(
    case: tuple[Floats, Floats, float], exact_up_to: int, more: float
) -> None:
    values, costs, budget = case
    smaller, larger = (choose(values, costs, each, exact_up_to, MANY) for each in (budget, budget + more))
    assert gained(values, larger)[0] >= gained(values, smaller)[0] - 1e-9


def test_much_in_a_lighter_band_never_outweighs_little_in_a_graver_one() -> None:
    values = np.array([[0.0, 1000.0], [0.001, 0.0]])
    for exact_up_to in (0, 100):
        choice = choose(values, np.array([100.0, 900.0]), 900.0, exact_up_to, MANY)
        assert choice.sites.tolist() == [1]


def test_visits_of_one_cost_are_proved_without_a_search() -> None:
    values = np.random.default_rng(3).random((500, 4))
    choice = choose(values, np.ones(500), 20, 0, MANY)
    best = sorted(values.tolist(), reverse=True)[:20]
    assert choice.proved
    assert gained(values, choice) == pytest.approx(np.sum(best, axis=0).tolist())
    assert choice.bounds == pytest.approx(np.sum(best, axis=0), rel=1e-5)


def test_sites_that_are_alike_come_as_they_stand_however_their_gains_were_summed() -> None:
    """A third plus two thirds is not exactly what three thirds are, and no reason to go there first."""
    values = np.array([[0.1 + 0.2, 0.0], [0.3, 0.0], [0.2 + 0.1, 0.0], [0.3, 0.0]])
    assert choose(values, np.ones(4), 3, 0, MANY).sites.tolist() == [0, 1, 2]
    assert choose(values, np.full(4, 100.0), 210.0, 100, MANY).sites.tolist() == [0, 1]


def test_of_two_plans_that_gain_the_same_the_cheaper_is_taken() -> None:
    values, costs = np.array([[5.0], [5.0], [1.0]]), np.array([900.0, 800.0, 250.0])
    choice = choose(values, costs, 1000.0, 100, MANY)
    assert choice.sites.tolist() == [1]
    assert choice.proved


def test_a_search_that_is_cut_short_leaves_the_greedy_choice_and_no_claim_of_proof() -> None:
    costs = np.random.default_rng(5).integers(10_000, 20_000, 60).astype(np.float64)
    values = np.column_stack((costs + 1000, np.zeros(60)))
    cut, greedy = (choose(values, costs, float(costs.sum() // 3), most, 0) for most in (100, 0))
    assert not cut.proved
    assert cut.sites.tolist() == greedy.sites.tolist()


def test_thousands_of_sites_come_close_to_the_bound() -> None:
    rng = np.random.default_rng(8)
    values, costs = rng.pareto(1.2, (5000, 4)), rng.integers(5, 60, 5000) * 100.0
    choice = choose(values, costs, 300_000.0, 300, MANY)
    assert not choice.proved
    assert gained(values, choice)[0] >= 0.99 * choice.bounds[0]
