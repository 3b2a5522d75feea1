"""How texts are made comparable: no case, no accents, no punctuation; letters of other alphabets are kept."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_LETTERS = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i", "ə": "e"}
)
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue"})
# Accents of European alphabets only: in other scripts a mark changes the letter itself.
_ACCENTS = re.compile("[\u0300-\u036f]")
_NOT_LETTERS = re.compile(r"[\W_]+")


def without_marks(text: str) -> str:
    """The text in lower case without accents; punctuation stays where it is."""
    lower = text.casefold()
    if lower.isascii():
        return lower
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", lower.translate(_LETTERS)))
    return bare if bare.isascii() else unicodedata.normalize("NFC", bare)


def fold(text: str) -> str:
    """The words of the text in lower case without accents, one space between them, nothing else."""
    return _NOT_LETTERS.sub(" ", without_marks(text)).strip()


@lru_cache(maxsize=1 << 16)
def spellings(word: str) -> tuple[str, ...]:
    """A word folded, and as Germans write it where the keyboard has no umlaut: `stuhle`, `stuehle`."""
    written_out = unicodedata.normalize("NFC", word.casefold()).translate(_UMLAUTS)
    return tuple(dict.fromkeys((without_marks(word), without_marks(written_out))))
