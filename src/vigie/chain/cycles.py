"""Finds cycles that let nothing out: their output would have no origin, so no share could be computed."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vigie.chain.faults import SUM_TOLERANCE, Fault
from vigie.chain.inputs import Inputs
from vigie.errors import Message


def closed_faults(inputs: Inputs, labels: pl.Series, rows: Mapping[str, int]) -> list[Fault]:
    """A fault for every node of a closed cycle; `rows` gives the first row of a buyer's links, where it is known."""
    faults = []
    for members in closed_cycles(inputs):
        cycle = [str(labels[int(member)]) for member in members]
        what = Message("{nodes} sell everything to each other and let nothing out.", nodes=", ".join(cycle))
        faults += [Fault(node, rows.get(node, 0), what) for node in cycle]
    return faults


def closed_cycles(inputs: Inputs) -> list[NDArray[np.int64]]:
    """The nodes of each set of traders that buy only from each other; nodes are positions, sets in order.

    Only a node that adds nothing and buys nothing from unknown suppliers can be in one.
    """
    kept_in = inputs.added + inputs.unmapped <= SUM_TOLERANCE
    if not kept_in.any():
        return []
    # Imported here: most chains have no trader that adds nothing, and need no graph library to know it.
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import connected_components

    n = len(kept_in)
    buyers = np.repeat(np.arange(n), np.diff(inputs.starts))
    matrix = csr_array((inputs.shares, (buyers, inputs.suppliers)), shape=(n, n))
    traders = np.flatnonzero(kept_in)
    among = matrix[traders][:, traders].tocoo()
    _, component = connected_components(among, directed=True, connection="strong")
    inside = component[among.row] == component[among.col]
    stays = np.bincount(among.row[inside], weights=among.data[inside], minlength=len(traders))
    most_out = np.zeros(component.max() + 1)
    np.maximum.at(most_out, component, 1 - stays)
    closed = np.flatnonzero(most_out <= SUM_TOLERANCE)
    return [traders[component == each] for each in closed]
