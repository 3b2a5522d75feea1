"""A chain in which some buyers buy something else: only their shares are computed again."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vigie.chain.assembling import Assembled, assembled
from vigie.chain.cycles import closed_faults
from vigie.chain.faults import FaultyChain
from vigie.chain.inputs import Inputs
from vigie.chain.naming import named
from vigie.chain.tidying import PARTIES

_OF_A_BUYER = ("u", "v", "bought", "assumed")


def with_purchases(parts: Assembled, links: pl.DataFrame) -> Assembled:
    """The parts of a chain with all purchases of the buyers in `links` replaced. Raises `FaultyChain`."""
    touched = pl.concat([links["supplier"], links["buyer"]]).unique()
    known = parts.nodes.filter(pl.col("party").is_in(touched.implode()))
    lines = known.filter(pl.col("product_line").is_not_null()).select("node", "party", "product_line")
    parties = known.filter(pl.col("product_line").is_null()).rename({"party": "id"}).select(*PARTIES)
    few = assembled(links, parties, None, lines, keep_going=False)
    buyers = named(links, lines)[0]["buyer_node"].unique()
    return _open(_spliced(parts, few, few.nodes["node"].is_in(buyers.implode()).to_numpy()))


def _spliced(parts: Assembled, few: Assembled, buyers: NDArray[np.bool_]) -> Assembled:
    """The parts with the rows of these buyers (a mask over `few`) taken from the few."""
    there = few.nodes.select("node").join(
        parts.nodes.select("node").with_row_index("place"), on="node", how="left", maintain_order="left"
    )
    places = there["place"].to_numpy().astype(np.int64)
    rows = np.flatnonzero(buyers)
    inputs, assumed = _rows_replaced(parts, few, rows, places)
    changed = few.nodes.filter(buyers).select("node", *_OF_A_BUYER)
    nodes = parts.nodes.update(changed, on="node", how="left")
    return replace(parts, nodes=nodes, inputs=inputs, assumed_links=assumed, remarks=(*parts.remarks, *few.remarks))


def _rows_replaced(
    parts: Assembled, few: Assembled, rows: NDArray[np.int64], places: NDArray[np.int64]
) -> tuple[Inputs, NDArray[np.bool_]]:
    old, new = parts.inputs, few.inputs
    counts = np.diff(old.starts)
    counts[places[rows]] = np.diff(new.starts)[rows]
    suppliers, shares, assumed = [], [], []
    done = 0
    for row in rows[np.argsort(places[rows])]:
        start, end = old.starts[places[row]], old.starts[places[row] + 1]
        ours = slice(new.starts[row], new.starts[row + 1])
        order = np.argsort(places[new.suppliers[ours]])
        suppliers += [old.suppliers[done:start], places[new.suppliers[ours]][order].astype(np.int32)]
        shares += [old.shares[done:start], new.shares[ours][order]]
        assumed += [parts.assumed_links[done:start], few.assumed_links[ours][order]]
        done = end
    added, unmapped = old.added.copy(), old.unmapped.copy()
    added[places[rows]], unmapped[places[rows]] = new.added[rows], new.unmapped[rows]
    inputs = Inputs(
        starts=np.concatenate([[0], np.cumsum(counts)]),
        suppliers=np.concatenate([*suppliers, old.suppliers[done:]]),
        shares=np.concatenate([*shares, old.shares[done:]]),
        added=added,
        unmapped=unmapped,
    )
    return inputs, np.concatenate([*assumed, parts.assumed_links[done:]])


def _open(parts: Assembled) -> Assembled:
    """The parts, if goods still leave every cycle."""
    faults = closed_faults(parts.inputs, parts.nodes["node"], {})
    if faults:
        raise FaultyChain(faults)
    return parts
