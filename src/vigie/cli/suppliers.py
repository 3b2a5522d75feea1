"""The main job: supplier lists in, ranked and explained risks out."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vigie.cli.options import ClaimsFile, ContentRoots, DemandFile, LinksFile, PartiesFile, SitesFile
from vigie.cli.running import day, open_content, progress_bar, reader_language, run, screen, wanted_formats
from vigie.errors import ExitCode, Message, WrongUse

if TYPE_CHECKING:
    from vigie.content import Content
    from vigie.language import Language
    from vigie.workflows.assess_suppliers import Job


def assess_command(
    suppliers: Annotated[
        list[Path], typer.Argument(help="One or more supplier lists: CSV, XLSX, XLS, ODS or Parquet.")
    ],
    out: Annotated[Path, typer.Option("--out", help="The folder to write the results into.")],
    lang: Annotated[str, typer.Option("--lang", help="Language of the results: en, fr, nl or de.")] = "en",
    as_of: Annotated[
        str, typer.Option("--as-of", help="The date of the assessment, as 2026-11-22; today if left out.")
    ] = "",
    formats: Annotated[
        str, typer.Option("--format", help="What to write, separated by commas.")
    ] = "csv,xlsx,json,parquet,html,pdf",
    columns: Annotated[
        list[str] | None,
        typer.Option("--map", help='How to read a column: "Leverancier=name"; may be repeated.'),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Answer 1 when something was read and not understood.")
    ] = False,
    expand: Annotated[
        bool,
        typer.Option("--expand", help="Write the stages behind every supplier, however long the list is."),
    ] = False,
    company: Annotated[
        Path | None,
        typer.Option("--company", help="A YAML or JSON file that describes who buys: adds which duties apply."),
    ] = None,
    merge: Annotated[
        list[Path] | None,
        typer.Option("--merge", help="What persons answered in same_suppliers.csv; may be repeated."),
    ] = None,
    corrections: Annotated[
        list[Path] | None,
        typer.Option("--corrections", help="What persons say that texts mean: text,product_group,by,date."),
    ] = None,
    links: LinksFile = None,
    parties: PartiesFile = None,
    sites: SitesFile = None,
    claims: ClaimsFile = None,
    demand: DemandFile = None,
    roots: ContentRoots = None,
) -> None:
    """Rank the risks to people in the chain behind a list of suppliers, with reasons and sources."""
    from vigie.content.collecting import collector_at_rest
    from vigie.workflows.assess_suppliers import Job
    from vigie.workflows.chain.reading import ChainJob

    content = open_content(roots)
    language = reader_language(lang, content)

    @collector_at_rest()
    def command() -> ExitCode:
        on = day(as_of)
        chain = ChainJob(links, on, parties=parties, sites=sites, claims=claims, demand=demand) if links else None
        if chain is None and (parties or sites or claims or demand):
            raise WrongUse(
                Message("Parties, sites, claims and demand describe a chain, and no links were given."),
                advice=Message("Name the table of links with --links."),
            )
        judged = (merge or [], corrections or [])
        job = Job(suppliers, _mapping(columns or []), on, expand, company, *judged, chain)
        return _assess(job, out, formats, strict, content, language)

    run(language, command)


def _assess(job: Job, out: Path, formats: str, strict: bool, content: Content, language: Language) -> ExitCode:
    from vigie.outputs.formats import FORMATS
    from vigie.outputs.terminal import finished, summary
    from vigie.workflows.assess_suppliers import STEPS, assess_suppliers, write_assessment

    wanted = wanted_formats(formats, FORMATS)
    with progress_bar(STEPS, language) as progress:
        assessment = assess_suppliers(job, content, progress)
        written = write_assessment(assessment, content, language, out, wanted, progress)
    console = screen()
    console.print(summary(assessment, content, language))
    console.print(finished(written, language))
    return ExitCode.NEEDS_A_PERSON if strict and assessment.not_understood else ExitCode.DONE


def _mapping(columns: list[str]) -> dict[str, str]:
    """The columns as the person maps them: heading to field."""
    pairs = [column.rpartition("=") for column in columns]
    for heading, _, field in pairs:
        if not heading or not field:
            raise WrongUse(
                Message("A column is mapped as heading=field, which {given} is not.", given=f"{heading}{field}"),
                advice=Message('Write, for example, --map "Leverancier=name".'),
            )
    return {heading.strip(): field.strip() for heading, _, field in pairs}
