"""Which duties apply to a company."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vigie.cli.options import ContentRoots
from vigie.cli.running import day, open_content, reader_language, run, screen
from vigie.errors import ExitCode

if TYPE_CHECKING:
    from vigie.content import Content
    from vigie.language import Language


def duties_command(
    company: Annotated[
        Path, typer.Argument(help="A YAML or JSON file that describes the company; any field may be left out.")
    ],
    as_of: Annotated[
        str, typer.Option("--as-of", help="The date of the answers, as 2026-11-22; today if left out.")
    ] = "",
    lang: Annotated[str, typer.Option("--lang", help="Language of the answers: en, fr, nl or de.")] = "en",
    roots: ContentRoots = None,
) -> None:
    """Say which duties apply to a company, from when and why, and what to answer where that cannot be told."""
    content = open_content(roots)
    language = reader_language(lang, content)
    run(language, lambda: _duties(company, as_of, content, language))


def _duties(company: Path, as_of: str, content: Content, language: Language) -> ExitCode:
    from vigie.outputs.terminal_duties import duties
    from vigie.workflows.which_duties import which_duties

    screen().print(duties(which_duties(company, content, day(as_of)), content, language))
    return ExitCode.DONE
