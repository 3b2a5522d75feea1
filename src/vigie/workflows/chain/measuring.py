"""The chain: from tables of links to what is known, at risk, verified and unmapped, and where to look next."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import polars as pl

from vigie.content import Content
from vigie.errors import Message
from vigie.language import Language
from vigie.model.chain import (
    ASSURANCE,
    ORIGINS,
    SHARES,
    AuditPlan,
    ChainReport,
    Finding,
    FindingKind,
    Scope,
    SetAside,
)
from vigie.outputs.chain.writing import write_chain
from vigie.workflows.chain.answers import Answer, answer
from vigie.workflows.chain.ground import Ground, ground
from vigie.workflows.chain.origins import modelled_origins
from vigie.workflows.chain.plan import planned
from vigie.workflows.chain.reading import ChainJob, ChainTables, read_tables
from vigie.workflows.chain.scopes import demands

__all__ = ["STEPS", "ChainJob", "measure_chain", "write_measured"]

STEPS = 4
"""How many steps the job tells its progress about."""

Progress = Callable[[Message], None]


def _silent(_: Message) -> None:
    """Nobody waits."""


def measure_chain(job: ChainJob, content: Content, progress: Progress = _silent) -> ChainReport:
    """Reads the tables, builds the chain and answers every scope.

    Raises `FaultyChain` where the links cannot be right (unless `keep_going` sets the nodes at fault aside),
    `UnreadableInput` where a table cannot be read, `WrongUse` where a scope does not exist.
    """
    progress(Message("Reading the tables"))
    tables = read_tables(job, content)
    progress(Message("Building the chain"))
    found = ground(job, tables, content)
    progress(Message("Measuring what is known, at risk and verified"))
    in_full = int(content.parameter("chain_scopes_in_full", job.as_of))
    asked = demands(found.known.chain, tables.demand, job.scopes, in_full)
    answers = [answer(found.known, each) for each in asked]
    return _report(job, content, tables, found, answers)


def write_measured(
    report: ChainReport,
    content: Content,
    language: Language,
    out: Path,
    formats: Sequence[str],
    progress: Progress = _silent,
) -> tuple[Path, ...]:
    """Writes the report in the formats asked for, all of them or none; the paths of what was written."""
    progress(Message("Writing the report"))
    return write_chain(report, content, language, out, formats)


def _report(
    job: ChainJob, content: Content, tables: ChainTables, found: Ground, answers: Sequence[Answer]
) -> ChainReport:
    names = _names(found)
    return ChainReport(
        as_of=job.as_of,
        content_version=content.version,
        weight=found.weight,
        weight_reason=found.weight_reason,
        scopes=tuple(Scope(each.demand.scope, names.get(each.demand.scope, each.demand.scope)) for each in answers),
        shares=pl.concat([pl.DataFrame(schema=SHARES), *(each.shares for each in answers)]),
        assurance=pl.concat([pl.DataFrame(schema=ASSURANCE), *(each.assurance for each in answers)]),
        headlines=tuple(one for each in answers for one in each.headlines),
        paths=tuple(one for each in answers for one in each.paths),
        plan=_plan(job, content, tables, found, answers),
        origins=_origins(job, content, found, answers),
        drawings=tuple(one for each in answers for one in each.drawings),
        findings=tuple(_findings(tables, found)),
        set_aside=tuple(_set_aside(found, answers)),
        names=names,
    )


def _names(found: Ground) -> dict[str, str]:
    """What people call the nodes: the name of the party, with its product line."""
    known = found.known.chain.parties.filter(pl.col("name").is_not_null())
    label = pl.when(pl.col("product_line").is_null()).then(pl.col("name"))
    named = label.otherwise(pl.concat_str("name", pl.lit(" / "), "product_line"))
    return dict(known.select("node", named.alias("name")).iter_rows())


def _plan(
    job: ChainJob, content: Content, tables: ChainTables, found: Ground, answers: Sequence[Answer]
) -> AuditPlan | None:
    proposed = content.parameter("chain_visits_planned", job.as_of)
    return planned(
        found.known,
        answers,
        tables.sites,
        content,
        visits=proposed if job.visits is None else job.visits,
        budget=job.budget,
        currency=job.currency,
        buyers_pay=int(content.parameter("chain_visits_buyers_pay", job.as_of)),
    )


def _origins(job: ChainJob, content: Content, found: Ground, answers: Sequence[Answer]) -> pl.DataFrame:
    """Where the unmapped parts are likely to come from, behind nodes large enough to be written."""
    chain = found.known.chain
    about = chain.parties.select("node", "country", "sector").with_columns(
        product_group=found.groups, stage=found.stages
    )
    gaps = [
        about[each.found.total.nodes[each.found.total.unmapped >= found.known.fold]].with_columns(
            scope=pl.lit(each.demand.scope)
        )
        for each in answers
        if each.demand.in_full
    ]
    if not gaps:
        return pl.DataFrame(schema=ORIGINS)
    return modelled_origins(pl.concat(gaps), content, job.as_of, job.mrio)


def _findings(tables: ChainTables, found: Ground) -> Iterator[Finding]:
    """Everything that has to be known about the tables, faults first."""
    chain, links = found.known.chain, tables.files["links"]
    for fault in chain.faults:
        yield Finding(FindingKind.FAULT, _where(links, fault.row) or fault.node, fault.what)
    for remark in chain.remarks:
        yield Finding(FindingKind.WARNING, _where(links, remark.row) or links, remark.what)
    for row, what in found.known.assurance.told():
        yield Finding(FindingKind.WARNING, _where(tables.files["claims"], row), what)
    for each in (*tables.not_understood, *found.known.assurance.not_understood):
        where = ", ".join(
            filter(None, (each.place.file, each.place.sheet, str(each.place.row or ""), each.place.column))
        )
        yield Finding(FindingKind.NOT_UNDERSTOOD, where, each.what, each.remedy)


def _where(file: str, row: int) -> str:
    return f"{file}, {row}" if row else ""


def _set_aside(found: Ground, answers: Sequence[Answer]) -> Iterator[SetAside]:
    """The nodes that were set aside, each with the largest share that it carries in any scope."""
    chain = found.known.chain
    for label in chain.set_aside:
        node = chain.positions[label]
        carried = (each.found.total.unmapped[each.found.total.nodes == node].sum() for each in answers)
        yield SetAside(label, float(max(carried, default=0.0)))
