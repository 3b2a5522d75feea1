"""What readers of notices need of code lists; the lists are content."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from vigie.content import Content


@dataclass(frozen=True, slots=True)
class Codes:
    """Languages and countries of three letters by their two-letter codes, and goals of OCDS by codes of eForms.

    `goals` turns what OCDS calls a social, environmental or innovative goal back into the code of the notice.
    """

    languages: Mapping[str, str]
    countries: Mapping[str, str]
    goals: Mapping[str, tuple[str, str]]


LISTS = (
    ("strategic-procurement", "strategic-goals"),
    ("social-objective", "social-goals"),
    ("environmental-impact", "environmental-goals"),
    ("innovative-acquisition", "innovation-goals"),
)
"""The lists of eForms whose codes are goals in OCDS, with the maps that say so; a later one is more exact."""


def load_codes(content: Content) -> Codes:
    """The lists as the content holds them."""
    maps = next(each["maps"] for each in content.documents("notices/codes.yml"))
    goals = {
        goal: (listed, code)
        for listed, name in LISTS
        for code, goal in maps[name].items()
        if isinstance(goal, str) and not (goal in _general(maps) and name != "strategic-goals")
    }
    goals |= {goal: ("social-objective", code) for goal, code in maps["other-spellings"].items()}
    countries = {fact.row["alpha3"]: fact.row["alpha2"] for fact in content.facts("countries")}
    return Codes(maps["languages"], countries, goals)


def _general(maps: Mapping[str, Mapping[str, object]]) -> set[object]:
    """The goals that are as wide as a whole kind of purchase."""
    return {goal for goal in maps["strategic-goals"].values() if isinstance(goal, str)}
