"""Prepares a contract: recognises the purchase, weighs its risks, advises a level, chooses and fills the clauses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Protocol

from vigie.content import Content
from vigie.errors import Message, Term, WrongUse
from vigie.model.assessment import ProductMatch, RiskProfile
from vigie.model.clause_library import ModelClause
from vigie.model.preparing import Chosen, Need, NotChosen, Preparation
from vigie.procurement.preparing.advising import advise
from vigie.procurement.preparing.asking import asked
from vigie.procurement.preparing.choosing import Situation, judge, replaced
from vigie.procurement.preparing.exposure import deciding, exposure, plausible
from vigie.procurement.preparing.filling import check_places, filled
from vigie.procurement.preparing.known import follow_ups, market
from vigie.procurement.preparing.proportion import Limits, in_proportion, totals


class Finder(Protocol):
    """What recognises a purchase by its words and codes."""

    def find(self, text: str, *, cpv: str = "") -> ProductMatch:
        """The product group, or none with the reason."""


def prepare(need: Need, content: Content, products: Finder, as_of: date) -> Preparation:
    """The risks of a need, the advice, and the clauses with reasons. Raises `WrongUse` for a need without sense."""
    _sensible(need)
    check_places(need.places, content.clauses.values())
    rules = content.preparing("ambition")
    questions = asked(need.answers, content)
    match = products.find(need.text, cpv=need.cpv)
    kind = content.products[match.group].kind if match.group else ""
    risks = exposure(match.group, kind, content, as_of, rules)
    limits = Limits(need.value if need.currency == rules["currency"] else None, need.months, need.hours)
    advice = advise(deciding(risks, kind, rules), limits.euro, need.months, rules)
    at = _situation(need, limits, match.group, kind, risks)
    at = replace(at, answers={each.id: each.answer for each in questions}, ambition=advice.ambition)
    selection = _Selection(content, replace(at, none_stages=frozenset(rules["none_stages"])), limits, rules)
    return Preparation(
        need=need,
        as_of=as_of,
        content_version=content.version,
        match=match,
        kind=kind,
        risks=risks,
        asked=questions,
        euro=limits.euro,
        market=market(match.group, need.cpv, content),
        follow_ups=follow_ups(match.group, need.cpv, content),
        advice=advice,
        chosen=tuple(selection.chosen(need.places, content.preparing("terms")["functions"])),
        left_out=tuple(selection.left_out()),
        totals=totals(selection.kept, limits, rules),
    )


def _situation(need: Need, limits: Limits, group: str, kind: str, risks: tuple[RiskProfile, ...]) -> Situation:
    """What of a purchase the conditions of clauses ask for, before any answer and any advice."""
    serious = plausible(risks)
    return Situation(
        group=group,
        kind=kind,
        cpv=need.cpv,
        rights=frozenset(each.right for each in serious),
        unverifiable=any(each.no_credible_verification for each in serious),
        euro=limits.euro,
        months=need.months,
        stages=need.stages,
    )


def _sensible(need: Need) -> None:
    if not (need.text or need.cpv):
        raise WrongUse(
            Message("Nothing is named that is to be bought."),
            advice=Message("Name it in a few words, or give its CPV code."),
        )
    for number in (need.value, need.months, need.hours):
        if number is not None and not 0 < number < LARGEST:
            raise WrongUse(
                Message("A value, a term and a number of hours must be larger than zero."),
                advice=Message("Leave out what you do not know."),
            )


LARGEST = 1e12
"""Beyond any contract; it also turns away what is not a number."""


class _Selection:
    """Which clauses are kept and which are not, each with its reasons."""

    def __init__(self, content: Content, at: Situation, limits: Limits, rules: Mapping[str, Any]) -> None:
        self.limits = limits
        self._library = tuple(content.clauses.values())
        self._judged = {each.id: judge(each, at) for each in self._library}
        self._replaced = replaced(each for each in self._library if self._judged[each.id][0])
        fitting = [each for each in self._library if self._replaced.get(each.id) == ""]
        self._gone = in_proportion(fitting, limits, rules)
        self.kept = [each for each in fitting if each.id not in self._gone]

    def chosen(self, places: Mapping[str, str], functions: Mapping[str, Mapping[str, str]]) -> Iterator[Chosen]:
        """The clauses of the contract, filled, in the order of the library."""
        for clause in self.kept:
            yield Chosen(clause, self._judged[clause.id][1], filled(clause, places, functions))

    def left_out(self) -> Iterator[NotChosen]:
        """The others, each with the one reason that decided."""
        kept = {each.id for each in self.kept}
        return (NotChosen(each, self._why(each)) for each in self._library if each.id not in kept)

    def _why(self, clause: ModelClause) -> Message:
        if other := self._replaced.get(clause.id):
            return Message("{clause} takes its place.", clause=Term("clause", other))
        return self._gone.get(clause.id) or self._judged[clause.id][1][0]
