"""What a source says, in our nouns, with the place where it says so; nothing is interpreted yet."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from vigie.errors import Message


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """Where something stands: file, sheet, row (1-based, as a spreadsheet shows it), column as headed."""

    file: str
    sheet: str = ""
    row: int = 0
    column: str = ""


@dataclass(frozen=True, slots=True)
class NotUnderstood:
    """Something that was read and not understood: where, what stood there, and what to write instead."""

    place: Place
    found: str
    what: Message
    remedy: Message


@dataclass(frozen=True, slots=True)
class ColumnGuess:
    """How one column of a file was read, and why: `field` is the noun it became, empty if none."""

    place: Place
    field: str
    why: Message


@dataclass(frozen=True, slots=True)
class SupplierRecord:
    """One line of a supplier list. Texts are as written (trimmed); numbers are parsed by the reader.

    `spend` and `monthly_net_wage` are in their currency (ISO 4217, empty if not stated);
    `women_share` and `migrant_share` are fractions of the workforce (0 to 1); `incident` is a
    harm that the list itself reports. `identifiers` maps a scheme (`be_enterprise`, `vat`, `lei`,
    `gln`, `os_id`, `internal`) to the value as written.
    """

    place: Place
    name: str
    country: str = ""
    address: str = ""
    city: str = ""
    postcode: str = ""
    product: str = ""
    cpv: str = ""
    hs: str = ""
    nace: str = ""
    isic: str = ""
    stage: str = ""
    spend: Decimal | None = None
    currency: str = ""
    workers: int | None = None
    monthly_net_wage: Decimal | None = None
    wage_currency: str = ""
    women_share: float | None = None
    migrant_share: float | None = None
    incident: str = ""
    identifiers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that one or more files said, and everything in them that was not understood."""

    records: tuple[SupplierRecord, ...]
    columns: tuple[ColumnGuess, ...]
    not_understood: tuple[NotUnderstood, ...]
