"""What others have done before: the proof that a market can give, and the follow-ups that a buyer may join."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from vigie.content import Content
from vigie.model.preparing import FollowUp, ProofKnown


def market(group: str, cpv: str, content: Content) -> tuple[ProofKnown, ...]:
    """What is known of proof in this market; nothing means not known."""
    return tuple(
        ProofKnown(raw["id"], frozenset(raw["groups"]), tuple(raw.get("cpv", ())), raw["says"], tuple(raw["sources"]))
        for raw in _about(group, cpv, content.preparing("market"))
    )


def follow_ups(group: str, cpv: str, content: Content) -> tuple[FollowUp, ...]:
    """What exists for this purchase that a buyer may join."""
    return tuple(
        FollowUp(
            raw["id"],
            frozenset(raw["groups"]),
            tuple(raw.get("cpv", ())),
            raw["names"],
            raw["says"],
            tuple(raw["sources"]),
            raw["as_of"],
        )
        for raw in _about(group, cpv, content.preparing("follow_ups"))
    )


def _about(group: str, cpv: str, raw: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    return (each for each in raw["entries"] if group in each["groups"] or begins(cpv, each.get("cpv", ())))


def begins(cpv: str, prefixes: tuple[str, ...] | list[str]) -> bool:
    """Whether a code begins with one of some prefixes; an empty code with none."""
    return bool(cpv) and cpv.startswith(tuple(prefixes))
