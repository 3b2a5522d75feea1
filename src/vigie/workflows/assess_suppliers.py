"""The main job: from supplier lists to ranked, explained risks in the chain, written out in one place."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from vigie import sources
from vigie.content import Content
from vigie.errors import Message
from vigie.identify.countries import CountryFinder
from vigie.identify.judgements import corrections
from vigie.identify.parties import Finders, Identified, identify
from vigie.identify.party_names import PartyWords
from vigie.identify.products import ProductFinder
from vigie.identify.resolving import Resolver
from vigie.identify.stages import StageFinder
from vigie.language import Language
from vigie.model.assessment import Assessment, KnownHarm, Supplier
from vigie.model.chain import ChainReport
from vigie.model.records import NotUnderstood, Reading
from vigie.outputs import write
from vigie.risk import assess
from vigie.risk.chains import TypicalChains
from vigie.risk.workforce import Workforce
from vigie.workflows.chain.reading import ChainJob
from vigie.workflows.judged_files import CORRECTIONS, MERGE, read_judged
from vigie.workflows.limits import limits
from vigie.workflows.which_duties import which_duties

STEPS = 4
"""How many steps the main job tells its progress about."""

Progress = Callable[[Message], None]
"""Told what begins now, for a person who waits."""


def _silent(_: Message) -> None:
    """Nobody waits."""


@dataclass(frozen=True, slots=True)
class Job:
    """What a person asks for: which lists, how their columns are to be read, at which date.

    `expand` asks for the stages behind every supplier, even of a list so long that they would be folded;
    `company` is a file that describes who buys, for the duties that apply. `merge` and `corrections` are files
    with judgements of persons: which suppliers are one, and what purchase texts mean. `chain` are tables of links,
    for a chapter on the chain behind.
    """

    lists: Sequence[Path]
    columns: Mapping[str, str]
    as_of: date
    expand: bool = False
    company: Path | None = None
    merge: Sequence[Path] = ()
    corrections: Sequence[Path] = ()
    chain: ChainJob | None = None


def assess_suppliers(job: Job, content: Content, progress: Progress = _silent) -> Assessment:
    """Reads the lists, identifies what they name, and ranks the gross risks to people.

    Raises `UnreadableInput` where a list cannot be read at all; everything that was read and not
    understood is in the assessment.
    """
    progress(Message("Reading the lists"))
    duties = which_duties(job.company, content, job.as_of) if job.company else ()
    reading = sources.read(job.lists, columns=job.columns, limits=limits(content, job.as_of))
    progress(Message("Recognising countries, products and suppliers"))
    identified = identify(reading.records, _finders(job, content))
    progress(Message("Weighing the risks"))
    return replace(_assessment(job, content, reading, identified), duties=duties, chain=_chain(job, content))


def _chain(job: Job, content: Content) -> ChainReport | None:
    if job.chain is None:
        return None
    # Imported here: only a chain needs the numerical libraries, and they take a quarter of a second to start.
    from vigie.workflows.chain.measuring import measure_chain

    return measure_chain(job.chain, content)


def write_assessment(
    assessment: Assessment,
    content: Content,
    language: Language,
    out: Path,
    formats: Sequence[str],
    progress: Progress = _silent,
) -> tuple[Path, ...]:
    """Writes the assessment in the formats asked for, all of them or none; the paths of what was written."""
    progress(Message("Writing the report"))
    return write(assessment, content, language, out, formats)


def finders(content: Content, as_of: date) -> Finders:
    """What a content knows of countries, products, stages and names of companies, ready to be asked."""
    numbers = {each.id: content.parameter(each.id, as_of) for each in content.parameters}
    countries = CountryFinder(_rows(content, "countries"), _rows(content, "country-aliases"), numbers)
    return Finders(
        content=content,
        countries=countries,
        products=ProductFinder(content.products, content.words("general"), numbers),
        stages=StageFinder(_rows(content, "stage-words")),
        makes=TypicalChains(content, as_of).makes,
        parties=Resolver(countries, PartyWords(_rows(content, "party-words")), numbers),
        corrections={},
    )


def _finders(job: Job, content: Content) -> Finders:
    """The finders of a content, with what persons judged."""
    found, allowed = finders(content, job.as_of), limits(content, job.as_of)
    meanings = read_judged(job.corrections, CORRECTIONS, allowed)
    return replace(
        found,
        parties=found.parties.with_judgements(read_judged(job.merge, MERGE, allowed)),
        corrections=corrections(meanings, content.products),
    )


def _rows(content: Content, role: str) -> list[Mapping[str, Any]]:
    return [fact.row for fact in content.facts(role)]


def _assessment(job: Job, content: Content, reading: Reading, identified: Identified) -> Assessment:
    risks = assess(identified.suppliers, content, job.as_of, identified.currency, expand=job.expand)
    return Assessment(
        as_of=job.as_of,
        content_version=content.version,
        suppliers=identified.suppliers,
        profiles=risks.profiles,
        risks=risks.table,
        priorities=risks.priorities,
        harms=_harms(reading, identified.suppliers),
        if_likelihood_first=risks.if_likelihood_first,
        tied_share=risks.tied_share,
        folded=risks.folded,
        same_suppliers=identified.same_suppliers,
        answered=identified.answered,
        columns=reading.columns,
        not_understood=(
            *reading.not_understood,
            *identified.not_understood,
            *_wages(identified.suppliers, content, job.as_of),
        ),
    )


def _harms(reading: Reading, suppliers: Sequence[Supplier]) -> tuple[KnownHarm, ...]:
    """The harms that the lists themselves report, each with the supplier on whose row it stands."""
    supplier_of = {place: number for number, supplier in enumerate(suppliers) for place in supplier.rows}
    return tuple(
        KnownHarm(supplier_of[record.place], record.place, record.incident)
        for record in reading.records
        if record.incident
    )


def _wages(suppliers: Sequence[Supplier], content: Content, as_of: date) -> list[NotUnderstood]:
    """The stated wages that no benchmark can be held against: said once per country, not passed over."""
    workforce = Workforce(content, as_of)
    said: dict[tuple[str, str], NotUnderstood] = {}
    for supplier in suppliers:
        if workforce.incomparable(supplier):
            said.setdefault(
                (supplier.country, supplier.wage_currency),
                NotUnderstood(
                    supplier.rows[0],
                    f"{supplier.monthly_net_wage} {supplier.wage_currency}".strip(),
                    Message("We hold no benchmark in this currency for wages in this country."),
                    Message("Compare the wage with a living wage for the place, and keep the comparison."),
                ),
            )
    return list(said.values())
