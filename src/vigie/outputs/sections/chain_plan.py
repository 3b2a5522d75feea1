"""Where to look next: the sites to verify for a budget, what each scope gains, and who pays."""

from __future__ import annotations

from collections.abc import Iterator

from vigie.errors import Message
from vigie.model.chain import AuditPlan, ScopeGain, Visit
from vigie.outputs.chain.edition import ChainEdition
from vigie.outputs.document import Block, Cell, Column, Heading, Items, Note, Paragraph, Table

GAIN = Message(
    "The gravest severity goes first, over all scopes together. A gain is the share of a chain that "
    "becomes verified if the visit finds the rights respected, summed over rights and scopes."
)
"""Why a gain can be more than a whole chain: it stands wherever gains are shown."""

SHOWN = 30
"""Rows of a printed table; the files hold all."""


def plan(edition: ChainEdition, level: int) -> Iterator[Block]:
    """The plan; nothing where none was asked for."""
    found, say = edition.report.plan, edition.say
    if not found:
        return
    yield Heading(level, say(Message("Where to verify next")), "chain-plan")
    yield Paragraph(say(_budget(edition, found)))
    if found.visits:
        yield Paragraph(say(GAIN))
        yield _visits(edition, found)
        for each in found.visits[:SHOWN]:
            if each.reasons:
                title = say(Message("{rank}. {site}", rank=each.rank, site=each.site))
                yield Note(title, " ".join(map(say, each.reasons)), quiet=True)
        yield _gains(edition, found)
    if found.payments:
        yield _payments(edition, found)
    if found.remarks:
        yield Items(tuple(map(say, found.remarks)))


def _budget(edition: ChainEdition, found: AuditPlan) -> Message:
    if not found.visits:
        return Message("No visit is planned.")
    spent = cost(edition, found, sum(each.cost for each in found.visits))
    if not found.currency:
        return Message("{visits} of the {budget} visits that the budget allows.", visits=spent, budget=found.budget)
    return Message(
        "{visits} visits for {spent}, of a budget of {budget}.",
        visits=len(found.visits),
        spent=spent,
        budget=cost(edition, found, found.budget),
    )


def cost(edition: ChainEdition, found: AuditPlan, amount: float) -> str:
    """An amount of money, or a number of visits where the budget is one."""
    return edition.language.money(amount, found.currency)


def _visits(edition: ChainEdition, found: AuditPlan) -> Table:
    say, number = edition.say, edition.language.number

    def row(visit: Visit) -> tuple[Cell, ...]:
        return (
            Cell(number(visit.rank)),
            Cell(visit.site),
            Cell(edition.name("severity", str(visit.severity)), severity=visit.severity),
            Cell(edition.share(visit.gain)),
            Cell(cost(edition, found, visit.cost)),
            Cell(", ".join(map(edition.scope, visit.scopes))),
        )

    return Table(
        say(Message("Sites to verify, in this order")),
        (
            Column(say(Message("Rank")), 0.6),
            Column(say(Message("Site")), 2),
            Column(say(Message("Severity")), 1.6),
            Column(say(Message("Gain")), 0.9, figures=True),
            Column(say(Message("Cost")), 0.9, figures=True),
            Column(say(Message("For which scopes")), 2.6),
        ),
        tuple(row(each) for each in found.visits[:SHOWN]),
    )


def _gains(edition: ChainEdition, found: AuditPlan) -> Table:
    say = edition.say

    def row(gain: ScopeGain) -> tuple[Cell, ...]:
        severity = Cell(edition.name("severity", str(gain.band)), severity=gain.band)
        return Cell(edition.scope(gain.scope)), severity, Cell(edition.share(gain.gain))

    return Table(
        say(Message("What each scope gains")),
        (
            Column(say(Message("Scope")), 3),
            Column(say(Message("Severity")), 2),
            Column(say(Message("Gain")), 1, figures=True),
        ),
        tuple(row(each) for each in found.gains[:SHOWN]),
    )


def _payments(edition: ChainEdition, found: AuditPlan) -> Table:
    """One row per site and reason, with all who pay."""
    say, percent = edition.say, edition.language.percent
    rows: dict[tuple[str, Message], list[str]] = {}
    for each in found.payments:
        payer = edition.node(edition.scope(each.payer))
        rows.setdefault((each.site, each.reason), []).append(f"{payer} {percent(each.share)}")
    return Table(
        say(Message("Who pays which share of a visit")),
        (Column(say(Message("Site")), 1.6), Column(say(Message("Who pays")), 2.2), Column(say(Message("Why")), 3.2)),
        tuple(
            (Cell(site), Cell(", ".join(payers)), Cell(say(reason)))
            for (site, reason), payers in list(rows.items())[:SHOWN]
        ),
    )
