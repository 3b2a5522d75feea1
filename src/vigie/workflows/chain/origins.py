"""Where the unmapped parts of a chain are likely to come from: typical chains, and a table of the user's."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import polars as pl

from vigie.content import Content
from vigie.identify.sectors import Activities
from vigie.risk.chains import TypicalChains
from vigie.risk.input_output import read_table
from vigie.risk.modelled_origins import origins_from_table, typical_origins


def modelled_origins(gaps: pl.DataFrame, content: Content, as_of: date, mrio: Path | None = None) -> pl.DataFrame:
    """A table with the columns `vigie.model.chain.ORIGINS`: what the typical chains say, then what the table says.

    `gaps` has one row for each scope and node behind which suppliers are unknown: `scope`, `node`, `country`,
    `sector`, `product_group`, and `stage` if it is known. `mrio` is the folder of a multi-regional input-output
    table saved with pymrio; it is not asked about traders, whose purchases for resale such tables leave out.
    """
    activities = Activities(content)
    found = [activities.find(*row) for row in gaps.select(pl.col("sector", "product_group").fill_null("")).rows()]
    asked = gaps.with_columns(
        pl.Series("activity", [each.code if each else "" for each in found], pl.String),
        pl.col("stage") if "stage" in gaps.columns else pl.lit(None, pl.String).alias("stage"),
    )
    typical = typical_origins(asked, content.products, TypicalChains(content, as_of))
    if mrio is None:
        return typical
    alpha2 = {fact.row["alpha3"]: fact.row["alpha2"] for fact in content.facts("countries")}
    makers = asked.filter(pl.Series([not (each and each.trade) for each in found], dtype=pl.Boolean))
    return pl.concat([typical, origins_from_table(makers, read_table(mrio, alpha2))])
