"""Completes what links and parties state into shares of output that sum to 1, and marks what is assumed.

`a` is bought from named suppliers, `u` from unknown ones, `v` is added by the node itself, each per unit of its
output. Silence is not knowledge: where `u` is not stated, `v` is an assumed share and `u` is what remains.
"""

from __future__ import annotations

import polars as pl

from vigie.chain.faults import Remark
from vigie.errors import Message

_EXACT = 1e-12
"""Differences below this are rounding: shares that sum to 1 but for the last digits sum to 1."""


def completed(links: pl.DataFrame, nodes: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame, list[Remark]]:
    """Links with `a` and `assumed`; nodes with `u`, `v` and `assumed`; what has to be known about it.

    `nodes` has `node`, `output`, `currency`, `unmapped` (null: not stated) and `value_added` (assumed where needed).
    Sums above 1 are left as they are: they are faults for the caller to judge.
    """
    buyers = nodes.select(buyer_node="node", output="output", paid_in="currency", stated="unmapped", own="value_added")
    valued = _valued(links.join(buyers, on="buyer_node", how="left", maintain_order="left"))
    shared, remarks = _sharing_what_is_left(valued)
    return shared, _remainders(shared, nodes), remarks


def _valued(links: pl.DataFrame) -> pl.DataFrame:
    """`a` where the row itself says it: a share, or a value beside the buyer's output."""
    of_purchases = pl.col("basis") == "purchases"
    same_money = pl.col("currency").eq_missing(pl.col("paid_in")) | pl.col("paid_in").is_null()
    divisible = (pl.col("output") > 0) & pl.col("buyer_product").is_null() & ~pl.col("general") & same_money
    a = (
        pl.when(pl.col("share").is_not_null() & of_purchases)
        .then(pl.col("share") * (1 - pl.col("own")))
        .when(pl.col("share").is_not_null())
        .then(pl.col("share"))
        .when(pl.col("value").is_not_null() & divisible)
        .then(pl.col("value") / pl.col("output"))
    )
    assumed = (pl.col("share").is_not_null() & of_purchases).fill_null(value=False) | (pl.col("part") < 1)
    return links.with_columns(a=a * pl.col("part"), assumed=pl.col("general") | assumed)


def _sharing_what_is_left(links: pl.DataFrame) -> tuple[pl.DataFrame, list[Remark]]:
    """Purchases whose share is not known share what is left: by their values where they have some, else equally."""
    if not links["a"].null_count():
        return links, []
    unknown = pl.col("a").is_null()
    left = 1 - pl.col("a").sum().over("buyer_node") - pl.col("stated").fill_null(0) - pl.col("own")
    weight = pl.col("value").fill_null(pl.col("value").filter(unknown).mean().over("buyer_node")).fill_null(1)
    weighed = links.with_columns(
        left=left.clip(0), weight=pl.when(unknown).then(weight * pl.col("part")), assumed=pl.col("assumed") | unknown
    )
    part = pl.col("weight") / pl.col("weight").sum().over("buyer_node")
    shared = weighed.with_columns(a=pl.coalesce("a", pl.col("left") * part.fill_nan(0)))
    nothing = shared.filter(pl.col("weight").is_not_null() & (pl.col("left") <= 0)).unique("buyer_node").sort("row")
    remarks = [
        Remark(row, Message("nothing is left of the output of {buyer} for links without a share.", buyer=buyer))
        for row, buyer in nothing.select("row", "buyer_node").iter_rows()
    ]
    return shared.drop("left", "weight"), remarks


def _remainders(links: pl.DataFrame, nodes: pl.DataFrame) -> pl.DataFrame:
    """What nodes add themselves and what they buy from unknown suppliers."""
    bought = links.group_by("buyer_node").agg(bought=pl.col("a").sum(), some_assumed=pl.col("assumed").any())
    met = nodes.join(bought, left_on="node", right_on="buyer_node", how="left", maintain_order="left")
    left = 1 - pl.col("bought").fill_null(0)
    exact = pl.when(left.abs() < _EXACT).then(0.0).otherwise(left).clip(0)
    u = pl.coalesce("unmapped", (exact - pl.col("value_added")).clip(0))
    v = exact - u
    return met.with_columns(
        u=u,
        v=pl.when(v < _EXACT).then(0.0).otherwise(v),
        assumed=pl.col("unmapped").is_null() | pl.col("some_assumed").fill_null(value=False),
        bought=pl.col("bought").fill_null(0),
    ).drop("some_assumed")
