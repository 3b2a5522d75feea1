"""What the law supplies to a clause that is silent, for a contract whose country and value are known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from vigie.model.clauses import ClauseStage, ContractFacts, Element, LegalGround
from vigie.model.content import Text
from vigie.procurement.clauses.elements import Judged
from vigie.procurement.clauses.vocabulary import ClauseWords


def supplied(
    judged: Judged, stage: ClauseStage | None, facts: ContractFacts, words: ClauseWords
) -> tuple[dict[Element, LegalGround], dict[Element, tuple[Text, ...]]]:
    """The elements that a rule of law supplies, and what must be asked before that can be said of an element."""
    grounds: dict[Element, LegalGround] = {}
    questions: dict[Element, tuple[Text, ...]] = {}
    for rule in words.law:
        element = Element(rule["element"])
        if element in judged.found or (stage and stage.value not in rule["stages"]):
            continue
        asked = tuple(_asked(rule, judged, stage, facts))
        if asked:
            questions[element] = asked
        elif _holds(rule, judged, facts):
            grounds[element] = LegalGround(rule["ground"]["source"], rule["ground"]["articles"])
    return grounds, questions


def _asked(rule: Mapping[str, Any], judged: Judged, stage: ClauseStage | None, facts: ContractFacts) -> Iterator[Text]:
    """Questions, unless an answer that is there already decides against the rule or makes them needless."""
    country = facts.country or _named(rule, judged)
    if country and country != rule["country"]:
        return
    if facts.value is not None and facts.value < rule["at_least"]:
        return
    if not country:
        yield rule["questions"]["country"]
    if facts.value is None and not judged.clause.hits(rule["named_by"]):
        yield rule["questions"]["value"]
    if stage is None:
        yield rule["questions"]["stage"]


def _holds(rule: Mapping[str, Any], judged: Judged, facts: ContractFacts) -> bool:
    same = (facts.country or _named(rule, judged)) == rule["country"]
    return same and (bool(judged.clause.hits(rule["named_by"])) or (facts.value or 0) >= rule["at_least"])


def _named(rule: Mapping[str, Any], judged: Judged) -> str:
    """The country whose law the clause itself shows by its words."""
    cues: Sequence[str] = rule["shown_by"]
    return str(rule["country"]) if any(judged.clause.hits(cue) for cue in cues) else ""
