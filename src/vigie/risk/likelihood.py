"""How likely a gross risk is, by stated rules: named evidence first, then the work itself, then the country."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from vigie.content import Content
from vigie.errors import Message, Term
from vigie.model.assessment import CONTEXT_ONLY, Likelihood, Position
from vigie.model.content import UNKNOWN_COUNTRY, ChainStage, HazardLevel, Part, ProductGroup, ReportedContext
from vigie.risk.practice import Practice, Practices

NO_SOURCE = "no_source"
NOT_TYPICAL = "not_typical"


@dataclass(frozen=True, slots=True)
class Situation:
    """One right at one stage in one country: everything that the rules may look at. `group` None: not recognised."""

    right: str
    country: str
    position: Position
    group: ProductGroup | None
    stage: ChainStage | None
    parts: tuple[Part, ...]
    raised: bool

    @property
    def hazard_level(self) -> str:
        """How typical the hazard is here, in the words of the rule table."""
        if self.raised:
            return HazardLevel.SALIENT
        if self.stage is None:
            return NO_SOURCE
        hazard = self.stage.hazards.get(self.right)
        if hazard:
            return hazard.level
        return NOT_TYPICAL if self.right in self.stage.not_typical else NO_SOURCE


@dataclass(frozen=True, slots=True)
class Finding:
    """The likelihood that the rules give, the rule that decided, its reasons and their sources."""

    likelihood: Likelihood
    rule: str
    reasons: tuple[Message, ...]
    sources: tuple[str, ...]


class LikelihoodRules:
    """The rules of a content: the table of `rules/likelihood.yml` over what the registers and products say."""

    def __init__(self, content: Content) -> None:
        self._rules = content.rule("likelihood")
        self._practices = Practices(content)
        self._goods: dict[tuple[str, str, str], str] = {}
        for fact in content.facts("goods-child-forced-labour"):
            for right in content.rights:
                if fact.row.get(right) and not fact.row["via_inputs"]:
                    self._goods[fact.row["good"], fact.row["alpha2"], right] = fact.source

    def judge(self, situation: Situation) -> Finding:
        """The likelihood of one right in one situation."""
        hazard_reasons, hazard_sources = self._hazard(situation)
        reported = self._reported(situation)
        if reported:
            sources = (*reported[1], *hazard_sources)
            return Finding(Likelihood.REPORTED, "reported", (*reported[0], *hazard_reasons), _unique(sources))
        return self._by_table(situation, hazard_reasons, hazard_sources)

    def _by_table(self, situation: Situation, reasons: tuple[Message, ...], sources: tuple[str, ...]) -> Finding:
        practice = self._practice(situation)
        column = "no_country" if situation.country == UNKNOWN_COUNTRY else practice.level
        level = situation.hazard_level
        likelihood = Likelihood(self._rules["table"][level][column])
        if situation.position is Position.UNMAPPED:
            likelihood = self._at_least(likelihood, level)
        return Finding(
            likelihood,
            f"{level}/{column}",
            (*reasons, *(practice.reasons or self._no_practice(situation))),
            _unique((*sources, *practice.sources)),
        )

    def _at_least(self, likelihood: Likelihood, level: str) -> Likelihood:
        """At a stage that nobody has disclosed, a likely origin lowers nothing."""
        if likelihood is Likelihood.LOW:
            return Likelihood(self._rules["unmapped_instead_of_low"])
        least = Likelihood(self._rules["unmapped_least"].get(level, likelihood))
        order = list(Likelihood)
        return min(likelihood, least, key=order.index)

    def _practice(self, situation: Situation) -> Practice:
        section = situation.stage.isic if situation.stage else ""
        return self._practices.of(situation.country, situation.right, section)

    def _no_practice(self, situation: Situation) -> tuple[Message, ...]:
        if situation.country == UNKNOWN_COUNTRY:
            return (Message("In which country this happens is not known."),)
        return (
            Message(
                "We hold no figure on {right} in {country}.",
                right=Term("right", situation.right),
                country=Term("country", situation.country),
            ),
        )

    def _hazard(self, situation: Situation) -> tuple[tuple[Message, ...], tuple[str, ...]]:
        """What makes the hazard typical of this work, in the words of the product's file."""
        if situation.group is None or situation.stage is None:
            unknown = Message("What is bought is not known to us, so its hazards are not either.")
            return (*_own_figures(situation), unknown), ()
        hazard = situation.stage.hazards.get(situation.right)
        if hazard is None:
            return _own_figures(situation) or (_no_hazard(situation.hazard_level, situation.right),), ()
        place = f"{situation.group.id}/{situation.stage.stage}/{situation.right}"
        return (
            *_own_figures(situation),
            Message("In this work in general: {because}", because=Term("hazard", place)),
        ), hazard.sources

    def _reported(self, situation: Situation) -> tuple[tuple[Message, ...], tuple[str, ...]] | None:
        """Named evidence for this product in this country, from the lists of goods and the product's own reports."""
        reasons: list[Message] = []
        sources: list[str] = []
        by_source: dict[str, list[str]] = defaultdict(list)
        for good in dict.fromkeys(good for part in situation.parts for good in part.goods):
            source = self._goods.get((good, situation.country, situation.right))
            if source:
                by_source[source].append(good)
        for source, goods in by_source.items():
            reasons.append(_listed(situation, goods, source))
            sources.append(source)
        for place, report in self._reports(situation):
            reasons.append(Message("{report}", report=Term("report", place)))
            sources.extend(report.sources)
        if not reasons:
            return None
        return (*reasons, CONTEXT_ONLY), tuple(sources)

    def _reports(self, situation: Situation) -> list[tuple[str, ReportedContext]]:
        if situation.group is None or situation.stage is None:
            return []
        return [
            (f"{situation.group.id}/{place}", report)
            for place, report in enumerate(situation.group.reports)
            if report.right == situation.right
            and report.stage is situation.stage.stage
            and situation.country in report.countries
        ]


def _own_figures(situation: Situation) -> tuple[Message, ...]:
    """What the list itself says of this supplier's workforce, where that raises the risk."""
    if not situation.raised:
        return ()
    return (Message("The list itself says who works here, and this exposes them more than usual."),)


def _listed(situation: Situation, goods: list[str], source: str) -> Message:
    return Message(
        "{right} is reported for “{goods}” from {country}.",
        right=Term("right", situation.right),
        goods=", ".join(goods),
        country=Term("country", situation.country),
    )


def _no_hazard(level: str, right: str) -> Message:
    if level == NOT_TYPICAL:
        return Message("{right}: not typical of this work.", right=Term("right", right))
    return Message("We have no source on {right} in this work.", right=Term("right", right))


def _unique(sources: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(source for source in sources if source))
