"""What the law may ask of a company: rules with their conditions, a company's facts, and the answers about them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from vigie.errors import Message
from vigie.model.content import Text


class Relation(StrEnum):
    """How a fact of the company is compared with what a rule names."""

    AT_LEAST = "at_least"
    MORE_THAN = "more_than"
    LESS_THAN = "less_than"
    IS = "is"
    IN = "in"


@dataclass(frozen=True, slots=True)
class Comparison:
    """One comparison of one fact, with the article that asks for it.

    `wanted` is a number in `unit`, a code, a flag, or for `IN` the codes of which one is enough; `of` is the
    customs code whose kilograms are meant, empty elsewhere.
    """

    fact: str
    relation: Relation
    wanted: Any
    unit: str
    article: Message
    of: str = ""


@dataclass(frozen=True, slots=True)
class AllOf:
    """Every part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one part holds."""

    parts: tuple[Condition, ...]


@dataclass(frozen=True, slots=True)
class NotOf:
    """The part does not hold."""

    part: Condition


Condition = Comparison | AllOf | AnyOf | NotOf


@dataclass(frozen=True, slots=True)
class Period:
    """From when a rule applies, until when (None: no end), and to whom (None: everybody it concerns)."""

    day: date
    until: date | None
    when: Condition | None


@dataclass(frozen=True, slots=True)
class Citation:
    """A source by its id, and the articles of it that are meant; None: the whole."""

    source: str
    articles: Message | None


@dataclass(frozen=True, slots=True)
class Duty:
    """A rule as experts write it: what it asks, of whom, from when, where it stands, and who read that.

    `kind` is `duty`, `right`, `recommendation` or `indirect` (asked by a customer who is bound); `status` is
    `in_force`, `adopted` or `proposal`; `read_how` is as in `Source.read`; `unsettled` says what nobody knows yet.
    The periods stand in the order in which they are tried: the first whose `when` holds counts.
    """

    id: str
    kind: str
    names: Text
    asks: Text
    unsettled: Text | None
    status: str
    citations: tuple[Citation, ...]
    read_how: str
    read_by: Text
    read_on: date
    condition: Condition
    periods: tuple[Period, ...]


@dataclass(frozen=True, slots=True)
class CompanyFact:
    """Something that rules want to know of a company: what it is called, and how to ask for it.

    `drawn` says how it is drawn from the company's file (`figure`, `average`, `flag`, `code`, `codes`, `goods`,
    `kilograms`), `at` where it stands in it. `whole_group` says that it counts the whole group of companies.
    `roles` are those in which goods count, empty for all. `values` are the words for its codes.
    """

    id: str
    names: Text
    question: Text
    drawn: str
    at: str
    whole_group: bool
    roles: tuple[str, ...]
    values: Mapping[str, Text]


@dataclass(frozen=True, slots=True)
class Company:
    """A company or public body as it describes itself, in the shape of the schema `company`."""

    name: str
    stated: Mapping[str, Any]


class Answer(StrEnum):
    """Whether a rule concerns the company. What is missing is asked for, never assumed."""

    APPLIES = "applies"
    CANNOT_TELL = "cannot_tell"
    DOES_NOT = "does_not"


@dataclass(frozen=True, slots=True)
class DutyAnswer:
    """What a rule means for the company at a date, with the reasons and with what to ask.

    `applies_from` is None unless it applies; `earliest` says that it may be later, depending on what is asked;
    `begun` says whether it had begun at the date of the assessment.
    """

    duty: Duty
    answer: Answer
    applies_from: date | None
    earliest: bool
    begun: bool
    reasons: tuple[Message, ...]
    questions: tuple[Message, ...]
