"""The stated rules of the watch, from the content: what counts as risk, which codes speak of what, which levels."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from vigie.content import Content
from vigie.model.content import HazardLevel, ProductGroup, Text
from vigie.model.notices import Buyer, Level, LotRisk
from vigie.risk.severity import severity


@dataclass(frozen=True, slots=True)
class WatchRules:
    """The rules at a date. `risks` says per product group what a lot of it is; a lot without a group has no source.

    `least_lots` and `least_buyers` are the smallest numbers behind a figure that is shown.
    """

    risks: Mapping[str, LotRisk]
    human_rights: frozenset[str]
    innovation: frozenset[str]
    sustainability: frozenset[str]
    sme_sizes: frozenset[str]
    cannot_show: frozenset[str]
    levels: Mapping[str, Level]
    words: Mapping[str, tuple[tuple[Level, re.Pattern[str]], ...]]
    indicators: Mapping[str, Text]
    goals: tuple[tuple[str, Text, tuple[str, ...]], ...]
    quantiles: tuple[float, ...]
    least_lots: int
    least_buyers: int

    def level(self, buyer: Buyer | None) -> Level:
        """The level of government of a buyer: by its legal type, or else by its name; `other` where neither tells."""
        if buyer is None:
            return Level.OTHER
        if buyer.legal_type in self.levels:
            return self.levels[buyer.legal_type]
        words = self.words.get(buyer.country, ())
        return next((level for level, pattern in words if pattern.search(buyer.name)), Level.OTHER)


def load_rules(content: Content, as_of: date) -> WatchRules:
    """The rules that the content states, with its numbers at a date."""
    raw = next(iter(content.documents("notices/watch.yml")))
    risk = raw["risk"]
    worst = int(content.parameter(risk["severity_parameter"], as_of))
    reports = int(content.parameter(risk["reports_parameter"], as_of))
    return WatchRules(
        risks={
            group.id: _risk(group, content, HazardLevel(risk["level"]), worst, reports)
            for group in content.products.values()
        },
        human_rights=frozenset(raw["human_rights"]),
        innovation=frozenset(raw["innovation"]),
        sustainability=frozenset(raw["sustainability"]),
        sme_sizes=frozenset(raw["sme_sizes"]),
        cannot_show=frozenset(raw["cannot_show"]),
        levels={code: Level(level) for level, codes in raw["levels"]["legal_types"].items() for code in codes},
        words={country: _words(levels) for country, levels in raw["levels"]["words"].items()},
        indicators=raw["indicators"],
        goals=tuple((each["id"], each["names"], tuple(each["indicators"])) for each in raw["goals"]),
        quantiles=tuple(raw["quantiles"]),
        least_lots=int(content.parameter("notices_least_lots", as_of)),
        least_buyers=int(content.parameter("notices_least_buyers", as_of)),
    )


def _risk(group: ProductGroup, content: Content, level: HazardLevel, worst: int, reports: int) -> LotRisk:
    """High where a hazard of the level and severity belongs to some stage, or enough contexts are reported."""
    hazards = (hazard for stage in group.stages for hazard in stage.hazards.values() if hazard.level is level)
    severe = any(
        severity(
            {"scale": each.scale, "scope": each.scope, "irremediability": each.irremediability},
            content.rights[each.right].worst,
        ).level
        <= worst
        for each in hazards
    )
    return LotRisk.HIGH if severe or len(group.reports) >= reports else LotRisk.OTHER


def _words(levels: Mapping[str, list[str]]) -> tuple[tuple[Level, re.Pattern[str]], ...]:
    """Whole words of names, without regard to capitals, by level."""
    return tuple(
        (Level(level), re.compile(rf"\b(?:{'|'.join(map(re.escape, words))})\b", re.IGNORECASE))
        for level, words in levels.items()
    )
