"""The first places to look: one right, stage, product group and country together, so that ten resellers are one mine.

Groups rank by severity, likelihood, evidence about a supplier itself before mere context, and people affected,
unknown before known (judgement `priorities_context`). Groups of equal rank take turns by product group, the one
with the most spend first, so that the first ten do not all speak of the same field of cotton.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

import polars as pl

from vigie.model.assessment import About, Position, Priority, RiskProfile
from vigie.risk.ranking import PLAUSIBLE_BAND, most_first

GROUP = ("right", "stage", "product_group", "country", "about")
"""What rows of one group have in common. A statement about one supplier never takes in those who share its context."""

SEVERITY_FIRST = ("severity", "place", "context", "people_key")
LIKELIHOOD_FIRST = ("place", "severity", "context", "people_key")

Members = Callable[[pl.DataFrame], pl.DataFrame]
"""Gives the pairs of supplier and profile for the profiles in a table."""


def priorities(
    table: pl.DataFrame, profiles: list[RiskProfile], members: Members, most: int
) -> tuple[tuple[Priority, ...], tuple[tuple[Priority, int], ...]]:
    """The first groups, and every group that is among the first in either order with its place if likelihood led.

    `table` holds ranked rows, `members` knows who stands behind which profile. Groups of equal standing share a rank.
    """
    groups = _groups(table, profiles)
    if groups.is_empty():
        return (), ()
    by_severity = _in_order(groups, SEVERITY_FIRST)
    by_likelihood = _in_order(groups, LIKELIHOOD_FIRST)
    places = dict(zip(by_likelihood["group"], by_likelihood["group_rank"], strict=True))
    alternative = set(by_likelihood["group"].head(most))
    rows = [
        row
        for place, row in enumerate(by_severity.iter_rows(named=True))
        if place < most or row["group"] in alternative
    ]
    suppliers = _suppliers((row["group"] for row in rows), members, profiles)
    either = tuple((_priority(row, profiles, suppliers), places[row["group"]]) for row in rows)
    first = tuple(priority for priority, _ in either[:most])
    return first, either


def _groups(table: pl.DataFrame, profiles: list[RiskProfile]) -> pl.DataFrame:
    """One row per group with its worst profile, the people known to be affected and the spend."""
    return (
        _by_profile(table)
        .join(_numbered(profiles), on="profile", how="left", maintain_order="left")
        .sort(["severity", "place", "context", "rank"], maintain_order=True)
        .group_by("group", maintain_order=True)
        .agg(
            pl.col("profile", "severity", "place", "context", "product_group", "unmapped").first(),
            _known_sum("people"),
            _known_sum("spend"),
        )
        .with_columns(most_first())
    )


def _by_profile(table: pl.DataFrame) -> pl.DataFrame:
    """The plausible rows of each profile as one, in the order of their best ranks: many suppliers share a profile."""
    return (
        table.filter(pl.col("band") == PLAUSIBLE_BAND)
        .group_by("profile", maintain_order=True)
        .agg(pl.col("rank", "severity", "place").first(), _known_sum("people"), _known_sum("spend"))
    )


def _known_sum(column: str) -> pl.Expr:
    """The sum, unknown as soon as one of its terms is."""
    return pl.when(pl.col(column).null_count() == 0).then(pl.col(column).sum()).alias(column)


def _numbered(profiles: list[RiskProfile]) -> pl.DataFrame:
    """Which group each profile belongs to, and whether it is mere context."""
    numbers: dict[tuple[object, ...], int] = {}
    group = [numbers.setdefault(tuple(getattr(each, name) for name in GROUP), len(numbers)) for each in profiles]
    return pl.DataFrame(
        {
            "profile": range(len(profiles)),
            "group": group,
            "context": [each.about is About.CONTEXT for each in profiles],
            "product_group": [each.product_group for each in profiles],
            "unmapped": [each.position is Position.UNMAPPED for each in profiles],
        },
        schema={
            "profile": pl.Int64,
            "group": pl.Int64,
            "context": pl.Boolean,
            "product_group": pl.String,
            "unmapped": pl.Boolean,
        },
    )


def _in_order(groups: pl.DataFrame, order: tuple[str, ...]) -> pl.DataFrame:
    """The groups sorted, with the rank that equal groups share, how many share it, and turns inside a rank.

    Of one product group the supplier itself comes before what stands unmapped behind it.
    """
    return (
        groups.sort([*order, "unmapped", "profile"])
        .with_row_index("place_in_order", offset=1)
        .with_columns(
            pl.col("place_in_order").min().over(order).cast(pl.Int64).alias("group_rank"),
            pl.len().over(order).cast(pl.Int64).alias("tied"),
            pl.int_range(pl.len()).over([*order, "product_group"]).alias("turn"),
        )
        .sort([*order, "turn", "spend_key", "profile"])
    )


def _suppliers(groups: Iterable[int], members: Members, profiles: list[RiskProfile]) -> dict[int, tuple[int, ...]]:
    """The suppliers in each of some groups, in the order of the list."""
    wanted = _numbered(profiles).filter(pl.col("group").is_in(list(groups))).select("profile", "group")
    found = members(wanted).join(wanted, on="profile").group_by("group").agg(pl.col("supplier").unique().sort())
    return {group: tuple(suppliers) for group, suppliers in found.iter_rows()}


def _priority(row: dict[str, object], profiles: list[RiskProfile], suppliers: dict[int, tuple[int, ...]]) -> Priority:
    return Priority(
        rank=int(str(row["group_rank"])),
        profile=profiles[int(str(row["profile"]))],
        suppliers=suppliers[int(str(row["group"]))],
        people=None if row["people"] is None else int(str(row["people"])),
        tied=int(str(row["tied"])),
    )
