"""Suppliers of the list that may be one under several spellings: how many, and the first of them, for a person."""

from __future__ import annotations

from collections.abc import Iterator

from vigie.errors import Message
from vigie.outputs.document import Block, Cell, Column, Heading, Paragraph, Table
from vigie.outputs.edition import Edition

SHOWN = 10
"""Pairs in the report; the table holds all."""


def same_suppliers(edition: Edition) -> Iterator[Block]:
    """The pairs that wait for an answer, the most alike first; nothing where there are none."""
    say, number, proposals = edition.say, edition.language.number, edition.assessment.same_suppliers
    if not proposals:
        return
    yield Heading(2, say(Message("Suppliers that may be one")), "same-suppliers")
    yield Paragraph(say(_question(len(proposals))))
    yield Table(
        say(Message("The pairs that are most alike")),
        (Column(say(Message("Likeness")), 0.7, figures=True), Column(say(Message("Why")), 5)),
        tuple((Cell(number(each.likeness, 2)), Cell(" ".join(map(say, each.reasons)))) for each in proposals[:SHOWN]),
    )


def _question(count: int) -> Message:
    return Message(
        "{count} pairs of suppliers may be one under several spellings. They were not joined. Answer yes or no in "
        "{file}, with your name and the day, and give the file back with {option}.",
        count=count,
        file="same_suppliers.csv",
        option="--merge",
    )
