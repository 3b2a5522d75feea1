"""What a chain assumes where nobody stated it: value added and hours of work, by sector and country, with grounds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from statistics import fmean

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vigie.content import Content
from vigie.errors import Message
from vigie.identify.sectors import Activities, Activity
from vigie.model.content import UNKNOWN_COUNTRY

PARAMETERS = {
    "value_added": pl.Float64,  # per unit of output; null where the content has no figure at all
    "value_added_from": pl.String,  # a key of GROUNDS
    "stated_hours": pl.Float64,  # hours per unit of output, from the party's own workers and output; null if not stated
    "hours_per_value": pl.Float64,  # hours per unit of value added, in US dollars; null where there is no figure at all
    "hours_from": pl.String,  # a key of GROUNDS
    "unmapped_hours": pl.Float64,  # hours per unit bought from unknown suppliers, with all that stands behind them
}
"""The columns of what `chain_parameters` gives. Every value is assumed, but for what a party states of itself."""

ALL = ""
"""How the registers write every country, and the whole economy."""

GROUNDS: Mapping[str, Message] = {
    "sector_country": Message("the figure of the sector in the country"),
    "sector_rest": Message("the figure of the sector in the countries that the source does not name"),
    "sector_world": Message("the figure of the sector in the world"),
    "economy_country": Message("the figure of the whole economy of the country"),
    "economy_rest": Message("the figure of the whole economy of the countries that the source does not name"),
    "economy_world": Message("the figure of the whole economy of the world"),
    "stated": Message("the supplier's own workers and output, with the usual hours of its sector and country"),
    "nothing": Message("no figure at all"),
}
"""What each ground of an assumed value says, the firmest first within each kind."""


@dataclass(frozen=True, slots=True)
class _Figure:
    value: float | None
    ground: str


_NOTHING = _Figure(None, "nothing")


def chain_parameters(parties: pl.DataFrame, content: Content, as_of: date) -> pl.DataFrame:
    """The columns `PARAMETERS`, row by row for `parties`, which has one row for each node of a chain.

    `parties` needs `country` (ISO 3166-1 alpha-2), `sector`, `output` (value of a year) and `workers`; outputs in
    another `currency` than most state no hours. A column `product_group` (or, without it, `product`) with ids of
    product groups helps where the sector says nothing.
    """
    groups = "product_group" if "product_group" in parties.columns else "product"
    frame = parties.select(
        "country", "sector", pl.col(groups).alias("group"), "output", "workers", _comparable(parties)
    )
    kinds = frame.select("country", "sector", "group").unique()
    known = _of_kinds(kinds, content, as_of)
    rows = frame.join(known, on=["country", "sector", "group"], how="left", nulls_equal=True, maintain_order="left")
    stated = pl.when((pl.col("output") > 0) & pl.col("comparable")).then(
        pl.col("workers") * pl.col("yearly") / pl.col("output")
    )
    return rows.with_columns(stated_hours=stated).with_columns(
        hours_from=pl.when(pl.col("stated_hours").is_null()).then(pl.col("hours_from")).otherwise(pl.lit("stated"))
    )[list(PARAMETERS)]


def _comparable(parties: pl.DataFrame) -> pl.Series:
    """Which outputs are in the currency of most: hours per unit of another currency cannot be compared with theirs."""
    if "currency" not in parties.columns:
        return pl.repeat(True, parties.height, eager=True).alias("comparable")
    stated = parties["currency"]
    most = stated.drop_nulls().mode().sort().head(1)
    return (stated.is_null() | stated.is_in(most.implode())).alias("comparable")


def hours_of_work(parameters: pl.DataFrame, added: NDArray[np.float64]) -> NDArray[np.float64]:
    """Hours per unit of output of every node: those stated, else the hours that its value added takes.

    `added` is the value added of the nodes in their chain. Where nothing is left for a node to add, the value that
    its sector adds is used, so that its workers never disappear. NaN where there is no figure at all.
    """
    columns = {name: parameters[name].fill_null(np.nan).to_numpy() for name in parameters.columns if "from" not in name}
    assumed = np.where(added > 0, added, columns["value_added"]) * columns["hours_per_value"]
    stated = columns["stated_hours"]
    return np.where(np.isnan(stated), assumed, stated)


def _of_kinds(kinds: pl.DataFrame, content: Content, as_of: date) -> pl.DataFrame:
    """The parameters of each kind of party: country, sector and product group."""
    activities, added, labour = Activities(content), _Added(content), _Labour(content, as_of)
    found = [
        (country or "", activities.find(sector or "", group or ""))
        for country, sector, group in kinds.select("country", "sector", "group").iter_rows()
    ]
    value_added = [added.of(country, activity) for country, activity in found]
    hours = [labour.per_value(country, activity) for country, activity in found]
    return kinds.with_columns(
        pl.Series("value_added", [each.value for each in value_added], pl.Float64),
        pl.Series("value_added_from", [each.ground for each in value_added], pl.String),
        pl.Series("hours_per_value", [each.value for each in hours], pl.Float64),
        pl.Series("hours_from", [each.ground for each in hours], pl.String),
        pl.Series("yearly", [labour.yearly(country, activity) for country, activity in found], pl.Float64),
        pl.lit(labour.per_value("", None).value, pl.Float64).alias("unmapped_hours"),
    )


class _Added:
    """Value added per unit of output, from every register that plays that role."""

    def __init__(self, content: Content) -> None:
        self._shares = {
            (fact.row["alpha2"], fact.row["activity"]): fact.row["value_added"]
            for fact in content.facts("sector-value-added")
        }
        self._named = {country for country, _ in self._shares}

    def of(self, country: str, activity: Activity | None) -> _Figure:
        """The most specific figure there is; a named country without the sector gets the world's, not the rest's."""
        places = [("country", country), ("world", ALL)]
        if country and country not in self._named:
            places[0] = ("rest", UNKNOWN_COUNTRY)
        for code in _from_narrow_to_wide(activity):
            for place, key in places if country else places[1:]:
                if (key, code) in self._shares:
                    return _Figure(self._shares[key, code], f"{'sector' if code else 'economy'}_{place}")
        return _NOTHING


def _from_narrow_to_wide(activity: Activity | None) -> Iterable[str]:
    return (activity.code, activity.section, ALL) if activity else (ALL,)


class _Labour:
    """Hours of work per unit of value added: hours of a working year over what a worker adds in a year."""

    def __init__(self, content: Content, as_of: date) -> None:
        self._weeks = content.parameter("chain_weeks_per_year", as_of)
        self._weekly = _weekly_hours(content)
        self._output = _output_per_worker(content)

    def yearly(self, country: str, activity: Activity | None) -> float | None:
        """Hours of a person in a year: of the section in the country, of the country, of the section, or of all."""
        section = activity.section if activity else ALL
        keys = ((country, section), (country, ALL), (ALL, section), (ALL, ALL))
        weekly = next((self._weekly[key] for key in keys if key in self._weekly), None)
        return None if weekly is None else weekly * self._weeks

    def per_value(self, country: str, activity: Activity | None) -> _Figure:
        """Hours per US dollar of value added, by branch where it is known, in the country or else in the world."""
        yearly, branch = self.yearly(country, activity), activity.branch if activity else ALL
        keys = {
            "sector_country": (country, branch),
            "sector_world": (ALL, branch),
            "economy_country": (country, ALL),
            "economy_world": (ALL, ALL),
        }
        for ground, key in keys.items():
            # Without a branch or a country, a narrow ground would be a wide one under another name.
            named = (branch or ground.startswith("economy")) and (country or ground.endswith("world"))
            if named and key in self._output and yearly is not None:
                return _Figure(yearly / self._output[key], ground)
        return _NOTHING


def _weekly_hours(content: Content) -> dict[tuple[str, str], float]:
    """Weekly hours by country and section; an empty one stands for the mean over all of them, each counted once."""
    found: dict[tuple[str, str], list[float]] = defaultdict(list)
    for row in (fact.row for fact in content.facts("weekly-hours")):
        for country in (row["alpha2"], ALL):
            for section in (row["section"], ALL):
                found[country, section].append(row["hours"])
    return {key: fmean(hours) for key, hours in found.items()}


def _output_per_worker(content: Content) -> dict[tuple[str, str], float]:
    """US dollars of value added by a worker in a year, by country and branch; an empty country is the world."""
    totals: dict[tuple[str, str], list[float]] = defaultdict(lambda: [0.0, 0.0])
    for row in (fact.row for fact in content.facts("value-added-per-worker")):
        for country in (row["alpha2"], ALL):
            total = totals[country, row["branch"]]
            total[0] += row["value_added"] * 1e6
            total[1] += row["workers"] * 1e3
    return {key: value / workers for key, (value, workers) in totals.items()}
