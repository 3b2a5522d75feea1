"""Brings headings and labels to one plain spelling, so that words can be compared in four languages."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection

_INNER_CAPITAL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ])")
_NOT_A_LETTER = re.compile(r"[^a-z0-9]+")
_LETTERS = str.maketrans({"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "%": " pct ", "#": " nr "})


def plain(text: str) -> str:
    """Lower case, no accents, no punctuation, single spaces; `%` and `#` become the words they stand for.

    `supplier_name` and `Supplier name` are the same.
    """
    folded = unicodedata.normalize("NFKD", text).casefold().translate(_LETTERS)
    bare = "".join(letter for letter in folded if not unicodedata.combining(letter))
    return _NOT_A_LETTER.sub(" ", bare).strip()


def spread(text: str) -> str:
    """The text with a space before each capital inside a word: `SupplierName` becomes `Supplier Name`."""
    return _INNER_CAPITAL.sub(" ", text)


def begins(patterns: Collection[str]) -> Callable[[str], bool]:
    """Says of a plain text whether it is one of the plain patterns, or begins with one that ends in `*`."""
    whole = frozenset(each for each in patterns if not each.endswith("*"))
    starts = tuple(each[:-1].rstrip() for each in patterns if each.endswith("*"))
    return lambda text: text in whole or text.startswith(starts)
