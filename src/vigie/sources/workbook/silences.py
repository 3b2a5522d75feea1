"""Finds the cells of an XLSX workbook that the native reader gives as empty although something stands in them."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping

from vigie.errors import Message
from vigie.model.records import NotUnderstood, Place

_WHERE = rb"<(?:\w+:)?c\b(?=[^>]*\br=\"([A-Z]+)(\d+)\")"
_FORMULA = rb"<(?:\w+:)?f\b[^>]*?(?:/>|>([^<]*)</(?:\w+:)?f>)"
_ERROR = re.compile(_WHERE + rb"[^>]*\bt=\"e\"[^>]*>(?:" + _FORMULA + rb")?<(?:\w+:)?v>([^<]*)<")
_NO_VALUE = rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?"
_NO_RESULT = re.compile(_WHERE + rb"[^>]*>" + _FORMULA + _NO_VALUE + rb"</(?:\w+:)?c>")
_ELEMENT = re.compile(rb"<(?:\w+:)?(?:sheet|Relationship)\b[^>]*>")
_ATTRIBUTE = re.compile(r"([\w:]+)\s*=\s*(?:\"([^\"]*)\"|'([^']*)')")

_IN_ERROR = Message("This formula gives an error, so the cell was read as empty.")
_CORRECT = Message("Correct the formula, or write the value.")
_NOT_SAVED = Message("The result of this formula was not saved with the workbook, so the cell was read as empty.")
_SAVE = Message("Open the workbook in a spreadsheet program, save it, and give it again.")


def sheet_parts(book: bytes, relations: bytes) -> Mapping[str, str]:
    """The name of each sheet by the name of its part in the container."""
    targets = {each.get("Id", ""): each.get("Target", "") for each in _elements(relations)}
    names = {}
    for each in _elements(book):
        target = targets.get(next((value for key, value in each.items() if key.endswith(":id")), ""), "")
        names["xl/" + target.removeprefix("/xl/")] = each.get("name", "")
    return names


def _elements(part: bytes) -> Iterator[dict[str, str]]:
    for element in _ELEMENT.findall(part):
        text = element.decode("utf-8", errors="replace")
        yield {key: html.unescape(one or other) for key, one, other in _ATTRIBUTE.findall(text)}


def silences(name: str, sheet: str, part: bytes) -> tuple[NotUnderstood, ...]:
    """The cells of one worksheet that would be silently empty: errors, and formulas without a saved result."""
    found = []
    if b't="e"' in part:
        for letters, row, _, error in _ERROR.findall(part):
            found.append(_finding(name, sheet, letters, row, error, _IN_ERROR, _CORRECT))
    if b"<f" in part or b":f>" in part:
        for letters, row, formula in _NO_RESULT.findall(part):
            found.append(_finding(name, sheet, letters, row, b"=" + formula, _NOT_SAVED, _SAVE))
    return tuple(found)


def _finding(
    name: str, sheet: str, letters: bytes, row: bytes, found: bytes, what: Message, remedy: Message
) -> NotUnderstood:
    place = Place(name, sheet, int(row), letters.decode())
    return NotUnderstood(place, html.unescape(found.decode("utf-8", errors="replace"))[:80], what, remedy)
