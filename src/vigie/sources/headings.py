"""Tells which column a heading means, by its words alone; whether the cells agree is asked elsewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from vigie.sources.plain_words import spread
from vigie.sources.vocabulary import Vocabulary

NAME = "name"
_BRACKETS = re.compile(r"\([^)]*\)|\[[^]]*\]")
_YEAR = re.compile(r"(?:19|20)[0-9]{2}")
_COMPOUND_STEM = 5
"""Shorter stems stand alone or not at all: "lev" is no part of "levering"."""


class Strength(IntEnum):
    """How much a heading says."""

    NONE = 0
    INSIDE = 1
    WEAK = 2
    STRONG = 3


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a heading may mean: the likely kinds of column, best first, how surely, and by which word."""

    kinds: tuple[str, ...] = ()
    strength: Strength = Strength.NONE
    word: str = ""


@dataclass(frozen=True, slots=True)
class Unit:
    """The currency and the scale that a heading states, and the heading without them.

    `shared` is a sign that several currencies share.
    """

    heading: str
    currency: str = ""
    scale: int = 1
    shared: str = ""


class Headings:
    """Reads headings with one vocabulary, each text once."""

    def __init__(self, words: Vocabulary) -> None:
        self.words = words
        self.meaning = lru_cache(maxsize=None)(self._meaning)
        signs = sorted(words.currency_signs.keys() | words.shared_signs, key=len, reverse=True)
        self._currency = re.compile(
            rf"(?<![^\W_])(?:{'|'.join(sorted(words.currencies))})(?![^\W_])"
            rf"|(?<!\w)(?i:{'|'.join(map(re.escape, signs))})(?!\w)"
        )
        scales = sorted(words.scales, key=len, reverse=True)
        self._scale = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, scales))})(?!\w)", re.IGNORECASE)

    def _meaning(self, heading: str) -> Meaning:
        """What a heading means, with or without the currency, the scale and the brackets that may stand in it."""
        without_unit = self.unit(heading).heading
        forms = (heading, without_unit, _BRACKETS.sub(" ", heading), _BRACKETS.sub(" ", without_unit))
        keys = dict.fromkeys(self.words.key(each) for form in forms for each in (form, spread(form)))
        return max(map(self._of_words, keys), key=lambda each: each.strength)

    def unit(self, heading: str) -> Unit:
        """The currency and the scale that a heading of amounts states."""
        scale = self._scale.search(heading)
        sign = self._currency.search(heading)
        found = sign[0].upper() if sign else ""
        return Unit(
            heading=self._scale.sub(" ", self._currency.sub(" ", heading)),
            currency=self.words.currency(found),
            scale=self.words.scales[scale[0].lower()] if scale else 1,
            shared=found if found in self.words.shared_signs else "",
        )

    def currency_at_end(self, line: str) -> str:
        """The currency with which a line of text ends ("Bedragen in EUR"); "TOP 50" is no currency."""
        for sign in self._currency.finditer(line):
            if sign.end() == len(line):
                return self.words.currency(sign[0].upper())
        return ""

    def _of_words(self, key: str) -> Meaning:
        undated = " ".join(word for word in key.split() if not _YEAR.fullmatch(word))
        return self._exact(key) or self._exact(undated) or self._suppliers(undated) or self._inside(undated)

    def _exact(self, key: str) -> Meaning | None:
        for text in (key, self.words.without_fillers(key)):
            if text in self.words.strong:
                return Meaning(self.words.strong[text], Strength.STRONG, text)
        for text in (key, self.words.without_fillers(key)):
            if text in self.words.weak:
                return Meaning(self.words.weak[text], Strength.WEAK, text)
        return None

    def _suppliers(self, key: str) -> Meaning | None:
        """A heading with "supplier" in it: alone it is the name, else it says whose column the rest is."""
        rest = " ".join(word for part in key.split() for word in self._without_stem(part))
        if rest == key:
            return None
        if not self.words.without_fillers(rest):
            return Meaning((NAME,), Strength.STRONG, key)
        meaning = self._exact(rest) or self._inside(rest)
        if meaning.kinds[:1] == (NAME,):
            return Meaning(meaning.kinds, Strength.STRONG, meaning.word)
        return meaning if meaning.kinds else None

    def says_supplier(self, heading: str) -> bool:
        """Whether a word of the heading says that the column is about suppliers."""
        key = self.words.key(heading)
        return key != " ".join(word for part in key.split() for word in self._without_stem(part))

    def _without_stem(self, word: str) -> Iterator[str]:
        for stem in self.words.supplier_stems:
            if word == stem:
                return
            if len(stem) > _COMPOUND_STEM and word.startswith(stem):
                yield from self.words.key(word.removeprefix(stem)).split()
                return
        yield word

    def _inside(self, key: str) -> Meaning:
        """The longest known words inside a heading; of equals the first."""
        parts = key.split()
        for length in range(len(parts) - 1, 0, -1):
            for start in range(len(parts) - length + 1):
                phrase = " ".join(parts[start : start + length])
                if len(phrase) > 2 and phrase not in self.words.too_common and phrase in self.words.strong:
                    return Meaning(self.words.strong[phrase], Strength.INSIDE, phrase)
        return Meaning()
