"""Why a place stands as it stands: sentences for people, made only for what is shown."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from vigie.assurance.hearing import MET
from vigie.assurance.standing import WHO
from vigie.assurance.states import MET_AT, NODE_STATES, State
from vigie.errors import Message, Term
from vigie.model.content import Right

Claim = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Standing:
    """How one right stands at one place. `site` None: the node has no known site, its own claims speak.

    `grade` is the one that decided; `rows` are all claims that were heard, in the order of their table, so that
    claims which disagree are shown together.
    """

    node: int
    site: str | None
    right: str
    state: State
    grade: int | None
    reasons: tuple[Message, ...]
    rows: tuple[int, ...]


def explain(
    judged: pl.DataFrame, standings: pl.DataFrame, places: pl.DataFrame, rights: Mapping[str, Right]
) -> tuple[Standing, ...]:
    """Standings with the reasons that the claims heard about them give."""
    ids = tuple(rights)
    about = judged.sort(*WHO, "row").partition_by(WHO, as_dict=True)
    where = standings.join(places, on="place", how="left", maintain_order="left")
    return tuple(
        Standing(
            node=row["node"],
            site=row["site"],
            right=ids[row["right"]],
            state=NODE_STATES[row["state"]],
            grade=row["grade"],
            reasons=_reasons(row, about[row["place"], row["right"]].to_dicts()),
            rows=tuple(claim["row"] for claim in about[row["place"], row["right"]].iter_rows(named=True)),
        )
        for row in where.iter_rows(named=True)
    )


def _reasons(standing: Claim, claims: list[dict[str, Any]]) -> tuple[Message, ...]:
    state = NODE_STATES[standing["state"]]
    first = _DECIDED[state](standing, claims) if state in _DECIDED else _met(standing, claims)
    notes = (note(claim) for claim in claims for flag, note in _NOTES.items() if claim[flag])
    return tuple(dict.fromkeys((*first, *notes)))


def _met(standing: Claim, claims: list[dict[str, Any]]) -> tuple[Message, ...]:
    best = [each for each in claims if each["valid"] and each["effective"] == standing["grade"]]
    decisive = max(best, key=lambda each: each["ends"])
    return (
        Message(
            "Row {row} says that it is met, at G{grade}; the claim counts until {until}.",
            row=decisive["row"],
            grade=standing["grade"],
            until=_day(decisive["ends"]),
        ),
    )


def _declared(standing: Claim, claims: list[dict[str, Any]]) -> tuple[Message, ...]:
    return Message("Declared on honour, not verified: it does not count as compliance."), *_met(standing, claims)


def _against(_: Claim, claims: list[dict[str, Any]]) -> tuple[Message, ...]:
    """Every open finding, and every claim that says the opposite: all of them are shown."""
    found = [
        Message("Row {row} finds at G{grade} that it is not met, and nothing closes this.", **_weight(each))
        for each in claims
        if each["open"]
    ]
    opposed = [
        Message("Row {row} says at G{grade} that it is met, and does not close the finding.", **_weight(each))
        for each in claims
        if each["valid"]
    ]
    return (*found, *opposed)


def _expired(_: Claim, claims: list[dict[str, Any]]) -> tuple[Message, ...]:
    ended = [each["ends"] for each in claims if each["ends"] is not None and each["statement"] == MET]
    last = Message("The last claim that it is met ended on {day}.", day=_day(max(ended))) if ended else None
    return tuple(filter(None, (Message("No claim that it is met is valid any more."), last)))


def _unknown(_: Claim, claims: list[dict[str, Any]]) -> tuple[Message, ...]:
    return (Message("Nothing that counts at this date says that it is met."),)


def _weight(claim: Claim) -> dict[str, int]:
    return {"row": claim["row"], "grade": claim["effective"]}


def _day(day: date) -> str:
    return day.isoformat()


_DECIDED: Mapping[State, Callable[[Claim, list[dict[str, Any]]], tuple[Message, ...]]] = {
    MET_AT[0]: _declared,
    State.CONTESTED: _against,
    State.NOT_MET: _against,
    State.EXPIRED: _expired,
    State.UNKNOWN: _unknown,
}

_NOTES: Mapping[str, Callable[[Claim], Message]] = {
    "not_authentic": lambda claim: Message("Row {row} is not authentic: it counts as G1.", row=claim["row"]),
    "arranged": lambda claim: Message(
        "Row {row}: the audited side paid, and nothing says that the visit was unannounced; it counts as G2.",
        row=claim["row"],
    ),
    "no_one_site": lambda claim: Message(
        "Row {row} speaks of a visit, and its subject has not exactly one recorded site: it counts as G2.",
        row=claim["row"],
    ),
    "not_their_word": lambda claim: Message(
        "Row {row}: for this right only {voice} can confirm more than G{grade}.",
        row=claim["row"],
        voice=Term("voice", claim["needs"]),
        grade=claim["others_at_most"],
    ),
    "not_credible": lambda claim: Message(
        "Row {row}: no verification is credible here; nothing that speaks for it counts above G1.", row=claim["row"]
    ),
    "testimony": lambda claim: Message(
        "Row {row} is authenticated testimony of those who work there: it weighs whatever its grade.", row=claim["row"]
    ),
    "closed": lambda claim: Message(
        "Row {row} found that it was not met; a later verified claim has closed this.", row=claim["row"]
    ),
    "authenticity_blank": lambda claim: Message(
        "Row {row}: whether it is authentic is not stated; the grade stays as stated.", row=claim["row"]
    ),
    "payer_blank": lambda claim: Message(
        "Row {row}: who paid is not stated; the grade stays as stated.", row=claim["row"]
    ),
    "part_needs_voice": lambda claim: Message(
        "Row {row}: a part of this right needs the word of {voice}, which this is not.",
        row=claim["row"],
        voice=Term("voice", claim["needs"]),
    ),
    "end_assumed": lambda claim: Message(
        "Row {row} states no end; the one that its grade allows is assumed.", row=claim["row"]
    ),
    "without_date": lambda claim: Message(
        "Row {row} shows no date: it cannot be valid, close a finding or be closed.", row=claim["row"]
    ),
    "not_begun": lambda claim: Message("Row {row} begins later and does not count yet.", row=claim["row"]),
    "weak_remedy": lambda claim: Message(
        "Row {row} reports a remedy that nobody verified or dated: it closes nothing.", row=claim["row"]
    ),
}
"""What is told about a claim for each rule that applied to it, in this order."""

CHANGES = (
    "not_authentic",
    "arranged",
    "no_one_site",
    "not_their_word",
    "not_credible",
    "end_assumed",
    "without_date",
    "not_begun",
    "weak_remedy",
)
"""The notes that a person must see wherever claims are read: they change what a claim is worth, or when it counts."""


def changed(judged: pl.DataFrame) -> Iterator[tuple[int, Message]]:
    """What makes a claim count otherwise than it is written, once per claim and rule, with its row."""
    for flag in CHANGES:
        concerned = judged.filter(flag).unique("row", keep="first", maintain_order=True)
        for claim in concerned.select("row", "needs", "others_at_most").iter_rows(named=True):
            yield claim["row"], _NOTES[flag](claim)
