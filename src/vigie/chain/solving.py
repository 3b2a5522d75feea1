"""What the chain behind every node is made of: one linear system for all nodes, solved to a proved error.

In the form of tables: a sweep joins links (supplier, buyer, share) with values (node, value) on the supplier, groups by
buyer, sums share * value, and adds what the node holds itself; `proof.py` says when to stop. Every engine that joins
and groups can run it; this one sweeps with SciPy, and with compiled loops (`sweeping.py`) where there is much to do.
"""

from __future__ import annotations

from vigie.chain.inputs import Floats, Inputs
from vigie.chain.proof import closed, proof_of

TOLERANCE = 1e-6
"""The largest error of any share, absolute; the precision that the output promises."""
COMPILED_FROM = 5_000_000
"""Links times columns from which compiled loops are used: below, SciPy needs less than the 0.3 s of importing them."""
MOST_SWEEPS = 1000
"""Sweeps before giving up; ordinary chains need about 20, and slow nodes are solved directly."""


def propagate(inputs: Inputs, states: Floats, tolerance: float = TOLERANCE, threads: int | None = None) -> Floats:
    """For every node, the share of its output whose chain is in each state: `m = added * states + A' m`.

    `states` holds a row per node and a column per state, each value between 0 and 1. Every value of the result is
    within `tolerance` of the truth, and is the same for any number of threads. Raises `UnreadableInput` where that
    cannot be proved: where goods circulate among nodes that add almost nothing and buy almost nothing elsewhere.
    """
    return proved(inputs, states, tolerance, threads)[0]


def proved(
    inputs: Inputs, states: Floats, tolerance: float = TOLERANCE, threads: int | None = None
) -> tuple[Floats, float]:
    """What `propagate` says, and the largest possible error of any value of it."""
    if len(inputs.shares) * states.shape[1] < COMPILED_FROM:
        return _swept(inputs, states, tolerance)
    from vigie.chain.sweeping import swept

    return swept(inputs, states, tolerance, threads)


def _swept(inputs: Inputs, states: Floats, tolerance: float) -> tuple[Floats, float]:
    proof = proof_of(inputs)
    own = inputs.added[:, None] * states
    result = own
    for _ in range(MOST_SWEEPS):
        better = own + inputs.bought @ result
        error = proof.error(better - result)
        if error <= tolerance:
            return better, error
        proof.mend(better, own)
        result = better
    raise closed()
