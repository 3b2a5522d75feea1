"""What every node of a chain buys per unit of its output: the numbers under the chain, without any name."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

Floats = NDArray[np.float64]
Nodes = NDArray[np.int64]


@dataclass(frozen=True, eq=False)
class Inputs:
    """Links compressed by buyer: node `j` buys from `suppliers[starts[j]:starts[j + 1]]` the `shares` beside them.

    Shares are of the output value of the buyer, above 0, one per pair of supplier and buyer, sorted by supplier
    within a buyer. For every node, shares + unmapped + added is 1. The arrays are not to be written to: what is
    computed from them is kept here.
    """

    starts: NDArray[np.int64]
    suppliers: NDArray[np.int32]
    shares: Floats
    added: Floats
    unmapped: Floats
    kept: dict[str, object] = field(default_factory=dict, repr=False)

    @property
    def size(self) -> int:
        """How many nodes there are."""
        return len(self.added)

    def links_of(self, buyers: NDArray[np.integer]) -> Nodes:
        """The positions of all links of some buyers, buyer after buyer."""
        return spans(self.starts, buyers)

    @cached_property
    def bought(self) -> csr_array:
        """The matrix whose row `j` holds what node `j` buys: `bought @ m` sums over the suppliers of each node."""
        return csr_array((self.shares, self.suppliers, self.starts), shape=(self.size, self.size))

    @cached_property
    def sold(self) -> csr_array:
        """The same by supplier: row `i` holds the share that node `i` has in the output of each of its buyers."""
        return self.bought.T.tocsr()


def spans(starts: NDArray[np.integer], rows: NDArray[np.integer]) -> Nodes:
    """All positions `starts[row]` to `starts[row + 1]` of some rows of a compressed matrix, row after row."""
    firsts, ends = starts[rows], starts[rows + 1]
    counts = ends - firsts
    positions: Nodes = np.arange(counts.sum()) + np.repeat(firsts - counts.cumsum() + counts, counts)
    return positions
