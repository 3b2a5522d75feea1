"""The nouns of the tables that describe a chain: which columns a table has, and what may stand in them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from vigie.model.content import Text

Words = Mapping[str, tuple[str, ...]]
"""Several words per language: keys `en`, `fr`, `nl`, `de`."""


class ColumnType(StrEnum):
    """What the cells of a column are read as."""

    TEXT = "text"
    COUNTRY = "country"
    NUMBER = "number"
    SHARE = "share"
    CURRENCY = "currency"
    DATE = "date"
    PERIOD = "period"
    FLAG = "flag"
    GRADE = "grade"
    ONE_OF = "one_of"


AMOUNTS = frozenset({ColumnType.NUMBER, ColumnType.SHARE})
"""The types whose cells are numbers."""


@dataclass(frozen=True, slots=True)
class TableColumn:
    """One column of a table, as a content file describes it.

    `required`: the table must have it, and a row without it cannot be used. `headings` are what it may be headed
    with, `hundredths` the headings that say that its figures are percentages. `values` are the words for each
    value of a flag, a grade or a choice. `least` is the smallest number that makes sense, None where none does
    not. `otherwise` is the value of a row that states none that can be read. `money` is the column that takes
    the currency written beside the figures or in the heading. `becomes` are the columns of the first and the
    last day of a period. `last` says that a month or a year means its last day here. `marks` are the letters
    that stand beside the number of a part of a year, for `quarters` and for `halves`.
    """

    id: str
    type: ColumnType
    required: bool
    names: Text
    meaning: Text
    examples: tuple[str, ...]
    headings: Words
    hundredths: Words = field(default_factory=dict)
    values: Mapping[str, Words] = field(default_factory=dict)
    least: float | None = None
    otherwise: str = ""
    money: str = ""
    becomes: tuple[str, ...] = ()
    last: bool = False
    marks: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class TableShape:
    """A table that Vigie can read: its columns by id, and the names that its sheet may have in a workbook."""

    id: str
    names: Text
    meaning: Text
    sheets: Words
    columns: Mapping[str, TableColumn]

    @property
    def required(self) -> tuple[TableColumn, ...]:
        """The columns without which the table cannot be read."""
        return tuple(each for each in self.columns.values() if each.required)
