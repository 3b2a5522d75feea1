"""The same solution as in `solving.py` by compiled loops: links in a good order, columns side by side, all cores.

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
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vigie.chain import kernels
from vigie.chain.inputs import Floats, Inputs, Nodes
from vigie.chain.proof import Proof, closed, proof_of

WIDEST = 112
"""Columns worked on at once, at most: lines of memory that lie together come faster, and sums stay in registers."""
NARROW = (1, 4)
"""Fewer columns than fill a line of the memory; beyond, they are rounded up to whole lines."""
HEAD = 0.05
"""The part of the nodes, those that sell to most, which is swept twice: two sweeps less in all on trade-like chains."""
HEAD_CHUNKS, CHUNKS = 8, 16
"""Parts of the head and of the rest that follow each other: the later ones use what the earlier ones have found."""
PIECES = 4
"""Pieces of a part that are worked on at the same time."""
ENOUGH = 3
"""A sweep that changes no value by more than this part of the tolerance is followed by the check."""
STUCK = 100
"""Changes below so many times the rounding of a number that do not halve are those of rounding."""
MOST_DIGITS = 10
"""How often the aim is set ten times lower where the check finds the error too large."""
MOST_SWEEPS = 200

Run = Callable[..., Iterable[Any]]
Span = tuple[int, int]
Values = NDArray[np.float32] | Floats


@dataclass(frozen=True, slots=True, eq=False)
class Rows:
    """The links with their nodes in the order of work, the proof in that order, and where the rows are cut."""

    order: Nodes
    starts: Nodes
    suppliers: NDArray[np.int32]
    shares: Floats
    bought: Floats
    proof: Proof
    head: list[list[Span]]
    rest: list[list[Span]]

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
        starts, *links = kernels.relabelled(order, inputs.starts, inputs.suppliers, inputs.shares)
        bought = 1 - (inputs.added + inputs.unmapped)[order]
        head = int(inputs.size * HEAD)
        parts = _cut(0, head, starts, HEAD_CHUNKS), _cut(head, inputs.size, starts, CHUNKS)
        return cls(order, starts, links[0], links[1], bought, proof_of(inputs).reordered(order), *parts)


def _cut(first: int, last: int, starts: Nodes, chunks: int) -> list[list[Span]]:
    """The rows from first to last in pieces with equally many links, in chunks of a few pieces."""
    number, work = chunks * PIECES, starts + 4 * np.arange(len(starts))
    cuts = np.searchsorted(work, np.linspace(work[first], work[last], number + 1)).tolist()
    spans = list(pairwise([first, *cuts[1:-1], last]))
    return [spans[begin : begin + PIECES] for begin in range(0, number, PIECES)]


def swept(inputs: Inputs, states: Floats, tolerance: float, threads: int | None) -> tuple[Floats, float]:
    """Solves `m = added * states + A' m`; the result and its largest possible error. Raises `UnreadableInput`."""
    rows, columns = Rows.of(inputs), states.shape[1]
    width, result = _width(columns), np.empty(states.shape)
    with ThreadPoolExecutor(threads or os.cpu_count()) as pool:
        block = _Columns(rows, inputs.added, states, width, pool.map)
        errors = [block.solve(first, tolerance, result) for first in range(0, columns, width)]
    return result, max(errors)


def _width(columns: int) -> int:
    """The width of the fewest blocks that hold the columns, all as wide."""
    each = -(-columns // -(-columns // WIDEST))
    return next((width for width in NARROW if width >= each), -(-each // kernels.LANES) * kernels.LANES)


def _memory(size: int, width: int, kind: type[np.floating]) -> Values:
    """Rows that begin where a line of the memory begins: else each of them would reach into one line more."""
    bytes_ = np.empty(size * width * np.dtype(kind).itemsize + kernels.LINE, np.uint8)
    skipped = -bytes_.ctypes.data % kernels.LINE
    return bytes_[skipped : len(bytes_) - kernels.LINE + skipped].view(kind).reshape(size, width)


@cache
def _loops(width: int) -> tuple[Any, Any]:
    return kernels.loops(width)


class _Columns:
    """A few columns on their way to the solution."""

    def __init__(self, rows: Rows, added: Floats, states: Floats, width: int, run: Run) -> None:
        self.rows, self.added, self.states, self.run = rows, added, states, run
        self.shape = len(rows.order), width
        self.own, self.values, self.spare = (_memory(*self.shape, np.float32) for _ in range(3))
        self.sweep, self.check = _loops(width)

    def solve(self, column: int, tolerance: float, result: Floats) -> float:
        """Writes the columns from one on to the result; their largest error.

        Half of the digits suffice for ordinary chains, and half of the memory is read.
        """
        self._guess(column)
        for digits in range(MOST_DIGITS):
            if digits == 1:
                self._all_digits(column)
            self._converge(tolerance / ENOUGH / 10**digits)
            error = self._write(column, result) + self.rows.proof.rounding
            if error <= tolerance:
                return error
        raise closed()

    def _guess(self, column: int) -> None:
        """Begins as if all suppliers were like the mean."""
        means = self._take(column) / (1 - self.rows.bought).sum()
        self._everywhere(kernels.guessed, self.own, self.rows.bought, means, self.values)

    def _take(self, column: int) -> Floats:
        """Takes what the nodes hold themselves; the sum of each column."""
        where = self.rows.order, self.added, self.states, column
        return sum(self._everywhere(kernels.taken, *where, self.own), start=np.zeros(self.shape[1]))

    def _all_digits(self, column: int) -> None:
        self.own, self.spare = (_memory(*self.shape, np.float64) for _ in range(2))
        self.values = self.values.astype(np.float64)
        self._take(column)

    def _converge(self, goal: float) -> None:
        change, stuck = np.inf, STUCK * np.finfo(self.values.dtype).eps
        for _ in range(MOST_SWEEPS):
            before, change = change, self._sweep()
            if change < goal or (change < stuck and change > before / 2):
                return

    def _sweep(self) -> float:
        """Sweeps over all rows, twice over the head; the largest change."""
        changes = self._copying() if self.shape[1] < kernels.LANES else self._choosing()
        self.rows.proof.mend(self.values, self.own)
        return max(changes)

    def _copying(self) -> list[float]:
        """Keeps what is new beside what is old by copies: to choose by link costs more, where columns are few."""
        head, changes = self.rows.head[-1][-1][1], list[float]()
        for _ in range(2):
            changes = [self.sweep(0, head, 0, *self._links(), self.own, self.values, self.values)]
        for chunk in self.rows.rest:
            changes += self._follow(chunk)
            kernels.copied(chunk[0][0], chunk[-1][1], self.spare, self.values)
        return changes

    def _choosing(self) -> list[float]:
        """Lets every link choose between what is new and what is old: copying many columns would cost more."""
        for chunk in self.rows.head:
            self._follow(chunk)
        kernels.copied(0, chunk[-1][1], self.spare, self.values)
        changes = [each for chunk in [*self.rows.head, *self.rows.rest] for each in self._follow(chunk)]
        self.values, self.spare = self.spare, self.values
        return changes

    def _follow(self, chunk: list[Span]) -> list[float]:
        return self._over(chunk, self.sweep, chunk[0][0], *self._links(), self.own, self.values, self.spare)

    def _write(self, column: int, result: Floats) -> float:
        where = self.rows.order, self.added, self.states, self.rows.proof.factors, column, result
        return float(max(self._everywhere(self.check, *self._links(), self.values, *where)))

    def _everywhere(self, loop: Callable[..., Any], *arguments: Any) -> list[Any]:
        return self._over([*chain.from_iterable([*self.rows.head, *self.rows.rest])], loop, *arguments)

    def _over(self, spans: list[Span], loop: Callable[..., Any], *arguments: Any) -> list[Any]:
        return list(self.run(lambda span: loop(*span, *arguments), spans))

    def _links(self) -> tuple[NDArray[Any], ...]:
        return self.rows.starts, self.rows.suppliers, self.rows.shares
