"""Recognises what the label of a row says: a total, a sum carried over, an opening balance, a line of the page."""

from __future__ import annotations

import re
from enum import StrEnum

from vigie.sources.plain_words import begins, plain
from vigie.sources.vocabulary import Vocabulary

_BEGINNING = 3
"""So many letters tell most names from labels without looking closer."""
_NUMBER = re.compile("[0-9]+")
_DIGIT = re.compile("[0-9]")


class Label(StrEnum):
    """What a text at the beginning of a row can be, other than a supplier."""

    NONE = ""
    TOTAL = "total"
    PERHAPS_TOTAL = "perhaps_total"
    CARRIED = "carried"
    OPENING = "opening"
    PAGE = "page"


class Labels:
    """Looks labels up in one vocabulary, each text once."""

    def __init__(self, words: Vocabulary) -> None:
        self._totals = words.labels("totals")
        self._starts = tuple(sorted(words.labels("total_starts")))
        self._carried = words.labels("carried")
        self._openings = words.labels("openings")
        self._page_line = begins(words.labels("page_lines"))
        self._documents = words.labels("document_words")
        self._missing = words.missing
        self._currencies = words.currencies
        self._known: dict[str, Label] = {}
        groups = ("totals", "total_starts", "carried", "openings", "page_lines")
        self._beginnings = frozenset(each for group in groups for each in words.beginnings(group, _BEGINNING))
        self._document_beginnings = words.beginnings("document_words", _BEGINNING)

    def of(self, text: str) -> Label:
        """What a text says a row is; `NONE` for nearly all of them."""
        if text[:_BEGINNING].casefold() not in self._beginnings and text[:1].isalnum():
            return Label.NONE
        if text not in self._known:
            self._known[text] = self._look(plain(text))
        return self._known[text]

    def _look(self, said: str) -> Label:
        bare = " ".join(word for word in said.split() if not word.isdigit() and word.upper() not in self._currencies)
        if bare in self._totals or said.startswith(tuple(f"{start} " for start in self._starts)):
            return Label.TOTAL
        if bare in self._carried:
            return Label.CARRIED
        if bare in self._openings:
            return Label.OPENING
        numbered = _NUMBER.sub("1", said)
        if self._page_line(numbered):
            return Label.PAGE
        return Label.PERHAPS_TOTAL if said.split(" ")[0] in self._totals else Label.NONE

    def is_missing(self, text: str) -> bool:
        """Whether a text is a mark for nothing to say."""
        return text.casefold() in self._missing

    def is_document(self, text: str) -> bool:
        """Whether a description only names a document ("Factuur 2024-118"), not what was bought."""
        if text[:_BEGINNING].casefold() not in self._document_beginnings or not _DIGIT.search(text):
            return False
        words = " ".join(word for word in plain(text).split() if not _DIGIT.search(word))
        return words.removesuffix(" nr") in self._documents
