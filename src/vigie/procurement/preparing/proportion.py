"""What a set of clauses costs both sides, and which clauses go where that is out of proportion."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from vigie.errors import Message
from vigie.model.clause_library import ModelClause
from vigie.model.preparing import Totals

MONTHS_A_YEAR = 12
TOO_MANY_HOURS = Message("All clauses together would take more hours than you have to follow them up.")
TOO_COSTLY = Message("All clauses together would cost the contractor more than is in proportion to the value.")

Takes = Callable[[ModelClause], bool]


@dataclass(frozen=True, slots=True)
class Limits:
    """What a contract can carry: its value in euro, its months, the buyer's hours per year. None: not known."""

    euro: float | None
    months: int | None
    hours: float | None


def totals(clauses: Iterable[ModelClause], limits: Limits, rules: Mapping[str, Any]) -> Totals:
    """The sums per year; the share compares the contractor's hours and costs with the value of a year."""
    found = list(clauses)
    hours = sum(each.contractor.hours for each in found)
    euro = sum(each.contractor.euro or 0 for each in found)
    return Totals(
        buyer_hours=sum(each.buyer.hours for each in found),
        contractor_hours=hours,
        contractor_euro=euro,
        unknown_costs=sum(each.contractor.euro is None or each.buyer.euro is None for each in found),
        share=(hours * rules["euro_per_hour"] + euro) / yearly if (yearly := _yearly(limits)) else None,
    )


def _yearly(limits: Limits) -> float | None:
    """The value of a year; a shorter contract counts as a year, because most of the work comes once."""
    if limits.euro is None:
        return None
    return limits.euro / max(1.0, (limits.months or MONTHS_A_YEAR) / MONTHS_A_YEAR)


def in_proportion(clauses: Sequence[ModelClause], limits: Limits, rules: Mapping[str, Any]) -> Mapping[str, Message]:
    """The ids of clauses that go, with the reason: the last of the stated order first, until the rest is borne.

    A clause that takes nothing of what is short stays, and so do the first of the order.
    """
    kept = sorted(clauses, key=lambda each: _place(each.id, rules))
    gone: dict[str, Message] = {}
    while short := _short(totals(kept, limits, rules), limits, rules):
        reason, takes = short
        costly = next((each for each in reversed(kept[rules["stay"] :]) if takes(each)), None)
        if costly is None:
            break
        kept.remove(costly)
        gone[costly.id] = reason
    return gone


def _place(clause: str, rules: Mapping[str, Any]) -> tuple[int, int]:
    """Where a clause stands: among the first, in between in the order of the library, or among the last."""
    for band, named in ((0, rules["first"]), (2, rules["last"])):
        if clause in named:
            return band, named.index(clause)
    return 1, 0


def _short(sums: Totals, limits: Limits, rules: Mapping[str, Any]) -> tuple[Message, Takes] | None:
    """What the clauses together use up too much of, and which clauses use it at all."""
    if limits.hours is not None and sums.buyer_hours > limits.hours:
        return TOO_MANY_HOURS, lambda clause: clause.buyer.hours > 0
    if sums.share is not None and sums.share > rules["share_most"]:
        return TOO_COSTLY, lambda clause: clause.contractor.hours > 0 or bool(clause.contractor.euro)
    return None
