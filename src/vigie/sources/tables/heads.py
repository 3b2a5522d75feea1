"""Tells which column of a table each heading means: the words of its description, in any of four languages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain

from vigie.model.tables import ColumnType, TableColumn, TableShape, Words
from vigie.sources.headings import Headings, Strength, Unit
from vigie.sources.vocabulary import ColumnKind, Vocabulary

_PERCENT = "pct"
"""How the plain spelling of a heading writes a percent sign."""


@dataclass(frozen=True, slots=True)
class Head:
    """A heading at place `index` of a table, and the column it means, None if none.

    `unit` is the currency and scale that it states; `hundredths` says that its figures are percentages.
    """

    index: int
    heading: str
    column: TableColumn | None
    unit: Unit
    hundredths: bool = False


class Heads:
    """Reads the headings of one kind of table with the words of its description."""

    def __init__(self, shape: TableShape, words: Vocabulary) -> None:
        self.shape = shape
        self._of_kind = {each.id: each for each in shape.columns.values()}
        self._of_kind |= {f"{each.id} %": each for each in shape.columns.values() if each.hundredths}
        self.words = words.with_kinds(_kind(kind, column) for kind, column in self._of_kind.items())
        self._headings = Headings(self.words)

    def read(self, headings: Sequence[str]) -> tuple[Head, ...]:
        """Each heading with the column it means; where two mean the same, the first has it."""
        found, taken = [], set()
        for index, heading in enumerate(headings):
            head = self._head(index, heading)
            if head.column is not None and head.column.id in taken:
                head = Head(index, heading, None, head.unit)
            taken.add(head.column.id if head.column else "")
            found.append(head)
        return tuple(found)

    def meant(self, heading: str) -> TableColumn | None:
        """The column that a heading means by itself."""
        return self._head(0, heading).column

    def missing(self, heads: Iterable[Head]) -> tuple[TableColumn, ...]:
        """The columns that the table needs and no heading means."""
        there = {head.column.id for head in heads if head.column}
        return tuple(each for each in self.shape.required if each.id not in there)

    def _head(self, index: int, heading: str) -> Head:
        kind = self._kind(heading) or self._kind(heading.replace("%", " "))
        column = self._of_kind.get(kind)
        share = column is not None and column.type is ColumnType.SHARE
        percent = kind.endswith("%") or _PERCENT in self.words.key(heading).split()
        return Head(index, heading, column, self._headings.unit(heading), share and percent)

    def _kind(self, heading: str) -> str:
        meaning = self._headings.meaning(heading)
        return meaning.kinds[0] if meaning.strength is Strength.STRONG else ""


def _kind(kind: str, column: TableColumn) -> ColumnKind:
    """The column as a kind of column of a vocabulary; its id is always a heading for it."""
    words = (column.id, *every(column.headings)) if kind == column.id else tuple(every(column.hundredths))
    strong = tuple(word.replace("_", " ") for word in words)
    return ColumnKind(kind, "record", column.id, "any", "never", joined=False, strong=strong, weak=())


def every(words: Words) -> Iterable[str]:
    """The words of all languages."""
    return chain.from_iterable(words.values())
