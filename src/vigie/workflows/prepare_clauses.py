"""From a need to the papers of a contract: recognise, weigh, choose, write; the same for command line, web and API."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from vigie.content import Content
from vigie.errors import Message, WrongUse
from vigie.language import Language
from vigie.model.clauses import ClauseStage
from vigie.model.preparing import Need, Preparation
from vigie.outputs.prepared import write_prepared
from vigie.procurement.preparing import prepare
from vigie.workflows.assess_suppliers import finders

_CPV = re.compile(r"(?:CPV[\s:]*)?([0-9]{8})(?:-[0-9])?", re.IGNORECASE)


def described(need: str) -> tuple[str, str]:
    """What a person wrote as words and CPV code: a code alone, or words that may hold one."""
    found = _CPV.search(need)
    words = " ".join(_CPV.sub(" ", need).split())
    return words, found[1] if found else ""


def stages(names: Iterable[str]) -> frozenset[ClauseStage]:
    """The stages by name. Raises `WrongUse` for one that does not exist."""
    wanted = frozenset(names)
    if unknown := sorted(wanted - set(ClauseStage)):
        raise WrongUse(
            Message("There is no stage called {stage}.", stage=unknown[0]),
            advice=Message("Choose among: {choices}.", choices=", ".join(ClauseStage)),
        )
    return frozenset(map(ClauseStage, wanted))


def pairs(written: Iterable[str]) -> Mapping[str, str]:
    """What was written as NAME=VALUE. Raises `WrongUse` where it was not."""
    found = {}
    for each in written:
        name, sign, value = each.partition("=")
        if not (name.strip() and sign and value.strip()):
            raise WrongUse(
                Message('"{written}" is not of the form NAME=VALUE.', written=each),
                advice=Message("Write the name, an equals sign and the value, without spaces."),
            )
        found[name.strip()] = value.strip()
    return found


def prepare_contract(need: Need, content: Content, as_of: date) -> Preparation:
    """The clauses of a need at a date, with every reason. Raises `WrongUse` for a need that makes no sense."""
    return prepare(need, content, finders(content, as_of).products, as_of)


def write_contract(preparation: Preparation, content: Content, language: Language, out: Path) -> tuple[Path, ...]:
    """Writes the papers of a prepared contract into `out`, all or none; the paths of what was written."""
    return write_prepared(preparation, content, language, out)
