"""Turns the judged rows of one table into supplier records, and notes every cell that could not be read."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import MISSING, dataclass, fields
from decimal import Decimal
from itertools import repeat
from typing import Any

from vigie.errors import Message
from vigie.model.records import Place, SupplierRecord
from vigie.sources.cells import clean_texts
from vigie.sources.columns import Column
from vigie.sources.currencies import currencies, currency_above
from vigie.sources.figures import SHARES, Figures
from vigie.sources.findings import Findings
from vigie.sources.headings import NAME, Headings
from vigie.sources.labels import Labels
from vigie.sources.layout import Table
from vigie.sources.rows import JudgedRow, RowKind
from vigie.sources.texts import text

_DEFAULTS = {each.name: "" if each.default is MISSING else each.default for each in fields(SupplierRecord)}
_WAGE = "monthly_net_wage"


@dataclass(frozen=True, slots=True)
class Reader:
    """What reading the tables of one file needs: its name, the words, and where findings go."""

    file: str
    headings: Headings
    labels: Labels
    findings: Findings


class TableRecords:
    """Builds the records of one table from its columns, its figures and its judged rows."""

    def __init__(
        self, reader: Reader, table: Table, columns: Sequence[Column], figures: Figures, judged: Sequence[JudgedRow]
    ) -> None:
        self._reader = reader
        self._table = table
        self._columns = columns
        self._figures = figures
        self._kept = [
            index
            for index, row in enumerate(judged)
            if row.kind is RowKind.SUPPLIER or (row.kind is RowKind.OPENING and row.name)
        ]
        self._rows = [judged[index] for index in self._kept]

    def build(self) -> list[SupplierRecord]:
        """The records, in the order of the rows."""
        if not self._rows:
            return []
        found = self._texts() | self._numbers()
        found["place"] = [Place(self._reader.file, self._table.sheet.name, row.number) for row in self._rows]
        found["identifiers"] = self._identifiers()
        ordered = [found.get(name) or repeat(default) for name, default in _DEFAULTS.items()]
        return list(map(SupplierRecord, *ordered))

    def place(self, column: Column, row: int | None = None) -> Place:
        """The place of a column's heading, or of one of its cells in a kept row."""
        number = self._table.heading_row if row is None else self._rows[row].number
        return Place(self._reader.file, self._table.sheet.name, number, column.heading)

    def _of(self, use: str) -> Mapping[str, list[Column]]:
        """The columns of one use by kind, the strongest heading first."""
        found: dict[str, list[Column]] = {}
        for column in sorted(self._columns, key=lambda each: (-each.mapped, -each.strength)):
            if column.kind is not None and column.kind.use == use:
                found.setdefault(column.id, []).append(column)
        return found

    def _clean(self, column: Column) -> list[str]:
        cells = [row.cells[column.index] if column.index < len(row.cells) else None for row in self._rows]
        if column.id == NAME:
            cells = [cell if row.inherits is None else row.name for row, cell in zip(self._rows, cells, strict=True)]

        def report(row: int, found: object, what: Message, remedy: Message) -> None:
            self._reader.findings.add(self.place(column, row), found, what, remedy)

        return clean_texts(column, cells, self._reader.headings.words, report)

    def _texts(self) -> dict[str, Any]:
        """The text fields; of several columns for one field the first that is filled counts, or all are joined."""
        return {
            kind: self._together(columns)
            for kind, columns in self._of("record").items()
            if kind not in ("currency", "wage_currency")
        }

    def _together(self, columns: Sequence[Column]) -> list[str]:
        if columns[0].kind is not None and columns[0].kind.joined:
            texts = [self._clean(column) for column in sorted(columns, key=lambda each: each.index)]
            return [" ".join(filter(None, values)) for values in zip(*texts, strict=True)]
        texts = [self._telling(column) for column in columns]
        if len(texts) == 1:
            return texts[0]
        return [next(filter(None, values), "") for values in zip(*texts, strict=True)]

    def _telling(self, column: Column) -> list[str]:
        """The texts of a column; a product that only names a document says nothing about what was bought."""
        texts = self._clean(column)
        if column.id != "product":
            return texts
        names = {value for value in set(texts) if value and self._reader.labels.is_document(value)}
        documents = [index for index, value in enumerate(texts) if value in names]
        if documents:
            count = len(documents)
            what = Message("Rows in which this only names a document, not what was bought: {count}.", count=count)
            remedy = Message("Add a column with what was bought, or the name of the ledger account.")
            self._reader.findings.add(self.place(column, documents[0]), texts[documents[0]], what, remedy)
        for index in documents:
            texts[index] = ""
        return texts

    def _identifiers(self) -> list[dict[str, str]]:
        found: list[dict[str, str]] = [{} for _ in self._rows]
        for scheme, columns in self._of("identifier").items():
            for identifiers, value in zip(found, self._together(columns), strict=True):
                if value:
                    identifiers[scheme] = value
        return found

    def _numbers(self) -> dict[str, Any]:
        self._report_numbers()
        found: dict[str, Any] = {"currency": None, "wage_currency": None}
        if column := self._figures.spend_column:
            values = found["spend"] = self._spend(column)
            units = [self._figures.unit(row) for row in self._kept]
            found["currency"] = self._currency(column, values, units, self._column_of("currency"))
        if _WAGE in self._figures.columns:
            column, numbers = self._figures.columns[_WAGE]
            values = found[_WAGE] = self._values(_WAGE)
            units = [numbers.units[row] for row in self._kept]
            said = self._column_of("wage_currency") or (None if "spend" in found else self._column_of("currency"))
            found["wage_currency"] = self._currency(column, values, units, said)
        return found | self._people()

    def _values(self, kind: str) -> list[Decimal | None]:
        numbers = self._figures.columns[kind][1]
        return [numbers.values[row] for row in self._kept]

    def _column_of(self, kind: str) -> Column | None:
        return next(iter(self._of("record").get(kind, ())), None)

    def _spend(self, column: Column) -> list[Decimal | None]:
        """The amounts; an opening balance is none, and what is more credit than debit is not what was spent."""
        amounts = [
            None if row.kind is RowKind.OPENING else self._figures.net[index]
            for row, index in zip(self._rows, self._kept, strict=True)
        ]
        total = sum((amount for amount in amounts if amount is not None), Decimal())
        if total >= 0 or not self._figures.two_sided:
            return amounts
        what = Message(
            "More stands in credit than in debit, as in the accounts of the suppliers themselves, where an invoice "
            "is a credit and a payment a debit. The spend was left unknown."
        )
        remedy = Message("Export the purchase or cost accounts, or name the column of the invoices with --map.")
        self._reader.findings.add(self.place(column), total, what, remedy)
        return [None] * len(amounts)

    def _currency(
        self, column: Column, values: Sequence[Decimal | None], units: Sequence[str], said: Column | None
    ) -> list[str]:
        """The currency of each amount; what is not known is reported once."""
        words = self._reader.headings.words
        above = currency_above(self._table.above, self._reader.headings)
        texts = self._clean(said) if said is not None else None
        found = currencies(column, units, texts, above, words)
        codes = [code if value is not None else "" for code, value in zip(found.codes, values, strict=True)]
        if said is not None and texts is not None:
            for row in found.unknown:
                what = Message("This is not a currency.")
                self._reader.findings.add(
                    self.place(said, row), texts[row], what, Message("Write the code of the currency, such as EUR.")
                )
            self._report_other_currency(column, said, texts)
        self._report_unknown_currency(column, values, codes, found.shared)
        return codes

    def _report_other_currency(self, column: Column, said: Column, texts: Sequence[str]) -> None:
        """A heading that states a currency is believed before a column that states another."""
        stated, words = column.unit.currency, self._reader.headings.words
        other = [row for row, text in enumerate(texts) if stated and words.currency(text.upper()) not in ("", stated)]
        if other:
            what = Message(
                'The heading "{heading}" states {currency}, so this was not used.',
                heading=column.heading,
                currency=stated,
            )
            remedy = Message("Remove the currency from the heading if the amounts are in the currency of this column.")
            self._reader.findings.add(self.place(said, other[0]), texts[other[0]], what, remedy)

    def _report_unknown_currency(
        self, column: Column, values: Sequence[Decimal | None], codes: Sequence[str], shared: frozenset[str]
    ) -> None:
        unknown = sum(value is not None and not code for value, code in zip(values, codes, strict=True))
        if not unknown:
            return
        remedy = Message("Write the code of the currency in the heading, such as EUR or USD.")
        what = Message("Amounts whose currency is not stated: {count}.", count=unknown)
        if shared:
            what = Message('The sign "{sign}" belongs to several currencies.', sign=min(shared))
        self._reader.findings.add(self.place(column), column.example, what, remedy)

    def _people(self) -> dict[str, Any]:
        found: dict[str, Any] = {}
        if "workers" in self._figures.columns:
            found["workers"] = [None if value is None else int(value) for value in self._values("workers")]
        for kind in SHARES:
            if kind in self._figures.columns:
                found[kind] = [None if value is None else float(value) for value in self._values(kind)]
        return found

    def _report_numbers(self) -> None:
        """Every cell of a kept row that is no number, in the order of the columns."""
        row_of = {index: row for row, index in enumerate(self._kept)}
        for column, numbers in self._figures.columns.values():
            for index, (what, remedy) in numbers.problems.items():
                if index in row_of:
                    cell = self._rows[row_of[index]].cells[column.index]
                    self._reader.findings.add(self.place(column, row_of[index]), text(cell), what, remedy)
