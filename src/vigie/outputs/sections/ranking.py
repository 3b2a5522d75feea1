"""The known harms, the first places to look, and how firm their order is."""

from __future__ import annotations

from collections.abc import Iterator

from vigie.errors import Message
from vigie.outputs.document import Block, Cell, Column, Heading, Items, Paragraph, Table
from vigie.outputs.edition import Edition
from vigie.outputs.sections.places import entry, title

KNOWN_HARM = "known-harm"
"""The guide for a harm that is known already."""


def harms(edition: Edition) -> Iterator[Block]:
    """What the list itself reports; nothing where it reports no harm."""
    say, found = edition.say, edition.assessment.harms
    if not found:
        return
    yield Heading(1, say(Message("Known harms: remedy at once")), "harms", new_page=True)
    yield Paragraph(
        say(
            Message(
                "The list reports these harms to people. They are not ranked by likelihood: they ask for remedy "
                "at once. What stands here is as written in the list; nobody has checked it."
            )
        )
    )
    suppliers = edition.assessment.suppliers
    yield Table(
        say(Message("Harms that the list reports")),
        (
            Column(say(Message("Supplier")), 2),
            Column(say(Message("Row")), 0.8),
            Column(say(Message("As written")), 4),
        ),
        tuple(
            (Cell(suppliers[harm.supplier].name), Cell(edition.place(harm.place)), Cell(harm.text)) for harm in found
        ),
    )
    yield Heading(2, say(Message("First steps")), "harms-steps")
    yield Items(tuple(edition.language.pick(step) for step in edition.content.guide(KNOWN_HARM)), ordered=True)


def priorities(edition: Edition) -> Iterator[Block]:
    """The first places, each with its reason, its sources and what to do."""
    say, found = edition.say, edition.assessment.priorities
    yield Heading(1, say(Message("Where to look first")), "priorities", new_page=True)
    if not found:
        yield Paragraph(say(Message("No plausible risk was found, so there is no order to give.")))
        return
    yield Paragraph(
        say(
            Message(
                "Each entry is one right, one product group, one stage and one country together, with all its "
                "suppliers. Severity orders first, likelihood inside a severity. A context is not an accusation."
            )
        )
    )
    for priority in found:
        yield entry(edition, priority)


def sensitivity(edition: Edition) -> Iterator[Block]:
    """What would change if likelihood went first, and how much the order leaves open."""
    say, language = edition.say, edition.language
    yield Heading(1, say(Message("How firm this order is")), "sensitivity")
    yield Paragraph(
        say(
            Message(
                "Of all rows, {share} have the same rank as another row: between those the order is left open. The "
                "table shows where the first places would stand if likelihood went before severity.",
                share=language.percent(edition.assessment.tied_share),
            )
        )
    )
    if edition.assessment.if_likelihood_first:
        yield Table(
            say(Message("The first places in both orders")),
            (
                Column(say(Message("Place")), 5),
                Column(say(Message("Stage")), 1.7),
                Column(say(Message("Severity first")), 1.1, figures=True),
                Column(say(Message("Likelihood first")), 1.2, figures=True),
            ),
            tuple(
                (
                    Cell(say(title(priority.profile))),
                    Cell(edition.name("stage", priority.profile.stage)),
                    Cell(language.number(priority.rank)),
                    Cell(language.number(place)),
                )
                for priority, place in edition.assessment.if_likelihood_first
            ),
        )
