"""The nouns of clauses: what a clause must say to be controllable, and at which stage it is lawful."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from vigie.model.content import Text


class Element(StrEnum):
    """The six things without which nobody can control a clause."""

    WHO = "who"
    EVIDENCE = "evidence"
    DEADLINE = "deadline"
    VERIFICATION = "verification"
    CONSEQUENCE = "consequence"
    CAPACITY = "capacity"


class ElementState(StrEnum):
    """Where an element comes from: the clause, another clause that holds for all, the law, or nowhere."""

    FOUND = "found"
    SUPPLIED_ELSEWHERE = "supplied_elsewhere"
    SUPPLIED_BY_LAW = "supplied_by_law"
    MISSING = "missing"


class ClauseStage(StrEnum):
    """The stages of a purchase at which a requirement may stand."""

    EXCLUSION = "exclusion"
    SELECTION = "selection"
    SPECIFICATION = "specification"
    AWARD = "award"
    PERFORMANCE = "performance"


class Lawful(StrEnum):
    """Whether a requirement may stand at its stage, as far as its text tells."""

    LAWFUL = "lawful"
    NOT_LAWFUL = "not_lawful"
    CANNOT_TELL = "cannot_tell"


@dataclass(frozen=True, slots=True)
class ClauseText:
    """One document as read: where it comes from, and its text, in which every span counts characters."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class ContractFacts:
    """What the person knows of the contract and no clause says. Empty or None means: not known.

    `country` is the ISO 3166 code of the law that holds, `value` the estimated value in euro without VAT,
    `language` that of the texts, `stage` that of the requirements.
    """

    country: str = ""
    value: float | None = None
    language: str = ""
    stage: ClauseStage | None = None


@dataclass(frozen=True, slots=True)
class LegalGround:
    """An article that a finding rests on: the id of its source in the content, and where in it."""

    source: str
    articles: str


@dataclass(frozen=True, slots=True)
class ElementFinding:
    """One element of one clause. `span` holds where its words start and end in the document named `document`."""

    element: Element
    state: ElementState
    span: tuple[int, int] | None = None
    words: str = ""
    document: str = ""
    ground: LegalGround | None = None


@dataclass(frozen=True, slots=True)
class StageRemark:
    """One rule that speaks on the stage: what it says in every language, on which articles, how they were read."""

    rule: str
    verdict: Lawful
    says: Text
    grounds: tuple[LegalGround, ...]
    read: str
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class StageFinding:
    """Whether a requirement is lawful at its stage. `stage` is None where neither person nor text tells it."""

    stage: ClauseStage | None
    detected: bool
    lawful: Lawful
    remarks: tuple[StageRemark, ...]


@dataclass(frozen=True, slots=True)
class ClauseFinding:
    """What was found in one clause of one document.

    `relevant` is False where the text names no right of people at work or nearby and is judged only because it is
    all there is. `proposed` holds, per missing element, words to add in the language of the clause; `questions`
    what a person must answer first.
    """

    document: str
    start: int
    end: int
    text: str
    language: str
    relevant: bool
    elements: tuple[ElementFinding, ...]
    stage: StageFinding
    proposed: tuple[tuple[Element, str], ...]
    questions: tuple[Text, ...]

    @property
    def missing(self) -> tuple[Element, ...]:
        """The elements that nothing supplies."""
        return tuple(each.element for each in self.elements if each.state is ElementState.MISSING)

    @property
    def controllable(self) -> bool:
        """Whether every element is there. To be shown only together with `stage.lawful`."""
        return not self.missing

    def element(self, element: Element) -> ElementFinding:
        """The finding on one element."""
        return next(each for each in self.elements if each.element is element)
