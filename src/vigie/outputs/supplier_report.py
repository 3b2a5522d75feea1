"""The version for suppliers, made to be forwarded: contexts by product, country, stage and right, and nothing else.

It is built from profiles of contexts alone. No name, row, amount, wage or number of workers of the list is asked for
here, so none can slip in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from vigie.errors import Message
from vigie.model.assessment import RiskProfile
from vigie.outputs.document import Block, Document, Heading, Note, Paragraph
from vigie.outputs.edition import Edition
from vigie.outputs.pictures.grids import heat, matrix
from vigie.outputs.pictures.world import world
from vigie.outputs.risk_report import words
from vigie.outputs.sections.gaps import context_gaps
from vigie.outputs.sections.grounds import method, sources
from vigie.outputs.sections.places import context_entry

GUIDE = "supplier-notice"
"""The guide that says what a context is."""

SHOWN = 10
"""Contexts in full; the grids count all."""


def supplier_report(edition: Edition) -> Document:
    """The report of the contexts of an assessment."""
    say, safe = edition.say, edition.contexts_only
    first = [group.profile for group in safe.findings.plausible][:SHOWN]
    notice = " ".join(map(edition.language.pick, edition.content.guide(GUIDE)))
    return Document(
        language=edition.language.code,
        title=say(Message("Where people are at risk behind what we buy")),
        overline=say(Message("For our suppliers. As of {day}", day=edition.language.date(edition.assessment.as_of))),
        subtitle=say(Message("Products, countries and stages where people are likely to be at risk")),
        running=say(Message("People at risk behind what we buy: for suppliers")),
        as_of=edition.assessment.as_of,
        words=words(edition),
        blocks=(
            Heading(1, say(Message("Why you receive this")), "why"),
            Paragraph(
                say(
                    Message(
                        "We look at the people who work in our supply chain. This is what public sources say about "
                        "products and countries. We ask you to look at it with us: tell us what you know about the "
                        "stages behind you."
                    )
                ),
                "lead",
            ),
            Note(say(Message("A context is not an accusation")), notice),
            Heading(1, say(Message("The chain in three pictures")), "pictures"),
            world(safe, with_suppliers=False),
            matrix(safe),
            heat(safe),
            *_contexts(safe, first),
            Heading(1, say(Message("What we do not know")), "gaps"),
            *context_gaps(safe),
            *method(safe),
            *sources(safe, first, with_workbook=False),
        ),
    )


def _contexts(edition: Edition, first: Sequence[RiskProfile]) -> Iterator[Block]:
    yield Heading(1, edition.say(Message("The contexts to look at first")), "priorities", new_page=True)
    if not first:
        yield Paragraph(edition.say(Message("No plausible risk was found in any context.")))
    for place, profile in enumerate(first, start=1):
        yield context_entry(edition, profile, place)
