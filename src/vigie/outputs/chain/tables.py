"""The tables of a chain under their published headers, for CSV and Parquet alike; texts as they are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import polars as pl

from vigie.model.chain import TOTAL, VERIFIED, ChainPath, State, Target
from vigie.outputs.chain.edition import ChainEdition
from vigie.outputs.wording import JOIN

ARROW = " <- "
"""Between the nodes of a path: it points from the supplier to the buyer."""

UNMAPPED_END = "(unmapped)"
"""What a path to a gap ends in."""

PIECE = 1 << 17
"""Rows that are held in words at a time."""


def tables(edition: ChainEdition) -> Mapping[str, pl.DataFrame]:
    """All tables by the name of their file; those that belong to a plan only where there is one."""
    report = edition.report
    found = {
        "shares": report.shares,
        "assurance": report.assurance,
        "paths": paths(report.paths),
        "headline": headline(edition),
        "origins": report.origins,
        "findings": findings(edition),
    }
    if report.plan:
        found |= {"audit_plan": audit_plan(edition), "audit_gains": gains(edition), "audit_costs": costs(edition)}
    return found


def pieces(table: pl.DataFrame) -> Iterator[pl.DataFrame]:
    """The rows in pieces: at least one, which may have no rows."""
    for start in range(0, max(table.height, 1), PIECE):
        yield table.slice(start, PIECE)


def paths(found: Sequence[ChainPath]) -> pl.DataFrame:
    """One row per path, its nodes from the scope outwards."""
    columns = {"scope": pl.String, "right": pl.String, "rank": pl.Int64, "share": pl.Float64, "path": pl.String}
    rows = [(each.scope, each.right, each.rank, each.share, _path(each)) for each in found]
    return pl.DataFrame(rows, schema=columns, orient="row")


def _path(path: ChainPath) -> str:
    return ARROW.join((*path.nodes, UNMAPPED_END) if path.target is Target.GAP else path.nodes)


def audit_plan(edition: ChainEdition) -> pl.DataFrame:
    """One row per visit, in the order in which to make them."""
    columns = {
        "rank": pl.Int64, "site": pl.String, "cost": pl.Float64, "gain": pl.Float64, "severity": pl.Int64,
        "scopes": pl.String,
    }  # fmt: skip
    visits = edition.report.plan.visits if edition.report.plan else ()
    rows = [(each.rank, each.site, each.cost, each.gain, each.severity, JOIN.join(each.scopes)) for each in visits]
    return pl.DataFrame(rows, schema=columns, orient="row")


def gains(edition: ChainEdition) -> pl.DataFrame:
    """What each scope gains from the plan, per band of severity."""
    columns = {"scope": pl.String, "band": pl.Int64, "gain": pl.Float64}
    gained = edition.report.plan.gains if edition.report.plan else ()
    return pl.DataFrame([(each.scope, each.band, each.gain) for each in gained], schema=columns, orient="row")


def costs(edition: ChainEdition) -> pl.DataFrame:
    """Who bears which share of each visit, and why."""
    columns = {"site": pl.String, "payer": pl.String, "share": pl.Float64, "reason": pl.String}
    borne = edition.report.plan.payments if edition.report.plan else ()
    rows = [(each.site, each.payer, each.share, edition.say(each.reason)) for each in borne]
    return pl.DataFrame(rows, schema=columns, orient="row")


def headline(edition: ChainEdition) -> pl.DataFrame:
    """Per scope and right: the counts of sites at the gravest risk, null where they were not counted, and the shares
    of the whole chain."""
    columns: Mapping[str, Any] = {
        "scope": pl.String, "right": pl.String,
        "verified_sites": pl.Int64, "identified_sites": pl.Int64, "undisclosed": pl.Int64,
        "located": pl.Float64, "unmapped": pl.Float64, "verified": pl.Float64,
    }  # fmt: skip
    counted = pl.DataFrame(
        [
            (each.scope, each.right, each.verified, each.identified, each.undisclosed)
            for each in edition.report.headlines
        ],
        schema=dict(list(columns.items())[:5]),
        orient="row",
    )
    share, state = pl.col("share"), pl.col("state")
    known = (
        edition.report.assurance.filter(pl.col("tier") == TOTAL)
        .group_by("scope", "right", maintain_order=True)
        .agg(
            share.filter(state != State.UNMAPPED).sum().alias("located"),
            share.filter(state == State.UNMAPPED).sum().alias("unmapped"),
            share.filter(state.is_in(VERIFIED)).sum().alias("verified"),
        )
    )
    both = counted.join(known, on=["scope", "right"], how="full", coalesce=True, maintain_order="left_right")
    return both.select(list(columns))


def findings(edition: ChainEdition) -> pl.DataFrame:
    """What has to be known about the tables that were read, and what was set aside with its weight."""
    columns = {"kind": pl.String, "where": pl.String, "what": pl.String, "remedy": pl.String, "weight": pl.Float64}
    say = edition.say
    found: list[tuple[str, str, str, str, float | None]] = [
        (each.kind.value, each.where, say(each.what), say(each.remedy) if each.remedy else "", None)
        for each in edition.report.findings
    ]
    found += [("set_aside", each.node, "", "", each.weight) for each in edition.report.set_aside]
    return pl.DataFrame(found, schema=columns, orient="row")
