"""Tells in which language a text is written, by its most frequent words."""

from __future__ import annotations

import re
from collections.abc import Mapping

from vigie.procurement.clauses.folding import fold
from vigie.procurement.clauses.vocabulary import Vocabulary

ABOUT_PEOPLE = "topic"
"""The cue of the rights of people at work and nearby."""
WORD = re.compile(r"[^\W\d_]+")


def language_of(text: str, languages: Mapping[str, Vocabulary]) -> str:
    """The language of a text, or nothing where none of its words is known; a tie is settled by the alphabet.

    A heading or a key word without any frequent word is told by the words about people.
    """
    folded = fold(text).text
    words = WORD.findall(folded)
    counts = {
        code: (sum(word in each.frequent for word in words), len(each.cue(ABOUT_PEOPLE).findall(folded)))
        for code, each in sorted(languages.items())
    }
    best = max(counts, key=lambda code: counts[code], default="")
    return best if best and any(counts[best]) else ""
