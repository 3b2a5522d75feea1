"""The words of supplier lists: which headings mean which column, which labels are no supplier. All of it is content."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import Any

from vigie.content import BUNDLED
from vigie.content.reading import read_yaml
from vigie.sources.plain_words import plain

NOTHING = "nothing"
"""The use of a column that Vigie knows and does not need."""


@dataclass(frozen=True, slots=True)
class ColumnKind:
    """One kind of column, as a content file describes it; the words of the schema `headers.json`.

    `field` is the noun of the record that it becomes. `strong` words mean it, `weak` ones only where no
    stronger heading stands.
    """

    id: str
    use: str
    field: str
    cells: str
    guessed: str
    joined: bool
    strong: tuple[str, ...]
    weak: tuple[str, ...]


class Vocabulary:
    """Everything the reader knows about words, compiled once; `words` and `settings` are plain content."""

    def __init__(
        self,
        kinds: Iterable[ColumnKind],
        words: Mapping[str, Any],
        settings: Mapping[str, Any],
        countries: Iterable[str] = (),
    ) -> None:
        self.kinds = {kind.id: kind for kind in kinds}
        self.look_rows = int(settings["look_rows"]["value"])
        self.same_findings = int(settings["same_findings"]["value"])
        self._words = words
        self._settings = settings
        self.countries = frozenset(filter(None, map(plain, countries)))
        self.country_codes = frozenset(name.upper() for name in self.countries if len(name) == 2)

    def with_kinds(self, kinds: Iterable[ColumnKind]) -> Vocabulary:
        """The same words with other kinds of column."""
        return Vocabulary(kinds, self._words, self._settings, self.countries)

    @cached_property
    def strong(self) -> Mapping[str, tuple[str, ...]]:
        """Column kinds by plain heading, for headings that mean them by themselves."""
        return self._index(lambda kind: kind.strong)

    @cached_property
    def weak(self) -> Mapping[str, tuple[str, ...]]:
        """Column kinds by plain heading, for headings that mean them where nothing stronger stands."""
        return self._index(lambda kind: kind.weak)

    def _index(self, words: Any) -> Mapping[str, tuple[str, ...]]:
        exact: dict[str, list[str]] = {}
        short: dict[str, list[str]] = {}
        for kind in self.kinds.values():
            for phrase in dict.fromkeys(self.key(form) for word in words(kind) for form in _spellings(word)):
                exact.setdefault(phrase, []).append(kind.id)
                short.setdefault(self.without_fillers(phrase), []).append(kind.id)
        shorter = {phrase: ids for phrase, ids in short.items() if len(phrase) > 1 and phrase not in exact}
        return {phrase: tuple(dict.fromkeys(ids)) for phrase, ids in (exact | shorter).items()}

    def key(self, text: str) -> str:
        """The plain spelling of a heading, with one spelling for words that have several ("n°", "nr.", "number")."""
        return " ".join(self._same.get(word, word) for word in plain(text).split())

    def without_fillers(self, key: str) -> str:
        """A plain heading without its small words."""
        return " ".join(word for word in key.split() if word not in self._fillers)

    @cached_property
    def _same(self) -> Mapping[str, str]:
        return {word: main for main, others in self._words["same_words"].items() for word in others}

    @cached_property
    def _fillers(self) -> frozenset[str]:
        return frozenset(map(plain, self._every("fillers")))

    @cached_property
    def supplier_stems(self) -> tuple[str, ...]:
        """Words that say only that a column is the supplier's, longest first."""
        return tuple(sorted(map(plain, self._every("supplier_stems")), key=len, reverse=True))

    @cached_property
    def too_common(self) -> frozenset[str]:
        """Words that say nothing inside a longer heading."""
        return frozenset(self.key(word) for word in self._every("too_common"))

    def labels(self, group: str) -> frozenset[str]:
        """The plain labels of one group of words (`totals`, `openings`...) in all languages."""
        return frozenset(map(_plain_pattern, self._every(group)))

    def beginnings(self, group: str, letters: int) -> frozenset[str]:
        """The first letters of the labels of one group, in lower case, with and without accents."""
        return frozenset(form[:letters].casefold() for label in self._every(group) for form in (label, plain(label)))

    @cached_property
    def missing(self) -> frozenset[str]:
        """Marks that stand where there is nothing to say, in lower case."""
        return frozenset(str(mark).casefold() for mark in self._words["missing"])

    @cached_property
    def no_harm(self) -> frozenset[str]:
        """Plain words that deny an incident."""
        return frozenset(map(plain, self._every("no_harm")))

    @cached_property
    def currencies(self) -> frozenset[str]:
        """ISO 4217 codes."""
        return frozenset(code for line in self._words["currencies"] for code in line)

    @cached_property
    def currency_signs(self) -> Mapping[str, str]:
        """ISO 4217 code by sign or name, in capitals."""
        return {sign.upper(): code for sign, code in self._words["currency_signs"].items()}

    @cached_property
    def shared_signs(self) -> frozenset[str]:
        """Signs that several currencies share, in capitals."""
        return frozenset(sign.upper().rstrip(".") for sign in self._words["shared_signs"])

    @cached_property
    def scales(self) -> Mapping[str, int]:
        """By how much the figures of a column are to be multiplied, by the word of the heading that says so."""
        return {word: int(times) for times, words in self._words["scales"].items() for word in words}

    @cached_property
    def debit_marks(self) -> frozenset[str]:
        """Marks of a debit, in capitals."""
        return frozenset(self._words["debit_marks"])

    @cached_property
    def credit_marks(self) -> frozenset[str]:
        """Marks of a credit, in capitals."""
        return frozenset(self._words["credit_marks"])

    def currency(self, unit: str) -> str:
        """The ISO 4217 code that a sign, name or code in capitals means, empty where it means none or several."""
        return unit if unit in self.currencies else self.currency_signs.get(unit, "")

    def _every(self, group: str) -> Iterator[str]:
        for words in self._words[group].values():
            yield from words


