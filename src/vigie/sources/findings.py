"""Collects what was not understood, and folds what would flood a page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from vigie.errors import Message
from vigie.model.records import NotUnderstood, Place

SHOWN = 80
"""How many characters of what stood in a cell are shown."""


def shown(found: object) -> str:
    """What stood there, on one line, cut to a length that fits a table."""
    text = " ".join(str(found).split())
    return text if len(text) <= SHOWN else text[: SHOWN - 1] + "…"


class Findings:
    """What was not understood in one file, in the order in which it was met."""

    def __init__(self, fold_above: int) -> None:
        self._fold_above = fold_above
        self._found: list[NotUnderstood] = []

    def add(self, place: Place, found: object, what: Message, remedy: Message) -> None:
        """Notes one thing that was read and not understood."""
        self._found.append(NotUnderstood(place, shown(found), what, remedy))

    def extend(self, remarks: Iterable[NotUnderstood]) -> None:
        """Notes what a format has already found."""
        self._found.extend(remarks)

    def folded(self) -> tuple[NotUnderstood, ...]:
        """All of them by place; more of one kind in one column than a person would read are one, with a count."""
        groups: dict[tuple[str, str, str, str], list[NotUnderstood]] = defaultdict(list)
        for each in self._found:
            groups[each.place.file, each.place.sheet, each.place.column, each.what.text].append(each)
        kept = [each for group in groups.values() for each in self._fold(group)]
        return tuple(sorted(kept, key=lambda each: (each.place.sheet, each.place.row)))

    def _fold(self, group: list[NotUnderstood]) -> list[NotUnderstood]:
        if len(group) <= self._fold_above:
            return group
        return [alike(group[0], len(group) - 1, group[-1].place.row)]


def alike(first: NotUnderstood, more: int, last_row: int) -> NotUnderstood:
    """One finding in place of many: the first of them, how many more there are, and where they end."""
    what = Message(
        "{what} The same is true {count} more times, the last time in row {row}.",
        what=first.what,
        count=more,
        row=last_row,
    )
    return NotUnderstood(first.place, first.found, what, first.remedy)
