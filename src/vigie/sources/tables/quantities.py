"""Reads columns of numbers and shares of any length; what one text leaves open, the others of its column decide."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cached_property

import polars as pl

from vigie.errors import Message
from vigie.model.tables import ColumnType, TableColumn
from vigie.sources.amounts import A_DATE, NOT_A_NUMBER, NumberReader, Problem
from vigie.sources.numerals import Mark, common_mark
from vigie.sources.tables.grid import Parts
from vigie.sources.tables.heads import Head
from vigie.sources.tables.remarks import Remarks
from vigie.sources.tables.words import Words, replaced
from vigie.sources.vocabulary import Vocabulary

_PLAIN = r"^-?[0-9]+(?:[.,][0-9]+)?(?:[eE]-[0-9]{1,2})?$"
_OPEN = r"^-?[1-9][0-9]{0,2}[.,][0-9]{3}$"
"""Thousands or decimals: the text alone does not tell."""

_PERCENT = "%"
_HUNDRED = 100
_WHOLE = 1 + 1e-9
"""A sum of shares that a program has rounded is still no more than the whole."""

_PROOFS = {Mark.COMMA: "0,5", Mark.POINT: "0.5"}
"""A text that can be read only with this decimal mark."""

_UNCLEAR = ""
"""A currency that is stated, and not clear: the heading says nothing about it either."""

_OUTSIDE: Problem = (
    Message("This share is not between 0 and 1; it was kept as it is written."),
    Message("Write 0.45 or 45 % for forty-five hundredths."),
)
_NO_CURRENCY: Problem = (
    Message("Several currencies share the sign beside this amount."),
    Message("Write the code of three letters in a column of currencies, for example EUR."),
)
_NOT_FINITE: Problem = (
    Message("This number is infinite; it was not read."),
    Message("Write the number, or leave the cell empty if it is not known."),
)


@dataclass(frozen=True, slots=True)
class Quantity:
    """A column of numbers, and the currency of each that its cell or the heading states, null where neither does."""

    values: pl.Series
    currencies: pl.Series


class Quantities:
    """Reads columns of numbers with one vocabulary; what a person must know goes to the remarks.

    `columns` are all columns of numbers of the table: they tell the decimal mark where one proves none by itself.
    """

    def __init__(self, vocabulary: Vocabulary, words: Words, remarks: Remarks, columns: Sequence[Parts]) -> None:
        self._vocabulary = vocabulary
        self._words = words
        self._remarks = remarks
        self._numbers = NumberReader(vocabulary)
        self._columns = columns

    def read(self, parts: Parts, head: Head, column: TableColumn) -> Quantity:
        """A column of numbers or shares; shares are parts of 1 however they are written."""
        height = parts[0].len()
        values, currencies = [], pl.Series([head.unit.currency or None], dtype=pl.String).new_from_index(0, height)
        for part in parts:
            if part.dtype == pl.String:
                read = self._texts(self._words.tidy((part,), head.heading), head, column)
                values.append(read.values)
                currencies = read.currencies.fill_null(currencies)
            else:
                values.append(self._typed(part, head))
        numbers = self._checked(_first(values), parts, head, column)
        if not column.money:
            return Quantity(numbers, currencies)
        stated = pl.when(numbers.is_not_null() & (currencies != _UNCLEAR)).then(currencies)
        return Quantity(numbers, pl.select(stated).to_series())

    def _typed(self, part: pl.Series, head: Head) -> pl.Series:
        """A part that the file holds as numbers; dates and flags are none."""
        if not part.dtype.is_numeric():
            problem = A_DATE if part.dtype == pl.Date else NOT_A_NUMBER
            self._remarks.cells(head.heading, part.is_not_null(), (part,), problem)
            return pl.Series([None], dtype=pl.Float64).new_from_index(0, part.len())
        numbers = part.cast(pl.Float64)
        endless = numbers.is_infinite()
        self._remarks.cells(head.heading, endless, (part,), _NOT_FINITE)
        numbers = numbers.fill_nan(None).set(endless, None) if endless.any() else numbers.fill_nan(None)
        return numbers / _HUNDRED if head.hundredths else numbers

    def _texts(self, texts: pl.Series, head: Head, column: TableColumn) -> Quantity:
        share = column.type is ColumnType.SHARE
        percent = texts.str.ends_with(_PERCENT)
        bare = texts.str.strip_suffix(_PERCENT).str.strip_chars_end() if share else texts
        plain, either = bare.str.contains(_PLAIN), bare.str.contains(_OPEN)
        messy = _different(bare.filter(~plain))
        marks = self._marks(bare)
        if not marks and either.any():
            marks = self._elsewhere
        mark = common_mark(marks)
        looked = messy if mark else [*messy, *_different(bare.filter(either))]
        known, units, problems = self._one_by_one(looked, marks, money=bool(column.money))
        self._remarks.texts(head.heading, bare, problems)
        values = _first([_sure(bare, plain, either, mark), replaced(bare, known, pl.Float64)])
        if share and (head.hundredths or percent.any()):
            values = values / pl.select(pl.when(percent | head.hundredths).then(_HUNDRED).otherwise(1)).to_series()
        return Quantity(values, replaced(bare, units, pl.String))

    def _marks(self, texts: pl.Series) -> set[Mark]:
        """The decimal marks that the texts of a column prove."""
        plain = texts.str.contains(_PLAIN)
        sure = texts.filter(plain & ~texts.str.contains(_OPEN))
        proved = {mark for mark in Mark if sure.str.contains(mark.value, literal=True).any()}
        messy = map(self._numbers.numeral, _different(texts.filter(~plain)))
        return proved | {each.mark for each in messy if each and each.mark}

    @cached_property
    def _elsewhere(self) -> set[Mark]:
        """The decimal marks that all columns of numbers prove together."""
        texts = (part.str.strip_chars() for parts in self._columns for part in parts if part.dtype == pl.String)
        return {mark for each in texts for mark in self._marks(each)}

    def _one_by_one(
        self, texts: Sequence[str], marks: Collection[Mark], *, money: bool
    ) -> tuple[dict[str, float], dict[str, str], dict[str, Problem]]:
        """Values, currencies and problems of texts that are no plain numbers."""
        read = self._numbers.read([*texts, *(_PROOFS[mark] for mark in marks)], None)
        known, units, problems = {}, {}, {}
        for index, text in enumerate(texts):
            value, unit = read.values[index], read.units[index]
            if index in read.problems:
                problems[text] = read.problems[index]
            elif text.endswith(_PERCENT) or (unit and not money):
                problems[text] = NOT_A_NUMBER
            elif value is not None:
                known[text] = float(value)
                if unit:
                    units[text] = self._vocabulary.currency(unit) or _UNCLEAR
                if units.get(text) == _UNCLEAR:
                    problems[text] = _NO_CURRENCY
        return known, units, problems

    def _checked(self, values: pl.Series, parts: Parts, head: Head, column: TableColumn) -> pl.Series:
        """The values in whole units, without those that make no sense."""
        if column.type is ColumnType.SHARE:
            self._remarks.cells(head.heading, (values < 0) | (values > _WHOLE), parts, _OUTSIDE)
            return values
        if column.least is not None:
            problem = (
                Message("This number cannot be below {least}; it was not read.", least=column.least),
                Message("Write the number, or leave the cell empty if it is not known."),
            )
            small = values < column.least
            self._remarks.cells(head.heading, small, parts, problem)
            values = values.set(small.fill_null(value=False), None) if small.any() else values
        return values if head.unit.scale == 1 else values * head.unit.scale


def _sure(texts: pl.Series, plain: pl.Series, either: pl.Series, mark: Mark | None) -> pl.Series:
    """The values of plain numbers, and of those that only the decimal mark of the column makes plain."""
    if mark is None:
        plain = plain & ~either
    elif either.any():
        whole = either & ~texts.str.contains(mark.value, literal=True)
        texts = pl.select(pl.when(whole).then(texts.str.replace("[.,]", "")).otherwise(texts)).to_series()
    numbers = texts.str.replace(",", ".", literal=True)
    return pl.select(pl.when(plain).then(numbers).cast(pl.Float64)).to_series()


def _different(texts: pl.Series) -> list[str]:
    return texts.unique(maintain_order=True).to_list()


def _first(values: Sequence[pl.Series]) -> pl.Series:
    """The first value of each row."""
    return values[0] if len(values) == 1 else pl.select(pl.coalesce(values)).to_series()
