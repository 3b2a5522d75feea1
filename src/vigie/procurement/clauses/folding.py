"""Writes a text in small letters without accents, and knows where each letter stood in the original."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache

PLAIN = {
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "`": "'",
    "´": "'",
    "–": "-",
    "—": "-",
    "‑": "-",
    "œ": "oe",
    "æ": "ae",
    "ß": "ss",
}
"""Signs that people write in several ways."""


@dataclass(frozen=True, slots=True)
class Folded:
    """`text` is what patterns are matched on; `places` holds for each of its letters the place in the original."""

    text: str
    places: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a piece of the folded text stands in the original; the piece is not empty."""
        return self.places[start], self.places[end - 1] + 1


@lru_cache(maxsize=4096)
def fold_sign(sign: str) -> str:
    """One sign as patterns know it: at least one character, so that no place is lost."""
    plain = PLAIN.get(sign) or "".join(
        each for each in unicodedata.normalize("NFKD", sign) if not unicodedata.combining(each)
    )
    small = plain.casefold()
    return " " if not small or small.isspace() else small


def fold(text: str) -> Folded:
    """The whole text, folded. A combining accent of its own becomes nothing, not a space."""
    letters: list[str] = []
    places: list[int] = []
    for place, sign in enumerate(text):
        if unicodedata.combining(sign):
            continue
        folded = fold_sign(sign)
        letters.append(folded)
        places.extend([place] * len(folded))
    return Folded("".join(letters), tuple(places))
