"""From what a list writes as a country to one ISO 3166-1 code, or to `ZZ` with the reason and the advice."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from rapidfuzz import process
from rapidfuzz.distance import OSA

from vigie.errors import Message, Term
from vigie.identify.folding import fold, spellings
from vigie.identify.identifiers import country_of_vat
from vigie.model.content import UNKNOWN_COUNTRY
from vigie.model.records import SupplierRecord

_LANGUAGES = ("en", "fr", "nl", "de")
_BREAKS = re.compile(r"[/|;:()\[\]=]|,|\s[-–—]\s|\.\s")
_CODE_AND_REST = re.compile(r"([A-Za-z]{1,3})\s*[-–—]\s*(\S.*)")

NOT_GIVEN = Message("No country is given; write its two-letter ISO code, such as {code}.", code="BE")
"""Said where the list leaves the country open: its ignorance, not ours."""


@dataclass(frozen=True, slots=True)
class CountryMatch:
    """Which country a text means: `alpha2` is `ZZ` when we abstain, and `why` then says what to write.

    `by` is `code`, `name`, `alias`, `typo`, `vat`, `address` (weak), or empty when we abstain.
    """

    alpha2: str
    by: str
    why: Message


@dataclass(frozen=True, slots=True)
class _Names:
    """The compiled names: what a folded text means, and which texts are no safe sign on their own."""

    codes: Mapping[str, str]
    names: Mapping[str, tuple[str, str]]
    ambiguous: Mapping[str, tuple[str, ...]]
    nothing: frozenset[str]
    regions: frozenset[str]
    states: frozenset[str]
    elsewhere: frozenset[str]
    short: frozenset[str]
    before: Mapping[str, frozenset[str]]
    longest: int


class CountryFinder:
    """Finds countries in texts; never guesses between two.

    `country_rows` have `alpha2`, `alpha3`, `en`, `fr`, `nl`, `de`; `alias_rows` have `alias`, `alpha2`, `kind`
    as the register of country aliases documents them; `parameters` hold `match_country_letters_per_typo`,
    `match_country_typos_most` and `match_country_lead`.
    """

    def __init__(
        self,
        country_rows: Iterable[Mapping[str, Any]],
        alias_rows: Iterable[Mapping[str, Any]],
        parameters: Mapping[str, float],
    ) -> None:
        self._names = _compile(tuple(country_rows), tuple(alias_rows))
        self._spelled = tuple(self._names.names)
        self._letters_per_typo = parameters["match_country_letters_per_typo"]
        self._typos_most = int(parameters["match_country_typos_most"])
        self._lead = int(parameters["match_country_lead"])
        self.find = lru_cache(maxsize=1 << 16)(self._find)
        """Find the country that `text` means: `find(text) -> CountryMatch`. Never raises."""

    def find_elsewhere(self, record: SupplierRecord) -> CountryMatch:
        """The country of a record that states none: by its VAT number, else, weakly, by the end of its address."""
        found = self.from_vat(record.identifiers.get("vat", ""))
        if found.alpha2 == UNKNOWN_COUNTRY:
            return self.from_address(record.address)
        return found

    def from_vat(self, vat: str) -> CountryMatch:
        """The country whose prefix a valid VAT number carries; a number that fails its check proves nothing."""
        alpha2 = country_of_vat(vat)
        if not alpha2:
            return _unknown(Message("The VAT number “{vat}” does not show the country.", vat=vat))
        why = Message("The VAT number “{vat}” is one of {country}.", vat=vat, country=_term(alpha2))
        return CountryMatch(alpha2, "vat", why)

    def from_address(self, address: str) -> CountryMatch:
        """The country that an address ends in. A weak sign: an address can also end in a town of that name."""
        parts = _parts(address)
        for start in range(max(0, len(parts) - 3), len(parts)):
            found = self._tail(" ".join(parts[start:]))
            if found:
                why = Message("The address ends in {country}; this is a weak sign.", country=_term(found))
                return CountryMatch(found, "address", why)
        return _unknown(Message("The address does not end in the name of a country."))

    def _find(self, text: str) -> CountryMatch:
        key = fold(text)
        if not key:
            return _unknown(NOT_GIVEN)
        return (
            self._whole(text, key)
            or self._by_parts(text)
            or self._by_typo(text, key)
            or self._by_tail(text)
            or _not_recognised(text)
        )

    def _whole(self, text: str, key: str) -> CountryMatch | None:
        names = self._names
        if key in names.codes:
            return _known(names.codes[key], "code", text)
        for spelling in (key, _without_gaps(key)):
            if spelling in names.nothing:
                return _unknown(NOT_GIVEN)
            if spelling in names.regions:
                return _unknown(Message("“{text}” is not one country; write the country itself.", text=text))
            if spelling in names.names:
                return _known(*names.names[spelling], text)
            if spelling in names.ambiguous:
                return _unclear(text, names.ambiguous[spelling])
        return None

    def _by_parts(self, text: str) -> CountryMatch | None:
        """`BE - Belgium`, `Belgique (BE)`, `CN/China`, `Shenzhen, China`, `B-1000 Brussel`."""
        parts = _parts(text)
        for start in range(1, len(parts)):
            tail = self._whole(text, " ".join(parts[start:])) if len(parts) - start > 1 else None
            if tail:
                return tail
        if "," in text and len(parts) > 1 and parts[-1] in self._names.states:
            return self._after_comma(text, parts[-1])
        found = tuple(dict.fromkeys(code for part in parts if (code := self._part(part))))
        if len(found) > 1:
            return _unclear(text, found)
        return _known(found[0], "name", text) if found else None

    def _by_tail(self, text: str) -> CountryMatch | None:
        """`Shenzhen China`."""
        found = self._tail(fold(text))
        return _known(found, "name", text) if found else None

    def _after_comma(self, text: str, code: str) -> CountryMatch | None:
        """`Berlin, DE` and `Dover, DE`: a country or a state of the United States."""
        return _unclear(text, (self._names.codes[code], "US")) if code in self._names.codes else None

    def _part(self, part: str) -> str:
        whole = self._whole(part, part)
        return "" if whole is None or whole.alpha2 == UNKNOWN_COUNTRY else whole.alpha2

    def _tail(self, part: str) -> str:
        """The country that the last words are a full name of; the longest name first, codes and abbreviations never."""
        words = part.split()
        for count in range(min(self._names.longest, len(words)), 0, -1):
            tail = " ".join(words[-count:])
            if self._unsafe(tail, words[: len(words) - count]):
                return ""
            if tail in self._names.names and tail not in self._names.short:
                return self._names.names[tail][0]
        return ""

    def _unsafe(self, tail: str, words_before: list[str]) -> bool:
        """Whether a name may be only the end of another one: `Equitorial Guinea` does not end in Guinea."""
        if tail in self._names.ambiguous or tail in self._names.elsewhere:
            return True
        alpha2, _ = self._names.names.get(tail, ("", ""))
        longer = self._names.before.get(alpha2, frozenset())
        return any(OSA.distance(before, word) <= self._typos(word) for before in words_before for word in longer)

    def _typos(self, name: str) -> int:
        """How many typing errors are forgiven in a name: the shorter, the fewer."""
        return min(self._typos_most, int(len(name) / self._letters_per_typo))

    def _by_typo(self, text: str, key: str) -> CountryMatch | None:
        allowed = self._typos(key)
        if not allowed:
            return None
        nearest: dict[str, int] = {}
        cutoff = allowed + self._lead
        found = process.extract(key, self._spelled, scorer=OSA.distance, score_cutoff=cutoff, limit=None)
        for name, distance, _ in found:
            alpha2 = self._names.names[name][0]
            nearest[alpha2] = min(int(distance), nearest.get(alpha2, cutoff))
        if not nearest or min(nearest.values()) > allowed:
            return None
        close = [alpha2 for alpha2, far in sorted(nearest.items()) if far - min(nearest.values()) < self._lead]
        if len(close) > 1:
            return _unclear(text, tuple(close))
        why = Message("“{text}” is read as {country}, with a typing error.", text=text, country=_term(close[0]))
        return CountryMatch(close[0], "typo", why)


def _compile(country_rows: tuple[Mapping[str, Any], ...], alias_rows: tuple[Mapping[str, Any], ...]) -> _Names:
    codes = {row["alpha2"].casefold(): row["alpha2"] for row in country_rows}
    codes |= {row["alpha3"].casefold(): row["alpha2"] for row in country_rows if row["alpha3"]}
    names: dict[str, tuple[str, str]] = {}
    short: set[str] = set()
    for row in country_rows:
        for language in _LANGUAGES:
            for spelling in spellings(row[language]):
                names.setdefault(fold(spelling), (row["alpha2"], "name"))
    kinds: dict[str, dict[str, str]] = {"ambiguous": {}, "none": {}, "region": {}, "us_state": {}, "elsewhere": {}}
    for row in alias_rows:
        for spelling in spellings(row["alias"]):
            if row["kind"] in kinds:
                kinds[row["kind"]][fold(spelling)] = row["alpha2"]
            else:
                names.setdefault(fold(spelling), (row["alpha2"], "alias"))
            if row["kind"] in ("abbreviation", "iso"):
                short.add(fold(spelling))
    return _Names(
        codes=codes,
        names=names,
        ambiguous={key: tuple(value.split(";")) for key, value in kinds["ambiguous"].items()},
        nothing=frozenset(kinds["none"]),
        regions=frozenset(kinds["region"]),
        states=frozenset(kinds["us_state"]),
        elsewhere=frozenset(kinds["elsewhere"]),
        short=frozenset(short),
        before=_words_before(names),
        longest=max((len(name.split()) for name in names), default=1),
    )


def _words_before(names: Mapping[str, tuple[str, str]]) -> dict[str, frozenset[str]]:
    """For a country whose name ends another country's name, the words before it there: `new` before Guinea."""
    before: dict[str, set[str]] = {}
    for name, (alpha2, _) in names.items():
        words = name.split()
        for start in range(1, len(words)):
            shorter, _ = names.get(" ".join(words[start:]), (alpha2, ""))
            if shorter != alpha2:
                before.setdefault(shorter, set()).add(words[start - 1])
    return {alpha2: frozenset(words) for alpha2, words in before.items()}


