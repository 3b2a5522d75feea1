"""Singular and plural forms of everyday nouns in the four languages, by rule, without a dictionary.

A rule may make a form that nobody writes; that costs nothing, for such a form is never met.
"""

from __future__ import annotations

import re
from functools import lru_cache

_Rules = tuple[tuple[re.Pattern[str], str], ...]


def _rules(*pairs: tuple[str, str]) -> _Rules:
    return tuple((re.compile(pattern), replacement) for pattern, replacement in pairs)


_CONSONANT = "[bdfgklmnprst]"
_RULES: dict[str, _Rules] = {
    "en": _rules(
        (r"$", "s"), (r"(?<=[sxzh])$", "es"), (r"(?<=[^aeiou])y$", "ies"), (r"fe?$", "ves"),
        (r"(?<=[^s])s$", ""), (r"(?<=[sxzh])es$", ""), (r"ies$", "y"), (r"ves$", "f"),
    ),
    "fr": _rules(
        (r"(?<=[^sx])$", "s"), (r"(?<=u)$", "x"), (r"al$", "aux"),
        (r"s$", ""), (r"(?<=u)x$", ""), (r"aux$", "al"),
    ),
    "nl": _rules(
        (r"$", "en"), (r"(?<=[^s])$", "s"), (r"(?<=e)$", "n"), (r"s$", "zen"), (r"f$", "ven"),
        (rf"([aeou])\1({_CONSONANT})$", r"\1\2en"), (r"([aeou])\1s$", r"\1zen"),
        (rf"(?<=[^aeiou][aeiou])({_CONSONANT})$", r"\1\1en"),
        (r"en$", ""), (r"(?<=e)n$", ""), (r"(?<=[^s])s$", ""), (r"zen$", "s"), (r"ven$", "f"),
        (rf"(?<=[^aeiou])([aeou])({_CONSONANT})en$", r"\1\1\2"), (r"([aeou])zen$", r"\1\1s"),
        (rf"({_CONSONANT})\1en$", r"\1"),
    ),
    "de": _rules(
        (r"$", "e"), (r"$", "en"), (r"$", "er"), (r"(?<=[elr])$", "n"), (r"$", "s"),
        (r"e$", ""), (r"en$", ""), (r"er$", ""), (r"(?<=[elr])n$", ""), (r"(?<=[^s])s$", ""),
    ),
}  # fmt: skip


@lru_cache(maxsize=1 << 16)
def inflected(word: str, language: str, least_letters: int) -> frozenset[str]:
    """The folded word and its other number; forms under `least_letters` letters are not made."""
    made = (pattern.sub(replacement, word, count=1) for pattern, replacement in _RULES[language])
    return frozenset((word, *(form for form in made if len(form) >= least_letters)))
