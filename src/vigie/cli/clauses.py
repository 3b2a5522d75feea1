"""Clauses of public contracts: choose a set for a purchase, check those that others wrote."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vigie.cli.options import ContentRoots
from vigie.cli.running import day, open_content, reader_language, run, screen
from vigie.errors import ExitCode

if TYPE_CHECKING:
    from vigie.content import Content
    from vigie.language import Language
    from vigie.model.preparing import Need
    from vigie.workflows.check_clause_texts import ClauseJob


clause_app = typer.Typer(
    help="Clauses of public contracts: choose a set for a purchase, check those that others wrote.",
    no_args_is_help=True,
    rich_markup_mode=None,
)


@clause_app.command("check")
def clause_check_command(
    documents: Annotated[
        list[Path],
        typer.Argument(help="Documents of one contract, read together: TXT, MD, DOCX, ODT, PDF; - reads pasted text."),
    ],
    stage: Annotated[
        str, typer.Option("--stage", help="Where it stands: exclusion, selection, specification, award or performance.")
    ] = "",
    lang: Annotated[str, typer.Option("--lang", help="Language of the answer: en, fr, nl or de.")] = "en",
    text_lang: Annotated[
        str, typer.Option("--text-lang", help="Language of the documents; recognised if left out.")
    ] = "",
    country: Annotated[str, typer.Option("--country", help="Country whose law holds, as BE.")] = "",
    value: Annotated[
        float | None, typer.Option("--value", help="Estimated value of the contract in euro, without VAT.")
    ] = None,
    as_json: Annotated[bool, typer.Option("--json", help="Answer as JSON.")] = False,
    strict: Annotated[
        bool, typer.Option("--strict", help="Answer 1 when a clause cannot be controlled or is not lawful there.")
    ] = False,
    roots: ContentRoots = None,
) -> None:
    """Say what a clause lacks to be controllable, where the rest was found, whether it is lawful, what to add."""
    from vigie.workflows.check_clause_texts import ClauseJob, contract_facts

    content = open_content(roots)
    language = reader_language(lang, content)

    def command() -> ExitCode:
        job = ClauseJob(tuple(documents), contract_facts(text_lang, stage, country, value), day(""))
        return _clauses(job, as_json, strict, content, language)

    run(language, command)


def _clauses(job: ClauseJob, as_json: bool, strict: bool, content: Content, language: Language) -> ExitCode:
    from vigie.model.clauses import Lawful
    from vigie.outputs.clauses_json import clauses_json
    from vigie.outputs.terminal_clauses import clauses
    from vigie.workflows.check_clause_texts import check_clause_texts

    findings = check_clause_texts(job, content, sys.stdin.buffer)
    if as_json:
        sys.stdout.buffer.write(clauses_json(findings, language))
    else:
        screen().print(clauses(findings, content, language))
    bad = any(not each.controllable or each.stage.lawful is not Lawful.LAWFUL for each in findings)
    return ExitCode.NEEDS_A_PERSON if strict and bad else ExitCode.DONE


@clause_app.command("set")
def clause_set_command(
    need: Annotated[str, typer.Argument(help="What is bought: a few words, a CPV code, or both.")],
    out: Annotated[Path, typer.Option("--out", help="The folder to write the papers into.")],
    value: Annotated[float | None, typer.Option("--value", help="The estimated value, without VAT.")] = None,
    currency: Annotated[str, typer.Option("--currency", help="The currency of the value.")] = "EUR",
    months: Annotated[int | None, typer.Option("--months", help="The term of the contract in months.")] = None,
    hours: Annotated[
        float | None, typer.Option("--hours", help="The hours a year that you have to follow the contract up.")
    ] = None,
    stage: Annotated[
        list[str] | None,
        typer.Option("--stage", help="Only clauses of this stage: exclusion, selection, ...; may be repeated."),
    ] = None,
    answer: Annotated[
        list[str] | None, typer.Option("--answer", help="An answer, as framework=yes; may be repeated.")
    ] = None,
    place: Annotated[
        list[str] | None, typer.Option("--set", help="What stands in a place, as deadline_days=20; may be repeated.")
    ] = None,
    buyer: Annotated[str, typer.Option("--buyer", help="The name of the contracting authority.")] = "",
    subtype: Annotated[str, typer.Option("--notice-subtype", help="The eForms subtype of the notice.")] = "",
    as_of: Annotated[str, typer.Option("--as-of", help="The date, as 2026-11-22; today if left out.")] = "",
    lang: Annotated[str, typer.Option("--lang", help="Language of the tender: en, fr, nl or de.")] = "en",
    roots: ContentRoots = None,
) -> None:
    """Prepare a contract: the risks of a purchase, how much to ask, and the clauses as Word, text and notices."""
    from vigie.model.preparing import Need
    from vigie.workflows.prepare_clauses import described, pairs, stages

    content = open_content(roots)
    language = reader_language(lang, content)

    def command() -> ExitCode:
        words, cpv = described(need)
        wanted = Need(
            text=words,
            cpv=cpv,
            value=value,
            currency=currency,
            months=months,
            hours=hours,
            stages=stages(stage or []),
            answers=pairs(answer or []),
            places=pairs(place or []),
            buyer=buyer,
            subtype=subtype,
        )
        return _clause_set(wanted, content, day(as_of), language, out)

    run(language, command)


def _clause_set(need: Need, content: Content, as_of: date, language: Language, out: Path) -> ExitCode:
    from vigie.outputs.prepared.terminal import prepared_lines
    from vigie.outputs.terminal import finished
    from vigie.workflows.prepare_clauses import prepare_contract, write_contract

    preparation = prepare_contract(need, content, as_of)
    written = write_contract(preparation, content, language, out)
    console = screen()
    for line in prepared_lines(preparation, language):
        console.print(line, markup=False, highlight=False)
    console.print(finished(written, language))
    return ExitCode.DONE
