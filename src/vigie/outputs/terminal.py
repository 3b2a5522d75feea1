"""What the terminal shows when the main job is done: known harms, the first places, what is not known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from vigie.content import Content
from vigie.errors import Message, Term
from vigie.language import Language
from vigie.model.assessment import Assessment, Likelihood, Priority
from vigie.model.changes import Change, Standing
from vigie.outputs.edition import Edition
from vigie.outputs.sections.places import shortened, title
from vigie.outputs.terminal_duties import duties_in_short
from vigie.outputs.terminal_lines import heading, line


def summary(assessment: Assessment, content: Content, language: Language) -> RenderableType:
    """The answer in one screen or two; state is said in words, and bold or dim only repeats it."""
    edition = Edition(assessment, content, language)
    shown = duties_in_short(assessment.duties, content, language)
    return Group(*_harms(edition), *_priorities(edition), *_unknown(edition), shown)


def finished(written: Sequence[Path], language: Language) -> RenderableType:
    """Where the results are: the folder, and the files in it."""
    folder = written[0].parent if written else Path()
    said = Message("Written to {folder}: {files}", folder=str(folder), files=", ".join(path.name for path in written))
    return Padding(Text(language.say(said), no_wrap=False, overflow="fold"), (1, 0, 0, 0))


def changes(found: Sequence[Change], language: Language) -> RenderableType:
    """What changes between two versions of the content, one line each, and how many there are."""
    lines = [Text(language.say(_change(each)), no_wrap=False, overflow="fold") for each in found]
    return Group(*lines, Text(language.say(Message("Results that change: {count}", count=len(found))), style="bold"))


def _change(change: Change) -> Message:
    subject = change.subject
    return Message(
        "{supplier}{product}, {country}, {stage}, {right}: {before} -> {after}",
        supplier=f"{subject.supplier}: " if subject.supplier else "",
        product=Term("product_group", subject.product_group),
        country=Term("country", subject.country),
        stage=Term("stage", subject.stage),
        right=Term("right", subject.right),
        before=_standing(change.before),
        after=_standing(change.after),
    )


def _standing(standing: Standing | None) -> Message:
    if standing is None:
        return Message("not there")
    return Message(
        "severity {severity}, {likelihood}",
        severity=standing.severity,
        likelihood=Term("likelihood", standing.likelihood),
    )


def _harms(edition: Edition) -> Iterator[RenderableType]:
    if edition.assessment.harms:
        yield heading(edition.say(Message("Known harms: remedy at once")))
        suppliers = edition.assessment.suppliers
        for harm in edition.assessment.harms:
            said = Message(
                "{supplier}, row {row}: {harm}",
                supplier=suppliers[harm.supplier].name,
                row=edition.place(harm.place),
                harm=harm.text,
            )
            yield line(edition.say(said))


def _priorities(edition: Edition) -> Iterator[RenderableType]:
    yield heading(edition.say(Message("Where to look first")))
    if not edition.assessment.priorities:
        text = Message("We found no plausible risk. That does not mean safe: read what is not known.")
        yield line(edition.say(text))
    for priority in edition.assessment.priorities:
        yield from _priority(edition, priority)


def _priority(edition: Edition, priority: Priority) -> Iterator[RenderableType]:
    profile = priority.profile
    head = Text(f"{edition.language.number(priority.rank):>3} ", style="bold", no_wrap=False, overflow="fold")
    yield head + Text(edition.say(title(profile)), style="bold")
    state = Message(
        "severity {severity}; likelihood: {likelihood}; about: {about}; {stage}",
        severity=edition.name("severity", str(profile.severity.level)),
        likelihood=edition.name("likelihood", profile.likelihood),
        about=edition.name("about", profile.about),
        stage=edition.name("stage", profile.stage),
    )
    suppliers = Message("Suppliers: {names}", names=shortened(edition, edition.supplier_names(priority.suppliers)))
    yield line(edition.say(state))
    yield line(edition.reason(profile))
    yield line(edition.say(suppliers), style="dim")
    yield Text()


def _unknown(edition: Edition) -> Iterator[RenderableType]:
    findings = edition.findings
    yield heading(edition.say(Message("What is not known, and whose ignorance it is")))
    lines = (
        Message(
            "Ours: no source for {count} places; suppliers whose product we do not recognise: {products}",
            count=len(findings.with_likelihood(Likelihood.NO_SOURCE)),
            products=findings.unrecognised,
        ),
        Message(
            "The suppliers', not disclosed: {count} places",
            count=len(findings.with_likelihood(Likelihood.UNDISCLOSED)),
        ),
        Message(
            "The list's: without a country {countries}; without a product {products}; not understood {cells}",
            countries=findings.without_country,
            products=findings.unstated,
            cells=len(edition.assessment.not_understood),
        ),
    )
    yield from (line(edition.say(each)) for each in lines)
