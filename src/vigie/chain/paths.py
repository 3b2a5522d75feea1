"""How something far away is reached: the heaviest ways through the chain from a scope to what is looked for."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from heapq import heapify, heappop, heappush, heapreplace
from itertools import pairwise
from math import prod

import numpy as np
from numpy.typing import NDArray

from vigie.chain.branching import Region, Row, Search
from vigie.chain.inputs import Inputs
from vigie.errors import Message, WrongUse

UNIT = 2.0**40
"""Costs are whole numbers of this part of a halving, so that sums are exact and equal shares really tie."""

SMALLEST = 1074 * UNIT
"""What is lighter than the smallest number that can be written is no path."""


@dataclass(frozen=True, slots=True)
class Path:
    """One way from a scope up the chain, no node twice, and the share of the scope that it carries to its end."""

    nodes: tuple[int, ...]
    share: float


@dataclass(frozen=True, slots=True)
class HeaviestPaths:
    """The heaviest paths, heaviest first, ties in the order of their nodes.

    Where the search stopped at its limit, `complete` is false: these are still the heaviest, more were asked for.
    """

    paths: tuple[Path, ...]
    complete: bool

    def __iter__(self) -> Iterator[Path]:
        return iter(self.paths)


def heaviest_paths(
    inputs: Inputs,
    start_nodes: NDArray[np.integer],
    start_amounts: NDArray[np.float64],
    worth: NDArray[np.float64],
    k: int,
    *,
    at_most: int = 200_000,
    nearby: int = 50_000,
) -> HeaviestPaths:
    """The `k` heaviest simple paths from a scope to what is worth something, exact to 1e-12 of a share.

    `start_amounts` is what the scope demands of each of its `start_nodes`, in any unit. `worth` is, per node, the
    share of one unit of its output that is looked for: value added in a state, say, or what is unmapped. A path
    carries `amount / sum(amounts) * product of the shares along it * worth of its end`.

    The search looks `at_most` so many times at a step, then says that it is not complete. Up to `nearby` links it
    stays around the scope; beyond, it first measures the whole chain. Neither changes an answer that is complete.
    """
    entries, amounts = _entries(inputs, start_nodes, start_amounts)
    if k < 1 or len(worth) != len(inputs.added) or not _sound(worth):
        raise WrongUse(
            Message("These paths cannot be looked for."),
            advice=Message("Give one worth per node, none below 0, and a number of paths from 1."),
        )
    ends = _costs(worth)
    ends -= ends.min(initial=np.inf) if np.isfinite(ends).any() else 0.0
    near, limit = _around(inputs, dict(zip(entries.tolist(), _costs(amounts).tolist(), strict=True)), ends, k, nearby)
    region = _whole(inputs) if near is None else _part(inputs, near)
    first = Row(np.searchsorted(region.nodes, entries), _costs(amounts))
    search = Search(region, first, ends[region.nodes], limit, at_most)
    found, complete = search.cheapest(k)
    carried = dict(zip(entries.tolist(), amounts.tolist(), strict=True))
    ways = (tuple(region.nodes[list(each)].tolist()) for each in found)
    return HeaviestPaths(tuple(Path(way, _share(inputs, way, carried[way[0]], worth)) for way in ways), complete)


def _sound(values: NDArray[np.float64]) -> bool:
    return bool(np.isfinite(values).all() and (values >= 0).all())


def _entries(
    inputs: Inputs, nodes: NDArray[np.integer], amounts: NDArray[np.float64]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Where the paths begin, each node once and in order, with its share of the demand."""
    fit = len(nodes) == len(amounts) and _sound(amounts) and 0 < amounts.sum() < np.inf
    if not fit or min(nodes) < 0 or max(nodes) >= len(inputs.added):
        raise WrongUse(
            Message("The demand of the scope cannot be followed."),
            advice=Message("Give nodes of the chain, and for each an amount that is not below 0, one above it."),
        )
    entries, place = np.unique(nodes, return_inverse=True)
    summed = np.bincount(place, weights=amounts)
    kept = summed > 0
    return entries[kept].astype(np.int64), summed[kept] / summed.sum()


def _costs(shares: NDArray[np.float64]) -> NDArray[np.float64]:
    """How many times a whole is halved to get each share, in whole units; endless for nothing."""
    costs = np.full(len(shares), np.inf)
    some = shares > 0
    costs[some] = np.rint(-UNIT * np.log2(shares[some]))
    return costs


def _share(inputs: Inputs, way: tuple[int, ...], amount: float, worth: NDArray[np.float64]) -> float:
    steps = []
    for buyer, supplier in pairwise(way):
        begin, end = inputs.starts[buyer : buyer + 2]
        steps.append(float(inputs.shares[begin + np.searchsorted(inputs.suppliers[begin:end], supplier)]))
    return prod((amount, *steps, float(worth[way[-1]])))


def _around(
    inputs: Inputs, entries: dict[int, float], ends: NDArray[np.float64], k: int, nearby: int
) -> tuple[NDArray[np.int64] | None, float]:
    """The nodes that the heaviest paths can touch (none: too many to walk to), and what such a path costs at most.

    The best ways to `k` different ends are `k` different simple paths, so no path that costs more than the last of
    them is wanted; and a path that passes a node costs at least the best way to it.
    """
    limit, reached, looked_at = SMALLEST, set[int](), 0
    best: list[float] = []
    heap = [(cost, node) for node, cost in entries.items()]
    heapify(heap)
    while heap:
        cost, node = heappop(heap)
        if node in reached or cost > limit:
            continue
        begin, end = inputs.starts[node : node + 2]
        looked_at += int(end - begin)
        if looked_at > nearby:
            return None, limit
        reached.add(node)
        limit = _lowered(limit, best, cost + float(ends[node]), k)
        onward = cost + _costs(inputs.shares[begin:end])
        light = onward <= limit
        for each in zip(onward[light].tolist(), inputs.suppliers[begin:end][light].tolist(), strict=True):
            heappush(heap, each)
    return np.array(sorted(reached), dtype=np.int64), limit


def _lowered(limit: float, best: list[float], cost: float, k: int) -> float:
    """The limit after one more path is known; `best` holds the `k` cheapest, the dearest of them first."""
    if cost > limit:
        return limit
    if len(best) < k:
        heappush(best, -cost)
    else:
        heapreplace(best, -cost)
    return -best[0] if len(best) == k else limit


def _whole(inputs: Inputs) -> Region:
    return Region(np.arange(len(inputs.added)), inputs.starts, inputs.suppliers, _costs(inputs.shares))


def _part(inputs: Inputs, nodes: NDArray[np.int64]) -> Region:
    counts = inputs.starts[nodes + 1] - inputs.starts[nodes]
    firsts = np.cumsum(counts) - counts
    links = inputs.links_of(nodes)
    places = np.searchsorted(nodes, inputs.suppliers[links])
    inside = nodes[np.minimum(places, len(nodes) - 1)] == inputs.suppliers[links]
    kept = np.concatenate(([0], np.cumsum(inside)))
    starts = kept[np.append(firsts, len(links))]
    return Region(nodes, starts, places[inside], _costs(inputs.shares[links[inside]]))
