"""What the terminal shows when the main job is done: known harms, the first places, what is not known."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from vigie.content import Content
from vigie.errors import Message
from vigie.language import Language
from vigie.model.assessment import Assessment, Likelihood, Priority
from vigie.outputs.edition import Edition
from vigie.outputs.sections.places import shortened, title

INDENT = 4


def summary(assessment: Assessment, content: Content, language: Language) -> RenderableType:
    """The answer in one screen or two; state is said in words, and bold or dim only repeats it."""
    edition = Edition(assessment, content, language)
    return Group(*_harms(edition), *_priorities(edition), *_unknown(edition))


def finished(written: Sequence[Path], language: Language) -> RenderableType:
    """Where the results are: the folder, and the files in it."""
    folder = written[0].parent if written else Path()
    said = Message("Written to {folder}: {files}", folder=str(folder), files=", ".join(path.name for path in written))
    return Padding(Text(language.say(said), no_wrap=False, overflow="fold"), (1, 0, 0, 0))


def _harms(edition: Edition) -> Iterator[RenderableType]:
    if edition.assessment.harms:
        yield _title(edition, Message("Known harms: remedy at once"))
        suppliers = edition.assessment.suppliers
        for harm in edition.assessment.harms:
            said = Message(
                "{supplier}, row {row}: {harm}",
                supplier=suppliers[harm.supplier].name,
                row=edition.place(harm.place),
                harm=harm.text,
            )
            yield _line(edition.say(said))


def _priorities(edition: Edition) -> Iterator[RenderableType]:
    yield _title(edition, Message("Where to look first"))
    if not edition.assessment.priorities:
        text = Message("We found no plausible risk. That does not mean safe: read what is not known.")
        yield _line(edition.say(text))
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
    yield _line(edition.say(state))
    yield _line(edition.reason(profile))
    yield _line(edition.say(suppliers), style="dim")
    yield Text()


def _unknown(edition: Edition) -> Iterator[RenderableType]:
    findings = edition.findings
    yield _title(edition, Message("What is not known, and whose ignorance it is"))
    lines = (
        Message("Ours, no source: {count} places", count=len(findings.with_likelihood(Likelihood.NO_SOURCE))),
        Message(
            "The suppliers', not disclosed: {count} places",
            count=len(findings.with_likelihood(Likelihood.UNDISCLOSED)),
        ),
        Message(
            "The list's: without a country {countries}; product not recognised {products}; not understood {cells}",
            countries=findings.without_country,
            products=findings.without_group,
            cells=len(edition.assessment.not_understood),
        ),
    )
    for line in lines:
        yield _line(edition.say(line))


def _title(edition: Edition, message: Message) -> RenderableType:
    return Padding(Text(edition.say(message), style="bold underline"), (1, 0, 1, 0))


def _line(text: str, style: str = "") -> RenderableType:
    """An indented line that wraps at the width of the terminal, also where the console itself would not wrap."""
    return Padding(Text(text, style=style, no_wrap=False, overflow="fold"), (0, 0, 0, INDENT))
