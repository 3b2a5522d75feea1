"""The first page: what was read, what was found, what comes first, what is not known, what to do this week."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from vigie.errors import Message, Term
from vigie.model.assessment import Likelihood, Position
from vigie.outputs.document import Block, Fact, Facts, Heading, Items, Note, Paragraph
from vigie.outputs.edition import Edition
from vigie.outputs.findings import Group
from vigie.outputs.sections.places import title

FIRST = 3
"""Places named on the first page."""


def summary(edition: Edition) -> Iterator[Block]:
    """The page that is read when no other is."""
    say = edition.say
    yield Heading(1, say(Message("Summary")), "summary")
    yield Facts(tuple(_read(edition)))
    yield Paragraph(" ".join(map(say, _found(edition))), "lead")
    if edition.assessment.harms:
        yield Note(say(Message("Remedy at once")), say(_harms(len(edition.assessment.harms))))
    if edition.assessment.priorities:
        yield Heading(2, say(Message("Look here first")), "first")
        yield Items(tuple(map(say, _first(edition))), ordered=True)
    yield Heading(2, say(Message("What is not known, and whose ignorance it is")), "ignorance")
    yield Items(tuple(map(say, _unknown(edition))))
    yield Heading(2, say(Message("What to do this week")), "week")
    yield Items(tuple(map(say, _week(edition))), ordered=True)


def _read(edition: Edition) -> Iterator[Fact]:
    findings, language, say = edition.findings, edition.language, edition.say
    yield Fact(say(Message("Suppliers")), language.number(findings.suppliers))
    yield Fact(say(Message("Rows read")), language.number(findings.rows))
    yield Fact(say(Message("Countries of suppliers")), language.number(len(findings.known_supplier_countries)))
    spend = [language.money(amount, currency) for currency, amount in findings.spend.items()]
    yield Fact(say(Message("Spend")), " + ".join(spend) or say(Message("unknown")))


def _found(edition: Edition) -> Iterator[Message]:
    plausible = edition.findings.plausible
    if not plausible:
        yield Message("We found no plausible risk. That does not mean safe: read what is not known.")
        return
    worst = min(group.profile.severity.level for group in plausible)
    gravest = [group for group in plausible if group.profile.severity.level == worst]
    yield _how_many(len(plausible), len(gravest), worst)
    behind = sum(group.profile.position is Position.UNMAPPED for group in gravest)
    if behind:
        yield Message(
            "Behind the suppliers, at stages that nobody has mapped yet: {behind} of these {gravest}.",
            behind=behind,
            gravest=len(gravest),
        )
    yield Message("Most often at stake among them: {right}.", right=Term("right", _commonest(gravest)))


def _how_many(plausible: int, gravest: int, worst: int) -> Message:
    if plausible == 1:
        return Message("People are plausibly at risk in one place: a right, a product, a stage and a country.")
    return Message(
        "People are plausibly at risk in {plausible} places of this chain, each a right, a product, a stage and a "
        "country together. In {gravest} of them the possible harm has the highest severity found ({severity}).",
        plausible=plausible,
        gravest=gravest,
        severity=Term("severity", str(worst)),
    )


def _commonest(groups: list[Group]) -> str:
    return Counter(group.profile.right for group in groups).most_common(1)[0][0]


def _harms(count: int) -> Message:
    if count == 1:
        return Message("The list itself reports a harm to people. It is not ranked: it comes first.")
    return Message("The list itself reports {count} harms to people. They are not ranked but come first.", count=count)


def _first(edition: Edition) -> Iterator[Message]:
    for priority in edition.assessment.priorities[:FIRST]:
        profile = priority.profile
        yield Message(
            "{place} ({stage}). Severity {severity}; likelihood: {likelihood}; about: {about}.",
            place=title(profile),
            stage=Term("stage", profile.stage),
            severity=Term("severity", str(profile.severity.level)),
            likelihood=Term("likelihood", profile.likelihood),
            about=Term("about", profile.about),
        )


def _unknown(edition: Edition) -> Iterator[Message]:
    findings = edition.findings
    yield Message(
        "Ours: for {count} places we have no source; suppliers whose product we do not recognise: {products}. "
        "They stay in the list and are never taken for low.",
        count=len(findings.with_likelihood(Likelihood.NO_SOURCE)),
        products=findings.unrecognised,
    )
    yield Message(
        "The suppliers': in {count} places the hazard is known, and who works there and where is not disclosed.",
        count=len(findings.with_likelihood(Likelihood.UNDISCLOSED)),
    )
    yield Message(
        "The list's: suppliers without a country: {countries}; without a product: {products}; "
        "without a number of workers: {people}; cells, rows or columns not understood: {cells}.",
        countries=findings.without_country,
        products=findings.unstated,
        people=findings.without_people,
        cells=len(edition.assessment.not_understood),
    )


def _week(edition: Edition) -> Iterator[Message]:
    if edition.assessment.harms:
        yield Message("Start with the known harms; each has its first steps in this report.")
    seen: set[str] = set()
    for priority in edition.assessment.priorities[:FIRST]:
        step = next(iter(edition.steps(priority.profile)), "")
        if step and step not in seen:
            seen.add(step)
            yield Message("{place} – {step}", place=title(priority.profile), step=step)
    if edition.findings.without_country or edition.findings.unstated or edition.assessment.not_understood:
        yield Message("Complete the list where it was not understood, and run this again; an unknown counts as a risk.")
    yield Message(
        "Send your suppliers the version made for them; it names no supplier, no amount and no row of your list."
    )
