"""The stated rules of assurance as the engine needs them: how long grades count, and who is whose voice."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Any

import polars as pl

from vigie.content import Content

SEPARATORS = r"[,/+&|]"
"""What stands between several names in one cell."""


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks: the words that name them, and from which grade on an unnamed speaker is them (None: never)."""

    id: str
    words: frozenset[str]
    implied_from: int | None
    substantiates: bool


@dataclass(frozen=True, slots=True)
class Rules:
    """`months` is how long a met claim of each grade counts without an end, G0 first, never falling with the grade.

    Taking the longest of all lower grades keeps the promise that raising a grade never lowers what is verified.
    """

    months: tuple[int, ...]
    audited_side: frozenset[str]
    voices: Mapping[str, Voice]

    @classmethod
    def of(cls, content: Content, as_of: date) -> Rules:
        """The rules of a content, with the numbers that hold at a date."""
        raw = content.rule("assurance")
        months = (int(content.parameter(each, as_of)) for each in raw["validity_parameters"])
        return cls(
            months=tuple(accumulate(months, max)),
            audited_side=_folded(raw["audited_side"]),
            voices={each: _voice(each, voice) for each, voice in raw["voices"].items()},
        )


def comparable(texts: pl.Expr) -> pl.Expr:
    """Names without case, accents and punctuation: `identify.folding` for a column of very many different ones."""
    lower = texts.str.to_lowercase().str.replace_many({"ß": "ss", "œ": "oe", "æ": "ae", "ø": "o", "ł": "l"})
    bare = lower.str.normalize("NFKD").str.replace_all("[\u0300-\u036f]", "").str.normalize("NFC")
    return bare.str.replace_all(r"[^\pL\pN]+", " ").str.strip_chars()


def names_in(texts: pl.Expr) -> pl.Expr:
    """The names that each cell may list, made comparable; the whole cell is one of them, for names like "A & B"."""
    each = comparable(pl.element())
    return pl.concat_list(comparable(texts), texts.str.replace_all(SEPARATORS, ";").str.split(";").list.eval(each))


def _voice(voice_id: str, raw: Mapping[str, Any]) -> Voice:
    return Voice(voice_id, _folded(raw["words"]), raw.get("implied_from"), raw["substantiates"])


def _folded(words: Mapping[str, list[str]]) -> frozenset[str]:
    found = pl.DataFrame({"word": [word for language in words.values() for word in language]})
    return frozenset(found.select(comparable(pl.col("word")))["word"])
