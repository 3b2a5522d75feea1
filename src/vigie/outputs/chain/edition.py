"""One report of a chain in one language: the words for its states, tiers, nodes and shares, said alike everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from vigie.content import Content
from vigie.errors import Message, Term
from vigie.language import Language
from vigie.model.chain import REST, TOTAL, VERIFIED, ChainReport, State, Weight

GRADED = (*VERIFIED, State.G1)
"""The states that are called by their grade where there is little room."""

WEIGHTS: Mapping[Weight, Message] = {Weight.HOURS: Message("hours of work"), Weight.VALUE: Message("value")}
"""What the shares are shares of."""

LEAST = 0.01
"""The smallest percentage that is written; half of it and less would be rounded to none."""

SMALLEST = 1e-12
"""What is smaller comes from rounding."""

ROUNDING = 1e-6
"""How far the sum of a whole chain may be from 1."""


@dataclass(frozen=True)
class ChainEdition:
    """A report with the content it rests on and the language it is to be read in."""

    report: ChainReport
    content: Content
    language: Language

    def say(self, message: Message) -> str:
        """A sentence in the reader's language."""
        return self.language.say(message)

    def name(self, kind: str, code: str) -> str:
        """A word of the content in the reader's language."""
        return self.language.term(Term(kind, code))

    def node(self, node: str) -> str:
        """The name of a node, or its id where it has none."""
        return self.report.names.get(node, node)

    def nodes(self, nodes: Iterable[str]) -> str:
        """A path from the scope outwards; each arrow points from the supplier to its buyer."""
        return " \N{LEFTWARDS ARROW} ".join(map(self.node, nodes))

    def scope(self, scope: str) -> str:
        """The name of a scope."""
        return self._scopes.get(scope, scope)

    def state(self, state: State) -> str:
        """What a state is called in full."""
        return self.name("state", state.value)

    def brief(self, state: State) -> str:
        """What a state is called in a word or two, beside a bar; the legend says it in full."""
        if state in GRADED:
            return state.value.upper()
        return self.say(Message("declared")) if state is State.DECLARED else self.state(state)

    def right(self, right: str) -> str:
        """The name of a right; without one, all of them are meant."""
        return self.name("right", right) if right else self.say(Message("All rights together"))

    @property
    def weight(self) -> str:
        """What the shares are shares of."""
        return self.say(WEIGHTS[self.report.weight])

    def tier(self, tier: str) -> str:
        """What a tier is called: 0 is the scope itself."""
        if tier == TOTAL:
            return self.say(Message("All tiers"))
        if tier == REST:
            return self.say(Message("Further tiers"))
        if tier == "0":
            return self.say(Message("Tier 0, the scope itself"))
        return self.say(Message("Tier {number}", number=tier))

    def share(self, value: float) -> str:
        """A share as a percentage; one that is small or nearly all is never rounded to none or to all."""
        percent = self.language.percent
        if 0 < value <= LEAST / 2:
            return self.say(Message("under {share}", share=percent(LEAST)))
        if 1 - LEAST / 2 <= value < 1 - ROUNDING:
            return self.say(Message("over {share}", share=percent(1 - LEAST)))
        return percent(value)

    @cached_property
    def _scopes(self) -> Mapping[str, str]:
        return {scope.id: scope.name for scope in self.report.scopes}

    @cached_property
    def totals(self) -> Mapping[tuple[str, str], Mapping[State, float]]:
        """Per scope and right, the share of the chain in each state, all tiers together; a state not written is 0."""
        whole = self.report.assurance.filter(pl.col("tier") == TOTAL)
        return self._states(whole.select("scope", "right", "state", "share"))

    def told(self, scope: str) -> tuple[str, ...]:
        """The rights of which something is known somewhere in the chain of a scope, be it good or bad."""
        silent = (State.UNKNOWN, State.UNMAPPED)
        return tuple(
            right
            for right in self.rights
            if any(share for state, share in self.totals.get((scope, right), {}).items() if state not in silent)
        )

    def untold(self, scope: str) -> str:
        """The names of the other rights: all that is located is unknown for them."""
        told = self.told(scope)
        return ", ".join(self.right(each) for each in self.rights if (scope, each) in self.totals and each not in told)

    def tiers(self, scope: str, right: str) -> Mapping[str, Mapping[State, float]]:
        """Per tier of a scope, in order from 0 to the total, the share of the chain in each state for a right."""
        own = self.report.assurance.filter((pl.col("scope") == scope) & (pl.col("right") == right))
        found = self._states(own.select("scope", "tier", "state", "share"))
        kept = (tier for (_, tier), states in found.items() if sum(states.values()) > SMALLEST)
        return {tier: found[scope, tier] for tier in sorted(kept, key=_place)}

    @staticmethod
    def _states(rows: pl.DataFrame) -> dict[tuple[str, str], dict[State, float]]:
        found: dict[tuple[str, str], dict[State, float]] = {}
        for first, second, state, share in rows.iter_rows():
            states = found.setdefault((first, second), dict.fromkeys(State, 0.0))
            states[State(state)] += share
        return found

    def assumptions(self) -> Iterator[Message]:
        """How much of each chain rests on what nobody stated; nothing is said where everything was stated."""
        whole = self.report.shares.filter((pl.col("tier") == TOTAL) & pl.col("assumed"))
        found = dict(whole.group_by("scope").agg(pl.col("share").sum()).iter_rows())
        for scope in self.report.scopes:
            if found.get(scope.id):
                yield Message(
                    "{scope}: {share} of the chain rests on assumed figures, marked in shares.csv.",
                    scope=scope.name,
                    share=self.share(found[scope.id]),
                )

    @cached_property
    def rights(self) -> tuple[str, ...]:
        """The rights that the report speaks of, in the order of the content."""
        spoken = {right for _, right in self.totals} | {each.right for each in self.report.headlines}
        return tuple(right for right in self.content.rights if right in spoken)


def verified(states: Mapping[State, float]) -> float:
    """The share that somebody other than the supplier has verified."""
    return sum(states[each] for each in VERIFIED)


def located(states: Mapping[State, float]) -> float:
    """The share that is located at known nodes, whatever their state."""
    return sum(share for state, share in states.items() if state is not State.UNMAPPED)


def _place(tier: str) -> tuple[int, int]:
    """Tiers by number, then the rest, then the total."""
    return (0, int(tier)) if tier.isdigit() else (1 if tier == REST else 2, 0)
