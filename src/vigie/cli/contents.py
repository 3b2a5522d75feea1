"""The content that experts write: check, rebuild, begin, compare and show it."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vigie.cli.options import ContentRoots
from vigie.cli.running import day, open_content, reader_language, run, screen
from vigie.errors import ExitCode, Message

if TYPE_CHECKING:
    from vigie.content import Content
    from vigie.language import Language
    from vigie.registers.build import Built


content_app = typer.Typer(
    help="The content that experts write: check it, and rebuild its registers from their upstream files.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@content_app.command("check")
def check_command(
    lang: Annotated[str, typer.Option("--lang", help="Language of the answer: en, fr, nl or de.")] = "en",
    roots: ContentRoots = None,
) -> None:
    """Check every content file: its shape, its four languages, its sources, and what it refers to."""
    content = open_content(roots)
    language = reader_language(lang, content)
    run(language, lambda: _check(content, language))


def _check(content: Content, language: Language) -> ExitCode:
    from vigie.workflows.check_content import check_content

    faults = check_content(content)
    for fault in faults:
        screen().print(f"{fault.where}: {language.say(fault.what)}", markup=False, highlight=False)
    screen().print(
        language.say(Message("{faults} faults in the content {version}.", faults=len(faults), version=content.version)),
        markup=False,
        highlight=False,
    )
    return ExitCode.UNREADABLE_INPUT if faults else ExitCode.DONE


@content_app.command("build-registers")
def build_registers_command(
    source: Annotated[Path, typer.Option("--from", help="The folder with the upstream files.")],
    into: Annotated[
        Path | None,
        typer.Option("--into", help="The content folder whose registers are rebuilt; the bundled one if left out."),
    ] = None,
    lang: Annotated[str, typer.Option("--lang", help="Language of the answer: en, fr, nl or de.")] = "en",
) -> None:
    """Rebuild the registers of facts from their publishers' files, with edition and fingerprint of each."""
    from vigie.content import BUNDLED

    language = reader_language(lang, open_content(None))
    run(language, lambda: _build(source, into or BUNDLED, language))


def _build(source: Path, into: Path, language: Language) -> ExitCode:
    from vigie.registers.build import build

    for built in build(source, into):
        screen().print(_register(built, language), markup=False, highlight=False)
    return ExitCode.DONE


def _register(built: Built, language: Language) -> str:
    said = Message(
        "{id}: {rows} rows, {excluded} left out for a stated reason.",
        id=built.id,
        rows=built.rows,
        excluded=built.excluded,
    )
    new = Message("The publisher's file is a new edition: look at what changed.")
    return f"{language.say(said)} {language.say(new)}" if built.new_edition else language.say(said)


@content_app.command("new")
def new_command(
    kind: Annotated[str, typer.Argument(help="What to begin: product.")],
    content_id: Annotated[str, typer.Argument(help="Its id, in lower case with underscores.")],
    into: Annotated[Path, typer.Option("--into", help="The content folder to make it in.")],
    lang: Annotated[str, typer.Option("--lang", help="Language of the answer: en, fr, nl or de.")] = "en",
) -> None:
    """Begin a new piece of content: its folder, with the questions that its author has to answer."""
    language = reader_language(lang, open_content(None))
    run(language, lambda: _new(kind, content_id, into))


def _new(kind: str, content_id: str, into: Path) -> ExitCode:
    from vigie.workflows.new_content import new_content

    for path in new_content(kind, content_id, into):
        screen().print(str(path), markup=False, highlight=False)
    return ExitCode.DONE


@content_app.command("pages")
def pages_command(
    out: Annotated[Path, typer.Option("--out", help="The folder to write the pages into.")],
    lang: Annotated[str, typer.Option("--lang", help="Language of the answer: en, fr, nl or de.")] = "en",
    roots: ContentRoots = None,
) -> None:
    """Write a page for each product group and indicator, in four languages, for people who dispute content."""
    content = open_content(roots)
    language = reader_language(lang, content)
    run(language, lambda: _pages(content, out, language))


def _pages(content: Content, out: Path, language: Language) -> ExitCode:
    from vigie.workflows.content_pages import content_pages

    written = content_pages(content, out, day(""))
    said = Message("{count} pages in {folder}.", count=len(written), folder=str(out))
    screen().print(language.say(said), markup=False, highlight=False)
    return ExitCode.DONE


@content_app.command("diff")
def diff_command(
    before: Annotated[Path, typer.Argument(help="The content folder of the older version.")],
    after: Annotated[Path, typer.Argument(help="The content folder of the newer version.")],
    lists: Annotated[
        list[Path] | None, typer.Argument(help="Supplier lists: then the changes are those for these suppliers.")
    ] = None,
    as_of: Annotated[
        str, typer.Option("--as-of", help="The date of the assessment, as 2026-11-22; today if left out.")
    ] = "",
    lang: Annotated[str, typer.Option("--lang", help="Language of the answer: en, fr, nl or de.")] = "en",
) -> None:
    """Say which results change between two versions of the content, and for whom."""
    from vigie.content import Content

    newer = Content(after)
    language = reader_language(lang, newer)
    run(language, lambda: _diff(Content(before), newer, lists or [], day(as_of), language))


def _diff(before: Content, after: Content, lists: list[Path], as_of: date, language: Language) -> ExitCode:
    from vigie.outputs.terminal import changes
    from vigie.workflows.compare_content import compare_content

    found = compare_content(before, after, lists, as_of)
    screen().print(changes(found, language))
    return ExitCode.DONE
