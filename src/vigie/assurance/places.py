"""Where people work: every node with its sites, what a claim on each name covers, and how much each site weighs.

A place is a site as part of a node, or a node without a known site. What is said of a site covers that site in all
its nodes; what is said of a party covers its own work at all its places; of a product line, the places of that line.
Nothing ever covers a supplier.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vigie.errors import Message
from vigie.model.records import NotUnderstood, Place

SITE_COLUMNS = {
    "row": pl.UInt32,
    "site": pl.String,
    "party": pl.String,
    "product_line": pl.String,
    "workers": pl.Float64,
}


class ChainOfNodes(Protocol):
    """What assurance needs of a chain: the names of its nodes, and who they are."""

    @property
    def nodes(self) -> pl.Series:
        """The label of every node."""

    @property
    def parties(self) -> pl.DataFrame:
        """Per node, in the same order: `party`, `product_line` (null: none), and `name` where it is known."""


@dataclass(frozen=True)
class Places:
    """The places of a chain.

    `places`: `place`, `node`, `site` (null: none known), `party`, `party_name`, `weight` (share of its node).
    `covers`: `subject`, `about` (`site`, `party` or `line`), `place`, `one_place` (the subject is one known site).
    `two_meanings`: names of a site that are a party's as well. `assumed`: nodes whose sites weigh equally because
    the workers of one of them are not known.
    """

    places: pl.DataFrame
    covers: pl.DataFrame
    two_meanings: pl.Series
    assumed: NDArray[np.bool_]
    node_count: int
    not_understood: tuple[NotUnderstood, ...]

    def covered_by(self, subjects: pl.Series) -> pl.Series:
        """The places that claims on these subjects are about."""
        return self.covers.filter(pl.col("subject").is_in(subjects.implode()))["place"].unique()

    def only(self, places: pl.Series) -> Places:
        """These places alone, with everything that covers them."""
        wanted = pl.col("place").is_in(places.implode())
        return replace(self, places=self.places.filter(wanted), covers=self.covers.filter(wanted))


def places_of(chain: ChainOfNodes, sites: pl.DataFrame | None, file: str) -> Places:
    """The places of a chain with its recorded sites; `file` is where the sites come from, for remarks."""
    nodes = _nodes(chain)
    listed, remarks = _listed(sites, nodes, file)
    held = _held(nodes, listed)
    places = _numbered(nodes.join(_weighed(held), on="node", how="left", maintain_order="left"))
    return Places(
        places=places.select("place", "node", "site", "party", "party_name", "weight"),
        covers=_covers(places),
        two_meanings=_two_meanings(places),
        assumed=_assumed(places, len(nodes)),
        node_count=len(nodes),
        not_understood=remarks,
    )


def _nodes(chain: ChainOfNodes) -> pl.DataFrame:
    parties = chain.parties
    name = pl.col("name") if "name" in parties.columns else pl.lit(None, pl.String)
    return parties.select(
        pl.int_range(pl.len(), dtype=pl.UInt32).alias("node"),
        chain.nodes.alias("label"),
        pl.col("party").cast(pl.String),
        pl.col("product_line").cast(pl.String),
        name.alias("party_name"),
    )


def _listed(
    sites: pl.DataFrame | None, nodes: pl.DataFrame, file: str
) -> tuple[pl.DataFrame, tuple[NotUnderstood, ...]]:
    """The sites that belong to a node, and what is wrong with the others."""
    given = pl.DataFrame(schema=SITE_COLUMNS) if sites is None else with_columns(sites, SITE_COLUMNS)
    same = ["site", "party", "product_line"]
    lined = nodes.group_by("party").agg(pl.col("product_line").is_not_null().any().alias("has_lines"))
    lines = nodes.filter(pl.col("product_line").is_not_null()).select("party", "product_line", line_known=True)
    marked = (
        given.with_columns(pl.struct(same).is_first_distinct().alias("first"))
        .join(lined, on="party", how="left", maintain_order="left")
        .join(lines, on=["party", "product_line"], how="left", maintain_order="left")
        .with_columns(
            pl.col("has_lines").is_null().alias("no_party"),
            (pl.col("has_lines") & pl.col("product_line").is_not_null() & pl.col("line_known").is_null())
            .fill_null(False)
            .alias("no_line"),
            (~(pl.col("workers") >= 0)).fill_null(False).alias("impossible"),
        )
        .with_columns(pl.when(~pl.col("impossible")).then("workers").alias("workers"))
    )
    remarks = tuple(_site_remarks(marked, file))
    return marked.filter(pl.col("first") & ~pl.col("no_party") & ~pl.col("no_line")), remarks


def _site_remarks(marked: pl.DataFrame, file: str) -> list[NotUnderstood]:
    said = {
        "no_party": (
            "party",
            Message("The party of this site is not in the chain; the site is left out."),
            Message("Write the id of the party as it stands in the links."),
        ),
        "no_line": (
            "product_line",
            Message("The party of this site has no such product line in the chain; the site is left out."),
            Message("Write the product line as the links name it, or leave the cell empty."),
        ),
        "twice": (
            "site",
            Message("This site stands twice for the same party and product line; the first row counts."),
            Message("Keep one row for each site, party and product line."),
        ),
        "impossible": (
            "workers",
            Message("The number of workers is not possible; it is taken as unknown."),
            Message("Write how many people work at the site, or leave the cell empty."),
        ),
    }
    wrong = marked.with_columns(twice=~pl.col("first")).filter(pl.any_horizontal(*said))
    return [
        NotUnderstood(Place(file, row=row["row"] or 0, column=said[each][0]), str(row["site"]), *said[each][1:])
        for row in wrong.iter_rows(named=True)
        for each in said
        if row[each]
    ]


def _held(nodes: pl.DataFrame, listed: pl.DataFrame) -> pl.DataFrame:
    """Which node has which site. A node without a line stands for the whole party and has all its sites;
    a site without a line serves every line of its party."""
    pairs = nodes.select("node", "party", node_line="product_line").join(listed, on="party")
    own = (
        pl.col("node_line").is_null()
        | pl.col("product_line").is_null()
        | pl.col("node_line").eq(pl.col("product_line"))
    )
    return (
        pairs.filter(own)
        .group_by("node", "site", maintain_order=True)
        .agg(pl.when(pl.col("workers").is_not_null().all()).then(pl.col("workers").sum()).alias("workers"))
    )


def _weighed(held: pl.DataFrame) -> pl.DataFrame:
    """Adds the share of its node that each site is: by workers where all are known, else equal."""
    alone = pl.len().over("node") == 1
    counted = pl.col("workers").is_not_null().all().over("node") & (pl.col("workers").sum().over("node") > 0)
    return held.with_columns(
        pl.when(alone)
        .then(1.0)
        .when(counted)
        .then(pl.col("workers") / pl.col("workers").sum().over("node"))
        .otherwise(1 / pl.len().over("node"))
        .alias("weight"),
        (~alone & ~counted).alias("assumed"),
        alone.alias("only_site"),
    )


def _numbered(places: pl.DataFrame) -> pl.DataFrame:
    """Adds `place`, its number; a node without a known site is one place."""
    return places.with_columns(
        pl.int_range(pl.len(), dtype=pl.UInt32).alias("place"),
        pl.col("weight").fill_null(1.0),
        pl.col("assumed").fill_null(False),
        pl.col("only_site").fill_null(False),
    )


def _assumed(places: pl.DataFrame, count: int) -> NDArray[np.bool_]:
    flags = np.zeros(count, dtype=np.bool_)
    flags[places.filter("assumed")["node"].to_numpy()] = True
    return flags


def _covers(places: pl.DataFrame) -> pl.DataFrame:
    """Every name that a claim may be about, once per place. A name of a site and of a party means the site."""
    at_sites = places.filter(pl.col("site").is_not_null())
    single = at_sites.group_by("party").agg(one_place=pl.col("site").n_unique() == 1)
    sites = at_sites.select(subject="site", about=pl.lit("site"), place="place", one_place=True)
    parties = places.join(single, on="party", how="left", maintain_order="left").select(
        subject="party", about=pl.lit("party"), place="place", one_place=pl.col("one_place").fill_null(False)
    )
    lines = places.filter(pl.col("product_line").is_not_null()).select(
        subject="label", about=pl.lit("line"), place="place", one_place="only_site"
    )
    return pl.concat(
        [
            sites,
            parties.join(sites, on="subject", how="anti"),
            lines.join(sites, on="subject", how="anti").join(parties, on="subject", how="anti"),
        ]
    )


def _two_meanings(places: pl.DataFrame) -> pl.Series:
    sites = places["site"].drop_nulls().unique()
    return sites.filter(sites.is_in(places["party"].implode()))


def with_columns(table: pl.DataFrame, columns: Mapping[str, type[pl.DataType]]) -> pl.DataFrame:
    """The table with exactly these columns, of these types; one that is missing is empty."""
    return table.select(
        pl.col(name).cast(kind) if name in table.columns else pl.lit(None, kind).alias(name)
        for name, kind in columns.items()
    )
