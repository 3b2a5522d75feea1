"""The nouns of public notices: what a buyer announced or awarded, lot by lot, with the place where it stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum

from vigie.errors import Message


class Level(StrEnum):
    """The level of government of a buyer; `other` also where nothing tells it."""

    FEDERAL = "federal"
    REGIONAL = "regional"
    LOCAL = "local"
    OTHER = "other"


class LotRisk(StrEnum):
    """The gross risk of what is bought, whoever supplies it; `no_source`: nothing is known, which is not low."""

    HIGH = "high"
    OTHER = "other"
    NO_SOURCE = "no_source"


@dataclass(frozen=True, slots=True)
class NoticePlace:
    """Where a notice stands: the file as given, the member of an archive, and the number of the record in it."""

    file: str
    member: str = ""
    number: int = 0

    def __str__(self) -> str:
        number = f"#{self.number}" if self.number else ""
        return "!".join(filter(None, (self.file, self.member))) + number


@dataclass(frozen=True, slots=True)
class NoticeFault:
    """An input, or a record in it, that could not be read: where, what is wrong, what to do. The rest goes on."""

    place: NoticePlace
    what: Message
    advice: Message


@dataclass(frozen=True, slots=True)
class Buyer:
    """Who buys, as the notice says; `country` is ISO 3166-1 alpha-2, `legal_type` a code of the notice's own list."""

    name: str
    identifier: str = ""
    country: str = ""
    legal_type: str = ""

    @property
    def key(self) -> str:
        """What tells buyers apart: the identifier where one is stated, else the name."""
        return self.identifier or self.name


@dataclass(frozen=True, slots=True)
class Winner:
    """Who won; `size` is the size that the notice states (micro, small, medium, sme, large), empty if none."""

    name: str
    identifier: str = ""
    size: str = ""
    country: str = ""


@dataclass(frozen=True, slots=True)
class Award:
    """What was awarded for one lot: the winners and, where stated, the value."""

    lot: str
    winners: tuple[Winner, ...]
    value: Decimal | None = None
    currency: str = ""


@dataclass(frozen=True, slots=True)
class Lot:
    """One lot as a notice describes it. Codes are those of the notice's lists; empty means: not stated.

    `strategic` holds what the purchase is said to serve (social, environmental, innovative); `sme` whether the lot
    is said to suit small and medium enterprises. `performance_terms` and `strategic_text` are the texts as written.
    """

    id: str
    title: str = ""
    cpv: str = ""
    value: Decimal | None = None
    currency: str = ""
    sme: bool | None = None
    strategic: tuple[str, ...] = ()
    social_objectives: tuple[str, ...] = ()
    performance_terms: str = ""
    strategic_text: str = ""


@dataclass(frozen=True, slots=True)
class Notice:
    """One notice. `procedure` joins the notices of one purchase; `kind` is the form type, `subtype` its number."""

    place: NoticePlace
    id: str
    procedure: str
    buyers: tuple[Buyer, ...]
    lots: tuple[Lot, ...]
    awards: tuple[Award, ...] = ()
    kind: str = ""
    subtype: str = ""
    date: str = ""
    language: str = ""

    def award(self, lot: str) -> Award | None:
        """The award of a lot, where this notice tells it."""
        return next((each for each in self.awards if each.lot == lot), None)


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many. `suppressed` where fewer than the least number stand behind it: then nothing is shown."""

    indicator: str
    by: str
    group: str
    count: int | None
    of: int | None
    suppressed: bool = False

    @property
    def share(self) -> float | None:
        """The share, or None where it is suppressed or there is nothing to divide by."""
        return self.count / self.of if self.count is not None and self.of else None


@dataclass(frozen=True, slots=True)
class Distribution:
    """How a share is spread over buyers with enough lots: quantiles only, no names. None where too few stand behind."""

    indicator: str
    buyers: int
    quantiles: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class BuyerPosition:
    """One buyer's own figures beside the distribution: the share of buyers whose share is below, and alike."""

    buyer: str
    indicator: str
    count: int
    of: int
    below: float | None
    alike: float | None


@dataclass(frozen=True, slots=True)
class Goal:
    """One goal of a policy plan, with what notices tell about it; no shares: not told by notices."""

    id: str
    shares: tuple[Share, ...] = ()


@dataclass(frozen=True, slots=True)
class Scan:
    """What a scan of notices found, in numbers. Lots are counted once, over all notices of their procedure."""

    notices: int
    rows: int
    lots: int
    faults: int
    high_risk: int
    cannot_show: int
    checked: bool
    shares: tuple[Share, ...]
    distributions: tuple[Distribution, ...]
    goals: tuple[Goal, ...]
    position: tuple[BuyerPosition, ...] = field(default=())
