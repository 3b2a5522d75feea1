"""What the report rests on: how the list was read, the method, the judgements in it, the sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from vigie.errors import Message
from vigie.model.assessment import RiskProfile
from vigie.model.content import Source
from vigie.outputs.document import Block, Cell, Column, Heading, Note, Paragraph, Table
from vigie.outputs.edition import Edition
from vigie.outputs.headers import field_name
from vigie.outputs.sections.same_suppliers import same_suppliers


def reading(edition: Edition) -> Iterator[Block]:
    """How each column was understood, so that a wrong guess is seen."""
    say, columns = edition.say, edition.assessment.columns
    yield Heading(1, say(Message("How the list was read")), "reading")
    yield Paragraph(
        say(
            Message("Look here first if a result surprises you: a column that was taken for another one explains much.")
        )
    )
    yield Table(
        say(Message("The columns and what they were taken for")),
        (
            Column(say(Message("Column")), 1.6),
            Column(say(Message("Taken for")), 1.4),
            Column(say(Message("Why")), 3),
        ),
        tuple(
            (Cell(edition.heading(guess.place)), Cell(field_name(edition, guess.field)), Cell(say(guess.why)))
            for guess in columns
        ),
    )
    yield from same_suppliers(edition)


def method(edition: Edition) -> Iterator[Block]:
    """The method in five paragraphs, and the choices in it that are nobody's fact."""
    say, pick = edition.say, edition.language.pick
    yield Heading(1, say(Message("Method")), "method")
    for line in edition.about:
        yield Paragraph(line)
    judgements = edition.content.judgements.values()
    if judgements:
        yield Heading(2, say(Message("Choices that are judgements, not facts")), "judgements")
    for judgement in judgements:
        yield Note(
            pick(judgement.choice),
            say(
                Message(
                    "{reasons} What would change it: {change} ({made_by}, {date})",
                    reasons=pick(judgement.reasons),
                    change=pick(judgement.would_change),
                    made_by=pick(judgement.made_by),
                    date=judgement.date,
                )
            ),
            quiet=True,
        )


def sources(edition: Edition, cited: Iterable[RiskProfile], *, with_workbook: bool = True) -> Iterator[Block]:
    """The publications that the places shown rest on, with their dates and who opened them; how many more there are."""
    say = edition.say
    shown = edition.known_sources(source for profile in cited for source in profile.sources)
    more = len(edition.sources) - len(shown)
    yield Heading(1, say(Message("Sources")), "sources")
    if shown:
        yield _publications(edition, shown)
    else:
        yield Paragraph(say(Message("No place shown in this report rests on a publication.")))
    if more:
        yield Paragraph(say(_others(more, with_workbook=with_workbook)), "small")


def _others(count: int, *, with_workbook: bool) -> Message:
    if with_workbook:
        return Message(
            "These are the sources of the places shown above. The workbook names {count} more, with the rows that rest "
            "on them.",
            count=count,
        )
    return Message(
        "These are the sources of the contexts shown above; the other contexts rest on {count} more.", count=count
    )


def _publications(edition: Edition, shown: Sequence[Source]) -> Table:
    say = edition.say
    return Table(
        say(Message("Publications, their dates, and how they were read")),
        (
            Column(say(Message("Publisher")), 1.7),
            Column(say(Message("Title")), 3.2),
            Column(say(Message("Date")), 0.9),
            Column(say(Message("How it was read")), 1.5),
        ),
        tuple(
            (
                Cell(source.publisher),
                Cell(source.title, href=source.url),
                Cell(source.date),
                Cell(edition.how_read(source)),
            )
            for source in shown
        ),
    )
