"""From documents, or a pasted text, to what every clause about people needs to be controllable and lawful."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import BinaryIO

from vigie.content import Content
from vigie.errors import Message, WrongUse
from vigie.model.clauses import ClauseFinding, ClauseStage, ClauseText, ContractFacts
from vigie.procurement.clauses import check_documents
from vigie.procurement.clauses.documents import decode, read_document
from vigie.workflows.limits import limits

PASTED = Path("-")
"""Stands for the text that comes through the standard input."""


@dataclass(frozen=True, slots=True)
class ClauseJob:
    """What a person asks for: which documents, read together, and what is known of the contract."""

    files: tuple[Path, ...]
    facts: ContractFacts
    as_of: date


def contract_facts(language: str, stage: str, country: str, value: float | None) -> ContractFacts:
    """What a person typed, understood. Raises `WrongUse` for a stage that does not exist or a negative value."""
    try:
        known = ClauseStage(stage) if stage else None
    except ValueError as error:
        raise WrongUse(
            Message("There is no stage named {name}.", name=stage),
            advice=Message("Choose from: {formats}.", formats=", ".join(ClauseStage)),
        ) from error
    if value is not None and not value >= 0:
        raise WrongUse(
            Message("The value of a contract cannot be {value}.", value=str(value)),
            advice=Message("Give the estimated value in euro without VAT."),
        )
    return ContractFacts(country.upper(), value, language, known)


def check_clause_texts(job: ClauseJob, content: Content, pasted: BinaryIO) -> tuple[ClauseFinding, ...]:
    """Reads the documents and judges their clauses together; `-` reads what is pasted.

    Raises `UnreadableInput` where a document cannot be read.
    """
    return check_documents(_texts(job, content, pasted), job.facts, content)


def _texts(job: ClauseJob, content: Content, pasted: BinaryIO) -> Iterable[ClauseText]:
    bounds = limits(content, job.as_of)
    for path in job.files:
        if path == PASTED:
            yield ClauseText("-", decode(pasted.read(bounds.max_file_bytes)))
        else:
            yield read_document(path, bounds)
