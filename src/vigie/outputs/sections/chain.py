"""The chapters of a chain: the headline, the pictures, assurance per right. They stand in two reports.

In the report of a chain they are chapters; in the report of an assessment, parts of one chapter.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from vigie.content import Content
from vigie.errors import Message
from vigie.language import Language
from vigie.model.chain import ChainReport, Headline, State
from vigie.outputs.chain.edition import ChainEdition, located, verified
from vigie.outputs.document import Block, Cell, Column, Heading, Items, Paragraph, Table
from vigie.outputs.pictures.chain import chain_picture
from vigie.outputs.sections.chain_gaps import unknown
from vigie.outputs.sections.chain_paths import paths
from vigie.outputs.sections.chain_plan import plan

SCOPES = 20
"""Scopes in the printed tables; the files hold all."""

PICTURES = 6
"""Pictures in the report; the format svg holds all."""

TABLES = 24
"""Tables of assurance in the report."""

TOGETHER: Mapping[Message, tuple[State, ...]] = {
    Message("Verified"): (State.G4, State.G3, State.G2),
    Message("Paper only or declared"): (State.G1, State.DECLARED),
    Message("Contested"): (State.CONTESTED,),
    Message("Not met"): (State.NOT_MET,),
    Message("Expired or unknown"): (State.EXPIRED, State.UNKNOWN),
    Message("Unmapped"): (State.UNMAPPED,),
}
"""Which states share a column of the printed tables; together they are all there are."""


def chain_chapter(report: ChainReport, content: Content, language: Language) -> Iterator[Block]:
    """All of it as one chapter of another report."""
    edition = ChainEdition(report, content, language)
    yield Heading(1, edition.say(Message("The chain behind, as the links tell it")), "chain", new_page=True)
    yield from chapters(edition, 2)


def chapters(edition: ChainEdition, level: int = 1) -> Iterator[Block]:
    """Headline, pictures, assurance, paths, plan and gaps, under headings of one level."""
    yield from _headline(edition, level)
    yield from _pictures(edition, level)
    yield from _assurance(edition, level)
    yield from paths(edition, level)
    yield from plan(edition, level)
    yield from unknown(edition, level)


def _headline(edition: ChainEdition, level: int) -> Iterator[Block]:
    say = edition.say
    yield Heading(level, say(Message("What is known, and what is verified")), "chain-headline")
    if edition.report.headlines:
        yield Paragraph(say(_worst(edition)), "lead")
        yield _sites(edition)
    else:
        yield Paragraph(say(Message("Sites were not counted, because no severity was assessed for this chain.")))
    yield Paragraph(say(edition.report.weight_reason))
    if assumed := tuple(map(say, edition.assumptions()))[:SCOPES]:
        yield Items(assumed)
    if _ordered(edition):
        yield _shares(edition)
    yield from _shortened(edition)
    if untold := tuple(map(say, _untold(edition))):
        yield Items(untold)


def _worst(edition: ChainEdition) -> Message:
    """The scope and right with the most sites that nobody has verified."""
    worst = max(edition.report.headlines, key=lambda each: (each.identified + each.undisclosed, each.verified))
    return Message(
        "{scope}, {right}: people stand at a risk of the gravest severity at {sites} places. {verified} of them are "
        "verified sites, {identified} are known sites that nobody has verified, and {undisclosed} are not disclosed.",
        scope=edition.scope(worst.scope),
        right=edition.right(worst.right),
        sites=worst.verified + worst.identified + worst.undisclosed,
        verified=worst.verified,
        identified=worst.identified,
        undisclosed=worst.undisclosed,
    )


def _sites(edition: ChainEdition) -> Table:
    say, number = edition.say, edition.language.number

    def row(each: Headline) -> tuple[Cell, ...]:
        counts = (each.verified, each.identified, each.undisclosed)
        return (
            Cell(edition.scope(each.scope)),
            Cell(edition.right(each.right), severity=1),
            *(Cell(number(count)) for count in counts),
        )

    return Table(
        say(Message("Places where people are at a risk of severity 1")),
        (
            Column(say(Message("Scope")), 2),
            Column(say(Message("Right")), 2.4),
            Column(say(Message("Verified")), 1, figures=True),
            Column(say(Message("Known, not verified")), 1.2, figures=True),
            Column(say(Message("Not disclosed")), 1.1, figures=True),
        ),
        tuple(row(each) for each in edition.report.headlines[:SCOPES]),
    )


def _shares(edition: ChainEdition) -> Table:
    say, share = edition.say, edition.share

    def row(scope: str, right: str) -> tuple[Cell, ...]:
        states = edition.totals[scope, right]
        open_ones = states[State.CONTESTED] + states[State.NOT_MET]
        figures = (located(states), states[State.UNMAPPED], verified(states), open_ones)
        return Cell(edition.scope(scope)), Cell(edition.right(right)), *(Cell(share(each)) for each in figures)

    return Table(
        say(Message("Shares of the whole chain, by {weight}", weight=edition.weight)),
        (
            Column(say(Message("Scope")), 2),
            Column(say(Message("Right")), 2.4),
            Column(say(Message("Located")), 1, figures=True),
            Column(say(Message("Unmapped")), 1, figures=True),
            Column(say(Message("Verified")), 1, figures=True),
            Column(say(Message("Contested or not met")), 1.2, figures=True),
        ),
        tuple(row(*each) for each in _ordered(edition)[:SCOPES]),
    )


def _ordered(edition: ChainEdition) -> list[tuple[str, str]]:
    """Every scope with the rights of which something is known, in the order of both."""
    return [(scope.id, right) for scope in edition.report.scopes for right in edition.told(scope.id)]


def _untold(edition: ChainEdition) -> Iterator[Message]:
    """The rights of which nothing is known, once per scope instead of as many empty tables."""
    for scope in edition.report.scopes[:SCOPES]:
        if rights := edition.untold(scope.id):
            yield Message("{scope}: nobody said anything of these rights: {rights}.", scope=scope.name, rights=rights)


def _shortened(edition: ChainEdition) -> Iterator[Block]:
    left = len(_ordered(edition)) - SCOPES
    if left > 0:
        yield Paragraph(edition.say(Message("{count} more rows stand in assurance.csv.", count=left)), "small")


def _pictures(edition: ChainEdition, level: int) -> Iterator[Block]:
    say, drawings = edition.say, edition.report.drawings[:PICTURES]
    if not drawings:
        return
    yield Heading(level, say(Message("The chain, tier by tier")), "chain-pictures", new_page=level == 1)
    yield Paragraph(
        say(
            Message(
                "Each bar is a node of the chain. What is coloured or hatched in it is located there, or unmapped; "
                "what is pale is passed on to the tier behind. The coloured and the hatched parts of a picture are "
                "together the whole chain, and every height is drawn to the same scale."
            )
        )
    )
    for number, drawing in enumerate(drawings, start=1):
        yield chain_picture(edition, drawing, f"chain-{number}")


def _assurance(edition: ChainEdition, level: int) -> Iterator[Block]:
    say, found = edition.say, _ordered(edition)
    if not found:
        return
    yield Heading(level, say(Message("What is verified, right by right")), "chain-assurance")
    yield Paragraph(
        say(
            Message(
                "Verified means that somebody other than the supplier has seen it: a document checked with its issuer, "
                "an independent visit, or the workers themselves. A declaration verifies nothing."
            )
        )
    )
    for scope, right in found[:TABLES]:
        yield _tiers(edition, scope, right)


def _tiers(edition: ChainEdition, scope: str, right: str) -> Table:
    name, of = edition.right(right), edition.scope(scope)
    columns = (Column(edition.say(each), 1.1, figures=True) for each in TOGETHER)
    rows = (
        (
            Cell(edition.tier(tier)),
            *(Cell(edition.share(sum(states[each] for each in some))) for some in TOGETHER.values()),
        )
        for tier, states in edition.tiers(scope, right).items()
    )
    title = edition.say(Message("{scope}: {right}", scope=of, right=name))
    return Table(title, (Column(edition.say(Message("Tier")), 1.7), *columns), tuple(rows))
