"""Words of the content as patterns: folded, with their plurals, with `*` for any letters, phrases token by token."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from vigie.identify.folding import spellings
from vigie.identify.inflection import inflected

_PIECES = re.compile(r"\*?[^\W_]+\*?")


@dataclass(frozen=True, slots=True)
class Word:
    """One word of the content: whose it is, as written there, in which language."""

    owner: str
    written: str
    language: str


@dataclass(frozen=True, slots=True)
class TokenPattern:
    """One token of a word: its bare letters, its forms, and whether more letters may stand before or after."""

    bare: str
    forms: frozenset[str]
    open_start: bool
    open_end: bool

    @property
    def endings(self) -> frozenset[str]:
        """The forms that a longer word may end in: plurals, but no shorter form, which would fit too much."""
        return frozenset(form for form in self.forms if len(form) >= len(self.bare))

    def fits(self, token: str) -> bool:
        """Whether a token of a text is this one."""
        if self.open_start and self.open_end:
            return self.bare in token
        if self.open_end:
            return token.startswith(self.bare)
        if self.open_start:
            return token.endswith(tuple(self.endings))
        return token in self.forms


@dataclass(frozen=True, slots=True)
class Pattern:
    """A word ready to be looked for; `letters` counts its own letters, without wildcards."""

    word: Word
    parts: tuple[TokenPattern, ...]
    letters: int


def patterns(word: Word, little: frozenset[str], least_letters: int) -> Iterator[Pattern]:
    """The patterns of a word: each spelling without its little words; two tokens also written as one."""
    for written in spellings(word.written):
        pieces = _PIECES.findall(written)
        telling = [piece for piece in pieces if piece not in little] or pieces
        if telling:
            yield _pattern(word, telling, least_letters)
        if len(pieces) == len(telling) == 2 and not pieces[0].endswith("*"):
            yield _pattern(word, ["".join(pieces)], least_letters)


def _pattern(word: Word, pieces: list[str], least_letters: int) -> Pattern:
    parts = tuple(_part(piece, word.language, least_letters) for piece in pieces)
    return Pattern(word, parts, sum(len(part.bare) for part in parts))


def _part(piece: str, language: str, least_letters: int) -> TokenPattern:
    bare = piece.strip("*")
    return TokenPattern(bare, inflected(bare, language, least_letters), piece.startswith("*"), piece.endswith("*"))
