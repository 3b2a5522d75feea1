"""Decides which column of a table is which noun: by the user's map, by its heading, by its cells; and says why."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from vigie.errors import Message, Term
from vigie.sources.headings import NAME, Headings, Meaning, Strength, Unit
from vigie.sources.layout import Table
from vigie.sources.looks import Looks, is_code, letters
from vigie.sources.plain_words import plain
from vigie.sources.sheet import Cell
from vigie.sources.texts import column_letter, empty, text
from vigie.sources.vocabulary import NOTHING, ColumnKind

IGNORE = "ignore"
"""What a user maps a column to that is to be left alone."""
INTERNAL = "internal"
_YEAR = re.compile(r"\b(?:19|20)[0-9]{2}\b")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a table and what it was taken for: `kind` is None where it was not read.

    `why` explains either. `example` is the first filled cell. `mapped` says that the user decided.
    """

    index: int
    heading: str
    kind: ColumnKind | None
    why: Message
    strength: Strength
    unit: Unit
    example: str = ""
    mapped: bool = False

    @property
    def used(self) -> bool:
        """Whether the record gets something from it."""
        return self.kind is not None and self.kind.use != NOTHING

    @property
    def id(self) -> str:
        """The kind of column it is, empty if unknown."""
        return self.kind.id if self.kind else ""


