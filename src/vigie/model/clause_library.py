"""The nouns of the clause library: model clauses as experts write them, with their law, proof, cost and use."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from vigie.model.clauses import ClauseStage
from vigie.model.content import Text


class Ambition(StrEnum):
    """How much a contract asks on human rights, from nothing of its own to due diligence through the chain."""

    NONE = "none"
    BASIC = "basic"
    ADVANCED = "advanced"


@dataclass(frozen=True, slots=True)
class ClauseArticle:
    """An article that a clause rests on. `read` is `read`, `secondary`, `recalled` or `unread`."""

    source: str
    articles: str
    read: str


@dataclass(frozen=True, slots=True)
class Place:
    """A named place in the text of a clause: a number in its `unit`, or words in four languages."""

    id: str
    default: float | Text
    unit: str


@dataclass(frozen=True, slots=True)
class Due:
    """When something is due: at an event, or so long `after` or `before` it as the named parameter says."""

    event: str
    after: str = ""
    before: str = ""


@dataclass(frozen=True, slots=True)
class Effort:
    """What a clause costs one side per year: hours, and euro paid to others without VAT (None: nobody knows)."""

    hours: float
    euro: float | None


@dataclass(frozen=True, slots=True)
class Derogation:
    """The article of the general rules of performance that a clause departs from, and the formal reason."""

    article: ClauseArticle
    reason: Text


@dataclass(frozen=True, slots=True)
class Use:
    """When a clause belongs in a contract. What is empty or None does not limit.

    `chains` are kinds of product group, `cpv` prefixes, `rights_at_risk` rights of which one must be at plausible
    risk; `unverifiable` asks for a place where no audit is credible; values are in euro without VAT, durations in
    months; `answers` maps a question to the answer it needs; `replaced_by` names clauses that take its place.
    """

    chains: frozenset[str] = frozenset()
    groups: frozenset[str] = frozenset()
    cpv: tuple[str, ...] = ()
    rights_at_risk: frozenset[str] = frozenset()
    unverifiable: bool = False
    value_from: float | None = None
    value_below: float | None = None
    months_from: int | None = None
    months_below: int | None = None
    answers: Mapping[str, str] | None = None
    replaced_by: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ModelClause:
    """One clause of the library.

    `text` holds named places, which `places` fill; `{function}` and `{hours_per_year}` are filled from the
    `function` of the buyer that follows the clause up and its hours. `reaches`, `proofs`, `checkers` and `due` are
    words of the terms; `rights` is empty where it protects all. The effort of both sides rests on a judgement.
    """

    id: str
    names: Text
    stage: ClauseStage
    articles: tuple[ClauseArticle, ...]
    level: Ambition
    reaches: tuple[str, ...]
    rights: tuple[str, ...]
    obligation: Text
    text: Text
    places: tuple[Place, ...]
    proofs: tuple[str, ...]
    equivalent: bool
    due: tuple[Due, ...]
    checkers: tuple[str, ...]
    checked_how: Text
    consequence: Text
    function: str
    hours_per_year: int
    buyer: Effort
    contractor: Effort
    judgement: str
    small_firms: Text
    derogation: Derogation | None
    use: Use
    when: Text
    when_not: Text
