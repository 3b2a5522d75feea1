"""A result that is kept, and brought up to date where a claim or a link changes: only what depends on it moves.

A change at a node moves its buyers, their buyers, and so on, by less and less. Each step leaves out what is too small
to matter; the largest of what a step leaves out, times the factor of the proof, adds to the error of the result.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from vigie.chain.flows import Amounts, behind, summed
from vigie.chain.inputs import Floats, Inputs, Nodes
from vigie.chain.proof import proof_of
from vigie.chain.solving import TOLERANCE, proved

STEPS = 32
"""Steps from buyer to buyer that a change is followed; ordinary changes end after ten."""
DIRECTIONS = 32
"""Changes that are followed one by one; the cost of more is that of all nodes."""


@dataclass(frozen=True, slots=True, eq=False)
class Propagated:
    """The states of all nodes, the shares that follow from them, and the largest error of any share."""

    inputs: Inputs
    states: Floats
    shares: Floats
    error: float

    @classmethod
    def of(cls, inputs: Inputs, states: Floats) -> Propagated:
        """Computes the shares from the start; half of the tolerance is left for changes."""
        return cls(inputs, states, *proved(inputs, states, TOLERANCE / 2))

    def changed(self, nodes: Nodes, states: Floats, in_place: bool = False) -> Propagated:
        """The same with other states of some nodes (a row of `states` for each of `nodes`).

        `in_place` writes into the arrays of this one, which is then not to be used any more: copying many columns of
        a large chain costs more than the change.
        """
        ours = self.states if in_place else self.states.copy()
        residual = self.inputs.added[nodes, None] * (states - ours[nodes])
        ours[nodes] = states
        return self._moved(self.inputs, ours, nodes, residual, in_place)

    def replaced(self, inputs: Inputs, buyers: Nodes | None = None, in_place: bool = False) -> Propagated:
        """The same states where some buyers buy something else (all that differ, where they are not named)."""
        buyers = _differing(self.inputs, inputs) if buyers is None else buyers
        own = inputs.added[buyers, None] * self.states[buyers]
        residual = own + inputs.bought[buyers] @ self.shares - self.shares[buyers]
        return self._moved(inputs, self.states, buyers, residual, in_place)

    def _moved(self, inputs: Inputs, states: Floats, nodes: Nodes, residual: Floats, in_place: bool) -> Propagated:
        """The shares moved by what a residual causes, or computed from the start where that is shorter."""
        columns = np.flatnonzero(residual.any(axis=0))
        shares, error = self.shares if in_place else self.shares.copy(), self.error
        starts, directions = _directions(nodes, residual[:, columns])
        if len(starts) > DIRECTIONS:
            return Propagated.of(inputs, states)
        for start, direction in zip(starts, directions, strict=True):
            move = _followed(inputs, start, (TOLERANCE - error) / 4)
            if move is None:
                return Propagated.of(inputs, states)
            (moved, by), more = move
            shares[np.ix_(moved, columns)] += np.outer(by, direction)
            error += more
        return Propagated(inputs, states, shares, error)


def _differing(before: Inputs, after: Inputs) -> Nodes:
    links = np.diff((after.bought - before.bought).indptr) > 0
    return np.flatnonzero(links | (after.added != before.added))


def _directions(nodes: Nodes, residual: Floats) -> tuple[list[Amounts], Floats]:
    """A residual as few products of amounts at nodes and a row of columns: by node or by column."""
    size = np.abs(residual).max(axis=1, initial=0.0)
    if len(nodes) <= residual.shape[1]:
        moved = np.flatnonzero(size)
        return [(nodes[[each]], size[[each]]) for each in moved], residual[moved] / size[moved, None]
    order = np.argsort(nodes)
    return [(nodes[order], column[order]) for column in residual.T], np.eye(residual.shape[1])


def _followed(inputs: Inputs, start: Amounts, allowed: float) -> tuple[Amounts, float] | None:
    """What a residual of one column adds to the shares, and the error made; None if it goes too far."""
    factors, error, moves, step = proof_of(inputs).factors, 0.0, [], start
    for _ in range(STEPS):
        weighed = factors[step[0]] * np.abs(step[1])
        large = weighed > allowed / STEPS
        error += float(weighed[~large].max(initial=0.0))
        moves.append(step)
        step = step[0][large], step[1][large]
        if not len(step[0]):
            nodes, amounts = map(np.concatenate, zip(*moves, strict=True))
            return summed(nodes, amounts, inputs.size), error
        step = behind(inputs.sold, step)
    return None
