"""Makes the chain of a scope small enough to be drawn: few tiers, few nodes in each, and nothing lost from the sums.

Small nodes of a tier become one bar, far tiers one column; the work is done by joins, for ten nodes as for a million.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import polars as pl

from vigie.model.chain import Drawing, State
from vigie.outputs.chain.edition import SMALLEST

COLUMNS = 5
"""Tiers side by side, the folded far ones among them."""

NAMED = 7
"""Nodes of a tier that have their own bar."""

SPARED = 2
"""Of these, how many are kept for the largest nodes that break a right or are contested, and would else be folded."""

VISIBLE = 0.005
"""What is smaller hardly shows: beyond the first few it is folded, unless it breaks a right or is contested."""

FEW = 3

GRAVE = (State.NOT_MET.value, State.CONTESTED.value)

NOBODY = ""
"""Stands for nodes that are not told apart, as beyond the last tier."""

OTHER = -1
"""The bar of the folded nodes of a tier."""

GAP = -2
"""The bar of what is unmapped at a tier."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: a node, or many (`folded` counts them, and they have no name; 0 where nobody is told apart).

    `through` is its whole share of the chain with all that lies behind it; `states` says what of it is located here,
    or is unmapped.
    """

    node: str
    folded: int
    through: float
    states: Mapping[State, float]

    @property
    def located(self) -> float:
        """What ends here; the rest of `through` is passed on."""
        return sum(self.states.values())


@dataclass(frozen=True, slots=True)
class Column:
    """One tier, or from `tier` on all further ones together; its bars by key: 0, 1, ... for nodes, `OTHER`, `GAP`."""

    tier: int
    further: bool
    bars: Mapping[int, Bar]


@dataclass(frozen=True, slots=True)
class Band:
    """Which share passes from a bar of the column `buyers` to a bar of the next one."""

    buyers: int
    buyer: int
    supplier: int
    share: float


@dataclass(frozen=True, slots=True)
class Folded:
    """What is drawn."""

    columns: tuple[Column, ...]
    bands: tuple[Band, ...]


def fold(drawing: Drawing) -> Folded:
    """The bars and bands of a chain, at most `COLUMNS` tiers of `NAMED` nodes, one `OTHER` and one `GAP` each."""
    return _Folding(drawing).folded()


class _Folding:
    """The tables of one drawing on the way. `far` is the column of further tiers, -1 where there is none: in it all
    nodes, and what is unmapped, make one bar."""

    def __init__(self, drawing: Drawing) -> None:
        drawing = replace(drawing, places=drawing.places.filter(pl.col("share") > SMALLEST))
        tiers = drawing.places["tier"]
        highest = int(str(tiers.max())) if tiers.len() > tiers.null_count() else 0
        beyond = bool(tiers.null_count())
        self.last = min(highest + beyond, COLUMNS - 1)
        self.far = self.last if beyond or highest > self.last else -1
        null_is_next = highest + beyond == self.last
        self.places = self._placed(drawing.places, null_is_next).with_columns(gap=pl.col("state") == State.UNMAPPED)
        self.flows = self._placed(drawing.flows, null_is_next).filter("first")
        self.keys = self._keys()

    def folded(self) -> Folded:
        bars = self._bars()
        columns = (Column(each, each == self.far, bars.get(each, {})) for each in range(self.last + 1))
        return Folded(tuple(columns), tuple(self._bands()))

    def _placed(self, rows: pl.DataFrame, null_is_next: bool) -> pl.DataFrame:
        """The rows with the column they belong to, and whether their tier is the first of it."""
        column = pl.col("tier").fill_null(self.last).clip(0, self.last)
        first = (pl.col("tier") == column).fill_null(null_is_next)
        return rows.filter(pl.col("share") > SMALLEST).with_columns(column.alias("column"), first.alias("first"))

    def _keys(self) -> pl.DataFrame:
        """Which bar each node of each column belongs to, with its whole share: `column`, `node`, `key`, `through`."""
        here, share = self.places.filter(~pl.col("gap")), pl.col("share")
        gap = self.places.filter("gap", "first", pl.col("node") != NOBODY)
        none = pl.lit(0.0)
        grave = pl.when(pl.col("state").is_in(GRAVE)).then(share).otherwise(none)
        before = pl.col("column") - 1
        rows = [
            here.select("column", "node", share.alias("out"), none.alias("in"), grave.alias("grave")),
            gap.select(before, "node", share, none.alias("in"), none.alias("grave")),
            self.flows.select(before, "buyer", share, none.alias("in"), none.alias("grave")),
            self.flows.select("column", "supplier", none, share.alias("in"), none.alias("grave")),
        ]
        whole = pl.concat([each.rename(dict(zip(each.columns, rows[0].columns, strict=True))) for each in rows])
        sums = whole.filter(pl.col("column") >= 0).group_by("column", "node").agg(pl.exclude("column", "node").sum())
        # Sums of the same shares in another order may differ in their last digits; the order of bars may not.
        through = pl.max_horizontal("out", "in").round(12).alias("through")
        return self._ranked(sums.select("column", "node", through, "grave"))

    def _ranked(self, nodes: pl.DataFrame) -> pl.DataFrame:
        """The largest of each column get bars of their own, and the gravest of those that follow."""
        place = pl.int_range(pl.len()).over("column")
        by_size = nodes.sort("column", "through", "node", descending=[False, True, False]).with_columns(place=place)
        late = pl.col("place") >= NAMED - SPARED
        graver = by_size.with_columns(late=late, grave=pl.when(late).then("grave").otherwise(0.0))
        ordered = graver.sort("column", "late", "grave", "place", descending=[False, False, True, False])
        visible = (pl.col("through") >= VISIBLE) | (pl.col("place") < FEW) | (pl.col("grave") > 0)
        own = (place < NAMED) & (visible | (pl.len().over("column") <= NAMED))
        key = pl.when(own & (pl.col("column") != self.far)).then(place).otherwise(OTHER)
        return ordered.select("column", "node", "through", key.cast(pl.Int64).alias("key"))

    def _bars(self) -> dict[int, dict[int, Bar]]:
        found: dict[int, dict[int, Bar]] = {}
        states = self._states()
        named = (pl.col("node") != NOBODY).sum().alias("folded")
        nodes = pl.col("node").first(), named, pl.col("through").sum()
        for column, key, node, folded, through in (
            self.keys.group_by("column", "key").agg(nodes).sort("column", "key").iter_rows()
        ):
            own = states.pop((column, key), {})
            whole = sum(own.values()) if column == self.far else max(through, sum(own.values()))
            found.setdefault(column, {})[key] = Bar("" if folded > 1 else node, folded, whole, own)
        for (column, key), own in sorted(states.items()):
            found.setdefault(column, {})[key] = Bar("", 0, sum(own.values()), own)
        return found

    def _states(self) -> dict[tuple[int, int], dict[State, float]]:
        """What every bar is made of."""
        keyed = self.places.join(self.keys, on=["column", "node"], how="left", nulls_equal=True)
        key = pl.when("gap").then(self._gap()).otherwise(pl.col("key").fill_null(OTHER))
        sums = keyed.with_columns(key=key).group_by("column", "key", "state").agg(pl.col("share").sum())
        found: dict[tuple[int, int], dict[State, float]] = {}
        for column, bar, state, share in sums.iter_rows():
            found.setdefault((column, bar), {})[State(state)] = share
        return {bar: {each: own[each] for each in State if each in own} for bar, own in found.items()}

    def _gap(self) -> pl.Expr:
        """The bar in which what is unmapped stands."""
        return pl.when(pl.col("column") == self.far).then(OTHER).otherwise(GAP).cast(pl.Int64)

    def _bands(self) -> Iterator[Band]:
        buyer = pl.col("node").alias("buyer")
        lost = self.places.filter("gap", "first").select("column", buyer, "share", self._gap().alias("to"))
        suppliers = self.keys.select("column", pl.col("node").alias("supplier"), pl.col("key").alias("to"))
        bought = self.flows.join(suppliers, on=["column", "supplier"], how="left", nulls_equal=True)
        buyers = self.keys.select(pl.col("column") + 1, buyer, pl.col("key").alias("of"))
        both = pl.concat([lost, bought.select(lost.columns)]).join(buyers, on=["column", "buyer"], nulls_equal=True)
        sums = both.group_by("column", "of", "to").agg(pl.col("share").sum()).sort("column", "of", "to")
        for column, of, to, share in sums.iter_rows():
            yield Band(column - 1, of, to, share)
