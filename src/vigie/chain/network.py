"""The chain itself: nodes and what they buy from each other, and the questions that can be asked of it."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import cache, cached_property
from typing import Any, Self

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vigie.chain.assembling import Assembled, assembled
from vigie.chain.changes import Propagated
from vigie.chain.faults import Fault, Remark
from vigie.chain.flows import flow
from vigie.chain.inputs import Floats, Inputs
from vigie.chain.paths import HeaviestPaths, heaviest_paths
from vigie.chain.replacing import with_purchases
from vigie.chain.shares import Shares, Weights, shares_of
from vigie.chain.solving import propagate
from vigie.chain.tidying import links_table, parties_table
from vigie.content import BUNDLED, Content
from vigie.errors import Message, WrongUse

TIERS = 12
"""How many tiers are written where nobody says how many; whatever lies beyond is in the rest."""


class Chain:
    """Parties (or their product lines) and the shares of output that they buy from each other. Numbers only.

    For every node `sum_i a[i, j] + u[j] + v[j] = 1`: bought from named suppliers, bought from unknown ones, and
    added at the node itself. Made by `from_links`.
    """

    def __init__(self, parts: Assembled) -> None:
        self._parts = parts

    @classmethod
    def from_links(
        cls,
        links: Any,
        parties: Any = None,
        *,
        value_added: float | None = None,
        as_of: date | None = None,
        keep_going: bool = False,
    ) -> Self:
        """A chain from tables of links and parties: Polars or Arrow tables, or paths of Parquet files.

        Links have `supplier`, `buyer` and `share` (of the buyer's output, or with `basis` = `purchases` of its
        purchases), or `value` in `currency`; optional are `product`, `buyer_product`, `from`, `until`. Parties have
        `id`; optional are `unmapped` (share of output bought from unknown suppliers), `value_added`, `output`.

        **Without parties the caller declares that the links are complete**: nothing is bought from unknown
        suppliers (`u = 0`), and what the links leave is added by the node itself. With parties, a party that does
        not state `unmapped` is taken to add its `value_added`, or the one given here for all, or the bundled mean
        over all sectors; what remains is unmapped; such nodes are in `assumed`.

        `as_of` chooses the links of that date, or the latest if there is none. Raises `FaultyChain` with every
        fault; with `keep_going` the nodes at fault are in `set_aside` instead, and all behind them is unmapped.
        """
        tidy = links_table(links)
        known = _declared_complete(tidy) if parties is None else _with_value_added(parties_table(parties), value_added)
        return cls(assembled(tidy, known, as_of, keep_going=keep_going))

    @property
    def nodes(self) -> pl.Series:
        """The labels of the nodes, in the order of every array: the party, or `party / product line`."""
        return self._parts.nodes["node"]

    @property
    def parties(self) -> pl.DataFrame:
        """Who the nodes are, in their order: `node`, `party`, `product_line`, and what the parties say."""
        return self._parts.nodes

    @property
    def inputs(self) -> Inputs:
        """The shares as arrays."""
        return self._parts.inputs

    @property
    def assumed(self) -> NDArray[np.bool_]:
        """Per node, whether what it adds itself or buys from unknown suppliers is an assumption."""
        return self._parts.nodes["assumed"].to_numpy()

    @property
    def assumed_links(self) -> NDArray[np.bool_]:
        """Per link of `inputs`, whether its share is an assumption."""
        return self._parts.assumed_links

    @property
    def remarks(self) -> tuple[Remark, ...]:
        """What was summed, left out or assumed while reading the links."""
        return self._parts.remarks

    @property
    def faults(self) -> tuple[Fault, ...]:
        """What was wrong with the nodes that were set aside."""
        return self._parts.faults

    @property
    def set_aside(self) -> tuple[str, ...]:
        """The nodes that were at fault; all that they are and buy counts as unknown."""
        return self._parts.set_aside

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """The position of every node by its label."""
        return {label: place for place, label in enumerate(self.nodes)}

    def shares(self, demand: Mapping[str, float], *, weights: Weights | None = None, tiers: int = TIERS) -> Shares:
        """Where the work behind a demand (node to value bought of its output) is done, and where it is unmapped.

        By value unless `weights` says what a unit of output counts. Shares sum to 1, cycles included. Raises
        `WrongUse` for a node that is not in the chain, or a demand that is not above 0.
        """
        nodes, amounts = self.demand(demand)
        counted = weights or Weights(self.inputs.added, self.inputs.unmapped)
        return shares_of(flow(self.inputs, nodes, amounts, tiers), counted)

    def propagate(self, states: Floats) -> Floats:
        """For every node, the share of its output whose chain is in each state: `m = v * states + A' m`.

        `states` has a row per node, in the order of `nodes`, and a column per state, with values from 0 to 1; one
        column may be a plain vector. Every value is within 1e-6 of the truth.
        """
        columns = np.asarray(states, dtype=float)
        if columns.shape[:1] != (self.inputs.size,):
            raise WrongUse(
                Message(
                    "The states have {rows} rows and the chain {nodes} nodes.", rows=len(columns), nodes=len(self.nodes)
                ),
                advice=Message("Give one row for each node, in the order of the nodes."),
            )
        return propagate(self.inputs, columns.reshape(self.inputs.size, -1)).reshape(columns.shape)

    def propagated(self, states: Floats) -> Propagated:
        """The same, kept with what is needed to bring it up to date when a claim or a link changes."""
        return Propagated.of(self.inputs, states)

    def update(self, links: Any) -> Self:
        """The chain in which the buyers named buy what these links say, instead of what they bought before.

        Give all links of each of these buyers. Only their shares are computed again; `Propagated.replaced` then
        recomputes only what depends on them. Raises `FaultyChain`, as `from_links` does, and for nodes that the
        chain does not have: a new party needs a new chain.
        """
        return type(self)(with_purchases(self._parts, links_table(links)))

    def paths(self, demand: Mapping[str, float], worth: Floats, count: int) -> HeaviestPaths:
        """The `count` heaviest ways from a demand to what matters, each with the share of the demand it carries.

        `worth` says per node how much of a unit of its output matters: v times a state, or u for what is unmapped.
        """
        nodes, amounts = self.demand(demand)
        return heaviest_paths(self.inputs, nodes, amounts, worth, count)

    def demand(self, demand: Mapping[str, float]) -> tuple[NDArray[np.int64], Floats]:
        """A demand by labels as positions and amounts. Raises `WrongUse` for what cannot be one."""
        unknown = [node for node in demand if node not in self.positions]
        if unknown:
            raise WrongUse(
                Message("{node} is not in the chain.", node=unknown[0]),
                advice=Message("Name a party of the links, or party / product line."),
            )
        amounts = np.array(list(demand.values()), dtype=float)
        if not (np.isfinite(amounts).all() and (amounts >= 0).all() and amounts.sum() > 0):
            raise WrongUse(
                Message("A demand is not a sum of positive values."), advice=Message("Give every node a value above 0.")
            )
        return np.array([self.positions[node] for node in demand], dtype=np.int64), amounts


def _declared_complete(links: pl.DataFrame) -> pl.DataFrame:
    """Every party that links name, with nothing bought from unknown suppliers."""
    ids = pl.concat([links["supplier"].alias("id"), links["buyer"].alias("id")]).unique().drop_nulls()
    return parties_table(pl.DataFrame({"id": ids})).with_columns(unmapped=pl.lit(0.0), value_added=pl.lit(0.0))


def _with_value_added(parties: pl.DataFrame, value_added: float | None) -> pl.DataFrame:
    """Parties with an assumed share of value added wherever they state none."""
    if not parties["value_added"].null_count():
        return parties
    assumed = _bundled_mean() if value_added is None else value_added
    return parties.with_columns(pl.col("value_added").fill_null(assumed))


@cache
def _bundled_mean() -> float:
    """The share of its output that the whole economy of the world adds itself: where nobody says anything better."""
    figures = (fact.row for fact in Content(BUNDLED).facts("sector-value-added"))
    return float(next(row["value_added"] for row in figures if not row["alpha2"] and not row["activity"]))
