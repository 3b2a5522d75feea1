"""One state per place and right: findings against are open or closed, then the best valid met claim speaks."""

from __future__ import annotations

import polars as pl

from vigie.assurance.hearing import MET, REMEDIED
from vigie.assurance.states import LEAST_VERIFIED, MET_AT, NODE_STATES, State

STANDING_COLUMNS = {"place": pl.UInt32, "right": pl.UInt8, "state": pl.UInt8, "grade": pl.Int8}
"""`right` and `state` are places in their orders; `grade` is the one that decided, null where none did."""

WHO = ["place", "right"]


def with_closings(claims: pl.DataFrame) -> pl.DataFrame:
    """Adds `open`: a finding against that nothing has closed.

    It is closed by a remedy verified at G2 or better, dated the same day or later, or by a met claim that begins
    later, at an equal grade or better and at least at G2. Only what shows its beginning closes; a finding that shows
    no date stays open. What closed once need not be valid any more.
    """
    closers = (
        claims.filter("closes")
        .group_by(WHO)
        .agg(
            pl.col("from").filter(pl.col("statement") == REMEDIED).max().alias("remedied_on"),
            *(
                pl.col("from")
                .filter((pl.col("statement") == MET) & (pl.col("effective") >= grade))
                .max()
                .alias(f"met_{grade}")
                for grade in _CLOSING
            ),
        )
    )
    needed = pl.max_horizontal("effective", pl.lit(LEAST_VERIFIED, pl.Int8))
    met_on = pl.coalesce(*(pl.when(needed == grade).then(f"met_{grade}") for grade in _CLOSING))
    closed = (pl.col("remedied_on") >= pl.col("said_on")).fill_null(False) | (met_on > pl.col("said_on")).fill_null(
        False
    )
    return claims.join(closers, on=WHO, how="left", maintain_order="left").with_columns(
        (pl.col("against") & pl.col("begun") & ~closed).alias("open"),
        (pl.col("against") & pl.col("begun") & closed).alias("closed"),
    )


_CLOSING = range(LEAST_VERIFIED, len(MET_AT))


def standings(claims: pl.DataFrame) -> pl.DataFrame:
    """The state of every place and right that a claim is heard about, by place and right."""
    weighs = pl.col("open") & ((pl.col("effective") >= LEAST_VERIFIED) | pl.col("testimony"))
    return (
        claims.group_by(WHO)
        .agg(
            weighs.any().alias("is_not_met"),
            pl.col("open").any().alias("is_contested"),
            pl.col("effective").filter("open").max().alias("grade_against"),
            pl.col("effective").filter("valid").max().alias("grade_met"),
            ((pl.col("statement") == MET) & pl.col("begun")).any().alias("was_met"),
        )
        .with_columns(_state().alias("state"))
        .select(
            *WHO,
            pl.col("state").cast(pl.UInt8),
            pl.when("is_contested").then("grade_against").otherwise("grade_met").alias("grade"),
        )
        .sort(WHO)
    )


def _state() -> pl.Expr:
    """The first that holds, in the order of the design: not met, contested, met, expired, unknown."""
    met = pl.lit(None, pl.Int8)
    for grade, state in enumerate(MET_AT):
        met = pl.when(pl.col("grade_met") == grade).then(_code(state)).otherwise(met)
    return (
        pl.when("is_not_met")
        .then(_code(State.NOT_MET))
        .when("is_contested")
        .then(_code(State.CONTESTED))
        .when(pl.col("grade_met").is_not_null())
        .then(met)
        .when("was_met")
        .then(_code(State.EXPIRED))
        .otherwise(_code(State.UNKNOWN))
    )


def _code(state: State) -> pl.Expr:
    return pl.lit(NODE_STATES.index(state), pl.Int8)
