"""Many words compiled for speed: which of them, with wildcards, plurals and typing errors, stand in a text."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise
from typing import NamedTuple

from rapidfuzz.distance import OSA

from vigie.identify.patterns import Pattern, Word, patterns

_COMPOUNDING = frozenset(("nl", "de"))
_REMEMBERED = 1 << 17  # Tokens kept before they are forgotten: a bound on memory, whatever the list.
_FIRST_PART = 3  # Letters of the shortest first part of a Dutch or German compound, as in `teebeutel`.


class Sign(StrEnum):
    """On what a hit rests, the firmest first; the value names its confidence among the parameters."""

    PHRASE = "match_phrase"
    WORD = "match_word"
    WILDCARD = "match_wildcard"
    COMPOUND = "match_compound"
    TYPO = "match_typo"


class Hit(NamedTuple):
    """A word found in a text: the tokens `start` to `end` (exclusive), and how many letters are the word's own."""

    word: Word
    sign: Sign
    start: int
    end: int
    letters: int

    def overlaps(self, other: Hit) -> bool:
        """Whether both need one of the same tokens."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True)
class Limits:
    """How many letters a word must have before its plurals, its compounds or its typing errors are looked for.

    `joined` is how many letters the longer of two pieces needs before they may be one word written apart.
    """

    inflected: int
    compound: int
    typo: int
    joined: int


_Entry = tuple[Pattern, Sign]
_Likeness = tuple[str, int]  # First letter and number of letters.


class WordIndex:
    """Finds every word of a list in a text that was cut into tokens without its little words.

    `little` holds the little words by language; `tokens` are the tokens that the words are made of.
    `near` says whether words written apart, compounds and typing errors are looked for as well.
    """

    def __init__(
        self, words: Iterable[Word], little: Mapping[str, frozenset[str]], limits: Limits, *, near: bool
    ) -> None:
        self.tokens: set[str] = set()
        self._limits = limits
        self._near = near
        self._exact: defaultdict[str, list[Pattern]] = defaultdict(list)
        self._phrases: defaultdict[str, list[Pattern]] = defaultdict(list)
        self._starts: defaultdict[str, list[Pattern]] = defaultdict(list)
        self._ends: defaultdict[str, list[Pattern]] = defaultdict(list)
        self._inside: list[Pattern] = []
        self._heads: defaultdict[str, list[Pattern]] = defaultdict(list)
        self._typed: defaultdict[str, list[Pattern]] = defaultdict(list)
        self._alike: defaultdict[_Likeness, list[str]] = defaultdict(list)
        self._shortened: dict[_Likeness, Mapping[str, list[str]]] = {}
        self._seen: dict[str, tuple[_Entry, ...]] = {}
        self._longest = 0
        for word in words:
            for pattern in patterns(word, little[word.language], limits.inflected):
                self._add(pattern)

    def hits(self, content: Sequence[str], owners: Collection[str] | None = None) -> list[Hit]:
        """Every word in the tokens (of some owners only), also those that overlap; in one token only the firmest."""
        found: list[Hit] = []
        seen = self._seen
        for place, token in enumerate(content):
            entries = seen.get(token)
            if entries is None:
                entries = self._remember(token)
            for pattern, sign in entries:
                if owners is not None and pattern.word.owner not in owners:
                    continue
                if sign is not Sign.PHRASE or _follows(pattern, content, place):
                    end = place + len(pattern.parts)
                    found.append(Hit(pattern.word, sign, place, end, pattern.letters))
        return found + self._joined(content, found) if self._near else found

    def _remember(self, token: str) -> tuple[_Entry, ...]:
        """What a token can be, kept for the next time; numbers that no word has in it are not worth keeping."""
        if token.isdecimal() and token not in self.tokens:
            return ()
        if len(self._seen) >= _REMEMBERED:
            self._seen.clear()
        entries = self._seen[token] = tuple(self._look(token))
        return entries

    def _joined(self, content: Sequence[str], found: list[Hit]) -> list[Hit]:
        """Words that the text writes apart, as `work wear` for `workwear`; two bits like `RO-BE` are no word."""
        together = [
            place
            for place, (one, two) in enumerate(pairwise(content))
            if one + two in self._exact and max(len(one), len(two)) >= self._limits.joined
        ]
        if not together:
            return []
        taken = {place for hit in found for place in range(hit.start, hit.end)}
        return [
            Hit(one.word, Sign.WORD, place, place + 2, one.letters)
            for place in together
            if place not in taken and place + 1 not in taken
            for one in self._exact[content[place] + content[place + 1]]
        ]

    def _add(self, pattern: Pattern) -> None:
        first = pattern.parts[0]
        self.tokens.update(part.bare for part in pattern.parts)
        self._longest = max(self._longest, *map(len, first.forms))
        if first.open_start and first.open_end:
            self._inside.append(pattern)
        elif first.open_end:
            self._starts[first.bare].append(pattern)
        elif first.open_start:
            for form in first.endings:
                self._ends[form].append(pattern)
        if len(pattern.parts) == 1:
            self._add_alone(pattern, first.forms)
        elif not (first.open_start or first.open_end):
            for form in first.forms:
                self._phrases[form].append(pattern)

    def _add_alone(self, pattern: Pattern, forms: frozenset[str]) -> None:
        for form in forms:
            self._exact[form].append(pattern)
        if not self._near:
            return
        if pattern.word.language in _COMPOUNDING and pattern.letters >= self._limits.compound:
            for form in pattern.parts[0].endings:
                self._heads[form].append(pattern)
        for form in forms:
            if len(form) >= self._limits.typo:
                if form not in self._typed:
                    self._alike[form[0], len(form)].append(form)
                self._typed[form].append(pattern)

    def _look(self, token: str) -> Iterator[_Entry]:
        """What a token can be: the beginning of phrases, and alone the firmest sign there is."""
        open_ones = tuple(self._opened(token))
        for pattern in (*self._phrases.get(token, ()), *open_ones):
            if len(pattern.parts) > 1:
                yield pattern, Sign.PHRASE
        alone = _own_form_first(self._exact.get(token, ()), token)
        if alone:
            yield from ((pattern, Sign.WORD) for pattern in alone)
            return
        wild = _longest([pattern for pattern in open_ones if len(pattern.parts) == 1])
        if wild:
            yield from ((pattern, Sign.WILDCARD) for pattern in wild)
        elif self._near and token.isalpha():
            yield from self._nearly(token)

    def _opened(self, token: str) -> Iterator[Pattern]:
        """The patterns with a wildcard in their first token that the token fits."""
        cuts = range(1, min(len(token), self._longest) + 1)
        for cut in cuts:
            if token[:cut] in self._starts:
                yield from self._starts[token[:cut]]
        if not token.isalpha():
            return  # A reference or a measure: letters and digits mixed end in no word.
        for cut in cuts:
            if token[-cut:] in self._ends:
                yield from self._ends[token[-cut:]]
        yield from (pattern for pattern in self._inside if pattern.parts[0].bare in token)

    def _nearly(self, token: str) -> Iterator[_Entry]:
        first = max(_FIRST_PART, len(token) - self._longest)
        for cut in range(first, len(token) - self._limits.compound + 1):
            if token[cut:] in self._heads:
                yield from ((pattern, Sign.COMPOUND) for pattern in self._heads[token[cut:]])
                return
        if self._limits.typo <= len(token) <= self._longest + 1:
            yield from ((pattern, Sign.TYPO) for form in self._mistyped(token) for pattern in self._typed[form])

    def _mistyped(self, token: str) -> list[str]:
        """The words that the token is, but for one letter left out, added or swapped, not the first one; in order.

        A letter that is another one makes too often another word.
        """
        less = _one_letter_less(token)
        lengths = range(len(token) - 1, len(token) + 2)
        alike = [self._shortened_like((token[0], length)) for length in lengths]
        near = {form for shortened in alike for each in less for form in shortened.get(each, ())}
        return [
            form
            for form in sorted(near)
            if OSA.distance(form, token) == 1 and (len(form) != len(token) or sorted(form) == sorted(token))
        ]

    def _shortened_like(self, likeness: _Likeness) -> Mapping[str, list[str]]:
        """The forms of one first letter and length by what is left without one letter; made when first needed."""
        if likeness not in self._shortened:
            found = defaultdict(list)
            for form in self._alike.get(likeness, ()):
                for shorter in _one_letter_less(form):
                    found[shorter].append(form)
            self._shortened[likeness] = found
        return self._shortened[likeness]


def _follows(phrase: Pattern, content: Sequence[str], place: int) -> bool:
    """Whether the rest of a phrase stands behind its first token."""
    if place + len(phrase.parts) > len(content):
        return False
    for part in phrase.parts[1:]:
        place += 1
        if not part.fits(content[place]):
            return False
    return True


def _one_letter_less(word: str) -> set[str]:
    return {word, *(word[:place] + word[place + 1 :] for place in range(len(word)))}


def _own_form_first(found: Sequence[Pattern], token: str) -> Sequence[Pattern]:
    """Where a token is both a word as written and the plural of another one, the first is meant."""
    return [pattern for pattern in found if pattern.parts[0].bare == token] or found


def _longest(found: Sequence[Pattern]) -> list[Pattern]:
    most = max((pattern.letters for pattern in found), default=0)
    return [pattern for pattern in found if pattern.letters == most]
