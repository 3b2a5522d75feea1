"""Builds risk profiles: every right at one stage in one country, for a product group, once for all its suppliers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from vigie.content import Content
from vigie.model.assessment import About, Confidence, Likelihood, Position, RiskProfile
from vigie.model.content import ChainStage, Hazard, ProductGroup, Stage
from vigie.risk.chains import LikelyPlace, TypicalChains, behind
from vigie.risk.likelihood import Finding, LikelihoodRules, Situation
from vigie.risk.severity import DIMENSIONS, severity

EVERY = "*"


@dataclass(frozen=True, slots=True)
class Key:
    """What decides the profiles of a supplier: suppliers with equal keys share them."""

    group: str
    country: str
    stage: Stage
    producer: bool
    raised: frozenset[str] = frozenset()


class Profiles:
    """The profiles of a content at a date, built when first asked for and kept."""

    def __init__(self, content: Content, as_of: date) -> None:
        self._content = content
        self._rules = LikelihoodRules(content)
        self.chains = TypicalChains(content, as_of)
        self._unverifiable = [
            fact.row for fact in content.facts("state-imposed-forced-labour") if fact.row["from"] <= as_of.isoformat()
        ]
        self._direct: dict[Key, tuple[RiskProfile, ...]] = {}
        self._behind: dict[tuple[str, Stage, bool], tuple[RiskProfile, ...]] = {}

    def direct(self, key: Key) -> tuple[RiskProfile, ...]:
        """The risks at the supplier itself, one for each right."""
        if key not in self._direct:
            group = self._content.products.get(key.group)
            stage = _stage_of(group, key.stage)
            place = LikelyPlace(key.country, stage.parts if stage else (), True, ())
            self._direct[key] = self._stage(group, stage, key.stage, place, Position.DIRECT, key.raised)
        return self._direct[key]

    def behind(self, key: Key) -> tuple[RiskProfile, ...]:
        """The risks at the unmapped stages behind the supplier, at each likely origin, one for each right."""
        shared = key.group, key.stage, key.producer
        if shared not in self._behind:
            group = self._content.products.get(key.group)
            stages = behind(group, key.stage, key.producer) if group else ()
            self._behind[shared] = tuple(
                profile
                for stage in stages
                for place in self.chains.places(stage)
                for profile in self._stage(group, stage, stage.stage, place, Position.UNMAPPED, frozenset())
            )
        return self._behind[shared]

    def _stage(
        self,
        group: ProductGroup | None,
        stage: ChainStage | None,
        at: Stage,
        place: LikelyPlace,
        position: Position,
        raised: frozenset[str],
    ) -> tuple[RiskProfile, ...]:
        unverifiable = self._no_credible_verification(place)
        found = []
        for right in self._content.rights.values():
            situation = Situation(right.id, place.country, position, group, stage, place.parts, right.id in raised)
            finding = self._rules.judge(situation)
            hazard = stage.hazards.get(right.id) if stage else None
            found.append(
                RiskProfile(
                    position=position,
                    country=place.country,
                    product_group=group.id if group else "",
                    stage=at,
                    right=right.id,
                    likelihood=finding.likelihood,
                    severity=severity(_dimensions(hazard), right.worst),
                    about=About.SUPPLIER if situation.raised else About.CONTEXT,
                    rule=finding.rule,
                    confidence=_confidence(finding, hazard, place),
                    reasons=finding.reasons,
                    sources=tuple(dict.fromkeys((*finding.sources, *place.sources))),
                    parts=tuple(f"{group.id}/{part.id}" for part in place.parts) if group else (),
                    no_credible_verification=not unverifiable.isdisjoint({right.id, EVERY}),
                )
            )
        return tuple(found)

    def _no_credible_verification(self, place: LikelyPlace) -> frozenset[str]:
        """The rights for which the state's own hand makes every audit or interview unsafe and not to be believed."""
        goods = {EVERY, *(good for part in place.parts for good in part.goods)}
        return frozenset(
            row["right"] for row in self._unverifiable if row["alpha2"] == place.country and row["good"] in goods
        )


def _stage_of(group: ProductGroup | None, stage: Stage) -> ChainStage | None:
    if group is None:
        return None
    return next((each for each in group.stages if each.stage is stage), None)


def _dimensions(hazard: Hazard | None) -> Mapping[str, int | None]:
    return {name: getattr(hazard, name) for name in DIMENSIONS} if hazard else {}


def _confidence(finding: Finding, hazard: Hazard | None, place: LikelyPlace) -> Confidence:
    """Named evidence is firm; a hazard or figure with a source is some ground; the rest, and a guessed origin, thin."""
    if finding.likelihood is Likelihood.REPORTED:
        return Confidence.HIGH
    sourced = bool(finding.sources) and place.sourced
    return Confidence.MEDIUM if sourced and hazard else Confidence.LOW


def of_supplier(profile: RiskProfile, **changes: object) -> RiskProfile:
    """A profile that rests on the supplier's own figures: it is about the supplier, not about a context."""
    return replace(profile, about=About.SUPPLIER, confidence=Confidence.HIGH, **changes)  # type: ignore[arg-type]