class ColumnReader:
    """Takes the columns of tables apart with one vocabulary and the map of one user (heading -> field)."""

    def __init__(self, headings: Headings, mapping: Mapping[str, str]) -> None:
        self._headings = headings
        self._words = headings.words
        self._looks = Looks(headings.words)
        self._mapping = {plain(heading): field for heading, field in mapping.items()}
        self._met: set[str] = set()

    def columns(self, table: Table) -> list[Column]:
        """The columns of a table, each with its kind and the reason; columns without any cell are left out."""
        found = []
        for index, heading in enumerate(table.headings[: table.width]):
            cells = self._sample(table, index)
            if cells or heading:
                shown = heading or column_letter(index + table.sheet.first_column)
                found.append(self._column(index, heading, shown, cells, headless=table.heading_row == 0))
        found = self._with_name(found, table)
        return self._settled(found, table)

    def _sample(self, table: Table, index: int) -> list[Cell]:
        """The cells of a column in the first rows that say something."""
        rows = table.rows[: self._words.look_rows]
        cells = (row[index] for _, row in rows if index < len(row) and not empty(row[index]))
        return [cell for cell in cells if not (isinstance(cell, str) and cell.casefold() in self._words.missing)]

    def _column(self, index: int, heading: str, shown: str, cells: Sequence[Cell], *, headless: bool) -> Column:
        example = text(cells[0]) if cells else ""
        unit = self._headings.unit(heading)
        mapped = self._mapped(shown)
        if mapped is not None:
            return Column(index, shown, *mapped, Strength.STRONG, unit, example, mapped=True)
        kind, why, strength = self._by_heading(heading, cells)
        if kind is None:
            kind, why = self._by_cells(cells, headless=headless) or (None, why)
        return Column(index, shown, kind, why, strength, unit, example)

    def _mapped(self, shown: str) -> tuple[ColumnKind | None, Message] | None:
        field = self._mapping.get(plain(shown))
        if field is None:
            return None
        self._met.add(plain(shown))
        return self._words.kinds.get(field), Message("You said so (--map).")

    def _by_heading(self, heading: str, cells: Sequence[Cell]) -> tuple[ColumnKind | None, Message, Strength]:
        meaning = self._headings.meaning(heading)
        if not meaning.kinds:
            return None, Message("Its heading is not known."), Strength.NONE
        kinds = [self._words.kinds[each] for each in meaning.kinds]
        fitting = [kind for kind in kinds if not cells or self._looks.most(kind.cells, cells)]
        if len(kinds) == 1 and kinds[0].cells not in ("number", "text"):
            fitting = kinds
        if not fitting and len(kinds) == 1 and meaning.strength is Strength.STRONG:
            fitting = [kind for kind in kinds if self._looks.some(kind.cells, cells)]
        if not fitting:
            return None, self._contradicted(kinds[0]), Strength.NONE
        return fitting[0], self._reason(meaning), meaning.strength

    @staticmethod
    def _contradicted(kind: ColumnKind) -> Message:
        return Message("Its heading means {kind}, but its cells do not look like it.", kind=Term("column", kind.id))

    @staticmethod
    def _reason(meaning: Meaning) -> Message:
        if meaning.strength is Strength.INSIDE:
            return Message('Its heading contains "{word}".', word=meaning.word)
        return Message('Its heading is "{word}".', word=meaning.word)

    def _by_cells(self, cells: Sequence[Cell], *, headless: bool) -> tuple[ColumnKind, Message] | None:
        """A kind that the cells alone show, where no heading says it."""
        allowed = ("anywhere", "headerless") if headless else ("anywhere",)
        for kind in self._words.kinds.values():
            if cells and kind.guessed in allowed and self._looks.most(kind.cells, cells):
                return kind, Message("Most of its cells look like {kind}.", kind=Term("column", kind.id))
        return None

    def _with_name(self, columns: list[Column], table: Table) -> list[Column]:
        """The columns with a name among them: where none is headed so, the one with most different texts."""
        if any(column.id == NAME for column in columns):
            return columns
        samples = {column.index: [text(cell) for cell in self._sample(table, column.index)] for column in columns}
        open_ = [column for column in columns if column.id in ("", INTERNAL) and not column.mapped]
        texts = [column for column in open_ if self._holds_names(samples[column.index])]
        numbers = [column for column in columns if column.id == INTERNAL]
        if not texts and any(self._headings.says_supplier(column.heading) for column in numbers):
            # A list by supplier number calls the supplier's name simply "Bezeichnung" or "Libellé".
            texts = [column for column in columns if column.id == "product" and not column.mapped]
        if not texts:
            return columns
        best = max(texts, key=lambda column: letters(samples[column.index]))
        why = Message("No heading says where the names are; this column holds the most different texts.")
        return self._guessed(columns, best, NAME, why, headless=table.heading_row == 0)

    def _holds_names(self, cells: Sequence[str]) -> bool:
        return self._looks.most("text", cells) and 2 * sum(map(is_code, cells)) <= len(cells)

    def _guessed(
        self, columns: list[Column], name: Column, field: str, why: Message, *, headless: bool
    ) -> list[Column]:
        named = replace(name, kind=self._words.kinds[field], why=why, strength=Strength.WEAK)
        columns = [named if column is name else column for column in columns]
        return self._guessed_rest(columns) if headless else columns

    def _guessed_rest(self, columns: list[Column]) -> list[Column]:
        """Without headings the first open column of texts is the product, the last of numbers the spend."""
        for look, field, order in (("text", "product", 1), ("number", "spend", -1)):
            open_ = [column for column in columns[::order] if column.kind is None]
            for column in [column for column in open_ if self._looks.most(look, [column.example])][:1]:
                why = Message("There is no row of headings; its cells look like {kind}.", kind=Term("column", field))
                guess = replace(column, kind=self._words.kinds[field], why=why, strength=Strength.WEAK)
                columns = [guess if each is column else each for each in columns]
        return columns

    def _settled(self, columns: list[Column], table: Table) -> list[Column]:
        """No field is taken from two columns that contradict each other."""
        samples = {
            column.index: [text(cell) for cell in self._sample(table, column.index)]
            for column in columns
            if column.id == NAME
        }
        columns = _one_name(columns, samples, self._words.kinds[INTERNAL])
        return _one_amount(_firm([self._own_number(column, columns, table) for column in columns]))

    def _own_number(self, column: Column, columns: Sequence[Column], table: Table) -> Column:
        """A number that stands beside many names is an account or a group, not the number of a supplier."""
        name = next((each.index for each in columns if each.id == NAME), None)
        if column.id != INTERNAL or column.mapped or name is None:
            return column
        names: dict[str, set[str]] = {}
        for _, row in table.rows[: self._words.look_rows]:
            if max(name, column.index) < len(row) and not (empty(row[name]) or empty(row[column.index])):
                names.setdefault(text(row[column.index]), set()).add(plain(text(row[name])))
        shared = sum(len(each) > 1 for each in names.values())
        if 2 * shared <= len(names):
            return column
        return replace(column, kind=None, why=Message("The same number stands beside different names."))

    def unmet(self) -> list[str]:
        """Headings of the map, in plain words, that no table had."""
        return [heading for heading in self._mapping if heading not in self._met]


