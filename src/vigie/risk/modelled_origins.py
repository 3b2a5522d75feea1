"""Where what nobody has mapped is likely to come from: modelled, always said so, and never counted as known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import polars as pl

from vigie.model.chain import ORIGINS
from vigie.model.content import UNKNOWN_COUNTRY, ChainStage, ProductGroup, Stage
from vigie.risk.chains import TypicalChains, behind
from vigie.risk.input_output import InputOutputTable

GAPS = {
    "scope": pl.String,
    "node": pl.String,
    "product_group": pl.String,
    "country": pl.String,
    "stage": pl.String,
    "activity": pl.String,
}
"""What is asked about: nodes with suppliers that nobody knows. All but scope and node may be null or empty; `stage`
is then final production, `activity` is the section or division of ISIC 4 of the node."""

_KIND = ["product_group", "country", "stage"]
_PLACE = ["country", "activity"]


def typical_origins(gaps: pl.DataFrame, products: Mapping[str, ProductGroup], chains: TypicalChains) -> pl.DataFrame:
    """The likely countries behind each gap, from the typical chain of its product: a table with the columns `ORIGINS`.

    It is the stage before the node's own, or its own for a node that only trades. A share is given only where a
    source states the country's share of the world's production and nothing else comes from that stage. Where the
    product is not known, or nothing stands before its stage, the country is unknown and stays so.
    """
    filled = gaps.select(pl.col(list(GAPS)).fill_null(""))
    kinds = filled.select(_KIND).unique(maintain_order=True)
    found = [
        {**kind, "behind_stage": stage, "origin": country, "share": share, "source": source}
        for kind in kinds.iter_rows(named=True)
        for stage, country, share, source in _of_kind(kind, products, chains)
    ]
    schema = {name: GAPS[name] for name in _KIND} | {
        "behind_stage": pl.String,
        "origin": pl.String,
        "share": pl.Float64,
        "source": pl.String,
    }
    return _as_origins(filled.join(pl.DataFrame(found, schema), on=_KIND, how="inner", maintain_order="left_right"))


def origins_from_table(gaps: pl.DataFrame, table: InputOutputTable) -> pl.DataFrame:
    """The countries behind each gap as an input-output table has them: a table with the columns `ORIGINS`.

    The shares are of the value of what is unmapped and sum to 1 for each gap. A gap in a country that the table
    does not have is left to the typical chain: it is not in the result.
    """
    filled = gaps.select(pl.col(list(GAPS)).fill_null(""))
    places = filled.select(_PLACE).unique(maintain_order=True).rows()
    demands = {place: demand for place in places if (demand := table.inputs(*place)) is not None}
    if not demands:
        return pl.DataFrame(schema=ORIGINS)
    shares = table.origins(np.column_stack(list(demands.values())))
    found = [
        {"country": place[0], "activity": place[1], "origin": origin, "share": share}
        for column, place in enumerate(demands)
        for origin, share in _by_country(table, shares[:, column].tolist())
    ]
    rows = pl.DataFrame(found, {"country": pl.String, "activity": pl.String, "origin": pl.String, "share": pl.Float64})
    joined = filled.join(rows, on=_PLACE, how="inner", maintain_order="left_right")
    return _as_origins(joined.with_columns(behind_stage=pl.lit(""), source=pl.lit(table.name)))


def _as_origins(rows: pl.DataFrame) -> pl.DataFrame:
    return rows.select(
        "scope", "node", "product_group", pl.col("behind_stage").alias("stage"), pl.col("origin").alias("country"),
        "share", "source",
    )  # fmt: skip


def _of_kind(
    kind: Mapping[str, Any], products: Mapping[str, ProductGroup], chains: TypicalChains
) -> Iterator[tuple[str, str, float | None, str]]:
    group = products.get(kind["product_group"])
    stages: tuple[ChainStage, ...] = ()
    if group is not None:
        own = Stage(kind["stage"]) if kind["stage"] else Stage.FINAL_PRODUCTION
        stages = behind(group, own, bool(kind["stage"]) or chains.makes(group, kind["country"]))
    if not stages:
        yield "", UNKNOWN_COUNTRY, None, ""
        return
    nearest = stages[-1]
    shares = {origin.country: origin.share for part in nearest.parts for origin in chains.origins(part)}
    for place in chains.places(nearest):
        share = shares.get(place.country) if len(nearest.parts) == 1 else None
        yield nearest.stage, place.country, share, "; ".join(place.sources)


def _by_country(table: InputOutputTable, shares: list[float]) -> list[tuple[str, float]]:
    """Shares by country, the largest first; regions of several countries are together, as unknown."""
    totals: dict[str, float] = {}
    for country, share in zip(table.countries, shares, strict=True):
        totals[country] = totals.get(country, 0.0) + share
    return sorted(totals.items(), key=lambda each: (-each[1], each[0]))
