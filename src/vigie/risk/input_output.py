"""A multi-regional input-output table of the user's: whose work stands behind a purchase, by country and sector.

What comes out is modelled: it speaks of averages of whole industries and never of a supplier.
"""

from __future__ import annotations

import csv
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vigie.errors import Message, UnreadableInput, WrongUse
from vigie.model.content import UNKNOWN_COUNTRY

Floats = NDArray[np.float64]

READER = "pymrio"
"""The library that reads these tables; optional, and imported only when a table is read."""
ACTIVITIES, REGIONS = "activities.csv", "regions.csv"
"""Files that a user may lay beside the table: `sector,activity` (ISIC 4) and `region,country` (ISO alpha-2)."""


@dataclass(frozen=True, slots=True)
class InputOutputTable:
    """A table of n sectors, each of a region: `coefficients[i, j]` is what j buys from i per unit of its output.

    `countries` are ISO 3166-1 alpha-2, or `UNKNOWN_COUNTRY` for regions of several countries. `activities` says
    for which sections and divisions of ISIC 4 a sector stands; a sector may stand for none.
    """

    name: str
    regions: tuple[str, ...]
    countries: tuple[str, ...]
    sectors: tuple[str, ...]
    coefficients: Floats
    output: Floats
    activities: Mapping[str, frozenset[str]] = field(default_factory=dict)

    @property
    def added(self) -> Floats:
        """What each sector adds per unit of its output; one that buys more than it makes adds nothing."""
        return np.asarray(np.maximum(1.0 - self.coefficients.sum(axis=0), 0.0), dtype=np.float64)

    def purchase(self, country: str, sector: str) -> Floats:
        """One unit bought from a sector of a country. Raises `WrongUse` where the table has no such place."""
        bought = self._at(country, lambda each: each == sector)
        if not bought.any():
            raise WrongUse(
                Message("The table has no sector “{sector}” in {country}.", sector=sector, country=country),
                where=self.name,
                advice=Message("Write country and sector as the table does."),
            )
        return _whole(bought)

    def inputs(self, country: str, activity: str) -> Floats | None:
        """One unit of what an activity of a country buys, as its sectors buy on average, weighted by their output.

        Where no sector is said to stand for the activity, it is what the whole economy buys; None where the table
        does not have the country.
        """
        makers = self._at(country, lambda each: activity in self.activities.get(each, ()))
        makers = makers if makers.any() else self._at(country, lambda _: True)
        bought = self.coefficients @ (makers * self.output)
        return _whole(bought) if bought.any() else None

    def origins(self, demands: Floats) -> Floats:
        """Where the value of each demand (a column that sums to 1) is added: shares by sector, summing to 1.

        Raises `UnreadableInput` where some sectors only ever buy from each other, so that no value is added.
        """
        identity = np.eye(len(self.sectors))
        try:
            value = self.added[:, None] * np.linalg.solve(identity - self.coefficients, demands)
        except np.linalg.LinAlgError as error:
            raise UnreadableInput(
                Message("In the input-output table, some sectors buy all that they make from each other."),
                where=self.name,
                advice=Message("Check the columns of Z: what a sector buys must be less than what it makes."),
            ) from error
        return np.asarray(value / value.sum(axis=0), dtype=np.float64)

    def _at(self, country: str, is_one: Callable[[str], bool]) -> Floats:
        here = [
            country in (place, region) and is_one(sector)
            for place, region, sector in zip(self.countries, self.regions, self.sectors, strict=True)
        ]
        return np.array(here, dtype=np.float64)


def _whole(amounts: Floats) -> Floats:
    return np.asarray(amounts / amounts.sum(), dtype=np.float64)


def modelled_origins_from_mrio(table: InputOutputTable, country: str, sector: str) -> list[tuple[str, str, float]]:
    """Behind one unit bought from a sector of a country: region, sector and their share of its value, largest first."""
    shares = table.origins(table.purchase(country, sector)[:, None])[:, 0]
    places = zip(table.regions, table.sectors, shares.tolist(), strict=True)
    return sorted((place for place in places if place[2] > 0), key=lambda place: (-place[2], place[:2]))


