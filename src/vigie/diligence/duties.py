"""Which duties apply to a company at a date: every rule of the content, answered with its reasons or with questions."""

from __future__ import annotations

from datetime import date

from vigie.content import Content
from vigie.diligence.facts import Facts
from vigie.diligence.weighing import Finding, once, weigh
from vigie.errors import Message
from vigie.model.duties import Answer, Company, Duty, DutyAnswer, Period

NOT_READ = Message(
    "Nobody has read the source of this rule for this entry: it is only recalled. Have it read before you rely on it."
)

ONLY_PROPOSED = Message("This is a proposal and not law. As it stands, you would fall under it.")


def duties(company: Company, content: Content, as_of: date) -> tuple[DutyAnswer, ...]:
    """The answers of all rules, in the order of the content."""
    facts = Facts(company, content)
    return tuple(answer(duty, facts, as_of) for duty in content.duties.values())


def answer(duty: Duty, facts: Facts, as_of: date) -> DutyAnswer:
    """The answer of one rule. A rule whose source nobody has read never answers yes or no."""
    if duty.read_how == "recalled":
        return _unanswered(duty, Finding(None, (NOT_READ,)))
    found = weigh(duty.condition, facts.compare)
    if found.truth is None:
        return _unanswered(duty, found)
    if not found.truth:
        return _refused(duty, found.reasons)
    if duty.status == "proposal":
        return _unanswered(duty, Finding(None, (ONLY_PROPOSED, *found.reasons)))
    return _timed(duty, found, facts, as_of)


def _unanswered(duty: Duty, found: Finding) -> DutyAnswer:
    return DutyAnswer(duty, Answer.CANNOT_TELL, None, False, False, found.reasons, found.questions)


def _refused(duty: Duty, reasons: tuple[Message, ...]) -> DutyAnswer:
    return DutyAnswer(duty, Answer.DOES_NOT, None, False, False, reasons, ())


def _timed(duty: Duty, found: Finding, facts: Facts, as_of: date) -> DutyAnswer:
    """From when it applies. Where a missing fact decides between dates, the earliest is said to be the earliest."""
    periods, timing = _periods(duty, facts)
    reasons = once((*found.reasons, *timing.reasons))
    if not periods:
        return _refused(duty, timing.reasons)
    if all(each.until is not None and each.until < as_of for each in periods):
        return _refused(duty, (*reasons, *map(_ended, periods)))
    days = sorted(each.day for each in periods)
    return DutyAnswer(
        duty,
        Answer.APPLIES,
        applies_from=days[0],
        earliest=days[0] != days[-1],
        begun=days[-1] <= as_of,
        reasons=reasons,
        questions=timing.questions if days[0] != days[-1] else (),
    )


def _periods(duty: Duty, facts: Facts) -> tuple[list[Period], Finding]:
    """The periods that may be this company's: the first that surely is, and those before it that may be."""
    possible: list[Period] = []
    weighed: list[Finding] = []
    for period in duty.periods:
        found = weigh(period.when, facts.compare) if period.when else Finding(True)
        weighed.append(found)
        if found.truth is not False:
            possible.append(period)
        if found.truth:
            break
    return possible, Finding(
        None,
        once(message for each in weighed if each.truth is not None for message in each.reasons),
        once(message for each in weighed for message in each.questions),
    )


def _ended(period: Period) -> Message:
    return Message("The time in which it held ended on {day}.", day=str(period.until))
