"""The shares of all nodes at once: right against dense algebra, proved, conserved, and the same on every engine."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray
from tests.unit.chain.invented import chains, dense, inputs_of, nearly_closed

from vigie.chain import Inputs, proof, solving, sweeping
from vigie.chain.solving import propagate, proved
from vigie.errors import UnreadableInput

Array = NDArray[np.float64]
Engine = Callable[[Inputs, Array, float, int | None], tuple[Array, float]]
ENGINES = pytest.mark.parametrize("engine", [proved, sweeping.swept], ids=["scipy", "compiled"])


def truth(inputs: Inputs, states: Array) -> Array:
    return np.linalg.solve(np.eye(inputs.size) - dense(inputs).T, inputs.added[:, None] * states)


def states_of(inputs: Inputs, columns: int = 3) -> Array:
    return np.random.default_rng(1).random((inputs.size, columns))


@ENGINES
@given(inputs=chains(), columns=st.sampled_from([1, 2, 5, 17, 35]))
@settings(max_examples=60, deadline=None)
def test_agrees_with_dense_algebra_within_the_error_it_states(engine: Engine, inputs: Inputs, columns: int) -> None:
    states = states_of(inputs, columns)
    result, error = engine(inputs, states, 1e-6, None)
    assert error <= 1e-6
    assert np.abs(result - truth(inputs, states)).max() <= error


@given(inputs=chains())
@settings(deadline=None)
def test_what_is_located_and_what_is_unmapped_is_everything(inputs: Inputs) -> None:
    located = propagate(inputs, np.ones((inputs.size, 1)))[:, 0]
    behind = np.linalg.solve(np.eye(inputs.size) - dense(inputs).T, inputs.unmapped)
    assert np.abs(located + behind - 1).max() <= 1e-6


@ENGINES
@pytest.mark.parametrize("leak", [1e-2, 1e-5, 1e-9])
def test_a_group_that_lets_almost_nothing_out_is_solved_right(engine: Engine, leak: float) -> None:
    inputs = nearly_closed(leak)
    states = states_of(inputs)
    result, error = engine(inputs, states, 1e-6, None)
    assert error <= 1e-6
    assert np.abs(result - truth(inputs, states)).max() <= 1e-6


@ENGINES
def test_a_long_line_of_traders_passes_on_what_stands_at_its_end(engine: Engine) -> None:
    bought = np.diag(np.ones(299), 1)
    inputs = inputs_of(bought)
    result, _ = engine(inputs, np.ones((300, 1)) * 0.25, 1e-6, None)
    assert np.abs(result - 0.25).max() <= 1e-6


@pytest.mark.parametrize("leak", [0, 1e-13])
def test_a_group_that_lets_nothing_out_is_an_error(leak: float) -> None:
    with pytest.raises(UnreadableInput, match="precisely enough"):
        propagate(nearly_closed(leak), np.ones((6, 1)))


@ENGINES
def test_a_precision_that_cannot_be_proved_is_an_error(engine: Engine) -> None:
    inputs = nearly_closed(1e-2)
    with pytest.raises(UnreadableInput, match="precisely enough"):
        engine(inputs, states_of(inputs), 1e-18, None)


@pytest.mark.parametrize("limit", ["MOST_DIRECT", "MOST_ROUNDS"])
def test_more_slow_nodes_than_can_be_found_or_solved_are_an_error(limit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(proof, limit, 1)
    with pytest.raises(UnreadableInput, match="precisely enough"):
        propagate(nearly_closed(1e-9), np.ones((6, 1)))


@pytest.fixture(scope="module")
def large() -> Inputs:
    rng = np.random.default_rng(3)
    bought = rng.random((2000, 2000)) ** 9 * (rng.random((2000, 2000)) < 0.01)
    return inputs_of(bought * rng.uniform(0.1, 0.9, 2000) / np.maximum(bought.sum(axis=0), 1e-9), rng.random(2000))


@pytest.mark.parametrize("columns", [1, 16, 150])
def test_any_number_of_threads_gives_the_same_bytes(large: Inputs, columns: int) -> None:
    states = states_of(large, columns)
    one, two, five = (sweeping.swept(large, states, 1e-6, threads)[0].tobytes() for threads in (1, 2, 5))
    assert one == two == five


def test_both_engines_give_the_same_shares(large: Inputs, monkeypatch: pytest.MonkeyPatch) -> None:
    states = states_of(large, 20)
    few = propagate(large, states)
    monkeypatch.setattr(solving, "COMPILED_FROM", 0)
    assert np.abs(propagate(large, states) - few).max() <= 2e-6


def test_no_nodes_and_no_states_give_no_shares() -> None:
    assert propagate(inputs_of(np.empty((0, 0))), np.empty((0, 3))).shape == (0, 3)
    assert propagate(inputs_of(np.zeros((2, 2))), np.empty((2, 0))).shape == (2, 0)
