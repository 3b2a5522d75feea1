"""The compiled loops over the links; they run without Python's lock, and nothing else in Vigie is compiled.

`bought` is written in the compiler's own terms, because that alone keeps the sums of a whole row of columns in
registers: seven times as fast as the same loop in Python, which the compiler turns into single steps.
"""

# The compiler finds the types itself, when a loop is first called.
# mypy: allow-untyped-defs, allow-untyped-calls

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from llvmlite import ir
from numba import njit, types
from numba.core import cgutils
from numba.extending import intrinsic

AHEAD = 32
"""Links ahead of the sum whose values are asked for: memory answers later than the sum needs them (a fifth faster)."""
LINE = 64
"""Bytes that the memory moves at once."""
LANES = 16
"""Columns summed as one vector: two registers of the widest processors."""
BATCH = 16
"""Rows that are looked for one after the other: the memory answers several at once, if nothing else comes between."""


def compiled(function: Callable[..., Any]) -> Any:
    """Compiles a function when it is first called; kept on disk where there is a place to keep it."""
    try:
        return njit(nogil=True, cache=True)(function)
    except RuntimeError:
        return njit(nogil=True)(function)


class _Vector:
    """A few columns of a row on their way through the registers, as double precision."""

    def __init__(self, lanes: int) -> None:
        self.lanes = lanes
        self.exact = ir.VectorType(ir.DoubleType(), lanes)

    def load(self, builder, place, stored):
        loaded = builder.load(self._at(builder, place, stored), align=4)
        return loaded if loaded.type == self.exact else builder.fpext(loaded, self.exact)

    def store(self, builder, numbers, place, stored):
        to = self._at(builder, place, stored)
        kind = to.type.pointee
        builder.store(numbers if kind == self.exact else builder.fptrunc(numbers, kind), to, align=4)

    def _at(self, builder, place, stored):
        return builder.bitcast(place, ir.VectorType(stored, self.lanes).as_pointer())

    def spread(self, builder, number):
        nothing, word = ir.Constant(self.exact, ir.Undefined), ir.IntType(32)
        first = builder.insert_element(nothing, number, ir.Constant(word, 0))
        return builder.shuffle_vector(first, nothing, ir.Constant(ir.VectorType(word, self.lanes), [0] * self.lanes))

    def larger(self, builder, most, numbers):
        kind = ir.FunctionType(self.exact, [self.exact])
        size = builder.module.declare_intrinsic(f"llvm.fabs.v{self.lanes}f64", (), kind)
        size = builder.call(size, [numbers])
        return builder.select(builder.fcmp_ordered(">", size, most), size, most)

    def largest(self, builder, numbers):
        kind = ir.FunctionType(self.exact.element, [self.exact])
        most = builder.module.declare_intrinsic(f"llvm.vector.reduce.fmax.v{self.lanes}f64", (), kind)
        return builder.call(most, [numbers], fastmath=("nnan",))

    def fetch(self, builder, place):
        word, byte = ir.IntType(32), ir.IntType(8).as_pointer()
        kind = ir.FunctionType(ir.VoidType(), [byte, word, word, word])
        ask = builder.module.declare_intrinsic("llvm.prefetch.p0", (), kind)
        builder.call(ask, [builder.bitcast(place, byte), *(ir.Constant(word, each) for each in (0, 3, 1))])


def row_of(width: int) -> Any:
    """Makes `bought` for rows of so many columns."""

    @intrinsic
    def bought(context, to, row, begin, first, last, suppliers, shares, own, newer, values, target):
        """`target[to] = own[to] + sum(shares[e] * values[suppliers[e]])`, `e` from first to last.

        Where columns fill a vector, suppliers before `begin` are read from `newer`. `suppliers` is read `AHEAD` entries
        beyond. Returns the largest difference to `values[row]`.
        """
        kinds = types.float64(*[types.intp] * 5, suppliers, shares, own, newer, values, target)
        return kinds, _sum_of_rows(width)

    return bought


