"""The commands on public notices: what they show about human-rights clauses."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from vigie.cli.options import ContentRoots
from vigie.cli.running import day, open_content, progress_bar, reader_language, run, screen
from vigie.errors import ExitCode

notices_app = typer.Typer(
    help="Public notices: which lots at risk show a clause that can be controlled.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@notices_app.command("scan")
def scan_command(
    paths: Annotated[list[Path], typer.Argument(help="Files or folders of eForms XML or OCDS JSON, packed or not.")],
    out: Annotated[Path, typer.Option("--out", help="The folder to write the results into.")],
    buyer: Annotated[
        str, typer.Option("--buyer", help="A buyer's identifier or name: shows its own place among all.")
    ] = "",
    ocid_prefix: Annotated[
        str, typer.Option("--ocid-prefix", help="What every ocid begins with; to be registered before publication.")
    ] = "",
    releases: Annotated[bool, typer.Option(help="Write the eForms notices as OCDS releases too.")] = True,
    check: Annotated[bool, typer.Option(help="Judge the visible texts with the clause linter.")] = True,
    lang: Annotated[str, typer.Option("--lang", help="Language of the results: en, fr, nl or de.")] = "en",
    as_of: Annotated[str, typer.Option("--as-of", help="The date of the scan, as 2026-11-22; today if left out.")] = "",
    processes: Annotated[int, typer.Option("--processes", min=0, help="How many at once; 0: one per core.")] = 0,
    strict: Annotated[bool, typer.Option("--strict", help="Answer 1 when something could not be read.")] = False,
    roots: ContentRoots = None,
) -> None:
    """Read public notices, however many, and say which lots at risk show a human-rights clause."""
    content = open_content(roots)
    language = reader_language(lang, content)

    def command() -> ExitCode:
        from vigie.outputs.notices import about
        from vigie.workflows.scan_notices import STEPS, ScanJob, scan_edition, scan_notices

        at = day(as_of)
        job = ScanJob(paths, out, at, buyer, ocid_prefix, releases, check, processes)
        with progress_bar(STEPS, language) as progress:
            scan = scan_notices(job, content, language, progress)
        for paragraph in about(scan_edition(scan, content, language, at)):
            screen().print(paragraph + "\n", markup=False, highlight=False)
        return ExitCode.NEEDS_A_PERSON if strict and scan.faults else ExitCode.DONE

    run(language, command)
