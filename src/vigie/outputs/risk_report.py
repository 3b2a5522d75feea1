"""The report of an assessment for the buyer: from the page that says it all to the sources of every row."""

from __future__ import annotations

from collections.abc import Iterator

from vigie.errors import Message
from vigie.outputs.chain.edition import ChainEdition
from vigie.outputs.document import Block, Document, Heading, Words
from vigie.outputs.edition import Edition
from vigie.outputs.pictures.grids import heat, matrix
from vigie.outputs.pictures.world import world
from vigie.outputs.sections.chain import chain_chapter
from vigie.outputs.sections.duties import duties
from vigie.outputs.sections.gaps import gaps
from vigie.outputs.sections.grounds import method, reading, sources
from vigie.outputs.sections.ranking import harms, priorities, sensitivity
from vigie.outputs.sections.summary import summary


def risk_report(edition: Edition) -> Document:
    """The whole report in the edition's language."""
    say = edition.say
    return Document(
        language=edition.language.code,
        title=say(Message("Where people are most at risk in this supply chain")),
        overline=say(Message("As of {day}", day=edition.language.date(edition.assessment.as_of))),
        subtitle=say(Message("Risks to people behind a list of suppliers, the most severe first")),
        running=say(Message("People at risk in the supply chain")),
        as_of=edition.assessment.as_of,
        words=words(edition),
        blocks=(
            *summary(edition),
            *harms(edition),
            Heading(1, say(Message("The chain in three pictures")), "pictures", new_page=True),
            world(edition),
            matrix(edition),
            heat(edition),
            *priorities(edition),
            *sensitivity(edition),
            *_chain(edition),
            *gaps(edition),
            *duties(edition),
            *reading(edition),
            *method(edition),
            *sources(edition, (priority.profile for priority in edition.assessment.priorities)),
        ),
    )


def _chain(edition: Edition) -> Iterator[Block]:
    """What the links say; nothing where none were given."""
    if edition.assessment.chain:
        yield from chain_chapter(edition.assessment.chain, edition.content, edition.language)


def words(edition: Edition | ChainEdition) -> Words:
    """What a renderer has to say by itself."""
    say = edition.say
    return Words(
        contents=say(Message("Contents")),
        skip=say(Message("Skip to the text")),
        as_table=say(Message("The same as a table")),
        on_page=say(Message("The same as a table: page {page}", page="{page}")),
        pictures_as_tables=say(Message("The pictures as tables")),
        letters_missing=say(
            Message("A black square stands for a letter that this typeface does not have; the tables hold it.")
        ),
    )
