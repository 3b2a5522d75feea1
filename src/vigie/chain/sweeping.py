"""The same solution as in `solving.py` by compiled loops: links in a good order, columns in blocks, both cores.

Every sweep uses what it has just computed (Gauss-Seidel). Suppliers of many buyers come first: a sweep then mostly
reads values that are new, and that lie together in memory. The rows that a sweep works on at the same time are fixed,
so that the result has the same bytes for any number of threads.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from itertools import chain, pairwise
from threading import local
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vigie.chain import kernels
from vigie.chain.inputs import Floats, Inputs, Nodes
from vigie.chain.proof import Proof, closed, proof_of

WIDTHS = (16, 4, 1)
"""Columns worked on at once: sixteen fill a line of the memory."""
HEAD = 0.05
"""The part of the nodes, those that sell to most, which is swept twice: two sweeps less in all on trade-like chains."""
CHUNKS = 16
"""Parts of the rest that follow each other, where there are columns for one block only; four pieces each."""
PIECES = 4
ENOUGH = 3
"""A sweep that changes no value by more than this part of the tolerance is followed by the check."""
STUCK = 100
"""Changes below so many times the rounding of a number that do not halve are those of rounding."""
MOST_DIGITS = 10
"""How often the aim is set ten times lower where the check finds the error too large."""
MOST_SWEEPS = 200

Run = Callable[..., Iterable[float]]
Span = tuple[int, int]
Values = NDArray[np.float32] | Floats
Space = tuple[Floats, Values]


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """The links with their nodes in the order of work, the proof in that order, and where the rows are cut."""

    order: Nodes
    place: NDArray[np.int32]
    starts: Nodes
    suppliers: NDArray[np.int32]
    shares: Floats
    bought: Floats
    proof: Proof
    head: int
    chunks: list[list[Span]]

    @classmethod
    def of(cls, inputs: Inputs) -> Rows:
        """Puts first what sells to many and buys from few; computed once for a chain."""
        if "rows" not in inputs.kept:
            inputs.kept["rows"] = cls._ordered(inputs)
        rows = inputs.kept["rows"]
        assert isinstance(rows, cls)
        return rows

    @classmethod
    def _ordered(cls, inputs: Inputs) -> Rows:
        buyers = np.bincount(inputs.suppliers, minlength=inputs.size) + 1
        order = np.argsort(-buyers / (np.diff(inputs.starts) + 1), kind="stable")
        place, starts, *links = kernels.relabelled(order, inputs.starts, inputs.suppliers, inputs.shares)
        bought = 1 - (inputs.added + inputs.unmapped)[order]
        head = int(inputs.size * HEAD)
        chunks = _cut(head, starts, CHUNKS * PIECES)
        return cls(order, place, starts, links[0], links[1], bought, proof_of(inputs).reordered(order), head, chunks)


def _cut(first: int, starts: Nodes, number: int) -> list[list[Span]]:
    """The rows from the first one on in pieces with equally many links, in chunks of a few pieces."""
    work = starts + 4 * np.arange(len(starts))
    cuts = np.searchsorted(work, np.linspace(work[first], work[-1], number + 1)).tolist()
    spans = list(pairwise([first, *cuts[1:-1], len(starts) - 1]))
    return [spans[begin : begin + PIECES] for begin in range(0, number, PIECES)]


def swept(inputs: Inputs, states: Floats, tolerance: float, threads: int | None) -> tuple[Floats, float]:
    """Solves `m = added * states + A' m`; the result and its largest possible error. Raises `UnreadableInput`.

    The result can be a part of a wider array.
    """
    rows, blocks = Rows.of(inputs), _blocks(states.shape[1])
    result = np.empty((inputs.size, sum(blocks[-1])))
    kept = local()
    with ThreadPoolExecutor(threads or os.cpu_count()) as pool:
        over_blocks, over_rows = (map, pool.map) if len(blocks) == 1 else (pool.map, None)

        def solve(block: tuple[int, int]) -> float:
            space = _space(kept, inputs.size, block[1])
            return _Columns(rows, inputs.added, states, block[0], space, over_rows).solve(tolerance, result)

        error = max(over_blocks(solve, blocks))
    return result[:, : states.shape[1]], error


def _blocks(columns: int) -> list[tuple[int, int]]:
    """The first column and the width of every block."""
    rest = columns % WIDTHS[0]
    blocks = [(first, WIDTHS[0]) for first in range(0, columns - rest, WIDTHS[0])]
    width = next(each for each in reversed(WIDTHS) if each >= rest)
    return [*blocks, (columns - rest, width)] if rest else blocks


def _space(kept: local, size: int, width: int) -> Space:
    """Memory to work in, used again by the same thread: new memory costs more than a sweep."""
    if getattr(kept, "width", None) != width:
        kept.width = width
        kept.space = (np.empty((size, width)), np.empty((size, width), np.float32))
    space: Space = kept.space
    return space


@cache
def _loops(width: int) -> tuple[Any, Any]:
    return kernels.loops(width)


class _Columns:
    """A few columns on their way to the solution."""

    def __init__(
        self, rows: Rows, added: Floats, states: Floats, column: int, space: Space, run: Run | None = None
    ) -> None:
        self.rows, self.column, self.run = rows, column, run
        self.own, self.values = space
        self.sweep, self.check = _loops(self.own.shape[1])
        sums = kernels.taken(rows.place, added, states, column, self.own)
        kernels.guessed(self.own, rows.bought, sums / (1 - rows.bought).sum(), self.values)

    def solve(self, tolerance: float, result: Floats) -> float:
        """Writes the columns to the result; their largest error. Half of the digits suffice for ordinary chains."""
        for digits in range(MOST_DIGITS):
            self.values = self.values.astype(np.float64, copy=False) if digits else self.values
            self._converge(tolerance / ENOUGH / 10**digits)
            error = self._write(result) + self.rows.proof.rounding
            if error <= tolerance:
                return error
        raise closed()

    def _converge(self, goal: float) -> None:
        change, stuck = np.inf, STUCK * np.finfo(self.values.dtype).eps
        spare = np.empty_like(self.values) if self.run else self.values
        for _ in range(MOST_SWEEPS):
            before, change = change, self._sweep(spare)
            if change < goal or (change < stuck and change > before / 2):
                return

    def _sweep(self, spare: Values) -> float:
        """Sweeps over all rows, twice over the head; the largest change."""
        rows, changes = self.rows, list[float]()
        for _ in range(2):
            changes = [self.sweep(0, rows.head, *self._links(), self.values)]
        for chunk in rows.chunks:
            changes += self._over(chunk, lambda span: self.sweep(*span, *self._links(), spare))
            if self.run:
                kernels.copied(chunk[0][0], chunk[-1][1], spare, self.values)
        rows.proof.mend(self.values, self.own)
        return max(changes)

    def _write(self, result: Floats) -> float:
        rest = self.rows.order, self.rows.proof.factors, self.column, result
        spans = [(0, self.rows.head), *chain.from_iterable(self.rows.chunks)]
        return max(self._over(spans, lambda span: self.check(*span, *self._links(), *rest)))

    def _over(self, spans: list[Span], loop: Callable[[Span], float]) -> Iterable[float]:
        return (self.run or map)(loop, spans)

    def _links(self) -> tuple[NDArray[Any], ...]:
        return self.rows.starts, self.rows.suppliers, self.rows.shares, self.own, self.values
