"""Why a computed share is right: how long goods circulate, and what that makes of a residual.

Let `T` be at least the mean number of steps of a walk from any node to its suppliers, by share, until it ends; and
`w = added + unmapped + 4 / T`. Then `z = 1 + 4 steps / T` lies between 1 and 5 and satisfies `z - A'z >= w > 0`, so no
entry of a solution is further from the truth than `5 * max(|residual| / w)`. The second term serves the traders, which
add nothing; the first one groups of nodes that let almost nothing out, where `T` is huge.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csc_array, csr_array, eye_array
from scipy.sparse.linalg import SuperLU, splu

from vigie.chain.inputs import Floats, Inputs, Nodes
from vigie.errors import Message, UnreadableInput

SLOW_AFTER = 50
"""Sweeps after which a node counts as slow where a walk from it has more likely than not still not ended."""
MOST_ROUNDS = 20
"""How often slow nodes are looked for, while those found are solved directly."""
MOST_DIRECT = 50_000
"""Slow nodes that are solved directly at once: elimination of more can fill the memory."""
CLOSE = 0.1
"""How close `T` comes to the mean number of steps, as a share of it; each further digit costs three sweeps."""
WEIGHT = 4
ROUNDING = np.finfo(np.float64).eps / 2


@dataclass(frozen=True, slots=True, eq=False)
class Proof:
    """What bounds the error of a solution: `factors * |residual|`, and what rounding can add for values up to 1.

    `slow` are the nodes where goods circulate long, `bought` what they buy, `within` the elimination among them.
    """

    steps: float
    factors: Floats
    rounding: float
    slow: Nodes
    bought: csr_array
    within: SuperLU | None

    def error(self, residual: Floats) -> float:
        """The largest possible error of a solution with this residual (a column per solution)."""
        largest = np.abs(residual).max(axis=1, initial=0.0)
        return float((self.factors * largest).max(initial=0.0)) + self.rounding

    def reordered(self, order: Nodes) -> Proof:
        """The same with the nodes renamed by their place in `order`."""
        place = np.empty(len(order), np.int64)
        place[order] = np.arange(len(order))
        links = (self.bought.data, place[self.bought.indices], self.bought.indptr)
        bought = csr_array(links, shape=self.bought.shape)
        return replace(self, factors=self.factors[order], slow=place[self.slow], bought=bought)

    def mend(self, values: Floats | NDArray[np.float32], own: Floats | NDArray[np.float32]) -> None:
        """Solves the slow nodes exactly, in place, the others held as they are."""
        if self.within:
            residual = own[self.slow] + self.bought @ values - values[self.slow]
            values[self.slow] += self.within.solve(residual)

    def let_out(self, tier: Floats) -> Floats:
        """What slow nodes draw from each other until all has left them; the tier becomes what is then elsewhere."""
        if self.within is None:
            return tier[self.slow]
        drawn: Floats = self.within.solve(tier[self.slow], trans="T")
        tier += self.bought.T @ drawn
        tier[self.slow] = 0
        return drawn


def proof_of(inputs: Inputs) -> Proof:
    """The proof for a chain, computed once. Raises `UnreadableInput` where hardly anything is let out."""
    if "proof" not in inputs.kept:
        inputs.kept["proof"] = _prove(inputs)
    proof = inputs.kept["proof"]
    assert isinstance(proof, Proof)
    return proof


def _prove(inputs: Inputs) -> Proof:
    slow = np.empty(0, np.int64)
    reached = one = np.ones(inputs.size)
    for _ in range(MOST_ROUNDS):
        proof = _given(inputs, slow)
        for _ in range(SLOW_AFTER):
            better = one + inputs.bought @ reached
            residual = better - reached
            if residual.max(initial=0.0) <= CLOSE:
                return _given(inputs, slow, float(reached.max(initial=1.0) / (1 - CLOSE)))
            reached = better
            proof.mend(reached, one)
        slow = np.union1d(slow, np.flatnonzero(residual > 1 / 2))
    raise closed()


def _given(inputs: Inputs, slow: Nodes, steps: float = 1.0) -> Proof:
    if len(slow) > MOST_DIRECT:
        raise closed()
    bought = inputs.bought[slow]
    within = _eliminated(csc_array(eye_array(len(slow)) - bought[:, slow])) if len(slow) else None
    factors = (1 + WEIGHT) / (inputs.added + inputs.unmapped + WEIGHT / steps)
    rounding = ROUNDING * float((factors * (np.diff(inputs.starts) + 1)).max(initial=0.0))
    return Proof(steps, factors, rounding, slow, bought, within)


def _eliminated(matrix: csc_array) -> SuperLU:
    try:
        return splu(matrix)
    except RuntimeError:  # exactly singular: nothing is let out
        raise closed() from None


def closed() -> UnreadableInput:
    """The error for a chain whose shares cannot be computed to the promised precision."""
    return UnreadableInput(
        Message("The shares of this chain cannot be computed precisely enough."),
        advice=Message(
            "Some nodes sell to each other nearly all that they buy and add almost no value: check their links."
        ),
    )
