"""The chain beside its peers: the same invented trade network, the same proved millionth, one machine, one run.

A peer is timed for one sweep (product, own share added) and charged the sweeps that it needs until the error of a
column is proved below a millionth; checking the proof is not charged to it. Vigie is charged everything of a call but
what it computes once for a network, which is printed apart.
"""

from __future__ import annotations

import resource
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from unittest.mock import patch

import duckdb
import graphblas
import igraph
import networkx
import numpy as np
from numpy.typing import NDArray

from benchmarks.measuring import chapter, function, process, say
from benchmarks.trade import network
from vigie.chain import Inputs, Propagated, solving, sweeping
from vigie.chain.flows import flow
from vigie.chain.proof import Proof, proof_of
from vigie.chain.solving import TOLERANCE, proved
from vigie.chain.sweeping import Rows, swept

Array = NDArray[np.floating]
Sweep = Callable[[], object]
STATES, RIGHTS = 9, 11
SLOW_UNTIL = {"networkx": 10_000, "DuckDB": 100_000}
"""Nodes up to which these peers are run: beyond, they take minutes."""
COLD = """
import numpy, polars
from vigie.chain import Chain
random = numpy.random.default_rng(1)
names = numpy.array([f"P{each}" for each in range(400)])
buyer = random.integers(1, 400, 1000)
links = {"supplier": names[random.integers(0, buyer)], "buyer": names[buyer], "share": numpy.full(1000, 0.05)}
chain = Chain.from_links(polars.DataFrame(links).unique(["supplier", "buyer"]))
chain.propagate(numpy.ones((len(chain.nodes), 99)))
"""


def run(sizes: tuple[int, ...] = (10_000, 100_000, 1_000_000)) -> None:
    """Measures and prints."""
    for size in sizes:
        inputs = network(size)
        chapter(f"The chain: {size:,} nodes, {len(inputs.shares):,} links, {_far(inputs):.0%} of the nodes upstream")
        _prepare(inputs)
        for columns in (1, STATES * RIGHTS):
            _all_nodes(inputs, _states(inputs, columns))
        _one_scope(inputs)
        _one_claim(inputs)
        say(
            "memory at its highest, peers and all",
            f"{resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:,.0f} MB",
        )
    chapter("The chain: 1,000 links from a cold process")
    cost = process([sys.executable, "-c", COLD])
    say("read, complete, propagate 99 columns", f"{cost.seconds:.2f} s", "aim 1 s")


def _far(inputs: Inputs) -> float:
    return len(flow(inputs, np.array([_typical(inputs)]), np.ones(1), 1).total_nodes) / inputs.size


def _typical(inputs: Inputs) -> int:
    """The first node with ten suppliers."""
    return int(np.flatnonzero(np.diff(inputs.starts) >= 10)[0])


