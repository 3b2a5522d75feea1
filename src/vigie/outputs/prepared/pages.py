"""The papers of a prepared contract: the clauses for the tender documents, the reasons for the buyer, the letters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from vigie.content import Content
from vigie.errors import Message
from vigie.language import Language
from vigie.model.clause_library import Derogation
from vigie.model.clauses import ClauseStage
from vigie.model.preparing import Chosen, Preparation
from vigie.outputs.document import Block, Cell, Column, Heading, Paragraph, Table
from vigie.outputs.prepared.letters import Letters
from vigie.outputs.prepared.reasons import Reasons
from vigie.outputs.prepared.saying import Saying


@dataclass(frozen=True, slots=True)
class Page:
    """One paper: the name of its file without ending, its title, and what stands in it."""

    name: str
    title: str
    blocks: tuple[Block, ...]


def pages(preparation: Preparation, content: Content, language: Language) -> Iterator[Page]:
    """Every paper: for the tender documents, for the buyer, and the letters."""
    saying = Saying(preparation, content, language)
    letters = Letters(preparation, content, language)
    yield Page("clauses", saying.say(Message("Clauses on people in the chain")), tuple(_tender(saying)))
    title = saying.say(Message("Why these clauses, and what they ask of you"))
    yield Page("reasons", title, tuple(Reasons(saying, letters).blocks()))
    for letter in letters.all():
        yield Page(letter.id, letter.title, tuple(Paragraph(line) for line in letter.lines))


def _tender(saying: Saying) -> Iterator[Block]:
    """What is pasted into the tender documents: departures first, then the clauses by stage, numbered through."""
    yield from _derogations(saying)
    numbered = [(number, each) for number, each in enumerate(saying.preparation.chosen, 1)]
    for stage in ClauseStage:
        found = [(number, each) for number, each in numbered if each.clause.stage is stage]
        if found:
            name = saying.name("clause_stage", stage)
            yield Heading(1, name[:1].upper() + name[1:], f"stage-{stage}")
        for number, each in found:
            yield Heading(2, f"{number}. {saying.name('clause', each.clause.id)}", each.clause.id)
            yield from (Paragraph(line) for line in saying.language.pick(each.text).split("\n"))


def _derogations(saying: Saying) -> Iterator[Block]:
    """Article 9 of the general rules wants departures at the head of the specifications, some with reasons."""
    rows = tuple(
        _derogation(saying, each, each.clause.derogation)
        for each in saying.preparation.derogations
        if each.clause.derogation
    )
    if rows:
        yield saying.heading(1, Message("Departures from the general rules of performance"), "derogations")
        columns = (
            Column(saying.say(Message("Clause")), 2),
            Column(saying.say(Message("Article")), 2),
            Column(saying.say(Message("Formal reason")), 4),
        )
        yield Table(saying.say(Message("Articles departed from, and the formal reason")), columns, rows)


def _derogation(saying: Saying, chosen: Chosen, departs: Derogation) -> tuple[Cell, ...]:
    return (
        Cell(saying.name("clause", chosen.clause.id)),
        Cell(saying.article(departs.article)),
        Cell(saying.language.pick(departs.reason)),
    )
