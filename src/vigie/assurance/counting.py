"""The headline: of the sites where a severe risk stands, how many are verified, only identified, or not disclosed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vigie.assurance.assuring import Assurance
from vigie.assurance.states import NODE_STATES, VERIFIED

VERIFIED_CODES = [NODE_STATES.index(state) for state in VERIFIED]


@dataclass(frozen=True, slots=True)
class Headline:
    """Counts for one right, or for all together (`right` is empty: a site is verified only for all of its risks).

    `verified`: known sites whose state is G2 or better. `identified`: known sites that are not verified.
    `undisclosed`: nodes that carry the risk and have no known site, and nodes whose unknown suppliers carry it.
    """

    right: str
    verified: int
    identified: int
    undisclosed: int


def headline(
    assurance: Assurance,
    nodes: NDArray[np.int64],
    severity: NDArray[np.int8],
    *,
    behind: NDArray[np.int8] | None = None,
    band: int = 1,
) -> tuple[Headline, ...]:
    """The counts of a scope for every right, after those of all rights together.

    `nodes` are those that the scope reaches; `severity` is 1 (worst) to 4 per node and right, 0 where no risk is
    known to stand; `behind` the same for what a node buys from unknown suppliers. `band` is the severity counted.
    """
    wanted = np.zeros(assurance.places.node_count, dtype=np.bool_)
    wanted[nodes] = True
    at_node, at_right = np.nonzero((severity == band) & wanted[:, None])
    at_risk = pl.DataFrame({"node": at_node, "right": at_right}, schema={"node": pl.UInt32, "right": pl.UInt8})
    stands = _stands(assurance, at_risk)
    hidden = stands.filter(pl.col("site").is_null()).select("right", "node")
    if behind is not None:
        unknown_node, unknown_right = np.nonzero((behind == band) & wanted[:, None])
        # A node and what stands behind it are two places where people may be harmed: they count apart.
        further = pl.DataFrame(
            {"right": unknown_right, "node": unknown_node + assurance.places.node_count}, schema=hidden.schema
        )
        hidden = pl.concat([hidden, further])
    sites = stands.drop_nulls("site").group_by("site", "right").agg(pl.col("verified").all())
    rights = tuple(assurance.rights)
    per_right = tuple(
        _counted(right, sites.filter(pl.col("right") == place), hidden.filter(pl.col("right") == place))
        for place, right in enumerate(rights)
    )
    return (_counted("", sites, hidden), *per_right)


def _stands(assurance: Assurance, at_risk: pl.DataFrame) -> pl.DataFrame:
    """Every place where the risk stands, and whether it is verified for that right."""
    places = assurance.places.places.select("place", "node", "site")
    return (
        at_risk.join(places, on="node")
        .join(assurance.standings, on=["place", "right"], how="left")
        .with_columns(verified=pl.col("state").is_in(VERIFIED_CODES).fill_null(False))
    )


def _counted(right: str, sites: pl.DataFrame, hidden: pl.DataFrame) -> Headline:
    of_site = sites.group_by("site").agg(pl.col("verified").all())
    verified = int(of_site["verified"].sum())
    return Headline(right, verified, len(of_site) - verified, hidden["node"].n_unique())
