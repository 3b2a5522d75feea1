"""Who comes first: severity among plausible risks, likelihood inside a band, people, spend; ties share a rank.

UN Guiding Principles 14 and 24. What has no source and what is low follow, in that order, each still listed.
Unknown people and unknown spend stand before known ones: what is not known never helps a risk to sink.
"""

from __future__ import annotations

import polars as pl

from vigie.model.assessment import PLAUSIBLE, Likelihood

PLAUSIBLE_BAND = 0
"""The band of what ranks by its severity."""

_PLACE = {likelihood: place for place, likelihood in enumerate(Likelihood)}
_BAND = {
    likelihood: (Likelihood.NO_SOURCE, Likelihood.LOW).index(likelihood) + 1
    for likelihood in (Likelihood.NO_SOURCE, Likelihood.LOW)
} | dict.fromkeys(PLAUSIBLE, PLAUSIBLE_BAND)

SEVERITY_FIRST = ("band", "severity", "place", "people_key", "spend_key")
LIKELIHOOD_FIRST = ("band", "place", "severity", "people_key", "spend_key")


def standing() -> list[pl.Expr]:
    """The columns that a ranking compares first, from `likelihood`; smaller comes first."""
    return [_coded("likelihood", _BAND).alias("band"), _coded("likelihood", _PLACE).alias("place")]


def most_first() -> list[pl.Expr]:
    """The columns that a ranking compares last, from `people` and `spend`; smaller comes first."""
    return [_most_first("people").alias("people_key"), _most_first("spend").alias("spend_key")]


def _coded(column: str, codes: dict[Likelihood, int]) -> pl.Expr:
    return pl.col(column).replace_strict({str(code): place for code, place in codes.items()}, return_dtype=pl.Int8)


def _most_first(column: str) -> pl.Expr:
    """Unknown before known, then the most."""
    return -pl.col(column).cast(pl.Float64).fill_null(float("inf"))


def ranked(rows: pl.DataFrame, order: tuple[str, ...] = SEVERITY_FIRST) -> pl.DataFrame:
    """The rows sorted, with `rank`: equal keys share it and the next rank counts them (1, 2, 2, 4)."""
    return rows.sort(order, maintain_order=True).with_columns(_shared_rank(order))


def _shared_rank(order: tuple[str, ...]) -> pl.Expr:
    """The place of the first of the equal rows, in rows that are sorted."""
    place = pl.int_range(1, pl.len() + 1, dtype=pl.Int64)
    begins = pl.any_horizontal(pl.col(key).ne_missing(pl.col(key).shift()) for key in order)
    return pl.when(begins).then(place).forward_fill().alias("rank")


def tied_share(rows: pl.DataFrame) -> float:
    """The share of rows whose rank another row shares: how much the order leaves open."""
    if rows.is_empty():
        return 0.0
    rank = pl.col("rank")
    shared = (rank == rank.shift()).fill_null(False) | (rank == rank.shift(-1)).fill_null(False)
    return float(rows.select(shared.mean()).item())
