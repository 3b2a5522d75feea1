"""The chain: links in; what is located, verified and unmapped, by which paths, and where to look next, out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vigie.cli.options import ClaimsFile, ContentRoots, DemandFile, PartiesFile, SitesFile
from vigie.cli.running import day, open_content, progress_bar, reader_language, run, screen, wanted_formats
from vigie.errors import ExitCode, Message, WrongUse

if TYPE_CHECKING:
    from vigie.content import Content
    from vigie.language import Language
    from vigie.model.chain import Weight
    from vigie.workflows.chain.reading import ChainJob


def chain_command(
    links: Annotated[Path, typer.Argument(help="Who buys from whom: CSV, XLSX, XLS, ODS or Parquet.")],
    out: Annotated[Path, typer.Option("--out", help="The folder to write the results into.")],
    parties: PartiesFile = None,
    sites: SitesFile = None,
    claims: ClaimsFile = None,
    demand: DemandFile = None,
    scopes: Annotated[
        list[str] | None, typer.Option("--scope", help="A scope to answer in full; may be repeated.")
    ] = None,
    weight: Annotated[str, typer.Option("--weight", help="What shares are shares of: hours or value.")] = "hours",
    as_of: Annotated[
        str, typer.Option("--as-of", help="The date of the answers, as 2026-11-22; today if left out.")
    ] = "",
    keep_going: Annotated[
        bool, typer.Option("--keep-going", help="Set nodes with impossible numbers aside, and say what they weigh.")
    ] = False,
    visits: Annotated[
        int | None, typer.Option("--visits", min=0, help="For how many visits to plan where to look next.")
    ] = None,
    budget: Annotated[
        float | None,
        typer.Option("--budget", min=0, help="What can be spent on visits, where the sites state their cost."),
    ] = None,
    currency: Annotated[str, typer.Option("--currency", help="The currency of the budget.")] = "",
    mrio: Annotated[
        Path | None,
        typer.Option("--mrio", help="The folder of an input-output table, to model where unmapped parts come from."),
    ] = None,
    lang: Annotated[str, typer.Option("--lang", help="Language of the results: en, fr, nl or de.")] = "en",
    formats: Annotated[
        str, typer.Option("--format", help="What to write, separated by commas.")
    ] = "csv,json,parquet,svg,html,pdf",
    strict: Annotated[
        bool, typer.Option("--strict", help="Answer 1 when something was read and not understood.")
    ] = False,
    roots: ContentRoots = None,
) -> None:
    """Say how much of a chain is located, at risk, verified or unmapped, by which paths, and where to look next."""
    from vigie.workflows.chain.reading import ChainJob

    content = open_content(roots)
    language = reader_language(lang, content)

    def command() -> ExitCode:
        job = ChainJob(
            links=links,
            as_of=day(as_of),
            parties=parties,
            sites=sites,
            claims=claims,
            demand=demand,
            scopes=tuple(scopes or ()),
            weight=_weight(weight),
            keep_going=keep_going,
            visits=visits,
            budget=budget,
            currency=currency,
            mrio=mrio,
        )
        return _chain(job, out, formats, strict, content, language)

    run(language, command)


def _chain(job: ChainJob, out: Path, formats: str, strict: bool, content: Content, language: Language) -> ExitCode:
    from vigie.model.chain import FindingKind
    from vigie.outputs.chain.writing import CHAIN_FORMATS
    from vigie.outputs.terminal import finished
    from vigie.outputs.terminal_chain import chain_summary
    from vigie.workflows.chain.measuring import STEPS, measure_chain, write_measured

    wanted = wanted_formats(formats, CHAIN_FORMATS)
    with progress_bar(STEPS, language) as progress:
        report = measure_chain(job, content, progress)
        written = write_measured(report, content, language, out, wanted, progress)
    console = screen()
    console.print(chain_summary(report, content, language))
    console.print(finished(written, language))
    unclear = any(each.kind is not FindingKind.WARNING for each in report.findings)
    return ExitCode.NEEDS_A_PERSON if strict and unclear else ExitCode.DONE


def _weight(text: str) -> Weight:
    from vigie.model.chain import Weight

    if text not in list(Weight):
        raise WrongUse(
            Message("Shares cannot be shares of {weight}.", weight=text),
            advice=Message("Choose one of: {weights}.", weights=", ".join(Weight)),
        )
    return Weight(text)
