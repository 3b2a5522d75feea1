"""Finds cues in the sentences of a clause, leaves out what is negated, and joins cues into elements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from vigie.procurement.clauses.folding import Folded, fold
from vigie.procurement.clauses.splitting import Span, sentences
from vigie.procurement.clauses.vocabulary import Rule, Vocabulary

BEFORE = 28
"""So many letters before a cue may hold the word that negates it."""
AFTER = 45
"""So many letters after a cue may hold the words that negate it."""
MASK = "not_"
"""Before the name of a cue: phrases that contain the cue and do not mean it."""
MAY_STAND_BETWEEN = 2
"""So many words may stand between the word that negates and the cue."""
NEGATED = "~"
"""Ends the name of a cue that counts also where it is negated."""


@dataclass(frozen=True, slots=True)
class Hit:
    """A cue in a sentence: its places in the document, and whether words beside it turn it away."""

    start: int
    end: int
    negated: bool


class Sentence:
    """One sentence of a clause and the cues in it, each looked for when it is first asked for."""

    def __init__(self, text: str, span: Span, words: Vocabulary) -> None:
        self._start = span[0]
        self._words = words
        self._hits: dict[str, tuple[Hit, ...]] = {}
        self._text = text[span[0] : span[1]]

    @cached_property
    def _folded(self) -> Folded:
        return fold(self._text)

    def hits(self, cue: str) -> tuple[Hit, ...]:
        """Every place of a cue; without those that are negated, unless the name of the cue asks for all."""
        name = cue.removesuffix(NEGATED)
        if name not in self._hits:
            self._hits[name] = tuple(self._found(name))
        return tuple(each for each in self._hits[name] if cue != name or not each.negated)

    def _found(self, name: str) -> Iterator[Hit]:
        masks = [mask.span() for mask in self._words.cue(MASK + name).finditer(self._folded.text)]
        for match in self._words.cue(name).finditer(self._folded.text):
            if any(first < match.end() and match.start() < last for first, last in masks):
                continue
            start, end = self._folded.span(match.start(), match.end())
            yield Hit(self._start + start, self._start + end, self._turned_away(match.start(), match.end()))

    def _turned_away(self, start: int, end: int) -> bool:
        text = self._folded.text
        before = max(0, start - BEFORE)
        negations = self._words.cue("negated_before").finditer(text, before, start)
        return any(_close(text[each.end() : start]) for each in negations) or bool(
            self._words.cue("negated_after").search(text, end, end + AFTER)
        )


def _close(between: str) -> bool:
    """Whether so little stands between a negation and a cue that the one belongs to the other."""
    return "," not in between and len(between.split()) <= MAY_STAND_BETWEEN


class Clause:
    """The sentences of one clause."""

    def __init__(self, text: str, span: Span, words: Vocabulary) -> None:
        self.text, self.span, self.words = text, span, words
        self.sentences = tuple(Sentence(text, each, words) for each in sentences(text, *span))

    def first(self, rules: Iterable[Rule]) -> Span | None:
        """Where the first rule that holds finds its cues; earlier rules are the firmer ones."""
        return next((span for rule in rules if (span := self._holds(rule))), None)

    def hits(self, cue: str) -> tuple[Hit, ...]:
        """Every place of a cue in the clause."""
        return tuple(hit for sentence in self.sentences for hit in sentence.hits(cue))

    def _holds(self, rule: Rule) -> Span | None:
        for first in range(max(1, len(self.sentences) - rule.sentences + 1)):
            window = self.sentences[first : first + rule.sentences]
            if (span := _together(window, rule)) and not any(each.hits(cue) for each in window for cue in rule.unless):
                return span
        return None


def _together(window: Sequence[Sentence], rule: Rule) -> Span | None:
    """The narrowest piece around a place of the first cue that holds one place of every other cue, none shared."""
    found = [[hit for sentence in window for hit in sentence.hits(cue)] for cue in rule.all]
    spans = (span for hit in found[0] if (span := _around(hit, found[1:])))
    return min(spans, key=lambda span: (span[1] - span[0], span), default=None)


def _around(hit: Hit, others: Sequence[Sequence[Hit]]) -> Span | None:
    """The piece around a place that holds the nearest place of every other cue beside what it holds already."""
    start, end = hit.start, hit.end
    for hits in others:
        beside = [each for each in hits if _apart(each, start, end)]
        if not beside:
            return None
        nearest = min(beside, key=lambda each: (max(start - each.end, each.start - end), each.start))
        start, end = min(start, nearest.start), max(end, nearest.end)
    return start, end


def _apart(hit: Hit, start: int, end: int) -> bool:
    """Whether two places are two cues: beside each other, or one inside a verb that is written around it."""
    outside = hit.end <= start or end <= hit.start
    return outside or start < hit.start <= hit.end < end or hit.start < start <= end < hit.end
