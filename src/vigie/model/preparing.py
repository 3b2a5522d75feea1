"""The nouns of preparing a contract: the need, what is at risk in it, how much to ask, and the chosen clauses."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from vigie.errors import Message
from vigie.model.assessment import ProductMatch, RiskProfile
from vigie.model.clause_library import Ambition, ModelClause
from vigie.model.clauses import ClauseStage
from vigie.model.content import Text


@dataclass(frozen=True, slots=True)
class Need:
    """What a public buyer wants to buy. What is empty or None is not known.

    `cpv` and `text` say what; `value` is the estimated value in `currency` without VAT; `months` the term;
    `hours` what the buyer has per year to follow the contract up; `stages` limits the clauses to some stages;
    `answers` are those to the questions of the content; `places` fills named places of clauses, as `deadline_days`
    for all of them or `clause.deadline_days` for one; `subtype` is that of the eForms notice.
    """

    text: str = ""
    cpv: str = ""
    value: float | None = None
    currency: str = ""
    months: int | None = None
    hours: float | None = None
    stages: frozenset[ClauseStage] = frozenset()
    answers: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=dict)
    buyer: str = ""
    subtype: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with the answer that counts; `assumed` where nobody gave it."""

    id: str
    asks: Text
    answer: str
    says: Text
    assumed: bool


@dataclass(frozen=True, slots=True)
class ProofKnown:
    """What is known of the proof that a market can give: about which product groups, on which sources."""

    id: str
    groups: frozenset[str]
    cpv: tuple[str, ...]
    says: Text
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class FollowUp:
    """An existing framework, pooled follow-up or ready tender that a buyer may join, as it was at a date."""

    id: str
    groups: frozenset[str]
    cpv: tuple[str, ...]
    names: Text
    says: Text
    sources: tuple[str, ...]
    as_of: str


@dataclass(frozen=True, slots=True)
class Advice:
    """How much to ask, and why; `wanted` is what the risk alone would ask for."""

    ambition: Ambition
    wanted: Ambition
    reasons: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Chosen:
    """A clause that belongs in the contract: why, and its text in four languages with every place filled."""

    clause: ModelClause
    reasons: tuple[Message, ...]
    text: Text


@dataclass(frozen=True, slots=True)
class NotChosen:
    """A clause that does not, and why."""

    clause: ModelClause
    reason: Message


@dataclass(frozen=True, slots=True)
class Totals:
    """What the chosen clauses cost per year. `share` is the contractor's cost over the value of a year.

    `unknown_costs` counts clauses whose cost to others nobody can defend: the sums are then at least so much.
    """

    buyer_hours: float
    contractor_hours: float
    contractor_euro: float
    unknown_costs: int
    share: float | None


@dataclass(frozen=True, slots=True)
class Preparation:
    """The whole answer: from a need to a set of clauses, with every reason.

    `risks` holds one profile per stage and right, the worst first; `unmapped` risk is among them. `euro` is the
    value in euro, None where it is not known or stands in another currency.
    """

    need: Need
    as_of: date
    content_version: str
    match: ProductMatch
    kind: str
    risks: tuple[RiskProfile, ...]
    asked: tuple[Asked, ...]
    euro: float | None
    market: tuple[ProofKnown, ...]
    follow_ups: tuple[FollowUp, ...]
    advice: Advice
    chosen: tuple[Chosen, ...]
    left_out: tuple[NotChosen, ...]
    totals: Totals

    @property
    def derogations(self) -> tuple[Chosen, ...]:
        """The chosen clauses that depart from the general rules of performance."""
        return tuple(each for each in self.chosen if each.clause.derogation)
