"""The heaviest paths: every simple path counted by hand on small chains is the judge."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import prod

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from vigie.chain.inputs import Inputs
from vigie.chain.paths import HeaviestPaths, heaviest_paths
from vigie.errors import WrongUse

Links = dict[tuple[int, int], float]
Ways = list[tuple[tuple[int, ...], float]]


def chain(size: int, links: Links) -> Inputs:
    """Links from (buyer, supplier) to share; what they leave of a buyer is its own value added."""
    pairs = sorted(links)
    counts = np.bincount([buyer for buyer, _ in pairs], minlength=size)
    bought = np.bincount([buyer for buyer, _ in pairs], [links[pair] for pair in pairs], minlength=size)
    return Inputs(
        starts=np.concatenate(([0], np.cumsum(counts))).astype(np.int64),
        suppliers=np.array([supplier for _, supplier in pairs], dtype=np.int32),
        shares=np.array([links[pair] for pair in pairs], dtype=np.float64),
        added=1 - bought,
        unmapped=np.zeros(size),
    )


def paths(size: int, links: Links, demand: dict[int, float], worth: list[float], k: int, **more: int) -> HeaviestPaths:
    nodes, amounts = np.array(list(demand)), np.array(list(demand.values()), dtype=np.float64)
    return heaviest_paths(chain(size, links), nodes, amounts, np.array(worth, dtype=np.float64), k, **more)


def ways(found: HeaviestPaths) -> Ways:
    return [(path.nodes, path.share) for path in found]


def every_path(links: Links, demand: dict[int, float], worth: list[float]) -> Ways:
    """All simple paths, by walking them all; the order that is promised."""

    def onward(way: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        yield way
        for buyer, supplier in links:
            if buyer == way[-1] and supplier not in way:
                yield from onward((*way, supplier))

    total = sum(demand.values())
    found = [
        (
            way,
            prod((demand[way[0]] / total, *(links[pair] for pair in pairwise(way)), worth[way[-1]])),
        )
        for start in demand
        for way in onward((start,))
    ]
    return sorted(((way, share) for way, share in found if share > 0), key=lambda each: (-each[1], each[0]))


HALVES = st.sampled_from([0.0, 0.0, 0.0625, 0.125, 0.25])
"""Shares whose products are exact, so that ties are ties for the judge as well."""

ANY = st.one_of(st.just(0.0), st.floats(1e-6, 0.2))


@st.composite
def problems(draw: st.DrawFn, numbers: st.SearchStrategy[float]) -> tuple[int, Links, dict[int, float], list[float]]:
    size = draw(st.integers(1, 5))
    table = {(buyer, supplier): draw(numbers) for buyer in range(size) for supplier in range(size)}
    starts = draw(st.lists(st.integers(0, size - 1), min_size=1, unique=True))
    demand = dict.fromkeys(starts[: draw(st.sampled_from([1, 2, 4]))], 1.0)
    if len(demand) == 3:
        demand[starts[0]] = 2.0
    worth = draw(st.lists(numbers, min_size=size, max_size=size))
    return size, {pair: share for pair, share in table.items() if share}, demand, worth


@settings(max_examples=150, deadline=None)
@given(problems(HALVES), st.sampled_from([1, 2, 3, 30]), st.sampled_from([0, 3, 1000]))
def test_the_paths_are_those_found_by_walking_all_of_them_ties_in_the_order_of_nodes(
    problem: tuple[int, Links, dict[int, float], list[float]], k: int, nearby: int
) -> None:
    size, links, demand, worth = problem
    found = paths(size, links, demand, worth, k, nearby=nearby)
    assert ways(found) == every_path(links, demand, worth)[:k]
    assert found.complete


@settings(max_examples=100, deadline=None)
@given(problems(ANY), st.sampled_from([1, 2, 3, 30]), st.sampled_from([0, 1000]))
def test_the_shares_are_the_heaviest_for_any_numbers(
    problem: tuple[int, Links, dict[int, float], list[float]], k: int, nearby: int
) -> None:
    size, links, demand, worth = problem
    found = paths(size, links, demand, worth, k, nearby=nearby)
    every = dict(every_path(links, demand, worth))
    assert [every[way] for way, _ in ways(found)] == pytest.approx([share for _, share in ways(found)], rel=1e-9)
    assert [share for _, share in ways(found)] == pytest.approx(sorted(every.values(), reverse=True)[:k], rel=1e-9)


def test_a_path_may_end_where_another_goes_on_and_of_equal_ones_the_shorter_comes_first() -> None:
    found = paths(2, {(0, 1): 0.5}, {0: 10.0}, [0.25, 0.5], 5)
    assert ways(found) == [((0,), 0.25), ((0, 1), 0.25)]


def test_a_loop_is_walked_through_but_never_twice() -> None:
    """A yarn spinner that buys back from its own weaver: the way to the gin passes each of them once."""
    links = {(0, 1): 0.5, (1, 2): 0.5, (2, 1): 0.25, (2, 3): 0.5, (1, 1): 0.25}
    found = paths(4, links, {0: 1.0}, [0, 0, 0, 1], 9)
    assert ways(found) == [((0, 1, 2, 3), 0.125)]


def test_the_scope_counts_by_what_it_demands_of_each_node() -> None:
    found = paths(3, {(0, 2): 0.5, (1, 2): 0.5}, {1: 3.0, 0: 1.0}, [0, 0, 1], 2)
    assert ways(found) == [((1, 2), 0.375), ((0, 2), 0.125)]


def test_the_same_node_named_twice_in_the_demand_counts_for_both() -> None:
    found = heaviest_paths(chain(1, {}), np.array([0, 0]), np.array([1.0, 3.0]), np.array([0.5]), 1)
    assert ways(found) == [((0,), 0.5)]


def test_nothing_to_find_is_an_empty_and_complete_answer() -> None:
    assert paths(2, {(0, 1): 0.5}, {0: 1.0}, [0, 0], 3) == HeaviestPaths((), complete=True)
    assert paths(3, {(0, 1): 0.5}, {0: 1.0, 1: 0.0}, [0, 0, 1], 3) == HeaviestPaths((), complete=True)


def crowded(size: int) -> tuple[int, Links, dict[int, float], list[float]]:
    """Everybody buys from everybody but nobody from the scope; the harm is at the last."""
    links = {(a, b): 0.9 / size for a in range(size) for b in range(1, size) if a != b}
    return size, links, {0: 1.0}, [0.0] * (size - 1) + [1.0]


def test_a_search_that_may_not_look_on_says_so_and_what_it_found_is_still_the_heaviest() -> None:
    problem = crowded(9)
    whole = paths(*problem, 60)
    cut = paths(*problem, 60, at_most=300)
    assert whole.complete
    assert not cut.complete
    assert 0 < len(cut.paths) < 60
    assert cut.paths == whole.paths[: len(cut.paths)]


def test_equal_paths_come_in_the_order_of_their_nodes() -> None:
    found = paths(*crowded(9), 40)
    order = [(len(path.nodes), path.nodes) for path in found]
    assert order == sorted(order)
    assert len(set(order)) == 40


def test_an_intermediary_that_passes_everything_on_takes_nothing_from_a_path() -> None:
    found = paths(4, {(0, 1): 0.5, (1, 2): 1.0, (2, 3): 1.0}, {0: 1.0}, [0, 0, 0, 1], 3, nearby=0)
    assert ways(found) == [((0, 1, 2, 3), 0.5)]


def random_trade(size: int, degree: int, seed: int) -> Inputs:
    """A larger chain with cycles and hubs, already compressed."""
    rng = np.random.default_rng(seed)
    pairs = np.unique(
        np.repeat(np.arange(size), degree) * size + (rng.random(size * degree) ** 3 * size).astype(np.int64)
    )
    buyers, suppliers = pairs // size, pairs % size
    weights = rng.random(len(pairs)) + 0.05
    shares = weights / np.bincount(buyers, weights, size)[buyers] * 0.7
    return Inputs(
        starts=np.concatenate(([0], np.cumsum(np.bincount(buyers, minlength=size)))),
        suppliers=suppliers.astype(np.int32),
        shares=shares,
        added=np.full(size, 0.3),
        unmapped=np.zeros(size),
    )


@pytest.mark.parametrize("targets", [3, 500])
def test_staying_around_the_scope_gives_the_same_answer_as_measuring_the_whole_chain(targets: int) -> None:
    inputs = random_trade(5_000, 8, seed=4)
    worth: NDArray[np.float64] = np.zeros(5_000)
    worth[np.random.default_rng(1).choice(5_000, targets, replace=False)] = 0.3
    start = (np.array([4_999]), np.array([1.0]))
    around, whole = (heaviest_paths(inputs, *start, worth, 10, nearby=nearby) for nearby in (10**9, 0))
    assert around == whole
    assert around.complete
    assert len(around.paths) == 10


@pytest.mark.parametrize(
    ("nodes", "amounts", "worth", "k"),
    [
        ([0], [1.0], [1.0, 1.0], 0),
        ([0], [1.0], [1.0], 1),
        ([0], [1.0], [1.0, -0.1], 1),
        ([0], [1.0], [1.0, np.nan], 1),
        ([0], [0.0], [1.0, 1.0], 1),
        ([0], [-1.0], [1.0, 1.0], 1),
        ([0, 1], [1.0], [1.0, 1.0], 1),
        ([2], [1.0], [1.0, 1.0], 1),
        ([-1], [1.0], [1.0, 1.0], 1),
        ([], [], [1.0, 1.0], 1),
    ],
)
def test_a_question_that_does_not_fit_the_chain_is_refused(
    nodes: list[int], amounts: list[float], worth: list[float], k: int
) -> None:
    with pytest.raises(WrongUse):
        heaviest_paths(chain(2, {(0, 1): 0.5}), np.array(nodes, dtype=np.int64), np.array(amounts), np.array(worth), k)
