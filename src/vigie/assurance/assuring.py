"""Claims become one state per place and right at a date, and every node's share in each state.

After some claims changed, only the places that they are about are judged again; the result is that of judging all.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vigie.assurance.grading import graded
from vigie.assurance.hearing import Hearing, hear, link_ends, shaped, told
from vigie.assurance.places import ChainOfNodes, Places, places_of
from vigie.assurance.reasons import Standing, changed, explain
from vigie.assurance.rules import Rules
from vigie.assurance.standing import standings, with_closings
from vigie.assurance.states import NODE_STATES, State
from vigie.content import Content
from vigie.errors import Message, WrongUse
from vigie.model.content import Right
from vigie.model.records import NotUnderstood

UNKNOWN = NODE_STATES.index(State.UNKNOWN)
DUST = 1e-12
"""Shares under this are what rounding leaves of nothing."""


@dataclass(frozen=True)
class Assurance:
    """What is verified in a chain at a date, and how well.

    `standings`: `place`, `right`, `state`, `grade` for every place and right that a claim is heard about; all others
    are unknown. `places`: which site of which node a place is, and its share of the node. `on_links`: claims that say
    only that a link exists. `assumed`: nodes whose sites weigh equally because their workers are not all known.
    """

    rights: Mapping[str, Right]
    as_of: date
    rules: Rules
    no_credible: frozenset[tuple[int, str]]
    places: Places
    claims: pl.DataFrame
    standings: pl.DataFrame
    on_links: pl.DataFrame
    remarks: pl.DataFrame
    file: str = ""

    @property
    def assumed(self) -> NDArray[np.bool_]:
        """Nodes whose sites weigh equally, because the workers of one of them are not known."""
        return self.places.assumed

    @cached_property
    def states(self) -> NDArray[np.float64]:
        """The share of every node in each state: nodes x rights x `NODE_STATES`; every row sums to 1."""
        return self.states_of(np.arange(self.places.node_count, dtype=np.int64))

    def states_of(self, nodes: NDArray[np.int64]) -> NDArray[np.float64]:
        """The same for some nodes only, in their order: what a chain needs after a claim changed."""
        shares = np.zeros((len(nodes), len(self.rights), len(NODE_STATES)))
        asked = pl.DataFrame({"node": nodes, "at": np.arange(len(nodes))}, schema={"node": pl.UInt32, "at": pl.Int64})
        held = self.places.places.join(asked, on="node").select("place", "at", "weight")
        known = (
            self.standings.join(held, on="place")
            .group_by("at", "right", "state")
            .agg(pl.col("weight").sort().sum())
            .filter(pl.col("state") != UNKNOWN)
        )
        shares[known["at"].to_numpy(), known["right"].to_numpy(), known["state"].to_numpy()] = known[
            "weight"
        ].to_numpy()
        rest = 1 - shares.sum(axis=2)
        shares[:, :, UNKNOWN] = np.where(rest > DUST, rest, 0)
        return shares

    @property
    def not_understood(self) -> tuple[NotUnderstood, ...]:
        """What was wrong with sites and claims, by row: nothing is left out in silence."""
        return (*self.places.not_understood, *told(self.remarks, self.file))

    def nodes_of(self, subjects: Iterable[str]) -> NDArray[np.int64]:
        """The nodes that claims on these subjects are about, in order."""
        covered = self.places.covered_by(pl.Series(list(subjects), dtype=pl.String))
        found = self.places.places.filter(pl.col("place").is_in(covered.implode()))["node"].unique().sort()
        return found.cast(pl.Int64).to_numpy()

    def explained(self, subjects: Iterable[str] | None = None) -> tuple[Standing, ...]:
        """Every standing with its reasons and the rows it rests on; of the places of some subjects, or of all."""
        places, claims = self.places, self.claims
        if subjects is not None:
            places, claims = _touched(places, claims, pl.Series(list(subjects), dtype=pl.String))
        judged = _judged(hear(claims, places, self.rights), self)
        return explain(judged, standings(judged), places.places, self.rights)

    def told(self) -> tuple[tuple[int, Message], ...]:
        """What is to be known about claims that were heard, with their rows: what made them count less, and links."""
        hearing = hear(self.claims, self.places, self.rights)
        links = (
            (row, Message("This claim is about a link: it says that the link exists, nothing more."))
            for row in self.on_links["row"]
        )
        return tuple(sorted((*changed(_judged(hearing, self)), *links), key=lambda each: each[0]))

    @cached_property
    def sites(self) -> tuple[Standing, ...]:
        """Every standing with its reasons; for very large tables ask `explained` for what is shown."""
        return self.explained()


def assure(
    chain: ChainOfNodes,
    claims: pl.DataFrame,
    rights: Mapping[str, Right],
    as_of: date,
    *,
    sites: pl.DataFrame | None = None,
    rules: Rules | None = None,
    no_credible: Collection[tuple[int, str]] = (),
    files: tuple[str, str] = ("claims", "sites"),
) -> Assurance:
    """The state of every node for every right at a date.

    `no_credible` are pairs of node and right where no verification is credible: nothing that is said there in
    favour counts above G1. `files` name the tables of claims and sites in what is told about them. Without `rules`
    those of the bundled content hold. Raises `WrongUse` where a table is not one of claims.
    """
    rules = rules or Rules.of(Content(), as_of)
    _known_voices(rights, rules)
    places = places_of(chain, sites, files[1])
    claims = shaped(claims)
    hearing = hear(claims, places, rights)
    empty = Assurance(
        rights=rights,
        as_of=as_of,
        rules=rules,
        no_credible=frozenset(no_credible),
        places=places,
        claims=claims,
        standings=pl.DataFrame(),
        on_links=hearing.on_links,
        remarks=hearing.remarks,
        file=files[0],
    )
    return replace(empty, standings=standings(_judged(hearing, empty)))


def reassure(assurance: Assurance, subjects: Collection[str], claims: pl.DataFrame) -> Assurance:
    """The assurance after the claims on these subjects changed: equal to judging all claims anew.

    `claims` are all claims that now stand. `subjects` names everything of which a claim was added, changed or taken
    away, as written in the claims. Sites and chain are the same as before.
    """
    claims = shaped(claims)
    named = pl.Series([each.strip() for each in subjects], dtype=pl.String)
    near, about = _touched(assurance.places, claims, named)
    hearing = hear(about, near, assurance.rights)
    elsewhere = ~pl.col("place").is_in(near.places["place"].implode())
    changed_one = pl.col("subject").is_in(named.implode()).fill_null(False)
    return replace(
        assurance,
        claims=claims,
        standings=pl.concat([assurance.standings.filter(elsewhere), standings(_judged(hearing, assurance))]),
        on_links=pl.concat([assurance.on_links.filter(~changed_one), hearing.on_links.filter(changed_one)]),
        remarks=pl.concat([assurance.remarks.filter(~changed_one), hearing.remarks.filter(changed_one)]),
    )


def _judged(hearing: Hearing, assurance: Assurance) -> pl.DataFrame:
    weighed = graded(hearing.heard, assurance.rights, assurance.rules, assurance.as_of, assurance.no_credible)
    return with_closings(weighed)


def _touched(places: Places, claims: pl.DataFrame, subjects: pl.Series) -> tuple[Places, pl.DataFrame]:
    """The places that these subjects are about, and every claim that speaks of those places or these subjects."""
    only = places.only(places.covered_by(pl.concat([subjects, link_ends(subjects)])))
    speaking = pl.concat([only.covers["subject"], subjects]).unique()
    return only, claims.filter(pl.col("subject").is_in(speaking.implode()))


def _known_voices(rights: Mapping[str, Right], rules: Rules) -> None:
    for right in rights.values():
        if right.authority and right.authority.voice not in rules.voices:
            raise WrongUse(
                Message("The right {right} needs a voice that the rules do not know.", right=right.id),
                advice=Message("Name a voice of the rules of assurance, or add one there."),
            )
