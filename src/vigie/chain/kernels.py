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


def compiled(function: Callable[..., Any]) -> Any:
    """Compiles a function when it is first called; kept on disk where there is a place to keep it."""
    try:
        return njit(nogil=True, cache=True)(function)
    except RuntimeError:
        return njit(nogil=True)(function)


def row_of(width: int) -> Any:
    """Makes `bought` for rows of so many columns."""

    @intrinsic
    def bought(context, to, column, row, first, last, suppliers, shares, own, values, target):
        """`target[to, column:] = own[row] + sum(shares[e] * values[suppliers[e]])`, `e` from first to last.

        `suppliers` is read `AHEAD` entries beyond. Returns the largest difference to `values[row]`.
        """
        return types.float64(*[types.intp] * 5, suppliers, shares, own, values, target), _sum_of_rows(width)

    return bought


def _sum_of_rows(width: int) -> Callable[..., Any]:
    exact = ir.VectorType(ir.DoubleType(), width)
    nothing = ir.Constant(exact, ir.Undefined)
    spread = ir.Constant(ir.VectorType(ir.IntType(32), width), [0] * width)

    def at(builder, place, stored):
        return builder.bitcast(place, ir.VectorType(stored, width).as_pointer())

    def load(builder, place, stored):
        loaded = builder.load(at(builder, place, stored), align=4)
        return loaded if loaded.type == exact else builder.fpext(loaded, exact)

    def store(builder, sums, place, stored):
        vector = ir.VectorType(stored, width)
        builder.store(sums if vector == exact else builder.fptrunc(sums, vector), at(builder, place, stored), align=4)

    def largest(builder, numbers):
        name = f"v{width}f64"
        size = builder.module.declare_intrinsic(f"llvm.fabs.{name}", (), ir.FunctionType(exact, [exact]))
        most = ir.FunctionType(exact.element, [exact])
        most = builder.module.declare_intrinsic(f"llvm.vector.reduce.fmax.{name}", (), most)
        return builder.call(most, [builder.call(size, [numbers])], fastmath=("nnan",))

    def fetch(builder, place):
        word, byte = ir.IntType(32), ir.IntType(8).as_pointer()
        kind = ir.FunctionType(ir.VoidType(), [byte, word, word, word])
        ask = builder.module.declare_intrinsic("llvm.prefetch.p0", (), kind)
        builder.call(ask, [builder.bitcast(place, byte), *(ir.Constant(word, each) for each in (0, 3, 1))])

    def generate(context, builder, signature, arguments):
        to, column, row, first, last = arguments[:5]
        kinds = signature.args[5:]
        arrays = [
            context.make_array(kind)(context, builder, each) for kind, each in zip(kinds, arguments[5:], strict=True)
        ]
        suppliers, shares, own, values, target = range(5)
        stored = [context.get_data_type(kind.dtype) for kind in kinds]

        def place(array, *index):
            return cgutils.get_item_pointer(context, builder, kinds[array], arrays[array], index), stored[array]

        start = ir.Constant(first.type, 0)
        total = cgutils.alloca_once_value(builder, load(builder, *place(own, row, start)))
        with cgutils.for_range_slice(builder, first, last, ir.Constant(first.type, 1), first.type) as (link, _):
            supplier = builder.sext(builder.load(place(suppliers, link)[0]), first.type)
            ahead = builder.load(place(suppliers, builder.add(link, ir.Constant(first.type, AHEAD)))[0])
            fetch(builder, place(values, builder.sext(ahead, first.type), start)[0])
            share = builder.load(place(shares, link)[0])
            share = builder.insert_element(nothing, share, ir.Constant(ir.IntType(32), 0))
            share = builder.shuffle_vector(share, nothing, spread)
            product = builder.fmul(share, load(builder, *place(values, supplier, start)), flags=["contract"])
            builder.store(builder.fadd(builder.load(total), product, flags=["contract"]), total)
        sums = builder.load(total)
        change = largest(builder, builder.fsub(sums, load(builder, *place(values, row, start))))
        store(builder, sums, *place(target, to, column))
        return change

    return generate


@compiled
def relabelled(order, starts, suppliers, shares):  # pragma: no cover - compiled
    """The links with the nodes renamed by their place in `order`, suppliers with room to look ahead; places first."""
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
    return place, new_starts, new_suppliers, new_shares


@compiled
def taken(place, factors, states, first, own):  # pragma: no cover - compiled
    """Fills `own` with columns of `factors * states` from `first` on, each row at its place; their sums."""
    sums = np.zeros(own.shape[1])
    columns = min(own.shape[1], states.shape[1] - first)
    own[:, columns:] = 0
    for node, row in enumerate(place):
        for column in range(columns):
            each = factors[node] * states[node, first + column]
            own[row, column] = each
            sums[column] += each
    return sums


@compiled
def guessed(own, bought, means, values):  # pragma: no cover - compiled
    """Fills `values` as if all suppliers were like the mean."""
    for row in range(len(own)):
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
    def sweep(first, last, starts, suppliers, shares, own, values, target):  # pragma: no cover - compiled
        """Computes rows of `target` from `own` and `values`; the largest change of any value."""
        largest = 0.0
        for row in range(first, last):
            change = bought(row, 0, row, starts[row], starts[row + 1], suppliers, shares, own, values, target)
            largest = max(largest, change)
        return largest

    @compiled
    def check(
        first, last, starts, suppliers, shares, own, values, order, factors, column, result
    ):  # pragma: no cover - compiled
        """Writes what follows from `values` to the result; the largest residual, each times its factor."""
        largest = 0.0
        for row in range(first, last):
            links = starts[row], starts[row + 1]
            residual = bought(order[row], column, row, links[0], links[1], suppliers, shares, own, values, result)
            largest = max(largest, factors[row] * residual)
        return largest

    return sweep, check
