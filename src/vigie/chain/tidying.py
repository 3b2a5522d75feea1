"""Brings tables of links and parties, from whatever library they come, to the columns and types of the chain."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

import polars as pl

from vigie.errors import Message, WrongUse

LINKS: Mapping[str, Any] = {
    "supplier": pl.String,
    "buyer": pl.String,
    "product": pl.String,
    "buyer_product": pl.String,
    "share": pl.Float64,
    "value": pl.Float64,
    "currency": pl.String,
    "basis": pl.String,
    "from": pl.Date,
    "until": pl.Date,
    "row": pl.Int64,
}
"""The columns of links: ids as text, `share` of the buyer's output (or, by `basis`, of its purchases), `value` in
`currency`, the first and last day of the period, and the row of the file."""

PARTIES: Mapping[str, Any] = {
    "id": pl.String,
    "name": pl.String,
    "country": pl.String,
    "product": pl.String,
    "sector": pl.String,
    "output": pl.Float64,
    "currency": pl.String,
    "workers": pl.Float64,
    "unmapped": pl.Float64,
    "value_added": pl.Float64,
}
"""The columns of parties: `output` in `currency` per year, people at work, the share of output bought from unknown
suppliers, and the share of output that the sector adds itself (an assumption for parties that state no `unmapped`)."""


def links_table(table: Any) -> pl.DataFrame:
    """Links as a frame of the columns in `LINKS`; `row` counts from 1 where the table has none.

    Raises `WrongUse` where suppliers or buyers are missing, or a column holds something else than it should.
    """
    frame = _frame(table)
    if "row" not in frame.columns:
        frame = frame.with_row_index("row", offset=1)
    return _typed(frame, LINKS, ("supplier", "buyer"))


def parties_table(table: Any) -> pl.DataFrame:
    """Parties as a frame of the columns in `PARTIES`. Raises `WrongUse` where the ids are missing."""
    return _typed(_frame(table), PARTIES, ("id",))


def _frame(table: Any) -> pl.DataFrame:
    if isinstance(table, str | Path):
        return pl.read_parquet(table)
    if isinstance(table, pl.LazyFrame):
        return table.collect()
    return table if isinstance(table, pl.DataFrame) else pl.DataFrame(table)


def _typed(frame: pl.DataFrame, columns: Mapping[str, Any], needed: tuple[str, ...]) -> pl.DataFrame:
    for name in needed:
        if name not in frame.columns:
            raise WrongUse(
                Message('The table has no column "{column}".', column=name),
                where=name,
                advice=Message("Its columns are: {columns}.", columns=", ".join(columns)),
            )
    try:
        return frame.select(
            (pl.col(name) if name in frame.columns else pl.lit(None)).cast(kind).alias(name)
            for name, kind in columns.items()
        )
    except pl.exceptions.PolarsError as error:
        raise WrongUse(
            Message("A column of the table holds something else than it should: {detail}", detail=str(error)),
            advice=Message("Shares, values and numbers of people are numbers, ids are texts, periods are dates."),
        ) from error


def ordinal(day: date) -> pl.Expr:
    """A day as a literal of a query."""
    return pl.lit(day, dtype=pl.Date)
