"""One place to look, as an entry of a report: what, where, how bad, why, whose, what to do first, according to whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from vigie.errors import Message, Term
from vigie.model.assessment import Position, Priority, RiskProfile
from vigie.outputs.document import Entry, Fact, Facts
from vigie.outputs.edition import Edition
from vigie.outputs.wording import grounds, is_context_report

NAMES_SHOWN = 12
"""Names of suppliers in an entry of the printed report; the tables hold all."""


def title(profile: RiskProfile) -> Message:
    """A place in few words."""
    return Message(
        "{right}: {product}, {country}",
        right=Term("right", profile.right),
        product=Term("product_group", profile.product_group),
        country=Term("country", profile.country),
    )


def entry(edition: Edition, priority: Priority) -> Entry:
    """A priority with the suppliers in it."""
    suppliers = edition.supplier_names(priority.suppliers)
    own = priority.profile.position is Position.DIRECT
    label = Message("Suppliers in it") if own else Message("Suppliers it stands behind")
    people = Fact(edition.say(Message("Workers there")), edition.language.count(priority.people))
    whose = Fact(edition.say(label), shortened(edition, suppliers), wide=True)
    return _entry(edition, priority.profile, priority.rank, Message("First steps"), people, whose)


def context_entry(edition: Edition, profile: RiskProfile, rank: int) -> Entry:
    """The same place as a context alone: no supplier, no number of workers."""
    return _entry(edition, profile, rank, Message("What a buyer can do first"))


def _entry(edition: Edition, profile: RiskProfile, rank: int, steps: Message, *more: Fact) -> Entry:
    say = edition.say
    return Entry(
        number=edition.language.number(rank),
        title=say(title(profile)),
        anchor=f"{profile.right}-{profile.stage}-{profile.product_group}-{profile.country}",
        facts=Facts(tuple(sorted((*_facts(edition, profile), *more), key=lambda fact: fact.wide))),
        paragraphs=(" ".join(map(say, grounds(profile))),),
        notice=say(_notice(profile)) if is_context_report(profile) else "",
        steps_title=say(steps),
        steps=edition.steps(profile),
        sources=edition.cite(profile.sources),
    )


def _facts(edition: Edition, profile: RiskProfile) -> Iterable[Fact]:
    say, level = edition.say, profile.severity.level
    yield Fact(say(Message("Severity")), edition.name("severity", str(level)), severity=level)
    yield Fact(say(Message("Likelihood")), edition.name("likelihood", profile.likelihood))
    yield Fact(say(Message("About")), edition.name("about", profile.about))
    yield Fact(say(Message("Stage")), _stage(edition, profile), wide=True)


def _stage(edition: Edition, profile: RiskProfile) -> str:
    stage, parts = edition.name("stage", profile.stage), edition.parts(profile)
    return edition.say(Message("{stage} ({parts})", stage=stage, parts=parts)) if parts else stage


def _notice(profile: RiskProfile) -> Message:
    return Message(
        "Reported for {product} in {country} in general. This says nothing about any supplier.",
        product=Term("product_group", profile.product_group),
        country=Term("country", profile.country),
    )


def shortened(edition: Edition, names: Sequence[str]) -> str:
    """Names in a row; where there are many, the first ones and how many more."""
    shown, rest = ", ".join(names[:NAMES_SHOWN]), len(names) - NAMES_SHOWN
    return edition.say(Message("{names} and {count} more", names=shown, count=rest)) if rest > 0 else shown
