"""What is the same for every scope of a chain: the chain itself, its weights, its risks and what is verified."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vigie.assurance import Assurance, assure
from vigie.chain import Chain, Weights
from vigie.content import Content
from vigie.errors import Message
from vigie.model.chain import Weight
from vigie.risk.places import PlaceRisks, risks_at
from vigie.workflows.chain.answers import Known
from vigie.workflows.chain.parameters import chain_parameters, hours_of_work
from vigie.workflows.chain.parties import PartyReader
from vigie.workflows.chain.reading import ChainJob, ChainTables

_NOTHING = 1e-6
"""The part of the whole below which a further tier is not seen in a picture."""
_MOST_TIERS = 1000
"""Tiers after which a picture is drawn as it is: goods that circulate for ever are all but drawn by then."""
STATED = "stated"
"""The ground of hours that a party states itself, by its workers and output."""


@dataclass(frozen=True)
class Ground:
    """All that is known before a scope is asked about. `groups` and `stages` are the product group
    per node, null where unknown, and its stage of production.

    `weight` is what shares are shares of, and `weight_reason` says why.
    """

    known: Known
    groups: pl.Series
    stages: pl.Series
    weight: Weight
    weight_reason: Message


def ground(job: ChainJob, tables: ChainTables, content: Content) -> Ground:
    """Builds the chain and everything that does not depend on a scope. Raises `FaultyChain`, as the chain does."""
    parameters = chain_parameters(tables.parties, content, job.as_of)
    parties = tables.parties.with_columns(value_added=parameters["value_added"])
    chain = Chain.from_links(tables.links, parties, as_of=job.as_of, keep_going=job.keep_going)
    about = parties.select("product_group", "stage", party="id")
    known = pl.concat([about, parameters], how="horizontal")
    per_node = chain.parties.select("party").join(
        known.unique("party", keep="first"), on="party", how="left", maintain_order="left"
    )
    weighing = _weighing(job.weight, chain, per_node)
    risks = _risks(chain, per_node, content, job.as_of)
    return Ground(
        Known(
            chain=chain,
            weights=weighing.weights,
            whole=_whole(chain, weighing.weights),
            assumed=_resting_on_assumptions(chain) | weighing.assumed,
            unmapped_assumed=weighing.weight is Weight.HOURS,
            assurance=_assurance(chain, tables, risks, content, job.as_of),
            risks=risks,
            fold=content.parameter("chain_fold_below", job.as_of),
            tiers=int(content.parameter("chain_tiers_written", job.as_of)),
            paths=int(content.parameter("chain_paths_shown", job.as_of)),
        ),
        per_node["product_group"],
        per_node["stage"],
        weighing.weight,
        weighing.reason,
    )


@dataclass(frozen=True)
class _Weighing:
    weights: Weights
    weight: Weight
    reason: Message
    assumed: NDArray[np.bool_]


def _weighing(asked: Weight, chain: Chain, per_node: pl.DataFrame) -> _Weighing:
    """Worker-hours where every node has some, stated or assumed; else value, and it is said."""
    inputs = chain.inputs
    by_value = Weights(inputs.added, inputs.unmapped)
    nothing = np.zeros(inputs.size, bool)
    if asked is Weight.VALUE:
        return _Weighing(by_value, Weight.VALUE, Message("Shares are shares of value, as was asked for."), nothing)
    hours = hours_of_work(per_node, inputs.added)
    hidden = per_node["unmapped_hours"].fill_null(np.nan).to_numpy()
    # What was set aside adds nothing that is known: all of it is bought unmapped.
    located = np.where(np.isin(chain.nodes.to_numpy(), chain.set_aside), 0.0, hours)
    unmapped = np.where(inputs.unmapped > 0, hidden * inputs.unmapped, 0.0)
    if np.isnan(located).any() or np.isnan(unmapped).any():
        reason = Message("Shares are shares of value: for some nodes there is no ground to tell the hours of work.")
        return _Weighing(by_value, Weight.VALUE, reason, nothing)
    assumed = (per_node["hours_from"] != STATED).fill_null(value=True).to_numpy()
    reason = Message(
        "Shares are shares of hours of work. Of {nodes} nodes, {stated} state their workers and output; the hours of "
        "the others, and of what is unmapped, are assumed from figures of their sector and country.",
        nodes=inputs.size,
        stated=int((~assumed).sum()),
    )
    return _Weighing(Weights(located, unmapped), Weight.HOURS, reason, assumed)


def _whole(chain: Chain, weights: Weights) -> NDArray[np.float64]:
    """What everything at and behind a unit of each node's output weighs, tier by tier until hardly anything is left."""
    tier = weights.located + weights.unmapped
    whole = tier.copy()
    for _ in range(_MOST_TIERS):
        tier = chain.inputs.bought @ tier
        whole += tier
        if tier.max(initial=0.0) <= _NOTHING * whole.max(initial=0.0):
            break
    return whole


def _resting_on_assumptions(chain: Chain) -> NDArray[np.bool_]:
    """Nodes whose share in any scope rests on an assumption: their own split, or a link on a way to them."""
    inputs = chain.inputs
    reached = np.zeros(inputs.size, bool)
    front = np.unique(inputs.suppliers[chain.assumed_links])
    while len(front):
        reached[front] = True
        following = np.unique(inputs.suppliers[inputs.links_of(front)])
        front = following[~reached[following]]
    return reached | chain.assumed


def _risks(chain: Chain, per_node: pl.DataFrame, content: Content, as_of: date) -> PlaceRisks:
    reader = PartyReader(content, as_of)
    made = per_node.select("product_group", country=chain.parties["country"], stage="stage")
    keys = {kind: reader.key(*kind) for kind in made.unique().iter_rows()}
    return risks_at([keys[kind] for kind in made.iter_rows()], content, as_of)


def _assurance(chain: Chain, tables: ChainTables, risks: PlaceRisks, content: Content, as_of: date) -> Assurance:
    nodes, rights = np.nonzero(risks.unverifiable)
    return assure(
        chain,
        tables.claims,
        content.rights,
        as_of,
        sites=tables.sites,
        rules=None,
        no_credible=[(int(node), risks.rights[right]) for node, right in zip(nodes, rights, strict=True)],
        files=(tables.files.get("claims", ""), tables.files.get("sites", "")),
    )
