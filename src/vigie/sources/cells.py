"""Cleans columns of texts: marks for nothing, formulas, misplaced dates, zeros and digits that a spreadsheet ate."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from vigie.errors import Message, Term
from vigie.sources.columns import Column
from vigie.sources.looks import Looks
from vigie.sources.plain_words import plain
from vigie.sources.sheet import Cell
from vigie.sources.texts import is_date, text
from vigie.sources.vocabulary import Vocabulary

Report = Callable[[int, object, Message, Message], None]
"""Notes a finding in a row (index): what stood there, what is wrong, what to do."""

NAMIBIA = "NA"
"""ISO 3166-1 code of Namibia, and what many programs write for "not available"."""

_SHORTENED = re.compile(r"[0-9](?:[.,][0-9]+)?E\+?[0-9]+", re.IGNORECASE)
_SIGNED_NUMBER = re.compile(r"[+-][0-9 .,()/-]*")
_FORMULA_STARTS = frozenset("=+-@")
_LOST_ZERO = {
    "cpv": re.compile(r"[0-9]{7}(?:-[0-9])?"),
    "hs": re.compile(r"[0-9]{3}|[0-9]{5}|[0-9]{7}|[0-9]{9}"),
    "nace": re.compile(r"[0-9]\.[0-9]{1,3}"),
}
"""Codes whose number of digits shows that a spreadsheet has eaten the zero in front."""

_UNSEEN = re.compile("[\\x00-\\x08\\x0b-\\x1f\\x7f-\\x9f\\u200e\\u200f\\u202a-\\u202e\\u2066-\\u2069]")
"""Signs that steer a screen or turn the direction of writing: no name needs them, and they can disguise one."""

_ILLEGIBLE = "\ufffd"
"""What stays of a text that holds nothing else: the row is still there."""

FORMULA_KEPT = (
    Message("This text begins like a spreadsheet formula; it was kept as text and not run."),
    Message("Nothing needs to be done; Vigie never runs it. Correct the cell if it is not what you meant."),
)
UNSEEN_LEFT_OUT = (
    Message("Signs that cannot be seen stood in this text and were left out."),
    Message("Nothing needs to be done if the text reads well without them."),
)
_AS_TEXT = Message("Format the column as text, enter the value again, and export again.")
HELD_AS_DATE = Message("The spreadsheet holds this text as a date; it was kept as shown."), _AS_TEXT


def clean_texts(column: Column, cells: Sequence[Cell], words: Vocabulary, report: Report) -> list[str]:
    """The texts of one column, row by row; what a person must know is reported."""
    texts = [cell if isinstance(cell, str) else _untyped(index, cell, report) for index, cell in enumerate(cells)]
    if column.id == "country":
        texts = countries(texts, words, report)
    else:
        marks = {value for value in set(texts) if value and value.casefold() in words.missing}
        texts = ["" if value in marks else value for value in texts] if marks else texts
    # Only now: a row was judged by what stood in its cells, so no name may become a mark for nothing after that.
    texts = _visible(texts, report)
    if column.id == "incident":
        texts = ["" if plain(value) in words.no_harm else value for value in texts]
    _report_formulas(texts, report)
    if column.kind is not None and column.id in _LOST_ZERO:
        texts = _restored(column.id, texts, report)
    if column.kind is not None and column.kind.cells != "text":
        texts = _whole(texts, report)
    return texts


def _untyped(index: int, cell: Cell, report: Report) -> str:
    if is_date(cell):
        report(index, text(cell), *HELD_AS_DATE)
    return text(cell)


def _visible(texts: list[str], report: Report) -> list[str]:
    if not _UNSEEN.search("".join(set(texts))):
        return texts
    visible = []
    for index, value in enumerate(texts):
        seen = without_unseen(value)
        if seen != value:
            report(index, seen, *UNSEEN_LEFT_OUT)
        visible.append(seen)
    return visible


def without_unseen(value: str) -> str:
    """The text without signs that steer a screen; a text of nothing else stays as the mark of an illegible one."""
    return _UNSEEN.sub("", value).strip() or _ILLEGIBLE if _UNSEEN.search(value) else value


def countries(texts: list[str], words: Vocabulary, report: Report) -> list[str]:
    """NA is Namibia, as in every column of countries; where all the others are names, the reader is asked to look."""
    others = {value for value in texts if value and value.casefold() not in words.missing}
    codes = Looks(words).all_codes(others)
    kept = []
    for index, value in enumerate(texts):
        if value.upper() == NAMIBIA and others and not codes:
            what = Message('"NA" can mean Namibia or "not available", and this column has names of countries.')
            report(index, value, what, Message("It was read as Namibia; leave the cell empty if it is not."))
        namibia = value == NAMIBIA or (value.upper() == NAMIBIA and (codes or not others))
        kept.append(value if namibia or value.casefold() not in words.missing else "")
    return kept


def _report_formulas(texts: Sequence[str], report: Report) -> None:
    if _FORMULA_STARTS.isdisjoint({value[:1] for value in texts}):
        return
    for index, value in enumerate(texts):
        if like_formula(value):
            report(index, value, *FORMULA_KEPT)


def like_formula(value: str) -> bool:
    """Whether a spreadsheet would run the text; a number with a sign is none."""
    return value[:1] in _FORMULA_STARTS and not _SIGNED_NUMBER.fullmatch(value)


def _restored(kind: str, texts: list[str], report: Report) -> list[str]:
    restored = []
    for index, value in enumerate(texts):
        lost = _LOST_ZERO[kind].fullmatch(value) is not None
        if lost:
            what = Message(
                "The zero in front of this {kind} was lost and has been put back.", kind=Term("column", kind)
            )
            report(index, value, what, _AS_TEXT)
        restored.append(f"0{value}" if lost else value)
    return restored


def _whole(texts: list[str], report: Report) -> list[str]:
    """Codes that a spreadsheet shortened to a power of ten are no codes any more."""
    if not any("+" in value for value in set(texts)):
        return texts
    whole = []
    for index, value in enumerate(texts):
        cut = "+" in value and _SHORTENED.fullmatch(value) is not None
        if cut:
            what = Message("The spreadsheet has shortened this number, so its last digits are lost; it was not read.")
            report(index, value, what, _AS_TEXT)
        whole.append("" if cut else value)
    return whole
