"""Holds single facts of a company against what a rule names; what was not stated is asked for, never assumed."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from vigie.content import Content
from vigie.diligence.goods import Good, goods
from vigie.diligence.weighing import Finding
from vigie.diligence.wording import as_asked, counted, listed, of_whole_group, on_either_side, quantity, spoken
from vigie.errors import Message, Term
from vigie.model.duties import Company, CompanyFact, Comparison, Relation


@dataclass(frozen=True)
class Facts:
    """The facts of one company, as the content says where each stands in its file."""

    company: Company
    content: Content

    def compare(self, test: Comparison) -> Finding:
        """Whether the fact is as the rule names it, with the reason; or what to ask."""
        fact = self.content.company_facts[test.fact]
        stated = self._stated(fact)
        if stated is None:
            return self._ask(fact, test)
        if fact.whole_group and self._of_one_company:
            return Finding(None, (), (of_whole_group(fact),))
        match fact.drawn:
            case "figure":
                return self._amount(fact, test, stated, stated)
            case "average":
                return self._average(fact, test, stated)
            case "kilograms":
                return self._kilograms(fact, test)
            case "goods":
                return self._goods(fact, test)
            case _:
                return _code(fact, test, stated)

    @property
    def _of_one_company(self) -> bool:
        stated = self.company.stated
        return stated.get("form") == "group" and not stated.get("consolidated", False)

    def _stated(self, fact: CompanyFact) -> Any:
        found: Any = self.company.stated
        for step in fact.at.split("/"):
            found = found.get(step) if isinstance(found, Mapping) else None
        return found

    def _ask(self, fact: CompanyFact, test: Comparison) -> Finding:
        return Finding(None, (), (as_asked(fact, test),))

    def _amount(self, fact: CompanyFact, test: Comparison, least: float, most: float) -> Finding:
        """A number of which we know that it lies between two."""
        holds = _holds(test, least)
        if holds is not _holds(test, most):
            return self._ask(fact, test)
        return Finding(holds, (counted(fact, test, quantity(least, test.unit), holds),))

    def _average(self, fact: CompanyFact, test: Comparison, stated: Any) -> Finding:
        """The mean of the last two years, saying so where only one of them reaches the threshold."""
        if not isinstance(stated, Mapping):
            return self._amount(fact, test, stated, stated)
        first, second = ([stated[year] for year in sorted(stated)[-2:]] * 2)[:2]
        mean = (first + second) / 2
        found = self._amount(fact, test, mean, mean)
        if _holds(test, first) is _holds(test, second):
            return found
        return Finding(found.truth, (*found.reasons, on_either_side(fact, test, first, second)))

    @cached_property
    def _all_goods(self) -> tuple[Good, ...]:
        return goods(self.company.stated["products"], self.content.products)

    def _goods(self, fact: CompanyFact, test: Comparison) -> Finding:
        if test.relation is Relation.IN:
            return self._named_goods(fact, test)
        roles = [each.has_role(fact.roles) for each in self._all_goods]
        return self._amount(fact, test, roles.count(True), len(roles) - roles.count(False))

    def _named_goods(self, fact: CompanyFact, test: Comparison) -> Finding:
        possible = [(each, _both(each.is_one_of(test.wanted), each.has_role(fact.roles))) for each in self._all_goods]
        certain = [each.named for each, answer in possible if answer]
        if certain:
            return Finding(True, (_names(fact, test, listed(certain)),))
        if any(answer is None for _, answer in possible):
            return self._ask(fact, test)
        return Finding(False, (_names_none(fact, test),))

    def _kilograms(self, fact: CompanyFact, test: Comparison) -> Finding:
        least = most = 0.0
        for each in self._all_goods:
            answer = _both(each.under(test.of), each.has_role(fact.roles))
            if answer is not False:
                least += (each.kilograms or 0) if answer else 0
                most += math.inf if each.kilograms is None else each.kilograms
        return self._amount(fact, test, least, most)


def _both(first: bool | None, second: bool | None) -> bool | None:
    if first is False or second is False:
        return False
    return None if first is None or second is None else True


def _holds(test: Comparison, value: float) -> bool:
    match test.relation:
        case Relation.AT_LEAST:
            return bool(value >= test.wanted)
        case Relation.MORE_THAN:
            return bool(value > test.wanted)
        case _:
            return bool(value < test.wanted)


def _code(fact: CompanyFact, test: Comparison, stated: Any) -> Finding:
    """A flag, one code, or several codes of which one is enough."""
    codes = stated if isinstance(stated, list) else [stated]
    wanted = test.wanted if test.relation is Relation.IN else [test.wanted]
    found = [code for code in codes if code in wanted]
    if test.relation is Relation.IS:
        value = listed([spoken(fact, code) for code in codes])
        return Finding(bool(found), (_compared(fact, test, value),))
    if found:
        return Finding(True, (_names(fact, test, listed([spoken(fact, code) for code in found])),))
    return Finding(False, (_names_none(fact, test),))


def _compared(fact: CompanyFact, test: Comparison, value: Message) -> Message:
    return Message(
        "{fact}: {value}; compared with: {wanted} ({article}).",
        fact=Term("fact", fact.id),
        value=value,
        wanted=spoken(fact, test.wanted),
        article=test.article,
    )


def _names(fact: CompanyFact, test: Comparison, found: Message) -> Message:
    return Message(
        "{fact}: the rule names {found} ({article}).", fact=Term("fact", fact.id), found=found, article=test.article
    )


def _names_none(fact: CompanyFact, test: Comparison) -> Message:
    return Message(
        "{fact}: nothing that the rule names is among what you state ({article}).",
        fact=Term("fact", fact.id),
        article=test.article,
    )
