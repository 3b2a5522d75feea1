"""The nouns that experts write as content files: rights, products, indicators, registers, judgements."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Text = Mapping[str, str]
"""The same words in the four languages: keys `en`, `fr`, `nl`, `de`."""

UNKNOWN_COUNTRY = "ZZ"
"""ISO 3166-1 user-assigned code that Vigie writes where the country is not known."""


class Stage(StrEnum):
    """A stage of production. Not a tier: a tier is a distance from the scope."""

    RAW_MATERIAL = "raw_material"
    COMPONENT = "component"
    FINAL_PRODUCTION = "final_production"


class HazardLevel(StrEnum):
    """How much a hazard belongs to a stage of production, whatever the country."""

    SALIENT = "salient"
    POSSIBLE = "possible"


@dataclass(frozen=True, slots=True)
class Source:
    """A publication that a statement rests on. `read` says who read it: `read` (the text itself),
    `secondary` (through another text), `recalled` (from expertise, not opened for this entry)."""

    id: str
    publisher: str
    title: str
    date: str
    read: str
    url: str = ""
    licence: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """A choice that is nobody's fact: who made it by role, when, why, and what would change it."""

    id: str
    made_by: Text
    date: str
    choice: Text
    reasons: Text
    would_change: Text


@dataclass(frozen=True, slots=True)
class Authority:
    """Whose word a right needs: the id of a voice; what others say counts up to the grade `others_at_most`.

    Without such a grade nothing is lowered: it is only noted that a part of the right needs that voice.
    """

    voice: str
    others_at_most: int | None = None


@dataclass(frozen=True, slots=True)
class Right:
    """What can be harmed, with the instruments that protect it and the first steps that follow.

    `audit_sees` says whether an audit on site can see if it is respected; not stated is no.
    """

    id: str
    names: Text
    definition: Text
    instruments: tuple[str, ...]
    worst: Mapping[str, int]
    steps_direct: tuple[Text, ...]
    steps_unmapped: tuple[Text, ...]
    audit_sees: bool = False
    authority: Authority | None = None


@dataclass(frozen=True, slots=True)
class Instrument:
    """A text that protects rights: a convention, a protocol, a directive, a guideline."""

    id: str
    names: Text
    fundamental: bool
    annex_x: bool
    source: str


@dataclass(frozen=True, slots=True)
class Origin:
    """A country where a part typically comes from, with its share of world production where a source gives it."""

    country: str
    share: float | None
    source: str


@dataclass(frozen=True, slots=True)
class Part:
    """A material, component or operation of a stage. `goods` are its names in the register of goods
    known for child or forced labour; `mineral` its name in the register of mineral production."""

    id: str
    names: Text
    goods: tuple[str, ...]
    mineral: str
    origins: tuple[Origin, ...]


@dataclass(frozen=True, slots=True)
class Hazard:
    """A possible impact on a right at a stage: how typical, how severe (1 worst to 4, None unknown), why."""

    right: str
    level: HazardLevel
    scale: int | None
    scope: int | None
    irremediability: int | None
    because: Text
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ChainStage:
    """One stage of a typical chain: its parts, its hazards, and the rights that are not typical of it.

    A right in neither `hazards` nor `not_typical` has no source."""

    stage: Stage
    isic: str
    parts: tuple[Part, ...]
    hazards: Mapping[str, Hazard]
    not_typical: frozenset[str]


@dataclass(frozen=True, slots=True)
class ReportedContext:
    """Named evidence for a product in a country. It is about the context and says nothing about a supplier."""

    right: str
    stage: Stage
    countries: tuple[str, ...]
    text: Text
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ProductGroup:
    """A product or service group: how people name it, its codes, its typical chain, what is reported.

    `kind` is `goods` or `service`; `words` are everyday words per language (a `*` stands for
    any letters), `not_words` rule the group out; `codes` are prefixes per scheme (`cpv`, `hs`, `nace`, `isic`).
    """

    id: str
    names: Text
    kind: str
    words: Mapping[str, tuple[str, ...]]
    not_words: Mapping[str, tuple[str, ...]]
    codes: Mapping[str, tuple[str, ...]]
    stages: tuple[ChainStage, ...]
    reports: tuple[ReportedContext, ...]


@dataclass(frozen=True, slots=True)
class Indicator:
    """How a column of a register speaks about a right in a country.

    `use`: `sets` (can say high, medium or low), `raises` (can say high or medium, never low),
    `shown` (displayed, decides nothing). `high_from` and `medium_from` are the cut-offs in the
    unit of the register, worse is `above` or `below`.
    """

    id: str
    right: str
    names: Text
    register: str
    column: str
    unit: Text
    use: str
    worse: str
    high_from: float | None
    medium_from: float | None
    judgement: str
    why: Text


@dataclass(frozen=True, slots=True)
class Exclusion:
    """What a register leaves out and why; `values` are the upstream values that a row left out has (none: no row)."""

    what: Text
    why: Text
    values: frozenset[str]


@dataclass(frozen=True, slots=True)
class Register:
    """A table of dated facts with its origin: the rows are dictionaries of the columns it declares.

    The engine asks for the `role` that a table plays, never for a table: several registers may play one role.
    """

    id: str
    role: str
    names: Text
    source: str
    rows: tuple[Mapping[str, Any], ...]
    exclusions: tuple[Exclusion, ...] = ()


@dataclass(frozen=True, slots=True)
class Fact:
    """One row of a register, with the id of the source that states it (its own, if the row names one)."""

    source: str
    row: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Parameter:
    """A dated number, with its unit and what it rests on: a source, or a judgement."""

    id: str
    value: float
    unit: str
    valid_from: str
    source: str
    judgement: str
