"""The report of a chain by itself: a sibling of the report of an assessment."""

from __future__ import annotations

from vigie.errors import Message
from vigie.outputs.chain.edition import ChainEdition
from vigie.outputs.document import Document
from vigie.outputs.risk_report import words
from vigie.outputs.sections.chain import chapters


def chain_report(edition: ChainEdition) -> Document:
    """The whole report in the edition's language."""
    say = edition.say
    return Document(
        language=edition.language.code,
        title=say(Message("How much of this chain is known and verified")),
        overline=say(Message("As of {day}", day=edition.language.date(edition.report.as_of))),
        subtitle=say(Message("What is located, unmapped, verified, contested and not met, tier by tier")),
        running=say(Message("The chain, tier by tier")),
        as_of=edition.report.as_of,
        words=words(edition),
        blocks=tuple(chapters(edition)),
    )
