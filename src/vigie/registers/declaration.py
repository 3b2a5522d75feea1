"""What a `register.yml` declares: where its rows come from, what they must look like, what is left out and why."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from vigie.content.reading import read_yaml

DECLARATION = "register.yml"
ROWS = "rows.csv"


@dataclass(frozen=True, slots=True)
class UpstreamFile:
    """A file of a publisher: its path below the upstream folder, what it holds, the columns that we know in it,
    and the checksum of the bytes last built from."""

    file: str
    holds: str
    columns: tuple[str, ...]
    sha256: str


@dataclass(frozen=True, slots=True)
class Exclusion:
    """Rows that are left out: what they are, in English for who keeps the register, which table, which values."""

    what: str
    holds: str
    where: Mapping[str, tuple[str, ...]]

    def covers(self, row: Mapping[str, str]) -> bool:
        """Whether the upstream row is one of those left out."""
        return all(row.get(column) in values for column, values in self.where.items())


@dataclass(frozen=True, slots=True)
class Declaration:
    """A register as declared. `family` names how its rows are made; an empty family is a register written by hand.

    `columns` gives the type of each column in the order of the file; `key` the columns that name a row;
    `expectations` what must be true of the rows (see `vigie.registers.expectations`);
    `settings` is what the family needs to know about this upstream.
    """

    id: str
    folder: Path
    family: str
    upstream: tuple[UpstreamFile, ...]
    columns: Mapping[str, str]
    key: tuple[str, ...]
    exclusions: tuple[Exclusion, ...]
    expectations: Mapping[str, Any]
    settings: Mapping[str, Any]

    @property
    def path(self) -> Path:
        """The declaration itself, for messages."""
        return self.folder / DECLARATION


def read_all(content: Path) -> tuple[Declaration, ...]:
    """Every register declared below `registers/` of the content folder, sorted by id."""
    return tuple(_read(path) for path in sorted(content.glob(f"registers/*/{DECLARATION}")))


def _read(path: Path) -> Declaration:
    raw = read_yaml(path)
    recipe = dict(raw.get("recipe", {}))
    return Declaration(
        id=raw["id"],
        folder=path.parent,
        family=recipe.pop("family", ""),
        upstream=tuple(_upstream(each) for each in raw["upstream"]),
        columns={name: column["type"] for name, column in raw["columns"].items()},
        key=tuple(raw.get("key", ())),
        exclusions=tuple(_exclusion(each) for each in raw["exclusions"] if "where" in each),
        expectations=raw["expectations"],
        settings=recipe,
    )


def _upstream(raw: Mapping[str, Any]) -> UpstreamFile:
    return UpstreamFile(raw["file"], raw["holds"], tuple(raw["columns"]), raw["sha256"])


def _exclusion(raw: Mapping[str, Any]) -> Exclusion:
    where = {column: tuple(str(value) for value in values) for column, values in raw["where"].items()}
    return Exclusion(raw["what"]["en"], raw["holds"], where)
