"""The typical chain behind a supplier: which stages stand there unmapped, and where they are likely to be."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from vigie.content import Content
from vigie.model.content import UNKNOWN_COUNTRY, ChainStage, Origin, Part, ProductGroup, Stage


@dataclass(frozen=True, slots=True)
class LikelyPlace:
    """A country where parts of a stage are likely to come from. `sourced` says that a source gives its share."""

    country: str
    parts: tuple[Part, ...]
    sourced: bool
    sources: tuple[str, ...]


class TypicalChains:
    """Answers where a stage of a product group is likely to be, from the product's file and the mineral register."""

    def __init__(self, content: Content, as_of: date) -> None:
        self._least_share = content.parameter("origin_share_least", as_of)
        self._minerals: dict[str, list[Origin]] = defaultdict(list)
        self._makers: dict[str, frozenset[str]] = {}
        for fact in content.facts("mineral-production"):
            row = fact.row
            if row["alpha2"] != UNKNOWN_COUNTRY and row["share"] >= self._least_share:
                self._minerals[row["commodity"]].append(Origin(row["alpha2"], row["share"], fact.source))

    def origins(self, part: Part) -> tuple[Origin, ...]:
        """The likely countries of a part: its own, or those of the mineral that it is."""
        return part.origins or tuple(self._minerals.get(part.mineral, ()))

    def places(self, stage: ChainStage) -> tuple[LikelyPlace, ...]:
        """The likely countries of a stage, each with the parts that come from there; unknown if none is known."""
        parts: dict[str, list[Part]] = defaultdict(list)
        origins: dict[str, list[Origin]] = defaultdict(list)
        for part in stage.parts:
            for origin in self.origins(part) or (Origin(UNKNOWN_COUNTRY, None, ""),):
                parts[origin.country].append(part)
                origins[origin.country].append(origin)
        return tuple(
            LikelyPlace(
                country,
                tuple(parts[country]),
                all(origin.share for origin in found),
                tuple(dict.fromkeys(origin.source for origin in found if origin.source)),
            )
            for country, found in origins.items()
        )

    def makes(self, group: ProductGroup, country: str) -> bool:
        """Whether a supplier in this country is taken to make the product: services always are where they are."""
        if group.kind == "service":
            return True
        if group.id not in self._makers:
            self._makers[group.id] = frozenset(place.country for place in self.places(group.stages[-1]))
        return country in self._makers[group.id]


def behind(group: ProductGroup, stage: Stage, producer: bool) -> tuple[ChainStage, ...]:
    """The stages that stand behind a supplier: those before its own, and its own if it only trades."""
    order = list(Stage)
    reached = order.index(stage)
    return tuple(
        each for each in group.stages if order.index(each.stage) < reached or (each.stage == stage and not producer)
    )
