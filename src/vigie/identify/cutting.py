"""Cuts a purchase text into tokens, and tells apart the words that name things from the little ones between them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import NamedTuple

from vigie.identify.folding import spellings, without_marks

_MARKS = frozenset(",;+/&|")
_PIECES = re.compile(r"[^\W_]+|[,;+/&|]")


class Token(NamedTuple):
    """A word of a text that may name a thing.

    `start` and `end` are its letters in the text, `place` is its place among all words, little ones included.
    `item` numbers the things of an enumeration; `linked` says that a linking word stands before it; `faint` that it
    is a number, or a little word of one language that may be a word of another, as `the` and `thé`.
    """

    folded: str
    start: int
    end: int
    place: int
    item: int
    linked: bool
    faint: bool


@dataclass(frozen=True, slots=True)
class CutText:
    """A text, all its words folded, and those of them that may name a thing."""

    written: str
    words: tuple[str, ...]
    content: tuple[Token, ...]


class Cutter:
    """Cuts texts by the little, the linking and the listing words of the four languages.

    Of a very long text only the first `most` words and marks are read.
    """

    def __init__(self, general: Mapping[str, Mapping[str, Sequence[str]]], most: int) -> None:
        self._little = _as_written(general["little"])
        self._linking = _as_written(general["linking"])
        self._listing = _as_written(general["listing"])
        self._most = most

    def cut(self, written: str, vocabulary: Iterable[str]) -> CutText:
        """The text in tokens; a little word stays when the vocabulary has it, for another language may mean it."""
        composed = written if written.isascii() else unicodedata.normalize("NFC", written)
        words: list[str] = []
        content: list[Token] = []
        item, linked = 0, False
        for found in islice(_PIECES.finditer(composed), self._most):
            piece = found[0].casefold()
            if piece in _MARKS:
                item += 1
                continue
            folded = piece if piece.isascii() else without_marks(piece)
            words.append(folded)
            faint = piece in self._little or piece.isdecimal()
            if piece in self._listing:
                item += 1
            elif piece in self._linking:
                linked = True
            elif not faint or folded in vocabulary:
                content.append(Token(folded, *found.span(), len(words) - 1, item, linked, faint))
                linked = False
        return CutText(composed, tuple(words), tuple(content))


def _as_written(words: Mapping[str, Sequence[str]]) -> frozenset[str]:
    """The words in lower case with their accents, and the German ones also with `ue` for `ü`."""
    german = (spelling for word in words["de"] for spelling in spellings(word)[1:])
    return frozenset((*(word for each in words.values() for word in each), *german))
