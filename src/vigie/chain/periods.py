"""Which links hold at a date: those whose period contains it, else the buyer's latest; links without period always."""

from __future__ import annotations

from datetime import date

import polars as pl

from vigie.chain.faults import Fault, Remark
from vigie.chain.tidying import ordinal
from vigie.errors import Message

PAIR = ("supplier", "buyer", "product", "buyer_product")
"""What two rows have in common that say how much was bought of one thing: only their periods may differ."""


def overlaps(repeated: pl.DataFrame) -> list[Fault]:
    """Rows of one purchase whose periods overlap without being equal: they would count some of it twice."""
    first, last = pl.col("from").fill_null(date.min), pl.col("until").fill_null(date.max)
    ordered = repeated.with_columns(first.alias("first"), last.alias("last")).unique((*PAIR, "first", "last"))
    ordered = ordered.sort(*PAIR, "first", "last", "row")
    before = pl.col("last").cum_max().shift(1).over(PAIR)
    found = ordered.filter(pl.col("first") <= before).sort("row")
    return [
        Fault(
            buyer,
            row,
            Message(
                "the period of what {buyer} buys from {supplier} overlaps another.", buyer=buyer, supplier=supplier
            ),
        )
        for buyer, supplier, row in found.select("buyer", "supplier", "row").iter_rows()
    ]


def holding(links: pl.DataFrame, as_of: date | None) -> tuple[pl.DataFrame, list[Remark]]:
    """The links that hold at a date (at their latest where there is none), and what has to be known about it.

    A buyer none of whose dated purchases contains the date is shown with the latest that it had.
    """
    dated = pl.col("from").is_not_null() | pl.col("until").is_not_null()
    if not links.select(dated.any()).item():
        return links, []
    day = ordinal(as_of or date.max)
    begun = ~dated | (pl.col("from").fill_null(date.min) <= day)
    current = dated & begun & (pl.col("until").fill_null(date.max) >= day)
    last = pl.col("until").filter(dated & begun).max().over("buyer")
    old = dated & begun & ~current.any().over("buyer") & (pl.col("until") == last)
    marked = links.with_columns(begun.alias("begun"), old.alias("old"), (~dated | current | old).alias("holds"))
    held = marked.filter("holds").drop("begun", "old", "holds")
    return held, _remarks(marked, as_of)


def _remarks(marked: pl.DataFrame, as_of: date | None) -> list[Remark]:
    later = marked.filter(~pl.col("begun")).height
    old = marked.filter("old")["buyer"].n_unique()
    remarks = []
    if later:
        what = Message("{count} links begin after the date and are not counted.", count=later)
        remarks.append(Remark(0, what))
    if old and as_of:
        what = Message("{count} buyers have no link at the date; the latest before it are shown.", count=old)
        remarks.append(Remark(0, what))
    return remarks