def _firm(columns: list[Column]) -> list[Column]:
    """A column known by half a heading or by its cells steps back where another one is known by its heading."""
    known = {column.id: column for column in columns if column.used and column.strength >= Strength.WEAK}
    return [_beaten(column, known) if column.used and column.strength < Strength.WEAK else column for column in columns]


def _one_name(columns: list[Column], samples: Mapping[int, list[str]], internal: ColumnKind) -> list[Column]:
    """Of several columns for the name the one with most letters stays; codes become the internal number."""
    names = [column for column in columns if column.id == NAME]
    if len(names) < 2:
        return columns
    best = max(names, key=lambda column: (column.mapped, letters(samples[column.index])))
    return [
        _demoted(column, samples[column.index], internal) if column in names and column is not best else column
        for column in columns
    ]


def _demoted(column: Column, cells: Sequence[str], internal: ColumnKind) -> Column:
    if cells and all(map(is_code, cells)):
        return replace(column, kind=internal, why=Message("It stands beside the names and holds codes."))
    return replace(column, kind=None, why=Message("Another column was read as the name."))


def _one_amount(columns: list[Column]) -> list[Column]:
    """One column of each kind of number: the strongest heading, then the latest year, then the first."""
    columns = _debit_or_spend(columns)
    best: dict[str, Column] = {}
    for column in columns:
        if column.used and column.kind is not None and column.kind.use == "number":
            best[column.id] = max(best.get(column.id, column), column, key=_firmness)
    return [_beaten(column, best) for column in columns]


def _beaten(column: Column, best: Mapping[str, Column]) -> Column:
    winner = best.get(column.id, column)
    if winner is column:
        return column
    why = Message('The column "{other}" was read instead.', other=winner.heading)
    return replace(column, kind=None, why=why)


def _firmness(column: Column) -> tuple[bool, Strength, int]:
    years = [int(year) for year in _YEAR.findall(column.heading)]
    return column.mapped, column.strength, max(years, default=0)


def _debit_or_spend(columns: list[Column]) -> list[Column]:
    """Debit and credit make the spend where both are there and no column says it better; else they are left."""
    ids = {column.id for column in columns}
    spends = [column for column in columns if column.id == "spend"]
    said = any(column.mapped or column.strength is Strength.STRONG for column in spends)
    if {"debit", "credit"} <= ids and not said:
        why = Message("Debit minus credit is read instead.")
        return [replace(column, kind=None, why=why) if column in spends else column for column in columns]
    if not said and "debit" in ids:
        return columns
    why = Message("Debit and credit are read only together and where no other column gives the amount.")
    return [
        replace(column, kind=None, why=why) if column.id in ("debit", "credit") and not column.mapped else column
        for column in columns
    ]


def is_supplier_list(columns: Iterable[Column], *, headless: bool) -> bool:
    """Whether a table speaks of suppliers: it names them as such, or gives names with something that Vigie uses.

    A column headed as names, and nothing beside it, is a list too: only a name is enough.
    Without headings that something must be known by its cells alone, such as countries.
    """
    columns = list(columns)
    names = [column for column in columns if column.id == NAME]
    others = [column for column in columns if column.used and column.id not in (NAME, INTERNAL)]
    customers = any(column.id == "customer" and column.strength is Strength.STRONG for column in columns)
    sure = any(column.mapped or column.strength is Strength.STRONG for column in names)
    if headless:
        others = [column for column in others if column.kind is not None and column.kind.guessed == "anywhere"]
    sure = sure or (len(columns) == 1 and not headless)
    return bool(names) and (sure or (bool(others) and not customers))
