"""Chooses clauses by the conditions that each of them states; every yes and every no has its reason."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from vigie.errors import Message, Term
from vigie.model.clause_library import Ambition, ModelClause
from vigie.model.clauses import ClauseStage
from vigie.procurement.preparing.known import begins


@dataclass(frozen=True, slots=True)
class Situation:
    """What the conditions of clauses are compared with. What is empty or None is not known.

    `rights` are at plausible risk; `unverifiable` says that a likely place allows no credible audit.
    """

    group: str
    kind: str
    cpv: str
    rights: frozenset[str]
    unverifiable: bool
    euro: float | None
    months: int | None
    stages: frozenset[ClauseStage] = frozenset()
    answers: Mapping[str, str] = field(default_factory=dict)
    ambition: Ambition = Ambition.BASIC
    none_stages: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Finding:
    """Whether one condition holds, and the words for it; no words where there is nothing worth saying."""

    holds: bool
    why: Message | None


HOLDS = Finding(holds=True, why=None)
LEVELS = tuple(Ambition)


def judge(clause: ModelClause, at: Situation) -> tuple[bool, tuple[Message, ...]]:
    """Whether a clause belongs here. With yes come all reasons, with no the first condition that fails."""
    findings = [condition(clause, at) for condition in CONDITIONS]
    failing = next((each.why for each in findings if not each.holds), None)
    if failing:
        return False, (failing,)
    reasons = tuple(each.why for each in findings if each.why)
    return True, reasons or (Message("It belongs in every contract of this kind."),)


def replaced(clauses: Iterable[ModelClause]) -> Mapping[str, str]:
    """Per clause that belongs here, the other one that takes its place; empty where it stays."""
    found = list(clauses)
    ids = {each.id for each in found}
    return {each.id: next((other for other in each.use.replaced_by if other in ids), "") for each in found}


def _stage(clause: ModelClause, at: Situation) -> Finding:
    asked = not at.stages or clause.stage in at.stages
    return Finding(
        asked, None if asked else Message("You did not ask for clauses of the stage {stage}.", stage=_stage_of(clause))
    )


def _stage_of(clause: ModelClause) -> Term:
    return Term("clause_stage", clause.stage)


def _level(clause: ModelClause, at: Situation) -> Finding:
    if at.ambition is Ambition.NONE:
        legal = clause.stage in at.none_stages
        return Finding(legal, None if legal else Message("Nothing is advised beyond what the law itself asks."))
    enough = LEVELS.index(clause.level) <= LEVELS.index(at.ambition)
    return Finding(enough, None if enough else Message("It asks more than the level that is advised."))


def _kind(clause: ModelClause, at: Situation) -> Finding:
    if not clause.use.chains or at.kind in clause.use.chains:
        return HOLDS
    if not at.kind:
        return Finding(True, Message("Whether goods or a service are bought is not known; it is kept until you know."))
    return Finding(False, Message("It is written for another kind of purchase (goods or services)."))


def _group(clause: ModelClause, at: Situation) -> Finding:
    if not (clause.use.groups or clause.use.cpv):
        return HOLDS
    if at.group in clause.use.groups:
        return Finding(True, Message("It is written for {group}.", group=Term("product_group", at.group)))
    if begins(at.cpv, clause.use.cpv):
        return Finding(True, Message("It is written for this CPV code."))
    return Finding(False, Message("It is written for other purchases."))


def _right(clause: ModelClause, at: Situation) -> Finding:
    if not clause.use.rights_at_risk:
        return HOLDS
    meant = sorted(clause.use.rights_at_risk & at.rights)
    if meant:
        return Finding(True, Message("{right} is plausibly at risk in this chain.", right=Term("right", meant[0])))
    if at.group:
        return Finding(False, Message("None of the rights it protects is known to be plausibly at risk in this chain."))
    return Finding(False, Message("Which rights are at risk is not known; name what is bought."))


def _unverifiable(clause: ModelClause, at: Situation) -> Finding:
    if not clause.use.unverifiable:
        return HOLDS
    if at.unverifiable:
        return Finding(True, Message("Part of this chain likely lies where no audit or interview is credible or safe."))
    return Finding(False, Message("No likely place of this chain is known where audits are not credible."))


def _value(clause: ModelClause, at: Situation) -> Finding:
    least, below = clause.use.value_from, clause.use.value_below
    return _in_range(
        (at.euro, least, below),
        unknown=Message("The value is not known; it counts as large."),
        too_small=Message("The value is below {value} euro.", value=least or 0),
        too_large=Message("The value is {value} euro or more.", value=below or 0),
        fits=Message("The value is in its range."),
    )


def _months(clause: ModelClause, at: Situation) -> Finding:
    least, below = clause.use.months_from, clause.use.months_below
    return _in_range(
        (at.months, least, below),
        unknown=Message("The term is not known; it counts as long."),
        too_small=Message("The term is below {months} months.", months=least or 0),
        too_large=Message("The term is {months} months or more.", months=below or 0),
        fits=Message("The term is in its range."),
    )


def _in_range(
    figures: tuple[float | None, float | None, float | None],
    *,
    unknown: Message,
    too_small: Message,
    too_large: Message,
    fits: Message,
) -> Finding:
    """Whether a figure is from the least and below the limit; one that is not known counts as large."""
    figure, least, below = figures
    if least is None and below is None:
        return HOLDS
    if figure is None:
        return Finding(below is None, unknown)
    if least is not None and figure < least:
        return Finding(False, too_small)
    if below is not None and figure >= below:
        return Finding(False, too_large)
    return Finding(True, fits)


def _answers(clause: ModelClause, at: Situation) -> Finding:
    for question, wanted in (clause.use.answers or {}).items():
        if at.answers.get(question) != wanted:
            return Finding(False, _answered(question, at.answers[question]))
    given = [_answered(question, wanted) for question, wanted in (clause.use.answers or {}).items()]
    return Finding(True, given[0]) if given else HOLDS


def _answered(question: str, answer: str) -> Message:
    return Message(
        "{question} Answer: {answer}.",
        question=Term("preparing_question", question),
        answer=Term("preparing_answer", f"{question}/{answer}"),
    )


CONDITIONS: tuple[Callable[[ModelClause, Situation], Finding], ...] = (
    _stage,
    _level,
    _kind,
    _group,
    _right,
    _unverifiable,
    _value,
    _months,
    _answers,
)
