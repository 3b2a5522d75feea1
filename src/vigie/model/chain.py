"""What is said of a chain: how much of it is located, verified and unmapped, by which paths, and where to look next."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

import polars as pl

from vigie.errors import Message


class State(StrEnum):
    """What is known of a node for a right at a date, in the order in which it is shown; exactly one holds.

    `UNMAPPED` is no state of a node: it is what a node buys from suppliers that nobody knows.
    """

    G4 = "g4"
    G3 = "g3"
    G2 = "g2"
    G1 = "g1"
    DECLARED = "declared"
    CONTESTED = "contested"
    NOT_MET = "not_met"
    EXPIRED = "expired"
    UNKNOWN = "unknown"
    UNMAPPED = "unmapped"


VERIFIED = (State.G4, State.G3, State.G2)
"""The states of what somebody other than the supplier has verified."""

REST = "rest"
"""The tier of everything beyond the last tier that is written."""

TOTAL = "total"
"""The tier of all tiers together."""


class Weight(StrEnum):
    """What a share of a chain is a share of: hours of work, or value."""

    HOURS = "hours"
    VALUE = "value"


class Target(StrEnum):
    """Where a path leads: to people at risk, to what is not mapped, or to a site in a state that was asked for."""

    RISK = "risk"
    GAP = "gap"
    STATE = "state"


SHARES = {
    "scope": pl.String,
    "node": pl.String,
    "tier": pl.String,  # a number, `rest` or `total`
    "kind": pl.String,  # located | unmapped
    "share": pl.Float64,
    "assumed": pl.Boolean,
}
"""The columns of `ChainReport.shares`; unmapped rows name the node that buys, at the tier behind it."""

ASSURANCE = {
    "scope": pl.String,
    "right": pl.String,
    "tier": pl.String,  # a number, `rest` or `total`
    "state": pl.String,
    "share": pl.Float64,
}
"""The columns of `ChainReport.assurance`; the shares of one scope, right and tier `total` sum to 1."""

ORIGINS = {
    "scope": pl.String,
    "node": pl.String,  # behind which the suppliers are not known
    "product_group": pl.String,
    "stage": pl.String,
    "country": pl.String,
    "share": pl.Float64,  # of what is unmapped behind the node; null where the source gives none
    "source": pl.String,
}
"""The columns of `ChainReport.origins`: modelled, never known."""

PLACES = {
    "tier": pl.Int32,  # null: beyond the last tier
    "node": pl.String,  # empty: nodes that are not told apart
    "state": pl.String,
    "share": pl.Float64,
}
"""The columns of `Drawing.places`: what is located at a node of a tier, by state; and with the state `unmapped`, at
the tier of the unknown suppliers, what is unmapped behind a node."""

FLOWS = {
    "tier": pl.Int32,  # of the supplier
    "supplier": pl.String,
    "buyer": pl.String,
    "share": pl.Float64,
}
"""The columns of `Drawing.flows`: which share of the chain, with all that lies behind it, passes a link."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a chain is the chain of: a product, a contract, a company; `name` is for people."""

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """The chain of one scope for one right, ready to be drawn: `places` has `PLACES`, `flows` has `FLOWS`.

    The shares in `places` sum to 1. Without a right, every located part has the state `unknown`.
    """

    scope: str
    right: str
    places: pl.DataFrame
    flows: pl.DataFrame


@dataclass(frozen=True, slots=True)
class Headline:
    """Sites with a risk of severity 1 for a right (empty: for any, all rights together), in the chain of a scope.

    `verified` sites are met at G2 or better, `identified` ones are known by place and not verified, `undisclosed`
    counts the nodes at or behind which such a risk stands and no site is known.
    """

    scope: str
    right: str
    verified: int
    identified: int
    undisclosed: int


@dataclass(frozen=True, slots=True)
class ChainPath:
    """One of the heaviest paths from a scope: `nodes` from the scope outwards, `share` what of the chain is at its end.

    `state` is the state at its end where `target` is `STATE`. A path to a gap ends at the node behind which the
    suppliers are not known. An empty `right` means that the path is about no right.
    """

    scope: str
    right: str
    rank: int
    share: float
    nodes: tuple[str, ...]
    target: Target
    state: str = ""


@dataclass(frozen=True, slots=True)
class Visit:
    """A site to verify next. `gain` is what becomes verified, summed over scopes, in the severity band that decided;
    `reasons` say what a visit can verify there, and what not."""

    rank: int
    site: str
    cost: float
    gain: float
    severity: int
    scopes: tuple[str, ...]
    reasons: tuple[Message, ...] = ()


@dataclass(frozen=True, slots=True)
class ScopeGain:
    """What the whole plan verifies in the chain of a scope, in one band of severity, as a share of that chain."""

    scope: str
    band: int
    gain: float


@dataclass(frozen=True, slots=True)
class Payment:
    """Which share (0 to 1) of the cost of a visit somebody bears, and why. It says nothing of anybody's prices."""

    site: str
    payer: str
    share: float
    reason: Message


@dataclass(frozen=True, slots=True)
class AuditPlan:
    """Where to look next for a budget, in visits or in `currency`.

    `gap` is how far, at most, the plan stays behind the best possible one in its first band, as a share of it.
    `remarks` say what was not planned and why.
    """

    visits: tuple[Visit, ...]
    gains: tuple[ScopeGain, ...]
    payments: tuple[Payment, ...]
    budget: float
    currency: str = ""
    gap: float = 0.0
    remarks: tuple[Message, ...] = ()


class FindingKind(StrEnum):
    """A fault set something aside; a warning says what was mended or assumed; the rest was not understood."""

    FAULT = "fault"
    WARNING = "warning"
    NOT_UNDERSTOOD = "not_understood"


@dataclass(frozen=True, slots=True)
class Finding:
    """What has to be known about the tables: `where` it stands, `what` it is, and what to write instead."""

    kind: FindingKind
    where: str
    what: Message
    remedy: Message | None = None


@dataclass(frozen=True, slots=True)
class SetAside:
    """A node that was left out because its numbers are impossible, and the share of the chain that it carried."""

    node: str
    weight: float


@dataclass(frozen=True, slots=True)
class ChainReport:
    """The whole answer to "how much of this chain is known, at risk, verified, and where to look next?".

    `shares` has the columns `SHARES`, `assurance` has `ASSURANCE`, `origins` has `ORIGINS`. `weight` is what the
    shares are shares of, and `weight_reason` says why, in a sentence. `names` are the names of nodes where they are not
    their ids. `scopes`, `headlines` and `drawings` are in the order in which they are to be read.
    """

    as_of: date
    content_version: str
    weight: Weight
    weight_reason: Message
    scopes: tuple[Scope, ...]
    shares: pl.DataFrame
    assurance: pl.DataFrame
    headlines: tuple[Headline, ...] = ()
    paths: tuple[ChainPath, ...] = ()
    plan: AuditPlan | None = None
    origins: pl.DataFrame = field(default_factory=lambda: pl.DataFrame(schema=ORIGINS))
    drawings: tuple[Drawing, ...] = ()
    findings: tuple[Finding, ...] = ()
    set_aside: tuple[SetAside, ...] = ()
    names: Mapping[str, str] = field(default_factory=dict)
