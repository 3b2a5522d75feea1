"""The command line: reads what the person typed, calls a workflow, prints; every error becomes advice and an exit code.

Heavy imports stand inside the commands, so that help and mistakes are answered at once.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from vigie.errors import ExitCode, Message, VigieError, WrongUse

if TYPE_CHECKING:
    from rich.console import Console

    from vigie.content import Content
    from vigie.language import Language
    from vigie.model.chain import Weight
    from vigie.registers.build import Built
    from vigie.workflows.assess_suppliers import Job
    from vigie.workflows.chain.reading import ChainJob
    from vigie.workflows.check_clause_texts import ClauseJob

USAGE_ERROR: type[typer.BadParameter] = typer.BadParameter.__mro__[1]
"""What the command-line library raises for any wrong use: the parent of its public errors."""

app = typer.Typer(
    help="Vigie: where people in your supply chain are most at risk, why, according to whom, and what to do first.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
content_app = typer.Typer(
    help="The content that experts write: check it, and rebuild its registers from their upstream files.",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(content_app, name="content")
clause_app = typer.Typer(
    help="Clauses of public contracts: can they be controlled, and are they lawful where they stand?",
    no_args_is_help=True,
    rich_markup_mode=None,
)
app.add_typer(clause_app, name="clause")

LinksFile = Annotated[
    Path | None, typer.Option("--links", help="Who buys from whom: adds a chapter on the chain behind the suppliers.")
]
PartiesFile = Annotated[
    Path | None, typer.Option("--parties", help="Who they are: country, product, sector, output, workers.")
]
SitesFile = Annotated[Path | None, typer.Option("--sites", help="Where people work: the sites of the parties.")]
ClaimsFile = Annotated[
    Path | None, typer.Option("--claims", help="Who says what about which right, how well founded, for which period.")
]
DemandFile = Annotated[
    Path | None,
    typer.Option("--demand", help="What each scope buys from whom; else every end of the chain is a scope."),
]
ContentRoots = Annotated[
    list[Path] | None,
    typer.Option(
        "--content",
        exists=True,
        file_okay=False,
        help="A folder of your own content, added to the bundled one; may be repeated.",
    ),
]


@app.callback()
def vigie() -> None:
    """Keeps the sub-commands together; without one, the help is shown."""


@app.command("assess")
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

    content = _content(roots)
    language = _language(lang, content)

    @collector_at_rest()
    def command() -> ExitCode:
        day = _day(as_of)
        chain = ChainJob(links, day, parties=parties, sites=sites, claims=claims, demand=demand) if links else None
        if chain is None and (parties or sites or claims or demand):
            raise WrongUse(
                Message("Parties, sites, claims and demand describe a chain, and no links were given."),
                advice=Message("Name the table of links with --links."),
            )
        judged = (merge or [], corrections or [])
        job = Job(suppliers, _mapping(columns or []), day, expand, company, *judged, chain)
        return _assess(job, out, formats, strict, content, language)

    _run(language, command)


def _assess(job: Job, out: Path, formats: str, strict: bool, content: Content, language: Language) -> ExitCode:
    from vigie.outputs.formats import FORMATS
    from vigie.outputs.terminal import finished, summary
    from vigie.workflows.assess_suppliers import STEPS, assess_suppliers, write_assessment

    wanted = _wanted(formats, FORMATS)
    with _progress(STEPS, language) as progress:
        assessment = assess_suppliers(job, content, progress)
        written = write_assessment(assessment, content, language, out, wanted, progress)
    console = _console()
    console.print(summary(assessment, content, language))
    console.print(finished(written, language))
    return ExitCode.NEEDS_A_PERSON if strict and assessment.not_understood else ExitCode.DONE


@app.command("chain")
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

    content = _content(roots)
    language = _language(lang, content)

    def command() -> ExitCode:
        job = ChainJob(
            links=links,
            as_of=_day(as_of),
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

    _run(language, command)


def _chain(job: ChainJob, out: Path, formats: str, strict: bool, content: Content, language: Language) -> ExitCode:
    from vigie.outputs.chain.writing import CHAIN_FORMATS
    from vigie.outputs.terminal import finished
    from vigie.outputs.terminal_chain import chain_summary
    from vigie.workflows.chain.measuring import STEPS, measure_chain, write_measured

    wanted = _wanted(formats, CHAIN_FORMATS)
    with _progress(STEPS, language) as progress:
        report = measure_chain(job, content, progress)
        written = write_measured(report, content, language, out, wanted, progress)
    console = _console()
    console.print(chain_summary(report, content, language))
    console.print(finished(written, language))
    return ExitCode.NEEDS_A_PERSON if strict and report.findings else ExitCode.DONE


def _weight(text: str) -> Weight:
    from vigie.model.chain import Weight

    if text not in list(Weight):
        raise WrongUse(
            Message("Shares cannot be shares of {weight}.", weight=text),
            advice=Message("Choose one of: {weights}.", weights=", ".join(Weight)),
        )
    return Weight(text)


@app.command("duties")
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
    content = _content(roots)
    language = _language(lang, content)
    _run(language, lambda: _duties(company, as_of, content, language))


def _duties(company: Path, as_of: str, content: Content, language: Language) -> ExitCode:
    from vigie.outputs.terminal_duties import duties
    from vigie.workflows.which_duties import which_duties

    _console().print(duties(which_duties(company, content, _day(as_of)), content, language))
    return ExitCode.DONE


@clause_app.callback()
def clause() -> None:
    """Keeps the sub-commands together; without one, the help is shown."""


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

    content = _content(roots)
    language = _language(lang, content)

    def command() -> ExitCode:
        job = ClauseJob(tuple(documents), contract_facts(text_lang, stage, country, value), _day(""))
        return _clauses(job, as_json, strict, content, language)

    _run(language, command)


def _clauses(job: ClauseJob, as_json: bool, strict: bool, content: Content, language: Language) -> ExitCode:
    from vigie.model.clauses import Lawful
    from vigie.outputs.clauses_json import clauses_json
    from vigie.outputs.terminal_clauses import clauses
    from vigie.workflows.check_clause_texts import check_clause_texts

    findings = check_clause_texts(job, content, sys.stdin.buffer)
    if as_json:
        sys.stdout.buffer.write(clauses_json(findings, language))
    else:
        _console().print(clauses(findings, content, language))
    bad = any(not each.controllable or each.stage.lawful is not Lawful.LAWFUL for each in findings)
    return ExitCode.NEEDS_A_PERSON if strict and bad else ExitCode.DONE


@content_app.command("check")
def check_command(
    lang: Annotated[str, typer.Option("--lang", help="Language of the answer: en, fr, nl or de.")] = "en",
    roots: ContentRoots = None,
) -> None:
    """Check every content file: its shape, its four languages, its sources, and what it refers to."""
    content = _content(roots)
    language = _language(lang, content)
    _run(language, lambda: _check(content, language))


def _check(content: Content, language: Language) -> ExitCode:
    from vigie.workflows.check_content import check_content

    faults = check_content(content)
    for fault in faults:
        _console().print(f"{fault.where}: {language.say(fault.what)}", markup=False, highlight=False)
    _console().print(
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

    language = _language(lang, _content(None))
    _run(language, lambda: _build(source, into or BUNDLED, language))


def _build(source: Path, into: Path, language: Language) -> ExitCode:
    from vigie.registers.build import build

    for built in build(source, into):
        _console().print(_register(built, language), markup=False, highlight=False)
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
    language = _language(lang, _content(None))
    _run(language, lambda: _new(kind, content_id, into))


def _new(kind: str, content_id: str, into: Path) -> ExitCode:
    from vigie.workflows.new_content import new_content

    for path in new_content(kind, content_id, into):
        _console().print(str(path), markup=False, highlight=False)
    return ExitCode.DONE


@content_app.command("pages")
def pages_command(
    out: Annotated[Path, typer.Option("--out", help="The folder to write the pages into.")],
    lang: Annotated[str, typer.Option("--lang", help="Language of the answer: en, fr, nl or de.")] = "en",
    roots: ContentRoots = None,
) -> None:
    """Write a page for each product group and indicator, in four languages, for people who dispute content."""
    content = _content(roots)
    language = _language(lang, content)
    _run(language, lambda: _pages(content, out, language))


def _pages(content: Content, out: Path, language: Language) -> ExitCode:
    from vigie.workflows.content_pages import content_pages

    written = content_pages(content, out, _day(""))
    said = Message("{count} pages in {folder}.", count=len(written), folder=str(out))
    _console().print(language.say(said), markup=False, highlight=False)
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
    language = _language(lang, newer)
    _run(language, lambda: _diff(Content(before), newer, lists or [], _day(as_of), language))


def _diff(before: Content, after: Content, lists: list[Path], as_of: date, language: Language) -> ExitCode:
    from vigie.outputs.terminal import changes
    from vigie.workflows.compare_content import compare_content

    found = compare_content(before, after, lists, as_of)
    _console().print(changes(found, language))
    return ExitCode.DONE


def _content(roots: list[Path] | None) -> Content:
    from vigie.content import BUNDLED, Content

    return Content(BUNDLED, *(roots or ()))


def _language(code: str, content: Content) -> Language:
    """The language asked for; for a language that Vigie does not speak, English says so."""
    from vigie.language import LOCALES, Language

    if code in LOCALES:
        return Language(code, content.name)
    unknown = WrongUse(
        Message("Vigie does not speak {code}.", code=code),
        advice=Message("Choose one of: {codes}.", codes=", ".join(LOCALES)),
    )
    _tell(unknown, Language("en", content.name))
    raise typer.Exit(unknown.exit_code)


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


def _day(text: str) -> date:
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


def _wanted(text: str, known: Iterable[str]) -> tuple[str, ...]:
    """The output formats that a person lists, each once."""
    wanted = tuple(dict.fromkeys(each.strip().lower() for each in text.split(",") if each.strip()))
    unknown = [each for each in wanted if each not in known]
    if unknown or not wanted:
        raise WrongUse(
            Message("There is no output format named {name}.", name=", ".join(unknown) or '""'),
            advice=Message("Choose from: {formats}.", formats=", ".join(known)),
        )
    return wanted


def _console(error: bool = False) -> Console:
    from rich.console import Console

    return Console(stderr=error, soft_wrap=True)


@contextmanager
def _progress(steps: int, language: Language) -> Iterator[Callable[[Message], None]]:
    """A bar for a person who waits; nothing where nobody watches."""
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = (TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Progress(*columns, console=_console(error=True), transient=True) as bar:
        task = bar.add_task("", total=steps, start=True)

        def begins(step: Message) -> None:
            bar.update(task, description=language.say(step), advance=1, refresh=True)

        yield begins


def _run(language: Language, command: Callable[[], ExitCode]) -> None:
    """Runs a command and leaves with its exit code; an error is told as what happened, where, and what to do."""
    try:
        code = command()
    except VigieError as error:
        _tell(error, language)
        code = error.exit_code
    if code is not ExitCode.DONE:
        raise typer.Exit(code)


def _tell(error: VigieError, language: Language) -> None:
    console = _console(error=True)
    where = f"{error.where}: " if error.where else ""
    for line in (f"{where}{language.say(error.what)}", f"-> {language.say(error.advice)}"):
        console.print(line, markup=False, highlight=False)


def main(arguments: list[str] | None = None) -> None:
    """The process edge: wrong use answers 3, as the table of exit codes says; a closed pipe is no error."""
    try:
        code = app(arguments, standalone_mode=False)
    except USAGE_ERROR as error:
        error.show()
        code = ExitCode.WRONG_USE
    except BrokenPipeError:
        code = ExitCode.DONE
    sys.exit(int(code or ExitCode.DONE))
