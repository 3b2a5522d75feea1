"""Where the work behind a scope is done: shares located at nodes and unmapped behind them, tier by tier."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vigie.chain.flows import Flow

Numbers = NDArray[np.float64]
Positions = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Weights:
    """What a unit of output counts, per node: `located` at the node itself, `unmapped` in what it buys unmapped.

    By value these are v and u; by worker-hours h and hu times u.
    """

    located: Numbers
    unmapped: Numbers


@dataclass(frozen=True, slots=True)
class Part:
    """Shares of some nodes (by position): `located` there, and `unmapped` one tier behind them.

    `amounts` is the value of their output that the demand draws.
    """

    nodes: Positions
    amounts: Numbers
    located: Numbers
    unmapped: Numbers

    @property
    def sums(self) -> tuple[float, float]:
        """The share located at all of them, and unmapped behind them."""
        return float(self.located.sum()), float(self.unmapped.sum())


@dataclass(frozen=True, slots=True)
class Shares:
    """The shares of one scope. `total` names every node that it reaches; `tiers` begin with the scope itself.

    The shares of `total` sum to 1. `rest` is located and unmapped beyond the last of `tiers`. `weight` is what the
    whole chain weighs (by value, the demand); `error` bounds how far any sum can be from the truth.
    """

    total: Part
    tiers: tuple[Part, ...]
    rest: tuple[float, float]
    weight: float
    error: float

    def by_tier(self) -> Iterator[tuple[int, Part, Part | None]]:
        """For every written tier its number, what is located there, and the tier before, behind which is unmapped."""
        before = None
        for number, part in enumerate(self.tiers):
            yield number, part, before
            before = part

    def frame(self, nodes: pl.Series) -> pl.DataFrame:
        """A row per `node`, `tier` (`rest` and `total` besides numbers) and `kind`, with its `share`.

        `nodes` are the labels of the chain. The numbered tiers and `rest` sum to 1, and so does `total`.
        """
        rows = [
            piece
            for number, part, before in self.by_tier()
            for piece in (_rows(nodes, str(number), part, "located"), *_behind(nodes, str(number), before))
        ]
        rest = pl.DataFrame(
            {"node": ["", ""], "tier": ["rest"] * 2, "kind": ["located", "unmapped"], "share": self.rest}
        )
        totals = [_rows(nodes, "total", self.total, kind) for kind in ("located", "unmapped")]
        return pl.concat([*rows, rest, *totals]).filter(pl.col("share") > 0)


def _behind(nodes: pl.Series, tier: str, before: Part | None) -> Iterator[pl.DataFrame]:
    if before is not None:
        yield _rows(nodes, tier, before, "unmapped")


def _rows(nodes: pl.Series, tier: str, part: Part, kind: str) -> pl.DataFrame:
    share = part.located if kind == "located" else part.unmapped
    labels = nodes.gather(part.nodes)
    return pl.DataFrame({"node": labels, "share": share}).select(
        "node", pl.lit(tier).alias("tier"), pl.lit(kind).alias("kind"), "share"
    )


def shares_of(flow: Flow, weights: Weights) -> Shares:
    """The shares of the scope whose flow through the chain this is."""
    whole = _part(flow.total_nodes, flow.total_amounts, weights, 1.0)
    weight = sum(whole.sums)
    # Of a chain that weighs nothing there are no shares; whoever asked sees it by its weight.
    divisor = weight or 1.0
    total = _part(flow.total_nodes, flow.total_amounts, weights, divisor)
    tiers = tuple(_part(nodes, amounts, weights, divisor) for nodes, amounts in flow.tiers)
    located, unmapped = total.sums
    located -= sum(part.sums[0] for part in tiers)
    unmapped -= sum(part.sums[1] for part in tiers[:-1])
    return Shares(total, tiers, (max(located, 0.0), max(unmapped, 0.0)), weight, flow.error)


def _part(nodes: Positions, amounts: Numbers, weights: Weights, whole: float) -> Part:
    return Part(nodes, amounts, weights.located[nodes] * amounts / whole, weights.unmapped[nodes] * amounts / whole)
