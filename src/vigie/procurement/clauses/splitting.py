"""Cuts a document into clauses and a clause into sentences; a list stays with the sentence that opens it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

Span = tuple[int, int]

NUMBERED = re.compile(r"^[ \t]*(?:#+[ \t]*)?(\d{1,3})(?:\.\d{1,3})*[.)]?[ \t]+[^\W\d_][^\n]{0,80}$", re.MULTILINE)
"""A line that starts with a number: a heading where it is short and ends without a full stop."""
MARKED = re.compile(r"^[ \t]*#{1,6}[ \t]+\S[^\n]*$", re.MULTILINE)
"""A heading as Markdown writes it."""
BLANK = re.compile(r"\n[ \t\r]*(?:\n[ \t\r]*)+")
ITEM = re.compile(r"[ \t]*(?:[-*•·–—▪o>]|\(?[a-z0-9]{1,3}[.)]|[ivx]{1,4}[.)])[ \t]+", re.IGNORECASE)
"""The sign that opens an item of a list."""
END = re.compile(r"(?<=[.!?])[\"'»”)]*\s+(?=[\"«„“(\[*•–-]*\s*(?:\d|[^\W\d_a-zß-öø-ÿ]))")
"""Where a sentence may end: the next begins with a capital letter or a number."""
SHORT = re.compile(
    r"\b(?:arts?|n[or]|p+|dr|mm?|mrs?|ms|mme|cf|al|par|bzw|ggf|abs|ca|inkl|st|max|min|incl|excl|evt|resp|zgn|vb|bv|nl|ie|eg"
    r"|vgl|mio|tel|ing|ir|lit|ziff|kap|[a-z]|\d{1,2})\.$",
    re.IGNORECASE,
)
"""A full stop after these ends no sentence: they are abbreviations, or numbers of days and items."""


LONGEST = 4_000
"""A sentence of more letters is cut: no person wrote it, and cues that far apart have nothing to do with each other."""


def clauses(text: str, heading: re.Pattern[str], together: int) -> tuple[Span, ...]:
    """The clauses of a document as places in it.

    Where articles have headings, each article is a clause. A text of fewer than `together` words without them is
    one clause; a longer one is cut at empty lines, lists staying with what introduces them.
    """
    starts = _articles(text, heading)
    if len(starts) > 1:
        return tuple(_trimmed(text, pairwise((0, *starts, len(text)))))
    if len(text.split()) < together:
        return tuple(_trimmed(text, [(0, len(text))]))
    return tuple(_trimmed(text, _paragraphs(text)))


def _articles(text: str, heading: re.Pattern[str]) -> list[int]:
    named = [(match.start(), _top(match.group("number"))) for match in heading.finditer(text)]
    found = named or [
        (match.start(), match.group(1)) for match in NUMBERED.finditer(text) if match.group()[-1] not in ".;,:"
    ]
    marked = [] if named else [(match.start(), "") for match in MARKED.finditer(text)]
    starts: list[int] = []
    before = None
    for start, number in sorted(found + marked):
        if not number or number != before:
            starts.append(start)
        before = number
    return starts


def _top(number: str) -> str:
    return re.split(r"\W", number)[0]


def _paragraphs(text: str) -> Iterator[Span]:
    start = 0
    for gap in BLANK.finditer(text):
        goes_on = text[: gap.start()].rstrip().endswith((":", ";", ",")) or ITEM.match(text, gap.end())
        if not goes_on:
            yield start, gap.start()
            start = gap.end()
    yield start, len(text)


def _trimmed(text: str, spans: Iterable[Span]) -> Iterator[Span]:
    for start, end in spans:
        piece = text[start:end]
        if piece.strip():
            yield start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())


def sentences(text: str, start: int, end: int) -> tuple[Span, ...]:
    """The sentences of a clause, as places in the document; a list belongs to the sentence that opens it."""
    spans: list[Span] = []
    for first, last in _paragraphs(text[start:end]):
        place = start + first
        for stop in END.finditer(text, place, start + last):
            if not SHORT.search(text, place, stop.start()):
                spans.append((place, stop.end()))
                place = stop.end()
        spans.append((place, start + last))
    return tuple(_trimmed(text, _bounded(spans)))


def _bounded(spans: Iterable[Span]) -> Iterator[Span]:
    for start, end in spans:
        for place in range(start, end, LONGEST):
            yield place, min(end, place + LONGEST)
