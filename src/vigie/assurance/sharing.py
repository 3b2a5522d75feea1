"""What share of a scope's chain is in each state, right by right and tier by tier; the shares always sum to 1."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vigie.errors import Message, WrongUse
from vigie.model.chain import ASSURANCE, REST, TOTAL, State

Shares = NDArray[np.float64]

TOLERANCE = 1e-6
"""How much more than the whole chain the tiers may weigh together before it is an error: what a solver leaves."""


@dataclass(frozen=True, slots=True)
class TierWeights:
    """What stands at some nodes, in any unit (hours, value): `located` is their own, `unmapped` is what they buy
    from unknown suppliers. The three are aligned; as a tier, what is unmapped stands one tier further."""

    nodes: NDArray[np.int64]
    located: Shares
    unmapped: Shares


def scope_shares(
    scope: str, tiers: Sequence[TierWeights], whole: TierWeights, states: Shares, rights: Sequence[str]
) -> pl.DataFrame:
    """The rows `scope, right, tier, state, share` of one scope.

    `tiers` are the first tiers, the scope itself first; `whole` is the chain with all its tiers together; `states`
    is nodes x rights x node states. Per right, the tiers and `rest` sum to 1, and so does `total`. A state without
    a share is written in `total` only. Raises `WrongUse` where the tiers weigh more than the whole.
    """
    weight = float(whole.located.sum() + whole.unmapped.sum())
    if not weight > 0:
        raise WrongUse(
            Message("Nothing in the chain of {scope} has a weight.", scope=scope),
            advice=Message("Give the demand of the scope, or weigh by value instead of hours."),
        )
    total = _in_states(whole, states) / weight
    total[:, -1] = whole.unmapped.sum() / weight
    named = dict(_tiers(tiers, states, weight))
    rest = total - sum(named.values(), np.zeros_like(total))
    if rest.min() < -TOLERANCE:
        raise WrongUse(
            Message("The tiers of {scope} weigh more than its whole chain.", scope=scope),
            advice=Message("Give tiers and whole chain in the same unit and of the same demand."),
        )
    named |= {REST: np.maximum(rest, 0), TOTAL: total}
    return pl.concat([_rows(scope, tier, shares, rights) for tier, shares in named.items()])


def _tiers(tiers: Sequence[TierWeights], states: Shares, weight: float) -> Iterator[tuple[str, Shares]]:
    """The tiers by their number. What is bought unknown at one tier stands at the next."""
    before = 0.0
    for number, tier in enumerate(tiers):
        shares = _in_states(tier, states) / weight
        shares[:, -1] = before / weight
        before = float(tier.unmapped.sum())
        yield str(number), shares


def _in_states(tier: TierWeights, states: Shares) -> Shares:
    """The weight of what is located in each state, with one column more for what is unmapped."""
    rights, kinds = states.shape[1:]
    weights, flat = tier.located, states.reshape(len(states), rights * kinds)
    if 2 * len(tier.nodes) > len(states):  # picking most rows costs more than weighing all of them
        weights = np.zeros(len(states))
        np.add.at(weights, tier.nodes, tier.located)
    else:
        flat = flat[tier.nodes]
    found = np.zeros((rights, kinds + 1))
    found[:, :-1] = (weights @ flat).reshape(rights, kinds)
    return found


def _rows(scope: str, tier: str, shares: Shares, rights: Sequence[str]) -> pl.DataFrame:
    states = [state.value for state in State]
    rows = pl.DataFrame(
        {
            "scope": scope,
            "right": np.repeat(np.array(rights, dtype=object), len(states)).tolist(),
            "tier": tier,
            "state": states * len(rights),
            "share": shares.reshape(-1),
        },
        schema=ASSURANCE,
    )
    return rows if tier == TOTAL else rows.filter(pl.col("share") > 0)