def read_table(folder: Path, alpha2: Mapping[str, str]) -> InputOutputTable:
    """The table that a person saved in `folder` with pymrio; nothing is downloaded.

    `alpha2` gives the ISO 3166-1 alpha-2 code for each alpha-3 code. Raises `WrongUse` where the library is not
    installed, `UnreadableInput` where the folder is not such a table or keeps it in a form that can hide code.
    """
    saved = _loaded(folder)
    own = dict(_pairs(folder / REGIONS, ("region", "country")))
    codes = {code: code for code in alpha2.values()} | dict(alpha2) | own
    stands_for: dict[str, frozenset[str]] = {}
    for name, activity in _pairs(folder / ACTIVITIES, ("sector", "activity")):
        stands_for[name] = stands_for.get(name, frozenset()) | {activity}
    return InputOutputTable(
        name=saved.name,
        regions=saved.regions,
        countries=tuple(codes.get(each, UNKNOWN_COUNTRY) for each in saved.regions),
        sectors=saved.sectors,
        coefficients=saved.flows / np.where(saved.output > 0, saved.output, np.inf),
        output=np.maximum(saved.output, 0.0),
        activities=stands_for,
    )


@dataclass(frozen=True, slots=True)
class _Saved:
    """A table as it was saved: `flows[i, j]` is what sector j bought from i, `output[i]` all that i sold."""

    name: str
    regions: tuple[str, ...]
    sectors: tuple[str, ...]
    flows: Floats
    output: Floats


def _loaded(folder: Path) -> _Saved:
    try:
        reader = import_module(READER)
    except ModuleNotFoundError as error:
        raise WrongUse(
            Message("Reading an input-output table needs {library}, which is not installed.", library=READER),
            advice=Message("Run {command}, then try again.", command='pip install "vigie[mrio]"'),
        ) from error
    _trust(folder)
    try:
        saved = _saved(reader.load(folder, subset=["Z", "Y"]), folder.name)
    except (reader.core.fileio.ReadError, OSError, LookupError, ValueError, AttributeError, TypeError) as error:
        raise _not_a_table(folder, str(error)) from error
    if not (np.isfinite(saved.flows).all() and np.isfinite(saved.output).all()):
        raise _not_a_table(folder, "Z, Y")
    return saved


def _saved(system: Any, name: str) -> _Saved:
    flows = np.asarray(system.Z, dtype=np.float64)
    regions, sectors = (tuple(map(str, system.Z.index.get_level_values(level))) for level in (0, 1))
    final = np.asarray(system.Y, dtype=np.float64)
    return _Saved(str(system.name or name), regions, sectors, flows, flows.sum(axis=1) + final.sum(axis=1))


def _trust(folder: Path) -> None:
    """Refuse what is no saved table, and tables kept as Python objects: reading one of those runs what is in it."""
    try:
        described = json.loads((folder / "file_parameters.json").read_text(encoding="utf-8"))
        names = [str(each["name"]) for each in described["files"].values()]
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise _not_a_table(folder, "file_parameters.json") from error
    unsafe = [name for name in names if not name.endswith((".txt", ".csv", ".parquet"))]
    if unsafe:
        raise UnreadableInput(
            Message("The input-output table is kept in a form that can hide programs: {file}.", file=unsafe[0]),
            where=folder.name,
            advice=Message("Save it again as text or as Parquet."),
        )


def _not_a_table(folder: Path, reason: str) -> UnreadableInput:
    return UnreadableInput(
        Message("The folder holds no input-output table that can be read: {reason}", reason=reason),
        where=folder.name,
        advice=Message("Give a folder that {library} has saved, with the tables Z and Y.", library=READER),
    )


def _pairs(path: Path, columns: Sequence[str]) -> Iterable[tuple[str, str]]:
    if not path.is_file():
        return
    with path.open(encoding="utf-8-sig", newline="") as lines:
        reader = csv.DictReader(lines)
        if set(columns) - set(reader.fieldnames or ()):
            raise UnreadableInput(
                Message("The file needs the columns {columns}.", columns=", ".join(columns)),
                where=path.name,
                advice=Message("Write them in its first line, with a comma between them."),
            )
        for row in reader:
            yield row[columns[0]].strip(), row[columns[1]].strip()
