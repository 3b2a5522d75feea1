"""Weighs a condition in three values: it holds, it does not, or a missing fact decides and is asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from vigie.errors import Message
from vigie.model.duties import AllOf, AnyOf, Comparison, Condition, NotOf


@dataclass(frozen=True, slots=True)
class Finding:
    """Whether something holds (None: cannot tell), the reasons that decide it, and what to ask where it is open."""

    truth: bool | None
    reasons: tuple[Message, ...] = ()
    questions: tuple[Message, ...] = ()


def weigh(condition: Condition, compare: Callable[[Comparison], Finding]) -> Finding:
    """What a condition comes to, given how its single comparisons come out."""
    match condition:
        case AllOf():
            return _joined([weigh(part, compare) for part in condition.parts], decisive=False)
        case AnyOf():
            return _joined([weigh(part, compare) for part in condition.parts], decisive=True)
        case NotOf():
            inner = weigh(condition.part, compare)
            return Finding(None if inner.truth is None else not inner.truth, inner.reasons, inner.questions)
        case _:
            return compare(condition)


def _joined(findings: list[Finding], *, decisive: bool) -> Finding:
    """One part with the decisive value decides alone, whatever is missing elsewhere; then nothing needs asking.

    One failed part is reason enough that not all hold; every part that holds is worth telling.
    """
    deciding = [each for each in findings if each.truth is decisive]
    if deciding:
        shown = deciding if decisive else deciding[:1]
        return Finding(decisive, once(message for each in shown for message in each.reasons))
    reasons = once(message for each in findings for message in each.reasons)
    missing = [each for each in findings if each.truth is None]
    if missing:
        return Finding(None, reasons, once(message for each in missing for message in each.questions))
    return Finding(not decisive, reasons)


def once(messages: Iterable[Message]) -> tuple[Message, ...]:
    """Each message once, in the order in which they came."""
    return tuple(dict.fromkeys(messages))
