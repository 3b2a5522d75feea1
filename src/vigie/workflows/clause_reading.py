"""Lets the watch on notices ask the clause linter what a visible text says."""

from __future__ import annotations

from functools import lru_cache

from vigie.content import Content
from vigie.procurement.clauses import check_clauses
from vigie.procurement.clauses.vocabulary import clause_words
from vigie.procurement.watch import Checked, ClauseChecker

_KEPT = 1 << 14
"""Buyers repeat their texts from lot to lot and from notice to notice."""


def clause_checker(content: Content) -> ClauseChecker:
    """A reader of clauses in the languages that the content holds; other languages are not read."""
    languages = frozenset(clause_words(content).languages)

    @lru_cache(maxsize=_KEPT)
    def check(text: str, language: str, /) -> Checked | None:
        if language not in languages:
            return None
        findings = [each for each in check_clauses(text, language, content=content) if each.relevant]
        missing = dict.fromkeys(element.value for each in findings for element in each.missing)
        return Checked(
            relevant=bool(findings),
            controllable=any(each.controllable for each in findings),
            missing=() if any(each.controllable for each in findings) else tuple(missing),
        )

    return check
