"""From tables to the nodes and shares of a chain: every fault is found before anything is computed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vigie.chain.completing import completed
from vigie.chain.cycles import closed_faults
from vigie.chain.faults import SUM_TOLERANCE, Fault, FaultyChain, Remark
from vigie.chain.inputs import Inputs
from vigie.chain.naming import NO_LINES, lines_of, named
from vigie.chain.periods import PAIR, holding, overlaps
from vigie.errors import Message

BASES = ("output", "purchases")


@dataclass(frozen=True)
class Assembled:
    """The parts of a chain. `nodes` has one row per node, in order; `assumed_links` stands beside `inputs.shares`.

    `set_aside` are the nodes that were at fault and count as wholly unknown.
    """

    nodes: pl.DataFrame
    inputs: Inputs
    assumed_links: NDArray[np.bool_]
    remarks: tuple[Remark, ...]
    faults: tuple[Fault, ...]
    set_aside: tuple[str, ...]


def assembled(
    links: pl.DataFrame,
    parties: pl.DataFrame,
    as_of: date | None,
    lines: pl.DataFrame = NO_LINES,
    *,
    keep_going: bool,
) -> Assembled:
    """The chain that the links of a date say. `parties` holds a row for every party, with `value_added` filled.

    `lines` are product lines that are known besides those that the links name.

    Raises `FaultyChain` with every fault; with `keep_going` the nodes at fault are set aside instead.
    """
    faults = [*_impossible(links), *_impossible_parties(parties), *_unknown(links, parties)]
    links = links.drop_nulls(["supplier", "buyer"])
    parties = parties.unique("id", keep="first", maintain_order=True)
    links, remarks, overlapping = _once(links)
    faults += overlapping
    links, aged = holding(links, as_of)
    lines = lines_of(links, lines)
    links, lineless = named(links, lines)
    links, nodes, assumptions = completed(links, _nodes(links, parties, lines))
    faults += _sums(links, nodes)
    _refuse(faults, keep_going=keep_going)
    built = _Builder(links, nodes).without({fault.node for fault in faults})
    cycles = built.closed()
    _refuse(cycles, keep_going=keep_going)
    remarks += [*aged, *lineless, *assumptions]
    return built.without({fault.node for fault in cycles}).build(remarks, [*faults, *cycles])


def _refuse(faults: Iterable[Fault], *, keep_going: bool) -> None:
    found = sorted(faults, key=lambda fault: (fault.row, fault.node))
    if found and not keep_going:
        raise FaultyChain(found)


def _impossible(links: pl.DataFrame) -> list[Fault]:
    """Shares and values that no purchase can have; bases that do not exist; links without an end."""
    number = pl.coalesce("share", "value")
    wrong = (pl.min_horizontal("share", "value") < 0) | ~number.is_finite()
    numbers = links.filter(wrong).select("buyer", "row", number.alias("number"))
    bases = links.filter(~pl.col("basis").is_in(BASES)).select("buyer", "row", "basis")
    ends = links.filter(pl.col("supplier").is_null() | pl.col("buyer").is_null())
    return [
        *(
            Fault(buyer or "", row, Message("{number} is not a share or a value that can be bought.", number=number))
            for buyer, row, number in numbers.iter_rows()
        ),
        *(
            Fault(buyer or "", row, Message("{basis} is not a basis: write output or purchases.", basis=basis))
            for buyer, row, basis in bases.iter_rows()
        ),
        *(Fault(buyer or "", row, Message("a supplier or a buyer is missing.")) for buyer, row in _ends(ends)),
    ]


def _ends(links: pl.DataFrame) -> Iterable[tuple[str | None, int]]:
    return links.select("buyer", "row").iter_rows()


def _impossible_parties(parties: pl.DataFrame) -> list[Fault]:
    """Parties that stand twice, and unmapped shares that cannot be."""
    twice = parties.filter(pl.col("id").is_duplicated())["id"].unique().sort()
    wrong = parties.filter((pl.col("unmapped") < 0) | ~pl.col("unmapped").is_finite()).select("id", "unmapped")
    return [
        *(Fault(party, 0, Message("{party} stands more than once among the parties.", party=party)) for party in twice),
        *(
            Fault(party, 0, Message("{number} is not a share that {party} can buy.", number=number, party=party))
            for party, number in wrong.iter_rows()
        ),
    ]


def _unknown(links: pl.DataFrame, parties: pl.DataFrame) -> list[Fault]:
    """Ids in links that are no party: the first row of each."""
    ids = parties.select("id")
    named_in = [links.select(id=end, row="row").drop_nulls("id") for end in ("supplier", "buyer")]
    strangers = pl.concat(each.join(ids, on="id", how="anti") for each in named_in)
    return [
        Fault(party, row, Message("{party} is not among the parties.", party=party))
        for party, row in strangers.group_by("id").agg(pl.col("row").min()).sort("row").iter_rows()
    ]


def _once(links: pl.DataFrame) -> tuple[pl.DataFrame, list[Remark], list[Fault]]:
    """Every purchase once: the same supplier, buyer, product and period are summed, and said."""
    ends = links.select(pl.struct("supplier", "buyer").hash().alias("pair"))["pair"]
    if not ends.is_duplicated().any():
        return links, [], []
    repeated = links.filter(ends.is_duplicated())
    # A share and a value cannot be added: each kind is summed by itself.
    key = [*PAIR, "currency", "basis", "from", "until", pl.col("share").is_not_null().alias("is_share")]
    summed = repeated.group_by(key, maintain_order=True).agg(
        pl.when(pl.col(name).count() > 0).then(pl.col(name).sum()).alias(name) for name in ("share", "value")
    )
    rows = repeated.group_by(key, maintain_order=True).agg(pl.col("row").min(), times=pl.len())
    once = summed.with_columns(rows["row"], rows["times"])
    remarks = [
        Remark(row, Message("{supplier} sells to {buyer} on {times} rows, which are summed.", **said))
        for row, said in _summed(once.filter(pl.col("times") > 1))
    ]
    kept = pl.concat([links.filter(~ends.is_duplicated()), once.select(links.columns)])
    return kept.sort("row"), remarks, overlaps(once)


def _summed(once: pl.DataFrame) -> Iterable[tuple[int, dict[str, str | int]]]:
    for row, supplier, buyer, times in once.sort("row").select("row", "supplier", "buyer", "times").iter_rows():
        yield row, {"supplier": supplier, "buyer": buyer, "times": times}


def _nodes(links: pl.DataFrame, parties: pl.DataFrame, lines: pl.DataFrame) -> pl.DataFrame:
    """One row per node, by label: all parties, those that only links name, and product lines."""
    own = parties.rename({"id": "party"}).with_columns(node=pl.col("party"), product_line=pl.lit(None, pl.String))
    named_in = pl.concat([links.select(party="supplier"), links.select(party="buyer")]).drop_nulls().unique()
    strange = named_in.join(own.select("party"), on="party", how="anti").with_columns(
        node="party", unmapped=pl.lit(1.0)
    )
    lines = lines.join(own.drop("node", "product_line"), on="party", how="left")
    return (
        pl.concat([own, strange, lines], how="diagonal").with_columns(pl.col("value_added").fill_null(0)).sort("node")
    )


def _sums(links: pl.DataFrame, nodes: pl.DataFrame) -> list[Fault]:
    """Nodes that buy more than the value of their output."""
    over = nodes.filter(pl.col("bought") + pl.col("u") > 1 + SUM_TOLERANCE).select("node", "bought", "u")
    rows = links.join(over, left_on="buyer_node", right_on="node", how="semi")
    first = rows.group_by("buyer_node").agg(pl.col("row").min())
    return [
        Fault(
            node,
            row or 0,
            Message("{node} buys {sum} of its output, which is more than 1.", node=node, sum=round(bought + u, 9)),
        )
        for node, bought, u, row in over.join(first, left_on="node", right_on="buyer_node", how="left").iter_rows()
    ]


class _Builder:
    """Links and nodes on their way to arrays; nodes can be taken out of the calculation without losing their weight."""

    def __init__(self, links: pl.DataFrame, nodes: pl.DataFrame, aside: frozenset[str] = frozenset()) -> None:
        self._links, self._nodes, self._aside = links, nodes, aside

    def without(self, faulty: set[str]) -> _Builder:
        """The same, with these nodes (and the lines of these parties) set aside: all that they are is unknown."""
        if not faulty:
            return self
        at_fault = pl.col("node").is_in(sorted(faulty)) | pl.col("party").is_in(sorted(faulty))
        found = self._nodes.filter(at_fault)["node"].to_list()
        u = pl.when(at_fault).then(1.0).otherwise(pl.col("u"))
        v = pl.when(at_fault).then(0.0).otherwise(pl.col("v"))
        return _Builder(
            self._links.filter(~pl.col("buyer_node").is_in(found)),
            self._nodes.with_columns(u=u, v=v, bought=pl.when(at_fault).then(0.0).otherwise(pl.col("bought"))),
            self._aside | set(found),
        )

    def closed(self) -> list[Fault]:
        """Cycles that buy all their input from themselves."""
        inputs, _ = self._arrays()
        first = self._links.group_by("buyer_node").agg(pl.col("row").min())
        return closed_faults(inputs, self._nodes["node"], dict(first.iter_rows()))

    def build(self, remarks: Iterable[Remark], faults: Iterable[Fault]) -> Assembled:
        """The arrays, with all that was found on the way."""
        inputs, assumed = self._arrays()
        return Assembled(self._nodes, inputs, assumed, tuple(remarks), tuple(faults), tuple(sorted(self._aside)))

    def _arrays(self) -> tuple[Inputs, NDArray[np.bool_]]:
        """The shares by buyer and supplier, summed over products, so that each node's shares add up to 1 exactly."""
        labels = pl.Enum(self._nodes["node"])
        coded = self._links.filter(pl.col("a") > 0).select(
            pl.col("buyer_node").cast(labels).to_physical().cast(pl.Int64).alias("buyer"),
            pl.col("supplier_node").cast(labels).to_physical().cast(pl.Int64).alias("supplier"),
            "a",
            "assumed",
        )
        by_pair = coded.group_by("buyer", "supplier").agg(pl.col("a").sum(), pl.col("assumed").any())
        by_pair = by_pair.sort("buyer", "supplier")
        return self._inputs(by_pair), by_pair["assumed"].to_numpy()

    def _inputs(self, links: pl.DataFrame) -> Inputs:
        n = self._nodes.height
        u, v = (self._nodes[name].to_numpy().astype(float) for name in ("u", "v"))
        bought = self._nodes["bought"].to_numpy()
        # Where nothing is left for the node itself, rounding must not make more than 1 of the sum.
        scale = np.divide(1 - u, bought, out=np.ones(n), where=(v == 0) & (bought > 0))
        buyers = links["buyer"].to_numpy()
        return Inputs(
            starts=np.searchsorted(buyers, np.arange(n + 1)),
            suppliers=links["supplier"].to_numpy().astype(np.int32),
            shares=links["a"].to_numpy() * scale[buyers],
            added=v,
            unmapped=u,
        )
