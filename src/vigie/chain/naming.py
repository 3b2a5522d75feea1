"""Gives links their nodes: a party, or a party and one of its product lines where the links say which line buys."""

from __future__ import annotations

import polars as pl

from vigie.chain.faults import Remark
from vigie.errors import Message

BETWEEN = " / "
"""Stands between party and product line in the label of a node."""


NO_LINES = pl.DataFrame(schema={"node": pl.String, "party": pl.String, "product_line": pl.String})
"""Nobody is known to have product lines."""


def lines_of(links: pl.DataFrame, known: pl.DataFrame = NO_LINES) -> pl.DataFrame:
    """The nodes that are lines, as `node`, `party` and `product_line`: those that links name and those known before."""
    if links["buyer_product"].null_count() == links.height:
        return known
    bought_for = links.filter(pl.col("buyer_product").is_not_null())
    found = bought_for.select(node=_label("buyer", "buyer_product"), party="buyer", product_line="buyer_product")
    return pl.concat([known, found]).unique()


def named(links: pl.DataFrame, lines: pl.DataFrame) -> tuple[pl.DataFrame, list[Remark]]:
    """The links with `supplier_node` and `buyer_node`, and with `general` for what a party buys for all its lines.

    What is bought without naming a line is bought for every line alike: such a link stands once for each. What comes
    from a supplier without naming its line comes from all its lines alike, each with the same `part` of it.
    """
    if lines.is_empty():
        ends = {"supplier_node": pl.col("supplier"), "buyer_node": pl.col("buyer")}
        plain = ends | {"general": pl.lit(value=False), "part": pl.lit(1.0)}
        return links.with_columns(**plain), []
    of_buyers = lines.select(buyer="party", line="product_line")
    return _suppliers(_buyers(links, of_buyers), of_buyers), _lineless(links, of_buyers)


def _label(party: str, line: str) -> pl.Expr:
    return pl.concat_str(pl.col(party), pl.col(line), separator=BETWEEN)


def _buyers(links: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """Purchases of a line stand at the line; general ones stand at the party and at each of its lines."""
    own = links.filter(pl.col("buyer_product").is_not_null())
    general = links.filter(pl.col("buyer_product").is_null())
    shared = general.join(lines, on="buyer", how="inner")
    return pl.concat(
        [
            own.with_columns(_label("buyer", "buyer_product").alias("buyer_node"), general=pl.lit(False)),
            general.with_columns(pl.col("buyer").alias("buyer_node"), general=pl.lit(False)),
            shared.with_columns(_label("buyer", "line").alias("buyer_node"), general=pl.lit(True)).drop("line"),
        ]
    )


def _suppliers(links: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """What is bought comes from the supplier's line of that name, else from all its lines alike, else from itself."""
    of_supplier = lines.select(supplier="buyer", line="line").with_columns(part=1 / pl.len().over("supplier"))
    same_name = of_supplier.select("supplier", "line", product="line")
    met = links.join(same_name, on=["supplier", "product"], how="left")
    unclear = met.filter(pl.col("line").is_null()).drop("line").join(of_supplier, on="supplier", how="left")
    found = pl.concat([met.filter(pl.col("line").is_not_null()).with_columns(part=pl.lit(1.0)), unclear])
    label = pl.when(pl.col("line").is_null()).then(pl.col("supplier")).otherwise(_label("supplier", "line"))
    return found.with_columns(label.alias("supplier_node"), pl.col("part").fill_null(1.0)).drop("line")


def _lineless(links: pl.DataFrame, lines: pl.DataFrame) -> list[Remark]:
    """Links to a supplier with lines that do not say which: taken as coming from all of them alike."""
    known = lines.select(supplier="buyer", product="line")
    lined = links.join(known.select("supplier").unique(), on="supplier", how="semi")
    unclear = lined.join(known, on=["supplier", "product"], how="anti").sort("row")
    return [
        Remark(row, Message("the link names no product line of {supplier}: all are taken alike.", supplier=supplier))
        for row, supplier in unclear.select("row", "supplier").iter_rows()
    ]