@cache
def bundled_vocabulary() -> Vocabulary:
    """The vocabulary of the content that comes with Vigie."""
    return load_vocabulary(BUNDLED)


def load_vocabulary(root: Path) -> Vocabulary:
    """The vocabulary in a content folder: `headers/`, and the names of countries of its registers.

    Raises `BrokenContent` where a file cannot be read.
    """
    headers = root / "headers"
    return Vocabulary(
        kinds=[_kind(read_yaml(path)) for path in sorted(headers.glob("columns/*.yml"))],
        words=read_yaml(headers / "words.yml"),
        settings=read_yaml(headers / "settings.yml"),
        countries=_country_names(root),
    )


def _kind(raw: Mapping[str, Any]) -> ColumnKind:
    return ColumnKind(
        id=raw["id"],
        use=raw["use"],
        field=raw.get("becomes", raw["id"]),
        cells=raw["cells"],
        guessed=raw["guessed"],
        joined=raw["several"] == "join",
        strong=tuple(word for words in raw["words"].values() for word in words),
        weak=tuple(word for words in raw.get("weak_words", {}).values() for word in words),
    )


def _country_names(root: Path) -> Iterator[str]:
    """Codes and names of countries from every register that has both a code and a name or an alias."""
    for path in sorted(root.glob("registers/*/rows.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file)
            columns = set(rows.fieldnames or ())
            if "alpha2" in columns and columns & {"alias", "alpha3"}:
                for row in rows:
                    yield from (row[name] for name in columns & {"alpha2", "alpha3", "alias", "en", "fr", "nl", "de"})


def _spellings(word: str) -> Iterator[str]:
    """The word, and how it is written on a keyboard without umlauts."""
    yield word
    spelled = word.replace("ä", "ae").replace("ö", "oe").replace("ü", "ue")
    if spelled != word:
        yield spelled


def _plain_pattern(text: str) -> str:
    return plain(text) + "*" * text.endswith("*")
