"""The sentences in which a rule's reasons and questions are said: thresholds, values, and what to fill in where."""

from __future__ import annotations

from collections.abc import Sequence

from vigie.errors import Message, Term
from vigie.model.duties import CompanyFact, Comparison, Relation


def quantity(value: float, unit: str) -> Message:
    """An amount in its unit; whole numbers without decimals."""
    amount = int(value) if value == int(value) else value
    match unit:
        case "EUR":
            return Message("EUR {amount}", amount=amount)
        case "kg":
            return Message("{amount} kg", amount=amount)
        case _:
            return Message("{amount}", amount=amount)


def counted(fact: CompanyFact, test: Comparison, value: Message, holds: bool) -> Message:
    """A number beside the threshold that it is held against."""
    return Message(
        "{fact}: {value}. Threshold: {threshold} ({article}): {verdict}.",
        fact=_fact(fact, test),
        value=value,
        threshold=_threshold(test),
        article=test.article,
        verdict=Message("met") if holds else Message("not met"),
    )


def _fact(fact: CompanyFact, test: Comparison) -> Message:
    if test.of:
        return Message("{fact}, CN {code}", fact=Term("fact", fact.id), code=test.of)
    return Message("{fact}", fact=Term("fact", fact.id))


def _threshold(test: Comparison) -> Message:
    wanted = quantity(test.wanted, test.unit)
    match test.relation:
        case Relation.AT_LEAST:
            return Message("at least {amount}", amount=wanted)
        case Relation.MORE_THAN:
            return Message("more than {amount}", amount=wanted)
        case _:
            return Message("less than {amount}", amount=wanted)


def on_either_side(fact: CompanyFact, test: Comparison, first: float, second: float) -> Message:
    """That the mean decided where the years alone would not agree."""
    return Message(
        "{fact}: {first} in one year and {second} in the next lie on either side of the threshold. We take the mean of "
        "the two; read how the rule counts years ({article}).",
        fact=Term("fact", fact.id),
        first=quantity(first, test.unit),
        second=quantity(second, test.unit),
        article=test.article,
    )


def as_asked(fact: CompanyFact, test: Comparison) -> Message:
    """The question that would settle it, and the field of the company's file that answers it."""
    if test.of:
        return Message(
            "{question} (CN {code}; field: {field})", question=Term("question", fact.id), code=test.of, field=fact.at
        )
    return Message("{question} (field: {field})", question=Term("question", fact.id), field=fact.at)


def of_whole_group(fact: CompanyFact) -> Message:
    """That a figure of one company says nothing about its group."""
    return Message(
        "{fact}: what is the figure of the whole group? You say that this is a group, and not that its figures are "
        "consolidated. (fields: {field}, consolidated)",
        fact=Term("fact", fact.id),
        field=fact.at,
    )


def spoken(fact: CompanyFact, code: str | bool) -> Message:
    """A flag or a code as a person says it."""
    if isinstance(code, bool):
        return Message("yes") if code else Message("no")
    kind, known = ("fact_value", f"{fact.id}/{code}") if code in fact.values else ("country", code)
    return Message("{name}", name=Term(kind, known))


def listed(messages: Sequence[Message]) -> Message:
    """Several things, one after the other; nothing is said as nothing."""
    if not messages:
        return Message("none")
    first, *rest = messages
    return Message("{first}, {rest}", first=first, rest=listed(rest)) if rest else first
