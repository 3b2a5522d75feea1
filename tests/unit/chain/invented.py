"""Invented chains of every shape: trees, cycles, traders that add nothing, groups that let almost nothing out."""

from __future__ import annotations

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from vigie.chain import Inputs

Matrix = NDArray[np.float64]


def inputs_of(bought: Matrix, unmapped: Matrix | None = None) -> Inputs:
    """The inputs for a dense matrix `bought[i, j]`, and for each node the unmapped part of what it does not buy."""
    left = 1 - bought.sum(axis=0)
    unmapped = np.zeros(len(bought)) if unmapped is None else unmapped * left
    suppliers = [np.flatnonzero(column) for column in bought.T]
    return Inputs(
        starts=np.concatenate([[0], np.cumsum([len(each) for each in suppliers])]).astype(np.int64),
        suppliers=np.concatenate([*suppliers, []]).astype(np.int32),
        shares=np.concatenate([column[column != 0] for column in bought.T] + [np.empty(0)]),
        added=left - unmapped,
        unmapped=unmapped,
    )


def dense(inputs: Inputs) -> Matrix:
    return inputs.bought.T.toarray()


@st.composite
def chains(draw: st.DrawFn, most: int = 30) -> Inputs:
    """A chain with up to so many nodes: acyclic or not, some nodes without inputs, some traders."""
    size = draw(st.integers(1, most))
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    bought = rng.random((size, size)) * (rng.random((size, size)) < draw(st.sampled_from([0.05, 0.2, 0.6])))
    if draw(st.booleans()):
        bought = np.triu(bought, 1)
    np.fill_diagonal(bought, 0)
    total = rng.uniform(0.02, 0.98, size)
    total[rng.random(size) < draw(st.sampled_from([0.0, 0.3]))] = 0
    traders = rng.random(size) < draw(st.sampled_from([0.0, 0.2]))
    bought *= total / np.maximum(bought.sum(axis=0), 1e-12)
    for trader in np.flatnonzero(traders[1:]) + 1:
        bought[:, trader] = 0
        bought[rng.integers(trader), trader] = 1
    return inputs_of(bought, rng.random(size))


def nearly_closed(leak: float, around: int = 4) -> Inputs:
    """Two nodes that sell each other all but a leak, and others that buy from them."""
    rng = np.random.default_rng(5)
    bought = np.triu(rng.random((2 + around, 2 + around)), 1)
    bought *= 0.6 / np.maximum(bought.sum(axis=0), 1e-12)
    bought[:, :2] = 0
    bought[0, 1] = 1 - leak
    bought[1, 0] = 1
    return inputs_of(bought, np.full(len(bought), 0.25))
