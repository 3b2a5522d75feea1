"""What is answered for one scope: its shares, its assurance, the paths to what matters, and its picture."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vigie.assurance import NODE_STATES, VERIFIED, Assurance, TierWeights, headline, scope_shares
from vigie.chain import Chain, Part, Shares, Weights
from vigie.model.chain import (
    FLOWS,
    PLACES,
    REST,
    SHARES,
    TOTAL,
    ChainPath,
    Drawing,
    Headline,
    State,
    Target,
)
from vigie.risk.places import PlaceRisks
from vigie.workflows.chain.scopes import Demand

Floats = NDArray[np.float64]
GRAVEST = 1
"""The band of severity that the headline counts and the paths lead to."""
WRONG = (State.NOT_MET, State.CONTESTED)
"""The states in which somebody says that a right is not respected."""
OTHER = "other"
"""Stands for the nodes of a tier that are too small to be written one by one."""


@dataclass(frozen=True)
class Known:
    """All that is known of a chain before a scope is asked about; arrays are in the order of its nodes.

    `whole` is what everything at and behind a unit of a node's output weighs. `assumed` marks nodes whose shares
    rest on an assumption, `unmapped_assumed` says that what is unmapped weighs by assumed hours. `fold` is the share
    of a scope below which nodes are written together, `tiers` how many tiers are written, `paths` how many paths
    are shown.
    """

    chain: Chain
    weights: Weights
    whole: Floats
    assumed: NDArray[np.bool_]
    unmapped_assumed: bool
    assurance: Assurance
    risks: PlaceRisks
    fold: float
    tiers: int
    paths: int


@dataclass(frozen=True)
class Answer:
    """One scope: `shares` and `assurance` as tables, and where its work stands in all (`found`)."""

    demand: Demand
    found: Shares
    shares: pl.DataFrame
    assurance: pl.DataFrame
    headlines: tuple[Headline, ...]
    paths: tuple[ChainPath, ...]
    drawings: tuple[Drawing, ...]


def answer(known: Known, demand: Demand) -> Answer:
    """Everything about one scope. A scope that is not asked for in full has totals, assurance and headlines only."""
    found = known.chain.shares(demand.nodes, weights=known.weights, tiers=known.tiers + 1)
    headlines = tuple(_headlines(known, demand, found))
    return Answer(
        demand,
        found,
        _shares(known, demand, found),
        _assurance(known, demand, found),
        headlines,
        tuple(_paths(known, demand, found)) if demand.in_full else (),
        tuple(_drawings(known, demand, found, headlines)) if demand.in_full else (),
    )


def _shares(known: Known, demand: Demand, found: Shares) -> pl.DataFrame:
    rows = found.frame(known.chain.nodes)
    if not demand.in_full:
        rows = rows.filter(pl.col("tier") == TOTAL)
    flags = pl.DataFrame({"node": known.chain.nodes, "assumed": known.assumed | demand.assumed})
    hidden = (pl.col("kind") == "unmapped") & known.unmapped_assumed
    marked = rows.join(flags, on="node", how="left", maintain_order="left").with_columns(pl.col("assumed") | hidden)
    few = pl.col("tier").is_in([REST, TOTAL]).not_() & (pl.col("share") < known.fold)
    name = pl.when(few | (pl.col("tier") == REST)).then(pl.lit(OTHER)).otherwise(pl.col("node"))
    anything = bool(known.assumed.any())
    folded = marked.group_by("tier", "kind", name.alias("node"), maintain_order=True).agg(
        pl.col("share").sum(), pl.col("assumed").fill_null(anything).any()
    )
    return folded.select(pl.lit(demand.scope).alias("scope"), *list(SHARES)[1:])


def _assurance(known: Known, demand: Demand, found: Shares) -> pl.DataFrame:
    tiers = [_weights(part) for part in found.tiers] if demand.in_full else []
    rows = scope_shares(demand.scope, tiers, _weights(found.total), known.assurance.states, known.risks.rights)
    return rows if demand.in_full else rows.filter(pl.col("tier") == TOTAL)


def _weights(part: Part) -> TierWeights:
    return TierWeights(part.nodes, part.located, part.unmapped)


def _headlines(known: Known, demand: Demand, found: Shares) -> Iterator[Headline]:
    behind = np.zeros_like(known.risks.behind)
    gaps = found.total.nodes[found.total.unmapped > 0]
    behind[gaps] = known.risks.behind[gaps]
    located = found.total.nodes[found.total.located > 0]
    at = np.zeros_like(known.risks.at)
    at[located] = known.risks.at[located]
    for each in headline(known.assurance, found.total.nodes, at, behind=behind, band=GRAVEST):
        if each.right and each.verified + each.identified + each.undisclosed:
            yield Headline(demand.scope, each.right, each.verified, each.identified, each.undisclosed)


def _paths(known: Known, demand: Demand, found: Shares) -> Iterator[ChainPath]:
    """The heaviest ways to gaps, and for each right to grave risks that nobody verified and to what is not right."""
    per_unit = sum(demand.nodes.values()) / found.weight
    yield from _ranked(known, demand, "", [(Target.GAP, "", known.weights.unmapped * per_unit)])
    located = known.weights.located * per_unit
    for place, right in enumerate(known.risks.rights):
        states = known.assurance.states[:, place]
        told = states[:, [NODE_STATES.index(each) for each in (*VERIFIED, *WRONG)]].sum(axis=1)
        grave = known.risks.at[:, place] == GRAVEST
        wanted = [(Target.RISK, "", located * grave * (1 - told).clip(0))]
        wanted += [(Target.STATE, each.value, located * states[:, NODE_STATES.index(each)]) for each in WRONG]
        yield from _ranked(known, demand, right, wanted)


def _ranked(
    known: Known, demand: Demand, right: str, wanted: Iterable[tuple[Target, str, Floats]]
) -> Iterator[ChainPath]:
    ways = [
        (way.share, tuple(known.chain.nodes[node] for node in way.nodes), target, state)
        for target, state, worth in wanted
        if worth.any()
        for way in known.chain.paths(demand.nodes, worth, known.paths)
    ]
    ways.sort(key=lambda way: (-way[0], way[1], way[2], way[3]))
    for rank, (share, nodes, target, state) in enumerate(ways, 1):
        yield ChainPath(demand.scope, right, rank, share, nodes, target, state)


def _drawings(known: Known, demand: Demand, found: Shares, headlines: tuple[Headline, ...]) -> Iterator[Drawing]:
    """A picture for the right with most grave risks that nobody verified, and for each that is contested or not met."""
    worst = max(headlines, key=lambda each: (each.identified + each.undisclosed, each.verified), default=None)
    wrong = [NODE_STATES.index(each) for each in WRONG]
    located = found.total.nodes[found.total.located > 0]
    troubled: NDArray[np.bool_] = np.any(known.assurance.states[located][:, :, wrong] > 0, axis=(0, 2))
    flows = _flows(known, found)
    for place, right in enumerate(known.risks.rights):
        if troubled[place] or (worst and worst.right == right) or (not worst and place == 0):
            yield Drawing(demand.scope, right, _places(known, found, place), flows)


def _places(known: Known, found: Shares, right: int) -> pl.DataFrame:
    """What is located in each state at the nodes of a tier, and what is unmapped one tier behind them."""
    states = [state.value for state in NODE_STATES]
    pieces = []
    for tier, part, before in found.by_tier():
        shares = part.located[:, None] * known.assurance.states[part.nodes, right]
        for place, state in enumerate(states):
            pieces.append(_piece(known, tier, part.nodes, state, shares[:, place]))
        if before is not None:
            pieces.append(_piece(known, tier, before.nodes, State.UNMAPPED.value, before.unmapped))
    beyond = _beyond(known, found, right)
    rest = pl.DataFrame({"tier": None, "node": "", "state": list(beyond), "share": list(beyond.values())}, PLACES)
    return pl.concat([*pieces, rest]).filter(pl.col("share") > 0)


def _beyond(known: Known, found: Shares, right: int) -> dict[str, float]:
    """What lies beyond the last tier, by state: all of the chain less the written tiers."""
    whole, *tiers = (part.located @ known.assurance.states[part.nodes, right] for part in (found.total, *found.tiers))
    left = np.maximum(whole - sum(tiers), 0)
    return dict(zip((state.value for state in NODE_STATES), left.tolist(), strict=True)) | {
        State.UNMAPPED.value: found.rest[1]
    }


def _piece(known: Known, tier: int, nodes: NDArray[np.int64], state: str, shares: Floats) -> pl.DataFrame:
    return pl.DataFrame({"node": known.chain.nodes.gather(nodes), "share": shares}).select(
        pl.lit(tier, pl.Int32).alias("tier"), "node", pl.lit(state).alias("state"), "share"
    )


def _flows(known: Known, found: Shares) -> pl.DataFrame:
    """Which share of the chain passes each link, with all that lies behind it; the smallest are left out."""
    inputs, labels = known.chain.inputs, known.chain.nodes
    pieces = []
    for tier, _, before in found.by_tier():
        if before is None:
            continue
        amounts = np.zeros(inputs.size)
        amounts[before.nodes] = before.amounts
        links = inputs.links_of(before.nodes)
        buyers = np.repeat(before.nodes, np.diff(inputs.starts)[before.nodes])
        suppliers = inputs.suppliers[links]
        shares = inputs.shares[links] * amounts[buyers] * known.whole[suppliers] / found.weight
        kept = shares >= known.fold
        pieces.append(
            pl.DataFrame(
                {
                    "supplier": labels.gather(suppliers[kept]),
                    "buyer": labels.gather(buyers[kept]),
                    "share": shares[kept],
                }
            ).select(pl.lit(tier, pl.Int32).alias("tier"), "supplier", "buyer", "share")
        )
    return pl.concat([pl.DataFrame(schema=FLOWS), *pieces])
