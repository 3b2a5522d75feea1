"""What every command does: opens the content, speaks the language, shows progress, and turns errors into advice."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from vigie.errors import ExitCode, Message, VigieError, WrongUse

if TYPE_CHECKING:
    from rich.console import Console

    from vigie.content import Content
    from vigie.language import Language


def open_content(roots: list[Path] | None) -> Content:
    """The bundled content, with the folders that the person adds."""
    from vigie.content import BUNDLED, Content

    return Content(BUNDLED, *(roots or ()))


def reader_language(code: str, content: Content) -> Language:
    """The language asked for; for a language that Vigie does not speak, English says so."""
    from vigie.language import LOCALES, Language

    if code in LOCALES:
        return Language(code, content.name)
    unknown = WrongUse(
        Message("Vigie does not speak {code}.", code=code),
        advice=Message("Choose one of: {codes}.", codes=", ".join(LOCALES)),
    )
    tell(unknown, Language("en", content.name))
    raise typer.Exit(unknown.exit_code)


def day(text: str) -> date:
    """The date of the assessment. Here, at the edge, is the only look at the clock."""
    if not text:
        return datetime.now(UTC).astimezone().date()
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise WrongUse(
            Message("{text} is not a date.", text=text),
            advice=Message("Write year, month and day, as 2026-11-22."),
        ) from error


def wanted_formats(text: str, known: Iterable[str]) -> tuple[str, ...]:
    """The output formats that a person lists, each once."""
    wanted = tuple(dict.fromkeys(each.strip().lower() for each in text.split(",") if each.strip()))
    unknown = [each for each in wanted if each not in known]
    if unknown or not wanted:
        raise WrongUse(
            Message("There is no output format named {name}.", name=", ".join(unknown) or '""'),
            advice=Message("Choose from: {formats}.", formats=", ".join(known)),
        )
    return wanted


def screen(error: bool = False) -> Console:
    """Where people read: answers on standard output, everything else on standard error."""
    from rich.console import Console

    return Console(stderr=error, soft_wrap=True)


@contextmanager
def progress_bar(steps: int, language: Language) -> Iterator[Callable[[Message], None]]:
    """A bar for a person who waits; nothing where nobody watches."""
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=screen(error=True), transient=True) as bar:
        task = bar.add_task("", total=steps, start=True)

        def begins(step: Message) -> None:
            bar.update(task, description=language.say(step), advance=1, refresh=True)

        yield begins


def run(language: Language, command: Callable[[], ExitCode]) -> None:
    """Runs a command and leaves with its exit code; an error is told as what happened, where, and what to do."""
    try:
        code = command()
    except VigieError as error:
        tell(error, language)
        code = error.exit_code
    if code is not ExitCode.DONE:
        raise typer.Exit(code)


def tell(error: VigieError, language: Language) -> None:
    """Says what happened, where, and what to do."""
    console = screen(error=True)
    where = f"{error.where}: " if error.where else ""
    for line in (f"{where}{language.say(error.what)}", f"-> {language.say(error.advice)}"):
        console.print(line, markup=False, highlight=False)
