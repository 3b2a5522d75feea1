"""Which simple paths through a region of the chain are the cheapest: the search behind `paths`, in costs only."""

from __future__ import annotations

from dataclasses import dataclass, field
from heapq import heappop, heappush

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import dijkstra

END = -1
"""The step that stops at a node; smaller than every node, and the last place of the distances."""


@dataclass(frozen=True, slots=True)
class Row:
    """Where one can go in one step, and what each costs."""

    nodes: NDArray[np.int64]
    costs: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the chain, its nodes in ascending order and renumbered; rows compressed as in `Inputs`."""

    nodes: NDArray[np.int64]
    starts: NDArray[np.int64]
    suppliers: NDArray[np.int64] | NDArray[np.int32]
    costs: NDArray[np.float64]

    def row(self, node: int) -> Row:
        """The suppliers of a node."""
        cut = slice(self.starts[node], self.starts[node + 1])
        return Row(self.suppliers[cut].astype(np.int64), self.costs[cut])


def _distances(region: Region, ends: NDArray[np.float64], limit: float) -> NDArray[np.float64]:
    """The least cost from every node to an end; the last place is the end itself. Endless beyond the limit."""
    n = len(region.nodes)
    turned = csr_array((region.costs, region.suppliers, region.starts), shape=(n, n)).tocsc()
    stops = np.flatnonzero(np.isfinite(ends))
    backwards = csr_array(
        (
            np.concatenate((turned.data, ends[stops])),
            np.concatenate((turned.indices, stops)),
            np.append(turned.indptr, len(turned.data) + len(stops)),
        ),
        shape=(n + 1, n + 1),
    )
    found: NDArray[np.float64] = dijkstra(backwards, indices=n, limit=limit + 1.0)
    return found


@dataclass(frozen=True, slots=True)
class _Steps:
    """The steps from one place, best first, ties by node; `hopes` are the least costs to an end by each."""

    nodes: list[int]
    costs: list[float]
    hopes: list[float]


@dataclass(frozen=True, slots=True, order=True)
class _Branch:
    """All simple paths that begin with `nodes` and do not go on by a `barred` step; or, `known`, the best of them.

    No path of the branch costs less than `cost`; ordered by it, then by nodes, so that ties come out in their order.
    """

    cost: float
    nodes: tuple[int, ...]
    kept: int = field(compare=False)
    barred: frozenset[int] = field(compare=False)
    known: bool = field(compare=False)


class _Exhausted(Exception):
    """The search has looked at as many steps as it may."""


class Search:
    """Branches are split until the best is a known path; the next is then the best of what remains beside it.

    The best of a branch is found by walking on, guided by the exact distances without the rule that no node comes
    twice; they are never too long, so that the first path that arrives is the best. (Yen 1971, Lawler 1972.)
    """

    def __init__(self, region: Region, first: Row, ends: NDArray[np.float64], limit: float, at_most: int) -> None:
        self._region, self._first, self._ends = region, first, ends
        self._limit, self._looks = limit, at_most
        self._distances = _distances(region, ends, limit)
        self._known_steps: dict[int, _Steps] = {}

    def cheapest(self, k: int) -> tuple[list[tuple[int, ...]], bool]:
        """Up to `k` paths in order, and whether none was left out for want of looks."""
        found: list[tuple[int, ...]] = []
        heap: list[_Branch] = []
        self._open(heap, (), frozenset())
        try:
            while heap and len(found) < k:
                branch = heappop(heap)
                if branch.known:
                    found.append(branch.nodes[:-1])
                    self._split(heap, branch)
                else:
                    self._settle(heap, branch)
        except _Exhausted:
            return found, False
        return found, True

    def _open(self, heap: list[_Branch], nodes: tuple[int, ...], barred: frozenset[int]) -> None:
        steps = self._steps(nodes)
        closed = barred.union(nodes)
        hope = next((hope for node, hope in zip(steps.nodes, steps.hopes, strict=True) if node not in closed), np.inf)
        cost = self._cost(nodes) + hope
        if cost <= self._limit:
            heappush(heap, _Branch(cost, nodes, len(nodes), barred, known=False))

    def _split(self, heap: list[_Branch], best: _Branch) -> None:
        for length in range(best.kept, len(best.nodes)):
            barred = best.barred if length == best.kept else frozenset[int]()
            self._open(heap, best.nodes[:length], barred | {best.nodes[length]})

    def _settle(self, heap: list[_Branch], branch: _Branch) -> None:
        """Find the best path of a branch and put it back as known; a branch without any is dropped."""
        closed = set(branch.nodes)
        ways: list[tuple[float, tuple[int, ...], float, int]] = []
        self._push(ways, branch.nodes, self._cost(branch.nodes), 0, closed | branch.barred)
        while ways:
            cost, nodes, before, place = heappop(ways)
            at_fork = len(nodes) == branch.kept + 1
            self._push(ways, nodes[:-1], before, place + 1, closed | branch.barred if at_fork else closed)
            if nodes[-1] == END:
                heappush(heap, _Branch(cost, nodes, branch.kept, branch.barred, known=True))
                return
            if nodes[-1] not in closed:
                closed.add(nodes[-1])
                self._push(ways, nodes, before + self._steps(nodes[:-1]).costs[place], 0, closed)

    def _push(
        self,
        ways: list[tuple[float, tuple[int, ...], float, int]],
        nodes: tuple[int, ...],
        cost: float,
        place: int,
        closed: set[int],
    ) -> None:
        """Add the best way on from `nodes` from a place of its steps; the one after it comes when this is taken."""
        steps = self._steps(nodes)
        while place < len(steps.nodes):
            self._looks -= 1
            if self._looks < 0:
                raise _Exhausted
            if steps.nodes[place] not in closed:
                if cost + steps.hopes[place] <= self._limit:
                    heappush(ways, (cost + steps.hopes[place], (*nodes, steps.nodes[place]), cost, place))
                return
            place += 1

    def _cost(self, nodes: tuple[int, ...]) -> float:
        taken = (self._steps(nodes[:length]) for length in range(len(nodes)))
        return sum(steps.costs[steps.nodes.index(node)] for steps, node in zip(taken, nodes, strict=True))

    def _steps(self, nodes: tuple[int, ...]) -> _Steps:
        at = nodes[-1] if nodes else END
        if at not in self._known_steps:
            self._known_steps[at] = self._sorted(self._region.row(at) if nodes else self._first, at)
        return self._known_steps[at]

    def _sorted(self, row: Row, at: int) -> _Steps:
        stops = at != END and np.isfinite(self._ends[at])
        nodes = np.append(row.nodes, END) if stops else row.nodes
        costs = np.append(row.costs, self._ends[at]) if stops else row.costs
        hopes = costs + self._distances[nodes]
        order = np.lexsort((nodes, hopes))
        order = order[np.isfinite(hopes[order])]
        return _Steps(nodes[order].tolist(), costs[order].tolist(), hopes[order].tolist())
