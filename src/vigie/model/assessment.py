"""What an assessment says: who the suppliers are, where people may be harmed, how sure we are, what comes first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum

import polars as pl

from vigie.errors import Message
from vigie.model.chain import ChainReport
from vigie.model.content import Stage
from vigie.model.duties import DutyAnswer
from vigie.model.records import ColumnGuess, NotUnderstood, Place


class Likelihood(StrEnum):
    """How likely a gross risk is, in the order in which they stand inside a severity band.

    `NO_SOURCE` is our ignorance (we have no data); `UNDISCLOSED` is theirs (the hazard is
    known, who and where is not). Neither is ever shown as low.
    """

    REPORTED = "reported"
    HIGH = "high"
    UNDISCLOSED = "undisclosed"
    MEDIUM = "medium"
    NO_SOURCE = "no_source"
    LOW = "low"


PLAUSIBLE = (Likelihood.REPORTED, Likelihood.HIGH, Likelihood.UNDISCLOSED, Likelihood.MEDIUM)
"""The likelihoods of a plausible risk: these rank by severity; what has no source and what is low follow."""

CONTEXT_ONLY = Message("This is about the product in this country and says nothing about this supplier.")
"""Stands wherever named evidence about a context is shown: a context is not an accusation."""


class About(StrEnum):
    """What a statement is about. A context is not an accusation."""

    CONTEXT = "context"
    SUPPLIER = "supplier"
    SITE = "site"


class Position(StrEnum):
    """Whether a risk stands at the supplier on the list, or at an unmapped stage behind it."""

    DIRECT = "direct"
    UNMAPPED = "unmapped"


class Confidence(StrEnum):
    """How firm the ground of a row is; the engine states the rule, never a feeling."""

    HIGH = "high"
    MEDIUM = "medium"
    LOW = "low"


@dataclass(frozen=True, slots=True)
class ProductMatch:
    """Which product group a text or code means: `group` is empty when we abstain. `why` explains either.

    `confidence` is between 0 and 1; `by` is `code`, `words`, `person` or `` (abstained). `stated` says whether the
    list says what was bought: where it does and no group is found, the gap is ours; where it does not, the list's.
    """

    group: str
    confidence: float
    by: str
    why: Message
    stated: bool = True


@dataclass(frozen=True, slots=True)
class Supplier:
    """One supplier for one product group, from one or more rows of the lists.

    `id` is the same for every entry of the same supplier. `country` is ISO 3166-1 alpha-2, `ZZ`
    unknown. `people` counts workers, `spend` sums the rows in `currency`; None is unknown.
    `stages` are the stages that this supplier itself is taken to carry out; `producer` says whether
    it is known to make the product itself (True), or not known (False). `joined` says which person judged
    that its rows are one supplier, where no rule does.
    """

    id: str
    name: str
    country: str
    rows: tuple[Place, ...]
    product: str
    match: ProductMatch
    stage: Stage
    producer: bool
    people: int | None = None
    spend: Decimal | None = None
    currency: str = ""
    monthly_net_wage: Decimal | None = None
    wage_currency: str = ""
    women_share: float | None = None
    migrant_share: float | None = None
    joined: Message | None = None


@dataclass(frozen=True, slots=True)
class SameSupplierProposal:
    """Two suppliers of the list, by id, that may be one: for a person to judge. `likeness` is between 0 and 1."""

    a: str
    b: str
    likeness: float
    reasons: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class SameSupplierAnswer:
    """What a person answered about two suppliers, every cell as written: it is kept and written out again."""

    supplier_id_a: str
    supplier_id_b: str
    name_a: str
    country_a: str
    name_b: str
    country_b: str
    same: str
    by: str
    date: str
    why: str


@dataclass(frozen=True, slots=True)
class Severity:
    """How bad the possible impact is, 1 (worst) to 4, and the three dimensions it comes from.

    A dimension that was not known is written as its worst possible value and named in `assumed`.
    """

    level: int
    scale: int
    scope: int
    irremediability: int
    assumed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RiskProfile:
    """One risk to people as the engine sees it, before it is counted per supplier: the reasons and their sources.

    Many suppliers can share one profile (the same mine stands behind ten resellers). `rule` is the
    id of the rule that decided; `reasons` explain it; `sources` are ids of content sources.
    `country` of an unmapped stage is its likely origin. `parts` are the materials or operations meant.
    """

    position: Position
    country: str
    product_group: str
    stage: Stage
    right: str
    likelihood: Likelihood
    severity: Severity
    about: About
    rule: str
    confidence: Confidence
    reasons: tuple[Message, ...]
    sources: tuple[str, ...]
    parts: tuple[str, ...] = ()
    no_credible_verification: bool = False


@dataclass(frozen=True, slots=True)
class KnownHarm:
    """A harm that the list itself reports. It is not ranked by likelihood: it asks for remedy at once."""

    supplier: int
    place: Place
    text: str


@dataclass(frozen=True, slots=True)
class Priority:
    """One of the first places to look: the rows of the same right, stage, product group and country together.

    `suppliers` are indices into `Assessment.suppliers`; `tied` counts the groups that share `rank`.
    """

    rank: int
    profile: RiskProfile
    suppliers: tuple[int, ...]
    people: int | None
    tied: int


RISK_COLUMNS = {
    "rank": pl.Int64,
    "supplier": pl.Int64,  # index into Assessment.suppliers; null where one row stands for several
    "profile": pl.Int64,  # index into Assessment.profiles
    "suppliers": pl.Int64,  # how many suppliers the row stands for
    "people": pl.Int64,  # null: unknown
    "spend": pl.Float64,  # null: unknown
    "currency": pl.String,
}
"""The columns of `Assessment.risks`, one row per risk, sorted by rank."""


@dataclass(frozen=True)
class Assessment:
    """The whole answer to "where are people most at risk in this list?", ready to be written out.

    `risks` has `RISK_COLUMNS`. `if_likelihood_first` pairs each group of rows that is among the first ten in
    either order with its place if likelihood went first: the sensitivity of the ranking. `tied_share` is the
    share of rows whose rank another row shares. `folded` says that unmapped stages were written once per
    product group and country. `duties` are the answers of all rules where a company was described, else none.
    `same_suppliers` may be one under several spellings; `answered` is what persons said to such proposals.
    `chain` is what the links say, where links were given.
    """

    as_of: date
    content_version: str
    suppliers: tuple[Supplier, ...]
    profiles: tuple[RiskProfile, ...]
    risks: pl.DataFrame
    priorities: tuple[Priority, ...]
    harms: tuple[KnownHarm, ...]
    if_likelihood_first: tuple[tuple[Priority, int], ...]
    tied_share: float
    folded: bool
    columns: tuple[ColumnGuess, ...]
    not_understood: tuple[NotUnderstood, ...]
    same_suppliers: tuple[SameSupplierProposal, ...] = ()
    answered: tuple[SameSupplierAnswer, ...] = ()
    duties: tuple[DutyAnswer, ...] = ()
    chain: ChainReport | None = None