def _sum_of_rows(width: int) -> Callable[..., Any]:
    vector = _Vector(min(width, LANES))
    parts = range(0, width, vector.lanes)

    def generate(context, builder, signature, arguments):
        to, row, begin, first, last = arguments[:5]
        kinds = signature.args[5:]
        arrays = [
            context.make_array(kind)(context, builder, each) for kind, each in zip(kinds, arguments[5:], strict=True)
        ]
        suppliers, shares, own, newer, values, target = range(6)
        stored = [context.get_data_type(kind.dtype) for kind in kinds]
        start, step = ir.Constant(first.type, 0), ir.Constant(first.type, 1)

        def place(array, *index):
            return cgutils.get_item_pointer(context, builder, kinds[array], arrays[array], index)

        def part(pointer, number):
            return builder.gep(pointer, [ir.Constant(first.type, number)])

        def values_of(link):
            supplier = builder.sext(builder.load(place(suppliers, link)), first.type)
            if width < LANES:
                return place(values, supplier, start)
            new = builder.icmp_signed("<", supplier, begin)
            return builder.select(new, place(newer, supplier, start), place(values, supplier, start))

        line = place(own, to, start)
        totals = [
            cgutils.alloca_once_value(builder, vector.load(builder, part(line, each), stored[own])) for each in parts
        ]
        with cgutils.for_range_slice(builder, first, last, step, first.type) as (link, _):
            ahead = values_of(builder.add(link, ir.Constant(first.type, AHEAD)))
            for each in range(0, width, LINE // context.get_abi_sizeof(stored[values])):
                vector.fetch(builder, part(ahead, each))
            line, share = values_of(link), vector.spread(builder, builder.load(place(shares, link)))
            for each, total in zip(parts, totals, strict=True):
                product = builder.fmul(
                    share, vector.load(builder, part(line, each), stored[values]), flags=["contract"]
                )
                builder.store(builder.fadd(builder.load(total), product, flags=["contract"]), total)
        before, after = place(values, row, start), place(target, to, start)
        change = ir.Constant(vector.exact, [0.0] * vector.lanes)
        for each, total in zip(parts, totals, strict=True):
            sums = builder.load(total)
            change = vector.larger(
                builder, change, builder.fsub(sums, vector.load(builder, part(before, each), stored[values]))
            )
            vector.store(builder, sums, part(after, each), stored[target])
        return vector.largest(builder, change)

    return generate


@compiled
def relabelled(order, starts, suppliers, shares):  # pragma: no cover - compiled
    """The links with the nodes renamed by their place in `order`, suppliers with room to look ahead."""
    place = np.empty(len(order), np.int32)
    for row, node in enumerate(order):
        place[node] = row
    new_starts = np.empty(len(starts), np.int64)
    new_starts[0] = 0
    new_suppliers = np.zeros(len(suppliers) + AHEAD, np.int32)
    new_shares = np.empty_like(shares)
    for row, node in enumerate(order):
        to = new_starts[row]
        for link in range(starts[node], starts[node + 1]):
            new_suppliers[to] = place[suppliers[link]]
            new_shares[to] = shares[link]
            to += 1
        new_starts[row + 1] = to
    return new_starts, new_suppliers, new_shares


@compiled
def held(nodes, added, states, column, own):  # pragma: no cover - compiled
    """Fills rows of `own` with columns of `added * states` from `column` on, and nothing where there are no more."""
    columns = min(own.shape[1], states.shape[1] - column)
    for row, node in enumerate(nodes):
        factor = added[node]
        for each in range(columns):
            own[row, each] = factor * states[node, column + each]
        own[row, columns:] = 0


@compiled
def taken(first, last, order, added, states, column, own):  # pragma: no cover - compiled
    """Fills rows of `own` with what their nodes hold themselves; the sums."""
    sums = np.zeros(own.shape[1])
    for begin in range(first, last, BATCH):
        end = min(begin + BATCH, last)
        held(order[begin:end], added, states, column, own[begin:end])
        for row in range(begin, end):
            for each in range(len(sums)):
                sums[each] += own[row, each]
    return sums


@compiled
def guessed(first, last, own, bought, means, values):  # pragma: no cover - compiled
    """Fills rows of `values` as if all suppliers were like the mean."""
    for row in range(first, last):
        for column in range(own.shape[1]):
            values[row, column] = own[row, column] + bought[row] * means[column]


@compiled
def copied(first, last, source, target):  # pragma: no cover - compiled
    """Copies some rows."""
    target[first:last] = source[first:last]


def loops(width: int) -> tuple[Any, Any]:
    """The loops over rows of so many columns: `sweep` and `check`."""
    bought = row_of(width)

    @compiled
    def sweep(first, last, begin, starts, suppliers, shares, own, values, target):  # pragma: no cover - compiled
        """Computes rows of `target`, from its rows before `begin` and from `values`; the largest change."""
        largest = 0.0
        for row in range(first, last):
            links = starts[row], starts[row + 1]
            change = bought(row, row, begin, links[0], links[1], suppliers, shares, own, target, values, target)
            largest = max(largest, change)
        return largest

    @compiled
    def check(
        first, last, starts, suppliers, shares, values, order, added, states, factors, column, result
    ):  # pragma: no cover - compiled
        """Writes what follows from `values` to the result; the largest residual, each times its factor."""
        largest = 0.0
        lines = np.zeros((BATCH, width))
        columns = min(width, states.shape[1] - column)
        for begin in range(first, last, BATCH):
            nodes = order[begin : min(begin + BATCH, last)]
            held(nodes, added, states, column, lines)
            for line in range(len(nodes)):
                row = begin + line
                links = starts[row], starts[row + 1]
                residual = bought(line, row, 0, links[0], links[1], suppliers, shares, lines, values, values, lines)
                largest = max(largest, factors[row] * residual)
            for line, node in enumerate(nodes):
                for each in range(columns):
                    result[node, column + each] = lines[line, each]
        return largest

    return sweep, check
