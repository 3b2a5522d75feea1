"""What is known of practice in a country for a right: the worst that its valid indicators say, with each figure.

Ratification is no practice and never enters here. An indicator whose use is `raises` can say that
things are bad and never that they are good; one that is `shown` decides nothing.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from vigie.content import Content
from vigie.errors import Message, Term
from vigie.model.content import Indicator

LEVELS = ("high", "medium", "low")
UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Practice:
    """How a right fares in a country: `high`, `medium`, `low` or `unknown` risk, and the figures behind it."""

    level: str
    reasons: tuple[Message, ...]
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Reading:
    indicator: Indicator
    level: str
    row: Mapping[str, Any]
    source: str

    @property
    def reason(self) -> Message:
        return Message(
            "{indicator} in {country}: {value} {unit} ({year}), which counts as {level}.",
            indicator=Term("indicator", self.indicator.id),
            country=Term("country", self.row["alpha2"]),
            value=float(value_of(self.indicator, self.row)),
            unit=Term("unit", self.indicator.id),
            year=str(self.row["year"]),
            level=Term("likelihood", self.level),
        )


class Practices:
    """The indicators of a content, ready to be asked for a right in a country (and a section of industry)."""

    def __init__(self, content: Content) -> None:
        self._readings: dict[tuple[str, str], list[_Reading]] = defaultdict(list)
        self.of = cache(self._of)
        """The practice in a country; figures of one section of industry count only for work in that section.

        `of(country, right, section) -> Practice`
        """
        for indicator in content.indicators.values():
            if indicator.use != "shown":
                self._take(indicator, content)

    def _of(self, country: str, right: str, section: str) -> Practice:
        readings = [
            each for each in self._readings.get((country, right), ()) if each.row.get("section") in (None, "", section)
        ]
        raising = [each for each in readings if each.level != "low"]
        if raising:
            level = min((each.level for each in raising), key=LEVELS.index)
            deciding = [each for each in raising if each.level == level]
            return Practice(level, _reasons(deciding), _sources(deciding))
        setting = [each for each in readings if each.indicator.use == "sets"]
        return Practice("low" if setting else UNKNOWN, _reasons(setting), _sources(setting))

    def _take(self, indicator: Indicator, content: Content) -> None:
        for fact in content.facts(indicator.register):
            if value_of(indicator, fact.row) is not None:
                reading = _Reading(
                    indicator, level_of(indicator, fact.row), fact.row, fact.row.get("source") or fact.source
                )
                self._readings[fact.row["alpha2"], indicator.right].append(reading)


def value_of(indicator: Indicator, row: Mapping[str, Any]) -> Any:
    """The figure of an indicator in a row: a long table names its indicators, a wide one has a column for each."""
    if "indicator" in row:
        return row["value"] if row["indicator"] == indicator.column else None
    return row.get(indicator.column)


def level_of(indicator: Indicator, row: Mapping[str, Any]) -> str:
    """What the figure of an indicator in a row counts as: high, medium or low."""
    value = float(value_of(indicator, row))
    for level, cut_off in (("high", indicator.high_from), ("medium", indicator.medium_from)):
        if cut_off is not None and _reaches(value, cut_off, indicator.worse):
            return level
    return "low"


def _reaches(value: float, cut_off: float, worse: str) -> bool:
    return value >= cut_off if worse == "above" else value <= cut_off


def _reasons(readings: list[_Reading]) -> tuple[Message, ...]:
    return tuple(each.reason for each in readings)


def _sources(readings: list[_Reading]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(each.source for each in readings))
