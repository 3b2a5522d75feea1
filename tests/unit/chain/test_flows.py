"""What a demand draws from the nodes behind it: right against dense algebra, tier by tier, to its end."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from tests.unit.chain.invented import chains, dense, inputs_of, nearly_closed

from vigie.chain import Inputs, flows
from vigie.chain.flows import flow
from vigie.errors import UnreadableInput

WHOLE = np.array([0]), np.array([2.0])


def spread(nodes: np.ndarray, amounts: np.ndarray, inputs: Inputs) -> np.ndarray:
    return np.bincount(nodes, amounts, inputs.size)


@given(inputs=chains())
@settings(deadline=None)
def test_agrees_with_dense_algebra_and_nothing_is_lost(inputs: Inputs) -> None:
    demand = np.random.default_rng(2).random(inputs.size)
    found = flow(inputs, np.arange(inputs.size), demand, tiers=1)
    x = np.linalg.solve(np.eye(inputs.size) - dense(inputs), demand)
    leaves = inputs.added + inputs.unmapped
    reached = spread(found.total_nodes, found.total_amounts, inputs)
    assert np.abs(leaves * (reached - x)).max() <= 1e-6 * demand.sum()
    assert leaves @ reached == pytest.approx(demand.sum(), rel=1e-6)
    assert found.error <= 1e-6


@given(inputs=chains())
@settings(deadline=None)
def test_tiers_are_the_powers_of_the_matrix_and_sum_to_the_total(inputs: Inputs) -> None:
    found = flow(inputs, *WHOLE, tiers=50)
    expected = spread(*WHOLE, inputs)
    for nodes, amounts in found.tiers:
        assert spread(nodes, amounts, inputs) == pytest.approx(expected, abs=1e-12)
        assert (np.diff(nodes) > 0).all()
        expected = dense(inputs) @ expected
    beyond = np.linalg.solve(np.eye(inputs.size) - dense(inputs), expected)
    summed = beyond + sum(spread(*tier, inputs) for tier in found.tiers)
    leaves = inputs.added + inputs.unmapped
    assert leaves * summed == pytest.approx(leaves * spread(found.total_nodes, found.total_amounts, inputs), abs=2e-6)


def test_local_and_whole_products_agree(monkeypatch: pytest.MonkeyPatch) -> None:
    rng = np.random.default_rng(4)
    bought = rng.random((400, 400)) * (rng.random((400, 400)) < 0.01)
    inputs = inputs_of(bought * 0.5 / np.maximum(bought.sum(axis=0), 0.5))
    usual = flow(inputs, *WHOLE, tiers=5)
    for few in (0, 10**9):
        monkeypatch.setattr(flows, "FEW", few)
        other = flow(inputs, *WHOLE, tiers=5)
        assert (other.total_nodes == usual.total_nodes).all()
        assert other.total_amounts == pytest.approx(usual.total_amounts)


def test_the_same_node_can_be_demanded_twice() -> None:
    found = flow(inputs_of(np.zeros((3, 3))), np.array([2, 0, 2]), np.array([1.0, 2.0, 3.0]), tiers=4)
    assert found.total_nodes.tolist() == [0, 2]
    assert found.total_amounts.tolist() == [2.0, 4.0]
    assert found.tiers[0][1].tolist() == [2.0, 4.0]


@pytest.mark.parametrize("leak", [1e-3, 1e-6, 1e-9])
def test_what_circulates_long_is_followed_until_it_is_out(leak: float) -> None:
    inputs = nearly_closed(leak)
    found = flow(inputs, np.array([5]), np.array([1.0]), tiers=3)
    x = np.linalg.solve(np.eye(inputs.size) - dense(inputs), np.eye(inputs.size)[5])
    leaves = inputs.added + inputs.unmapped
    assert leaves * spread(found.total_nodes, found.total_amounts, inputs) == pytest.approx(leaves * x, abs=1e-6)
    assert found.error <= 1e-6


def test_shares_that_do_not_add_up_are_an_error() -> None:
    sound = inputs_of(np.array([[0, 0.5], [0, 0]]))
    with pytest.raises(UnreadableInput, match="precisely enough"):
        flow(replace(sound, added=sound.added * 0.9), np.array([1]), np.array([1.0]), tiers=3)


def test_a_cycle_can_be_followed_further_than_promised() -> None:
    inputs = inputs_of(np.array([[0, 0.7], [0.7, 0]]))
    found = flow(inputs, *WHOLE, tiers=3, tolerance=1e-12)
    assert found.total_amounts == pytest.approx([2 / 0.51, 1.4 / 0.51], rel=1e-11)


@pytest.mark.parametrize(("name", "value"), [("MOST_SWEEPS", 5), ("LONG", 10**6)])
def test_a_flow_that_is_too_long_is_an_error(name: str, value: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(flows, name, value)
    with pytest.raises(UnreadableInput, match="precisely enough"):
        flow(nearly_closed(1e-6), np.array([5]), np.array([1.0]), tiers=3)
