"""How much a contract should ask on human rights: what the risk wants, and what value and term can carry."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from vigie.errors import Message, Term
from vigie.model.assessment import PLAUSIBLE, RiskProfile
from vigie.model.clause_library import Ambition
from vigie.model.preparing import Advice

UNKNOWN_VALUE = Message("The value in the library's currency is not known; give it to see whether more can be asked.")
UNKNOWN_TERM = Message("The term of the contract is not known; give it to see whether more can be asked.")


def advise(risks: tuple[RiskProfile, ...], euro: float | None, months: int | None, rules: Mapping[str, Any]) -> Advice:
    """The level of ambition with its reasons. `rules` are those of the content, in its own currency and months."""
    wanted, why = _wanted(risks, rules)
    if wanted is not Ambition.ADVANCED:
        return Advice(wanted, wanted, why)
    against = _against(euro, months, rules["advanced"])
    return Advice(Ambition.BASIC if against else wanted, wanted, (*why, *against, *_proportion(against)))


def _wanted(risks: tuple[RiskProfile, ...], rules: Mapping[str, Any]) -> tuple[Ambition, tuple[Message, ...]]:
    if not risks:
        return Ambition(rules["not_recognised"]), (
            Message(
                "What is bought was not recognised. Unknown is not safe: name it in other words, or by a CPV code."
            ),
        )
    for level in (Ambition.ADVANCED, Ambition.BASIC):
        if severe := [each for each in risks if _counts(each, rules[level])]:
            return level, tuple(_because(each) for each in severe[:MOST_REASONS])
    return Ambition.NONE, (
        Message(
            "No severe risk to people is known to be plausible in this chain. That is not proof that there is none."
        ),
    )


MOST_REASONS = 3
"""The worst risks speak for the rest; all of them stand in the table of risks."""


def _counts(risk: RiskProfile, rule: Mapping[str, Any]) -> bool:
    return (
        risk.likelihood in PLAUSIBLE
        and risk.severity.level <= rule["severity"]
        and risk.likelihood in rule["likelihoods"]
    )


def _because(risk: RiskProfile) -> Message:
    return Message(
        "{right} at the stage {stage}: severity {severity}, likelihood {likelihood}.",
        right=Term("right", risk.right),
        stage=Term("stage", risk.stage),
        severity=risk.severity.level,
        likelihood=Term("likelihood", risk.likelihood),
    )


def _against(euro: float | None, months: int | None, rule: Mapping[str, Any]) -> tuple[Message, ...]:
    """Why value and term cannot carry the advanced level; empty where they can."""
    found = []
    if euro is None:
        found.append(UNKNOWN_VALUE)
    elif euro < rule["value_from"]:
        found.append(Message("The value is below {value} euro, from which more is asked.", value=rule["value_from"]))
    if months is None:
        found.append(UNKNOWN_TERM)
    elif months < rule["months_from"]:
        found.append(
            Message("The term is below {months} months, from which more is asked.", months=rule["months_from"])
        )
    return tuple(found)


def _proportion(against: tuple[Message, ...]) -> tuple[Message, ...]:
    if not against:
        return (Message("Value and term are large enough to carry out a plan and to check it."),)
    return (Message("Proportionality: the basic level is advised, though the risk alone would ask for more."),)
