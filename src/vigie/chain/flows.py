"""What a demand draws from every node behind it, tier by tier.

Only the nodes that a tier reaches are looked at, as long as they are few; then the tier is one product with all links.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_array

from vigie.chain.inputs import Floats, Inputs, Nodes, spans
from vigie.chain.proof import closed, proof_of
from vigie.chain.solving import MOST_SWEEPS, TOLERANCE

Amounts = tuple[Nodes, Floats]
"""Nodes, each once and in ascending order, and an amount for each."""
FEW = 16
"""A tier with less than one in so many of the links is followed link by link: beyond, the whole product is faster."""
LONG = 60
"""Tiers after which what still circulates among slow nodes is let out directly; ordinary chains end after 20."""


@dataclass(frozen=True, slots=True, eq=False)
class Flow:
    """What a demand draws from the nodes: in all (`x = y + A x`) and in each of the first tiers (`A^k y`).

    `error` is the largest part of the demand that is not followed to its end, as a share of the demand: no share
    computed from the totals, and no sum of such shares, is further from the truth.
    """

    total_nodes: Nodes
    total_amounts: Floats
    tiers: tuple[Amounts, ...]
    error: float


def flow(inputs: Inputs, nodes: Nodes, amounts: Floats, tiers: int, tolerance: float = TOLERANCE) -> Flow:
    """Follows a demand (`amounts`, above 0, of the output of `nodes`) to its end; tier 0 is the demand itself.

    Gives the first `tiers` tiers, or fewer where the chain ends before. Raises `UnreadableInput` where the end cannot
    be reached within the tolerance.
    """
    tier = summed(np.asarray(nodes), np.asarray(amounts, np.float64), inputs.size)
    demand = float(amounts.sum())
    kept, reached = [tier], [tier]
    while tier[1].sum() > tolerance / 2 * demand or (len(kept) < tiers and len(tier[0])):
        tier = behind(inputs.bought, tier)
        if len(kept) < tiers:
            kept.append(_drawn(tier))
        elif len(reached) >= LONG:
            tier, out = _let_out(inputs, tier)
            reached.append(out)
        reached.append(tier)
        if len(reached) > MOST_SWEEPS:
            raise closed()
    total = _total(reached, inputs.size)
    error = abs(1 - float((inputs.added[total[0]] + inputs.unmapped[total[0]]) @ total[1]) / demand)
    if error > tolerance:
        raise closed()
    return Flow(*total, tuple(kept[:tiers]), error)


def behind(matrix: csr_array, tier: Amounts) -> Amounts:
    """What a tier draws through the rows of its nodes: `amounts @ matrix`; all nodes where they are many."""
    nodes, amounts = tier
    counts = matrix.indptr[nodes + 1] - matrix.indptr[nodes]
    number, size = int(counts.sum()), matrix.shape[1]
    if number * FEW > matrix.nnz:
        return np.arange(size), matrix.T @ _whole(tier, size)
    links = spans(matrix.indptr, nodes)
    return summed(matrix.indices[links], matrix.data[links] * np.repeat(amounts, counts), size)


def _let_out(inputs: Inputs, tier: Amounts) -> tuple[Amounts, Amounts]:
    """A tier with what is at slow nodes followed until it has left them, and what they draw from each other."""
    proof, dense = proof_of(inputs), _whole(tier, inputs.size)
    drawn = proof.let_out(dense)
    return (np.arange(inputs.size), dense), (proof.slow, drawn)


def summed(nodes: Nodes, amounts: Floats, size: int) -> Amounts:
    """Each node once, its amounts added up."""
    if len(nodes) * FEW > size:
        return _drawn((np.arange(size), _added_up(nodes, amounts, size)))
    each, group = np.unique(nodes, return_inverse=True)
    return each.astype(np.int64), _added_up(group, amounts, len(each))


def _whole(tier: Amounts, size: int) -> Floats:
    """An amount for every node, from nodes of which each is there once."""
    nodes, amounts = tier
    return amounts if len(nodes) == size else _added_up(nodes, amounts, size)


def _added_up(places: Nodes, amounts: Floats, size: int) -> Floats:
    sums: Floats = np.bincount(places, amounts, size).astype(np.float64, copy=False)
    return sums


def _total(tiers: list[Amounts], size: int) -> Amounts:
    whole = sum(
        (amounts for nodes, amounts in tiers if len(nodes) == size),
        start=np.zeros(size if any(len(nodes) == size for nodes, _ in tiers) else 0),
    )
    few = [tier for tier in tiers if len(tier[0]) < size]
    nodes, amounts = (np.concatenate(each) for each in zip(*few, (np.arange(len(whole)), whole), strict=True))
    return summed(nodes, amounts, size)


def _drawn(tier: Amounts) -> Amounts:
    """Only the nodes of which anything is drawn."""
    nodes, amounts = tier
    drawn = np.flatnonzero(amounts)
    return nodes[drawn], amounts[drawn]