def _parts(text: str) -> list[str]:
    """The text at its breaks, each part folded; a code before a hyphen is a part of its own."""
    parts: list[str] = []
    for piece in _BREAKS.split(text):
        coded = _CODE_AND_REST.fullmatch(piece.strip())
        parts += [fold(part) for part in (coded.groups() if coded else (piece,))]
    return [part for part in parts if part]


def _without_gaps(key: str) -> str:
    """`u s a` is `usa`: letters that stood between dots."""
    return key.replace(" ", "") if all(len(word) == 1 for word in key.split()) else key


def _term(alpha2: str) -> Term:
    return Term("country", alpha2)


def _known(alpha2: str, by: str, text: str) -> CountryMatch:
    return CountryMatch(alpha2, by, Message("“{text}” means {country}.", text=text, country=_term(alpha2)))


def _unknown(why: Message) -> CountryMatch:
    return CountryMatch(UNKNOWN_COUNTRY, "", why)


def _unclear(text: str, choices: tuple[str, ...]) -> CountryMatch:
    return _unknown(
        Message(
            "“{text}” may be {choices}; write the two-letter ISO code of the one you mean.",
            text=text,
            choices=_either(choices),
        )
    )


def _either(choices: tuple[str, ...]) -> Message:
    if len(choices) == 2:
        return Message("{one} or {other}", one=_term(choices[0]), other=_term(choices[1]))
    return Message("{one}, {others}", one=_term(choices[0]), others=_either(choices[1:]))


def _not_recognised(text: str) -> CountryMatch:
    return _unknown(
        Message("“{text}” is not a country that Vigie recognises; write its two-letter ISO code.", text=text)
    )
