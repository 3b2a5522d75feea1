"""Turns the phrases of the content into patterns: the small notation in which experts write cues.

In a phrase a space is any white space, a hyphen may be a space or missing, `*` is the rest of a word or its beginning,
`@` a word, `_` and a space up to two words, `...` some words of the same sentence, `#` a number in figures or words;
`(a|b)` is a choice, `?` after a choice, a letter or a space says that it may be left out, and `<cue>` is any phrase of
another cue. A vowel with two dots is also found where it is written with an e.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from vigie.procurement.clauses.folding import fold

GAP = r"[\s\S]{0,160}?"
"""What `...` stands for: so many letters at most; cues are looked for in one sentence at a time."""
FIGURE = r"\d+(?:[.,' ]\d+)*"
"""A number in figures; the words for numbers are a cue of each language."""
WORDS = r"(?:[\w'’-]+\s+){0,2}"
"""What `_` and a space stand for."""
NOTATION = re.compile(r"<(\w+)>|(\.\.\.|_ | \?|[#*@\s-])|([(|)?])|([äöü])|(.)", re.DOTALL)


SIGNS = {"...": GAP, "_ ": WORDS, "*": r"\w*", "@": r"\w+", "-": r"[-\s]?", " ?": r"\s*", " ": r"\s+", "\n": r"\s+"}
"""The notation, except for what depends on the language."""


class PhraseError(ValueError):
    """A phrase that refers to a cue that does not exist, or to itself."""


def compile_cues(cues: Mapping[str, Iterable[str]]) -> dict[str, re.Pattern[str]]:
    """Every cue as one pattern on folded text. Raises `PhraseError` where a reference leads nowhere."""
    return {name: re.compile(f"(?<!\\w)(?:{_cue(name, cues, ())})(?!\\w)") for name in cues}


def _cue(name: str, cues: Mapping[str, Iterable[str]], path: tuple[str, ...]) -> str:
    if name not in cues or name in path:
        raise PhraseError(name)
    longest_first = sorted(cues[name], key=len, reverse=True)
    return "|".join(_phrase(phrase, cues, (*path, name)) for phrase in longest_first)


def _phrase(phrase: str, cues: Mapping[str, Iterable[str]], path: tuple[str, ...]) -> str:
    return "".join(_part(part, cues, path) for part in NOTATION.finditer(phrase.strip().casefold()))


def _part(part: re.Match[str], cues: Mapping[str, Iterable[str]], path: tuple[str, ...]) -> str:
    reference, sign, choice, dotted, letter = part.groups()
    if reference:
        return f"(?:{_cue(reference, cues, path)})"
    if sign:
        return SIGNS[sign] if sign in SIGNS else _number(cues, path)
    if choice:
        return "(?:" if choice == "(" else choice
    return fold(dotted).text + "e?" if dotted else re.escape(fold(letter).text)


def _number(cues: Mapping[str, Iterable[str]], path: tuple[str, ...]) -> str:
    """A number, perhaps said again in brackets."""
    one = f"(?:{FIGURE}|(?:{_cue('number', cues, path)}))"
    return f"{one}(?:\\s*\\(\\s*{one}\\s*\\))?"