def _states(inputs: Inputs, columns: int) -> NDArray[np.float64]:
    """One state per node and right, uneven between regions of nodes; one column: a share of its own per node."""
    random = np.random.default_rng(2)
    if columns == 1:
        return random.random((inputs.size, 1)) ** 2
    states = np.zeros((inputs.size, columns))
    region = random.integers(1, STATES + 1, (inputs.size // 1000 + 1, RIGHTS)).repeat(1000, axis=0)[: inputs.size]
    chosen = (random.random((inputs.size, RIGHTS)) * region).astype(int)
    for right in range(RIGHTS):
        states[np.arange(inputs.size), right * STATES + chosen[:, right]] = 1
    return states


def _prepare(inputs: Inputs) -> None:
    swept(network(1000), np.ones((1000, 99)), TOLERANCE, None)
    swept(network(1000), np.ones((1000, 1)), TOLERANCE, None)
    say("once for a network: the proof", f"{function(lambda: proof_of(replace(inputs, kept={})), 1):.2f} s")
    proof = proof_of(inputs)
    say(
        "once for a network: the order of work",
        f"{function(lambda: Rows.of(replace(inputs, kept={'proof': proof})), 1):.2f} s",
    )


def _sweeps(inputs: Inputs, states: NDArray[np.float64]) -> int:
    """How many sweeps Vigie makes for all columns, on average."""
    counts: list[int] = []
    sweep = sweeping._Columns._sweep

    def counting(block: sweeping._Columns) -> float:
        counts.append(1)
        return sweep(block)

    with patch.object(sweeping._Columns, "_sweep", counting):
        proved(inputs, states)
    return len(counts) // len(range(0, states.shape[1], sweeping._width(states.shape[1])))


def _all_nodes(inputs: Inputs, states: NDArray[np.float64]) -> None:
    columns = states.shape[1]
    large = inputs.size * columns > 10**7
    sweeps = _sweeps(inputs, states)
    needed = _needed(inputs, states[:, :1])
    ours = function(lambda: proved(inputs, states), 3)
    say(f"{columns} columns, all nodes: Vigie", f"{ours:.3f} s", f"{sweeps} sweeps" if sweeps else "by SciPy")
    for name, sweep in _peers(inputs, states):
        seconds = function(sweep, 1 if large else 3) * needed
        say(f"{columns} columns, all nodes: {name}", f"{seconds:.3f} s", f"{seconds / ours:.1f} times; {needed} sweeps")
    if sweeps:
        floor = _floor(inputs, columns) * sweeps
        say(
            f"{columns} columns: streaming links and columns once per sweep",
            f"{floor:.3f} s",
            f"Vigie {ours / floor:.1f} times",
        )


def _needed(inputs: Inputs, states: NDArray[np.float64]) -> int:
    """How many sweeps it takes a peer, by repeated products, until the error is proved."""
    calls: list[int] = []
    error = Proof.error

    def counting(proof: Proof, residual: NDArray[np.float64]) -> float:
        calls.append(1)
        return error(proof, residual)

    with patch.object(Proof, "error", counting):
        solving._swept(inputs, states, TOLERANCE)
    return len(calls)


def _floor(inputs: Inputs, columns: int) -> float:
    """The seconds to read all links once, and to read and write all columns once as stored, on one core."""
    stored = np.ones((inputs.size, columns), np.float32)
    target = np.ones_like(stored)

    def stream() -> None:
        inputs.shares.max()
        inputs.suppliers.max()
        np.copyto(target, stored)

    return function(stream, 5)


def _peers(inputs: Inputs, states: NDArray[np.float64]) -> Iterator[tuple[str, Sweep]]:
    own = inputs.added[:, None] * states
    for kind in (np.float32, np.float64):
        bought, start = inputs.bought.astype(kind), own.astype(kind)
        yield f"scipy.sparse, {kind.__name__}", lambda b=bought, s=start: s + b @ s  # type: ignore[misc]
        yield f"python-graphblas, {kind.__name__}", _graphblas(bought, start)
    if states.shape[1] == 1:
        if inputs.size <= SLOW_UNTIL["DuckDB"]:
            yield "DuckDB, join and group", _duckdb(inputs, own[:, 0])
        if inputs.size <= SLOW_UNTIL["networkx"]:
            yield "networkx, loop over edges", _networkx(inputs, own[:, 0])


def _graphblas(bought: object, start: Array) -> Sweep:
    matrix = graphblas.io.from_scipy_sparse(bought)
    columns = graphblas.Matrix.from_dense(start)
    times = graphblas.semiring.plus_times

    def sweep() -> None:
        result = columns.dup()
        result(graphblas.binary.plus) << matrix.mxm(columns, times)
        result.wait()

    if start.shape[1] > 1:
        return sweep
    vector = graphblas.Vector.from_dense(start[:, 0])

    def single() -> None:
        result = vector.dup()
        result(graphblas.binary.plus) << matrix.mxv(vector, times)
        result.wait()

    return single


def _edges(inputs: Inputs) -> tuple[NDArray[np.int64], NDArray[np.int32], NDArray[np.float64]]:
    return np.repeat(np.arange(inputs.size), np.diff(inputs.starts)), inputs.suppliers, inputs.shares


def _duckdb(inputs: Inputs, own: NDArray[np.float64]) -> Sweep:
    base = duckdb.connect()
    buyer, supplier, share = _edges(inputs)
    base.register("bought", {"buyer": buyer, "supplier": supplier, "share": share})
    base.register("own", {"node": np.arange(inputs.size), "value": own})
    base.execute("create table links as from bought; create table held as from own")
    sums = "select buyer node, sum(share * value) value from links join held on supplier = node group by buyer"
    return lambda: base.execute(
        f"create or replace table next as select node, h.value + coalesce(s.value, 0) value"
        f" from held h left join ({sums}) s using (node)"
    )


def _networkx(inputs: Inputs, own: NDArray[np.float64]) -> Sweep:
    graph = networkx.DiGraph()
    graph.add_weighted_edges_from(
        zip(*(each.tolist() for each in (_edges(inputs)[1], *_edges(inputs)[::2])), strict=True)
    )
    held = dict(enumerate(own.tolist()))
    return lambda: {
        node: held[node] + sum(link["weight"] * held[supplier] for supplier, link in graph.pred[node].items())
        for node in graph
    }


def _one_scope(inputs: Inputs) -> None:
    node = np.array([_typical(inputs)])
    ours = function(lambda: flow(inputs, node, np.ones(1), 6), 3)
    reached = len(flow(inputs, node, np.ones(1), 6).total_nodes)
    say("shares of one scope with tiers, to a millionth: Vigie", f"{ours * 1000:.1f} ms", f"{reached:,} nodes")
    few = _sparse_scope(inputs)
    local = function(lambda: flow(few, np.array([few.size - 1]), np.ones(1), 6), 5)
    say("shares of one scope with a chain of 2,000 nodes", f"{local * 1000:.1f} ms", "aim 10 ms")
    sold = inputs.bought.T
    dense = np.ones(inputs.size)
    product = function(lambda: sold @ dense, 3)
    say("one product with all links: scipy.sparse", f"{product * 1000:.1f} ms", "one tier")
    if inputs.size <= SLOW_UNTIL["DuckDB"]:
        buyer, supplier, _ = _edges(inputs)
        graph = igraph.Graph(n=inputs.size, edges=np.stack([buyer, supplier], 1), directed=True)
        say(
            "the set of nodes upstream, no shares: igraph",
            f"{function(lambda: graph.subcomponent(node[0], 'out'), 3) * 1000:.1f} ms",
        )


def _sparse_scope(inputs: Inputs) -> Inputs:
    """The same network beside a chain of its own with 2,000 nodes, whose last node is the scope."""
    size, few = inputs.size, 2000
    random = np.random.default_rng(3)
    own = [np.sort(random.choice(each, min(each, 5), replace=False)) for each in range(few)]
    counts = [len(each) for each in own]
    suppliers = np.concatenate([inputs.suppliers, *[each + size for each in own]]).astype(np.int32)
    shares = np.concatenate([inputs.shares, np.repeat(0.5 / np.maximum(counts, 1), counts)])
    starts = np.concatenate([inputs.starts, inputs.starts[-1] + np.cumsum(counts)])
    added = np.concatenate([inputs.added, np.where(counts, 0.5, 1)])
    return Inputs(starts, suppliers, shares, added, np.concatenate([inputs.unmapped, np.zeros(few)]))


def _one_claim(inputs: Inputs) -> None:
    kept = Propagated.of(inputs, _states(inputs, 9 * RIGHTS))
    random = np.random.default_rng(4)
    times = []
    say("once for a network: the links by supplier", f"{function(lambda: inputs.sold, 1):.2f} s")
    for node in random.integers(0, inputs.size, 30):
        row = kept.states[[node]]
        row[0, :2] = 0.5 - row[0, :2] / 2
        times.append(function(lambda n=node, r=row: kept.changed(np.array([n]), r, in_place=True), 1))  # type: ignore[misc]
    times.sort()
    say(
        "one changed claim: median, 9 of 10, slowest",
        " ".join(f"{times[at] * 1000:.1f}" for at in (15, 27, 29)) + " ms",
        "aim 50 ms",
    )


if __name__ == "__main__":
    run(tuple(int(each) for each in sys.argv[1:]) or (10_000, 100_000, 1_000_000))
