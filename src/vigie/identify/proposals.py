"""Which suppliers may be one under several spellings: proposed to a person with the reasons, never joined.

Two suppliers are compared when they share something that few others do: a word, their rarest word but for a letter,
the beginning of the whole. The likeness of two names is the weight of the words that they share in that of all
their words; a word weighs more the fewer suppliers of the list carry it. Legal forms do not count as words. Places,
legal forms, figures and words of groups then add to the likeness or take from it. Numbers and countries that
contradict each other forbid a proposal.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log

from rapidfuzz.distance import OSA

from vigie.errors import Message
from vigie.identify.folding import fold
from vigie.identify.identity import Number, conflict
from vigie.identify.party_names import PartyName, PartyWords
from vigie.model.assessment import SameSupplierProposal
from vigie.model.content import UNKNOWN_COUNTRY


@dataclass(frozen=True, slots=True)
class Party:
    """What the lists say about one supplier: its id, every name, its numbers, and the places, as written."""

    id: str
    names: frozenset[str]
    country: str
    numbers: frozenset[Number] = frozenset()
    postcodes: frozenset[str] = frozenset()
    cities: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class _Spelling:
    """One name of a party, ready to be compared."""

    party: Party
    name: PartyName
    postcodes: frozenset[str]
    cities: frozenset[str]


class Proposer:
    """Proposes suppliers that may be one. `parameters` are the numbers of the method that begin with same_supplier."""

    def __init__(self, words: PartyWords, parameters: Mapping[str, float]) -> None:
        self._words = words
        self._numbers = parameters

    def propose(
        self, parties: Iterable[Party], apart: frozenset[frozenset[str]] = frozenset()
    ) -> tuple[SameSupplierProposal, ...]:
        """The pairs that a person should look at, the most alike first; `apart` are pairs of ids that are not one.

        The order in which the parties come makes no difference.
        """
        every = (self._spelling(party, name) for party in parties for name in party.names)
        spellings = [spelling for spelling in every if spelling.name.core]
        comparison = _Comparison(spellings, self._numbers)
        best: dict[tuple[str, str], SameSupplierProposal] = {}
        for one, other in self._candidates(spellings, comparison):
            if frozenset((one.party.id, other.party.id)) in apart:
                continue
            found = comparison.proposal(*sorted((one, other), key=lambda each: (each.party.id, each.name.written)))
            if found and _order(found) < _order(best.get((found.a, found.b), found), last=True):
                best[found.a, found.b] = found
        return tuple(sorted(best.values(), key=_order))

    def _spelling(self, party: Party, name: str) -> _Spelling:
        return _Spelling(party, self._words.read(name), _folded(party.postcodes), _folded(party.cities))

    def _candidates(
        self, spellings: Sequence[_Spelling], comparison: _Comparison
    ) -> Iterator[tuple[_Spelling, _Spelling]]:
        """Pairs of spellings of two suppliers that share something rare, each once."""
        blocks: dict[str, list[int]] = defaultdict(list)
        letters = int(self._numbers["same_supplier_letters"])
        for index, spelling in enumerate(spellings):
            for shared in _marks(spelling.name, comparison.rarest(spelling.name), letters):
                blocks[shared].append(index)
        seen: set[tuple[int, int]] = set()
        for block in blocks.values():
            for together in self._small(block, spellings):
                seen.update(combinations(together, 2))
        for left, right in seen:
            if _may_be_one(spellings[left].party, spellings[right].party):
                yield spellings[left], spellings[right]

    def _small(self, block: list[int], spellings: Sequence[_Spelling]) -> Iterator[list[int]]:
        """The block itself; where too many share it, those of each country, with those of no known country."""
        most = self._numbers["same_supplier_sharing_most"]
        if len(block) <= most:
            yield block
            return
        countries: dict[str, list[int]] = defaultdict(list)
        for index in block:
            countries[spellings[index].party.country].append(index)
        unknown = countries.pop(UNKNOWN_COUNTRY, [])
        for members in countries.values() or [[]]:
            if len(members) + len(unknown) <= most:
                yield sorted(members + unknown)


def _folded(texts: Iterable[str]) -> frozenset[str]:
    return frozenset(filter(None, map(fold, texts)))


def _order(found: SameSupplierProposal, *, last: bool = False) -> tuple[float, str, str, str, bool]:
    return -found.likeness, found.a, found.b, "|".join(map(str, found.reasons)), last


def _marks(name: PartyName, rarest: str, letters: int) -> set[str]:
    """What a name may share with another: words, the rarest of them without one letter, the beginning of the whole."""
    marks = {f"={word}" for word in name.core}
    if len(rarest) >= letters:
        marks.update(f"~{rarest[:place]}{rarest[place + 1 :]}" for place in range(len(rarest)))
        marks.add(f"~{rarest}")
    return marks | {f"{name.whole[: 2 * letters]}-", f"=={name.letters}"}


def _may_be_one(one: Party, other: Party) -> bool:
    if one.id == other.id or conflict(one.numbers, other.numbers):
        return False
    return one.country == other.country or UNKNOWN_COUNTRY in (one.country, other.country)


class _Comparison:
    """The rules by which two spellings are compared, with the weight of every word of the list."""

    def __init__(self, spellings: Sequence[_Spelling], parameters: Mapping[str, float]) -> None:
        self._numbers = parameters
        self._word_least = parameters["same_supplier_word_least"]
        self._whole_least = parameters["same_supplier_whole_least"]
        suppliers = len({spelling.party.id for spelling in spellings})
        carried = {(spelling.party.id, word) for spelling in spellings for word in spelling.name.core}
        carriers = Counter(word for _, word in carried)
        # A rare word tells a supplier from others; one that many carry hardly does.
        self._weight = {word: log(1 + (suppliers + 1) / count) for word, count in carriers.items()}

    def rarest(self, name: PartyName) -> str:
        """The word of the name that tells most; of several the longest."""
        return max(name.core, key=lambda word: (self._weight[word], len(word), word))

    def proposal(self, one: _Spelling, other: _Spelling) -> SameSupplierProposal | None:
        """The proposal of a pair that is alike enough; None of one that is not."""
        a, b = one.name, other.name
        if a.figures and b.figures and a.figures != b.figures:
            return None
        named = self._names(a, b)
        signs = [*self._places(one, other), *self._forms(a, b), *self._differences(one, other)]
        likeness = round(min(named + sum(sign for sign, _ in signs), 1.0), 2)
        if likeness < self._number("least"):
            return None
        reasons = (_named(a, b), *(reason for _, reason in signs))
        return SameSupplierProposal(one.party.id, other.party.id, likeness, reasons)

    def _number(self, name: str) -> float:
        return self._numbers[f"same_supplier_{name}"]

    def _names(self, a: PartyName, b: PartyName) -> float:
        """How alike two cores are, between 0 and 1, whatever the order of their words."""
        if a.letters == b.letters or a.whole == b.whole or sorted(a.core) == sorted(b.core):
            return 1.0
        return self._shared(a, b) or OSA.normalized_similarity(a.whole, b.whole, score_cutoff=self._whole_least)

    def _shared(self, a: PartyName, b: PartyName) -> float:
        """The weight of the words that both names share, as written or with a typing error, in that of all.

        Two words that are one weigh as the more usual of them: a typing error is always rare.
        """
        left, right = list(a.core), list(b.core)
        shared, everything = 0.0, 0.0
        for likeness, word, same in sorted(self._pairs(left, right), reverse=True):
            if word in left and same in right:
                left.remove(word)
                right.remove(same)
                weight = 2 * min(self._weight[word], self._weight[same])
                shared += likeness * weight
                everything += weight
        return shared / (everything + sum(self._weight[word] for word in left + right))

    def _pairs(self, left: Sequence[str], right: Sequence[str]) -> Iterator[tuple[float, str, str]]:
        for word in left:
            for same in right:
                if word == same:
                    yield 1.0, word, same
                elif found := OSA.normalized_similarity(word, same, score_cutoff=self._word_least):
                    yield found, word, same

    def _places(self, one: _Spelling, other: _Spelling) -> Iterator[tuple[float, Message]]:
        more, less = self._number("place_more"), -self._number("place_less")
        for ours, theirs in ((one.postcodes, other.postcodes), (one.cities, other.cities)):
            if not (ours and theirs):
                continue
            if same := ours & theirs:
                yield more, Message("Both are in {place}.", place=min(same))
            else:
                a, b = sorted((min(ours), min(theirs)))
                yield less, Message("One is in {a}, the other in {b}.", a=a, b=b)
            return

    def _forms(self, a: PartyName, b: PartyName) -> Iterator[tuple[float, Message]]:
        if a.forms and b.forms and not a.forms & b.forms:
            yield -self._number("form_less"), Message("Their legal forms are not the same.")

    def _differences(self, one: _Spelling, other: _Spelling) -> Iterator[tuple[float, Message]]:
        a, b = one.name, other.name
        if words := a.group ^ b.group:
            said = ", ".join(sorted(words))
            yield -self._number("group_less"), Message("Companies of one group may differ by “{words}”.", words=said)
        if figures := a.figures ^ b.figures:
            said = ", ".join(sorted(figures))
            yield -self._number("figure_less"), Message("Only one of them carries “{figure}”.", figure=said)
        if one.party.country != other.party.country:
            yield -self._number("country_less"), Message("The country of one of them is not known.")


def _named(a: PartyName, b: PartyName) -> Message:
    first, second = sorted((a.written, b.written))
    if a.core == b.core:
        return Message("“{a}” and “{b}” are the same name but for small words and the legal form.", a=first, b=second)
    return Message("“{a}” and “{b}” are much alike.", a=first, b=second)
