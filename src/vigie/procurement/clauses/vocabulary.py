"""What experts wrote about clauses, made ready for matching: words per language, rules that name no language."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from vigie.content import Content
from vigie.model.clauses import Element
from vigie.procurement.clauses.folding import fold
from vigie.procurement.clauses.patterns import compile_cues


@dataclass(frozen=True, slots=True)
class Rule:
    """Cues that must all stand in `sentences` sentences in a row, each not negated, while no cue of `unless` does.

    A cue whose name ends in `~` counts also where it is negated: a duty not to sub-let is a duty.
    """

    all: tuple[str, ...]
    unless: tuple[str, ...]
    sentences: int


@dataclass(frozen=True)
class Vocabulary:
    """One language: its most frequent words, its cues, and the words it proposes for an element."""

    code: str
    frequent: frozenset[str]
    cues: Mapping[str, re.Pattern[str]]
    proposals: Mapping[Element, str]

    def cue(self, name: str) -> re.Pattern[str]:
        """A cue of this language; one that the language does not need never matches."""
        return self.cues.get(name, NEVER)


NEVER = re.compile(r"(?!)")
"""Matches nothing."""


@dataclass(frozen=True)
class ClauseWords:
    """All languages, the rules of the six elements, and the rules of law and stage as plain data."""

    languages: Mapping[str, Vocabulary]
    heading: re.Pattern[str]
    elements: Mapping[Element, tuple[Rule, ...]]
    law: tuple[Mapping[str, Any], ...]
    stages: Mapping[str, Any]
    settings: Mapping[str, Any]


@lru_cache(maxsize=8)
def clause_words(content: Content) -> ClauseWords:
    """The words and rules of some content, compiled once."""
    languages = tuple(content.documents("clause_words/*.yml"))
    rules = {raw["id"]: raw for raw in content.documents("clause_rules/*.yml")}
    return ClauseWords(
        {raw["language"]: _vocabulary(raw) for raw in languages},
        _heading({name for raw in languages for name in raw["headings"]}),
        {Element(name): tuple(map(_rule, each)) for name, each in rules["elements"]["elements"].items()},
        tuple(rules["law"]["supplies"]),
        rules["stages"],
        rules["reading"],
    )


def _vocabulary(raw: Mapping[str, Any]) -> Vocabulary:
    return Vocabulary(
        raw["language"],
        frozenset(fold(word).text for word in raw["frequent"]),
        compile_cues(raw["cues"]),
        {Element(name): words for name, words in raw["proposals"].items()},
    )


def _rule(raw: Mapping[str, Any]) -> Rule:
    return Rule(tuple(raw["all"]), tuple(raw.get("unless", ())), raw.get("sentences", 1))


def _heading(names: Iterable[str]) -> re.Pattern[str]:
    """A line that opens an article: its name and number, then a stop, a title in capitals or the end of the line."""
    named = "|".join(map(re.escape, sorted(names)))
    after = r"[ \t]*(?:[.:)–—-]|$|(?=[ \t][^\W\d_a-z]))"
    return re.compile(
        rf"^[ \t]*(?:#+[ \t]*)?(?i:{named})\.?[ \t]*(?P<number>\d{{1,3}}(?:\.\d{{1,3}})*){after}", re.MULTILINE
    )
