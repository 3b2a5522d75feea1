"""What is not known of a chain: unmapped parts and their likely origins, what was set aside or not understood."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sized

from vigie.errors import Message
from vigie.model.chain import Finding, FindingKind, State
from vigie.outputs.chain.edition import ChainEdition
from vigie.outputs.document import Block, Cell, Column, Heading, Items, Paragraph, Table

SHOWN = 30
"""Rows of a printed table; the files hold all."""

KINDS: Mapping[FindingKind, Message] = {
    FindingKind.FAULT: Message("fault"),
    FindingKind.WARNING: Message("to know"),
    FindingKind.NOT_UNDERSTOOD: Message("not understood"),
}


def unknown(edition: ChainEdition, level: int) -> Iterator[Block]:
    """The part about ignorance."""
    say = edition.say
    yield Heading(level, say(Message("What we do not know of this chain")), "chain-gaps")
    said = [say(each) for each in _unmapped(edition)]
    said += [say(each) for each in _set_aside(edition)]
    if said:
        yield Items(tuple(said))
    else:
        yield Paragraph(
            say(Message("Nothing is unmapped. That says that suppliers are named, not that people are safe."))
        )
    yield from _origins(edition)
    yield from _findings(edition)


def _unmapped(edition: ChainEdition) -> Iterator[Message]:
    """Once per scope: unmapped is unmapped for every right."""
    seen = {scope: states[State.UNMAPPED] for (scope, _), states in edition.totals.items()}
    for scope in edition.report.scopes[:SHOWN]:
        if seen.get(scope.id):
            yield Message(
                "{scope}: behind known suppliers, {share} of the chain is unmapped. It counts as a risk.",
                scope=scope.name,
                share=edition.share(seen[scope.id]),
            )


def _set_aside(edition: ChainEdition) -> Iterator[Message]:
    for each in edition.report.set_aside[:SHOWN]:
        yield Message(
            "{node} was set aside because its numbers are impossible; it carried {share} of the chain.",
            node=edition.node(each.node),
            share=edition.share(each.weight),
        )


def _origins(edition: ChainEdition) -> Iterator[Block]:
    say, origins = edition.say, edition.report.origins
    if origins.is_empty():
        return
    yield Paragraph(
        say(
            Message(
                "Where the unmapped parts are likely to come from is modelled. It is not known, and it is counted "
                "nowhere else in this report."
            )
        )
    )
    same = origins.drop("scope", "source").unique(maintain_order=True)
    grouped = same.group_by("node", "product_group", "stage", maintain_order=True).agg("country", "share")
    yield Table(
        say(Message("Likely origins, modelled")),
        (
            Column(say(Message("Behind")), 2),
            Column(say(Message("Product group")), 1.6),
            Column(say(Message("Stage")), 1.3),
            Column(
                say(Message("Likely countries, with their share of what is unmapped there if a source gives it")), 4
            ),
        ),
        tuple(_origin(edition, *row) for row in grouped.head(SHOWN).iter_rows()),
    )
    yield from _left(edition, Message("{count} more rows stand in origins.csv.", count=grouped.height - SHOWN), grouped)


def _origin(
    edition: ChainEdition, node: str, group: str, stage: str, countries: list[str], shares: list[float | None]
) -> tuple[Cell, ...]:
    said = [_country(edition, *each) for each in zip(countries, shares, strict=True)]
    return (
        Cell(edition.node(node)),
        Cell(edition.name("product_group", group)),
        Cell(edition.name("stage", stage) if stage else edition.say(Message("not stated"))),
        Cell(", ".join(said)),
    )


def _country(edition: ChainEdition, country: str, share: float | None) -> str:
    name = edition.name("country", country)
    return name if share is None else f"{name} {edition.share(share)}"


def _findings(edition: ChainEdition) -> Iterator[Block]:
    say, found = edition.say, edition.report.findings
    if not found:
        return

    def row(finding: Finding) -> tuple[Cell, ...]:
        remedy = say(finding.remedy) if finding.remedy else ""
        return Cell(finding.where), Cell(say(KINDS[finding.kind])), Cell(say(finding.what)), Cell(remedy)

    yield Table(
        say(Message("What was found in the tables")),
        (
            Column(say(Message("Where")), 1.5),
            Column(say(Message("Kind")), 1),
            Column(say(Message("What")), 3),
            Column(say(Message("What to write instead")), 2),
        ),
        tuple(row(each) for each in found[:SHOWN]),
    )
    yield from _left(edition, Message("{count} more stand in findings.csv.", count=len(found) - SHOWN), found)


def _left(edition: ChainEdition, said: Message, rows: Sized) -> Iterator[Block]:
    """What stands in a file only."""
    if len(rows) > SHOWN:
        yield Paragraph(edition.say(said), "small")
