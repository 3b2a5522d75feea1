"""What the terminal shows of a chain: sites at the gravest risk, what is known, where to look."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from rich.console import Group, RenderableType
from rich.text import Text

from vigie.content import Content
from vigie.errors import Message
from vigie.language import Language
from vigie.model.chain import ChainReport, State
from vigie.outputs.chain.edition import ChainEdition, located, verified
from vigie.outputs.sections.chain_paths import first, sentence
from vigie.outputs.sections.chain_plan import GAIN, cost
from vigie.outputs.terminal_lines import heading, line

SHOWN = 10
"""Scopes and sites named; the files hold all."""

FIRST = 5
"""First places to look."""


def chain_summary(report: ChainReport, content: Content, language: Language) -> RenderableType:
    """The answer in one screen or two; state is said in words, and bold or dim only repeats it."""
    edition = ChainEdition(report, content, language)
    return Group(*_sites(edition), *_shares(edition), *_next(edition), *_unknown(edition))


def _bold(text: str) -> Text:
    return Text(text, style="bold", no_wrap=False, overflow="fold")


def _sites(edition: ChainEdition) -> Iterator[RenderableType]:
    if edition.report.headlines:
        yield heading(edition.say(Message("Places where people are at a risk of severity 1")))
    for each in edition.report.headlines[:SHOWN]:
        scope, right = edition.scope(each.scope), edition.right(each.right)
        yield _bold(edition.say(Message("{scope}: {right}", scope=scope, right=right)))
        said = Message(
            "verified {verified}; known, not verified {identified}; not disclosed {undisclosed}",
            verified=each.verified,
            identified=each.identified,
            undisclosed=each.undisclosed,
        )
        yield line(edition.say(said))


def _shares(edition: ChainEdition) -> Iterator[RenderableType]:
    say, share = edition.say, edition.share
    yield heading(say(Message("Shares of the whole chain, by {weight}", weight=edition.weight)))
    yield line(say(edition.report.weight_reason), style="dim")
    yield from (line(say(each), style="dim") for each in islice(edition.assumptions(), SHOWN))
    for scope in edition.report.scopes[:SHOWN]:
        whole = next((states for (each, _), states in edition.totals.items() if each == scope.id), None)
        if whole:
            known = Message(
                "{scope}: located {located}, unmapped {unmapped}",
                scope=scope.name,
                located=share(located(whole)),
                unmapped=share(whole[State.UNMAPPED]),
            )
            yield _bold(say(known))
        yield from (line(say(each)) for each in _rights(edition, scope.id))


def _rights(edition: ChainEdition, scope: str) -> Iterator[Message]:
    for right in edition.told(scope):
        states = edition.totals[scope, right]
        yield Message(
            "{right}: verified {verified}, contested {contested}, not met {not_met}",
            right=edition.right(right),
            verified=edition.share(verified(states)),
            contested=edition.share(states[State.CONTESTED]),
            not_met=edition.share(states[State.NOT_MET]),
        )
    if untold := edition.untold(scope):
        yield Message("nobody said anything of these rights: {rights}", rights=untold)


def _next(edition: ChainEdition) -> Iterator[RenderableType]:
    say, plan = edition.say, edition.report.plan
    if plan and plan.visits:
        yield heading(say(Message("Where to verify next")))
        yield line(say(GAIN), style="dim")
        for visit in plan.visits[:FIRST]:
            said = Message(
                "{rank}. {site}: severity {severity}, gain {gain}, cost {cost}",
                rank=visit.rank,
                site=visit.site,
                severity=edition.name("severity", str(visit.severity)),
                gain=edition.share(visit.gain),
                cost=cost(edition, plan, visit.cost),
            )
            yield line(say(said))
        yield from (line(say(each), style="dim") for each in plan.remarks)
    if edition.report.paths:
        yield heading(say(Message("The heaviest paths")))
        yield from (line(say(sentence(edition, each))) for each in first(edition.report.paths)[:FIRST])


def _unknown(edition: ChainEdition) -> Iterator[RenderableType]:
    report = edition.report
    if not (report.findings or report.set_aside):
        return
    yield heading(edition.say(Message("What we do not know of this chain")))
    said = Message(
        "found in the tables: {findings}; nodes set aside: {nodes}, each with at most {share} of a chain",
        findings=len(report.findings),
        nodes=len(report.set_aside),
        share=edition.share(max((each.weight for each in report.set_aside), default=0.0)),
    )
    yield line(edition.say(said))
    for each in report.findings[:FIRST]:
        yield line(edition.say(Message("{where}: {what}", where=each.where, what=each.what)), style="dim")
