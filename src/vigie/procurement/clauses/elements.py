"""Judges one clause on the six elements: found in its own words, supplied by another clause, by law, or missing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from vigie.model.clauses import Element, ElementFinding, ElementState, LegalGround
from vigie.procurement.clauses.matching import Clause
from vigie.procurement.clauses.splitting import Span
from vigie.procurement.clauses.vocabulary import ClauseWords

FOR_ALL = "for_all"
"""The cue of a clause that says it holds for every other one."""
LENDS = (Element.VERIFICATION, Element.CONSEQUENCE, Element.CAPACITY)
"""What a clause for all can supply to another. Who is bound, to what and until when is said by each clause itself."""


@dataclass(frozen=True)
class Judged:
    """A clause of a document with the places of what it says itself."""

    document: str
    clause: Clause
    found: dict[Element, Span]

    @property
    def holds_for_all(self) -> bool:
        """Whether the clause says that it holds for the whole contract."""
        return bool(self.clause.hits(FOR_ALL))


def judge(document: str, clause: Clause, words: ClauseWords) -> Judged:
    """What a clause says itself."""
    found = {element: clause.first(rules) for element, rules in words.elements.items()}
    return Judged(document, clause, {element: span for element, span in found.items() if span})


def elements(
    judged: Judged, others: Sequence[Judged], supplied: dict[Element, LegalGround]
) -> tuple[ElementFinding, ...]:
    """The six findings of a clause, helped by clauses that hold for all and by what the law supplies."""
    lenders = [each for each in others if each is not judged and each.holds_for_all]
    return tuple(_element(element, judged, lenders, supplied) for element in Element)


def _element(
    element: Element, judged: Judged, lenders: Iterable[Judged], supplied: dict[Element, LegalGround]
) -> ElementFinding:
    if element in judged.found:
        return _at(element, ElementState.FOUND, judged)
    lender = next((each for each in lenders if element in LENDS and element in each.found), None)
    if lender:
        return _at(element, ElementState.SUPPLIED_ELSEWHERE, lender)
    if element in supplied:
        return ElementFinding(element, ElementState.SUPPLIED_BY_LAW, ground=supplied[element])
    return ElementFinding(element, ElementState.MISSING)


def _at(element: Element, state: ElementState, judged: Judged) -> ElementFinding:
    start, end = judged.found[element]
    return ElementFinding(element, state, (start, end), judged.clause.text[start:end], judged.document)
