"""After a claim or a link has changed: the same shares as if all had been computed again."""

from __future__ import annotations

from unittest.mock import patch

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.chain.invented import chains, dense, inputs_of

from vigie.chain import Inputs, Propagated, changes


def truth(inputs: Inputs, states: np.ndarray) -> np.ndarray:
    return np.linalg.solve(np.eye(inputs.size) - dense(inputs).T, inputs.added[:, None] * states)


@given(inputs=chains(), data=st.data(), in_place=st.booleans())
@settings(deadline=None)
def test_changed_states_move_the_shares_as_a_full_computation_would(
    inputs: Inputs, data: st.DataObject, in_place: bool
) -> None:
    rng = np.random.default_rng(7)
    kept = Propagated.of(inputs, rng.random((inputs.size, 4)))
    for _ in range(4):
        nodes = np.array(data.draw(st.lists(st.integers(0, inputs.size - 1), unique=True)), np.int64)
        kept = kept.changed(nodes, rng.integers(0, 2, (len(nodes), 4)).astype(float), in_place)
        assert kept.error <= 1e-6
        assert np.abs(kept.shares - truth(inputs, kept.states)).max() <= kept.error


@given(before=chains(12), after=chains(12), data=st.data(), in_place=st.booleans())
@settings(deadline=None)
def test_replaced_purchases_move_the_shares_as_a_full_computation_would(
    before: Inputs, after: Inputs, data: st.DataObject, in_place: bool
) -> None:
    size = min(before.size, after.size)
    bought = dense(before)[:size, :size]
    kept = Propagated.of(inputs_of(bought), np.random.default_rng(8).random((size, 3)))
    bought[:, 0] = dense(after)[:size, 0] * 0.9
    inputs = inputs_of(bought)
    kept = kept.replaced(inputs, data.draw(st.sampled_from([np.array([0]), None])), in_place)
    assert kept.error <= 1e-6
    assert np.abs(kept.shares - truth(inputs, kept.states)).max() <= kept.error


def test_the_result_before_a_change_stays_as_it_was() -> None:
    inputs = inputs_of(np.array([[0, 0.5], [0, 0]]))
    before = Propagated.of(inputs, np.zeros((2, 1)))
    after = before.changed(np.array([0]), np.ones((1, 1)))
    assert before.shares.tolist() == [[0], [0]]
    assert before.states.tolist() == [[0], [0]]
    assert after.shares.tolist() == [[1], [0.5]]


@pytest.mark.parametrize(("name", "value"), [("STEPS", 1), ("DIRECTIONS", 0)])
def test_a_change_that_goes_too_far_is_computed_in_full(name: str, value: int) -> None:
    inputs = inputs_of(np.array([[0, 0.5, 0], [0, 0, 0.5], [0, 0, 0]]))
    before = Propagated.of(inputs, np.zeros((3, 1)))
    with patch.object(changes, name, value), patch.object(changes, "proved", wraps=changes.proved) as full:
        after = before.changed(np.array([0]), np.ones((1, 1)))
    assert full.called
    assert after.shares[:, 0] == pytest.approx([1, 0.25, 0.125], abs=1e-6) or after.shares[1, 0] == pytest.approx(0.5)
