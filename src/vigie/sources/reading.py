"""Reads supplier lists in anybody's format into records, and says of everything else that it was not understood."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from vigie.content.collecting import collector_at_rest
from vigie.errors import Message, UnreadableInput, WrongUse
from vigie.model.records import ColumnGuess, NotUnderstood, Place, Reading, SupplierRecord
from vigie.sources.columns import IGNORE, Column, ColumnReader, is_supplier_list
from vigie.sources.figures import figures
from vigie.sources.files import read_bytes
from vigie.sources.findings import Findings
from vigie.sources.formats import format_of
from vigie.sources.headings import NAME, Headings, Strength
from vigie.sources.labels import Labels
from vigie.sources.layout import Layout, Table
from vigie.sources.limits import Limits
from vigie.sources.merged import unmerged
from vigie.sources.plain_words import plain
from vigie.sources.records import Reader, TableRecords
from vigie.sources.reports import TableReport
from vigie.sources.rows import RowJudge
from vigie.sources.sheet import Sheet
from vigie.sources.vocabulary import NOTHING, Vocabulary, bundled_vocabulary


@collector_at_rest()
def read(
    paths: Sequence[Path], *, columns: Mapping[str, str], limits: Limits, vocabulary: Vocabulary | None = None
) -> Reading:
    """Reads supplier lists: records with their places, how each column was read, and what was not understood.

    `columns` is the user's map from a heading (or the letter of a column without one) to a field such as
    `name` or `spend`, or to `ignore`; it wins over every guess. `vocabulary` is the one of the bundled
    content if none is given. Raises `UnreadableInput` where a file gives no supplier at all, and `WrongUse`
    where the map names a field or a heading that does not exist.
    """
    words = vocabulary or bundled_vocabulary()
    _check_fields(columns, words)
    if not paths:
        raise WrongUse(Message("No list was given."), advice=Message("Name at least one file with suppliers."))
    reader = _ListReader(words, columns, limits)
    read_files = [reader.file(path) for path in _once(paths)]
    _check_headings(reader.columns, columns)
    return Reading(
        records=tuple(record for each in read_files for record in each.records),
        columns=tuple(guess for each in read_files for guess in each.columns),
        not_understood=(*_twice(paths), *(found for each in read_files for found in each.not_understood)),
    )


def _check_fields(columns: Mapping[str, str], words: Vocabulary) -> None:
    known = sorted(kind.id for kind in words.kinds.values() if kind.use != NOTHING)
    for heading, field in columns.items():
        if field not in (*known, IGNORE):
            raise WrongUse(
                Message('There is no field "{field}".', field=field),
                where=f"{heading}={field}",
                advice=Message("Fields are: {fields}.", fields=", ".join((*known, IGNORE))),
            )


def _check_headings(reader: ColumnReader, columns: Mapping[str, str]) -> None:
    for heading in columns:
        if plain(heading) in reader.unmet():
            raise WrongUse(
                Message('No list has a column "{heading}".', heading=heading),
                where=heading,
                advice=Message("Write the heading as the list has it, or the letter of a column without heading."),
            )


def _once(paths: Sequence[Path]) -> list[Path]:
    first: dict[Path, Path] = {}
    for path in paths:
        first.setdefault(_real(path), path)
    return list(first.values())


def _real(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, ValueError):
        return path


def _twice(paths: Sequence[Path]) -> Iterator[NotUnderstood]:
    """The files that were given more than once."""
    seen: set[Path] = set()
    for path in paths:
        if _real(path) in seen:
            what = Message("This file was given more than once; it was read once.")
            yield NotUnderstood(Place(path.name), path.name, what, Message("Nothing needs to be done."))
        seen.add(_real(path))


class _ListReader:
    """Reads files one after the other with one vocabulary, one map and one set of limits."""

    def __init__(self, words: Vocabulary, mapping: Mapping[str, str], limits: Limits) -> None:
        self._words = words
        self._limits = limits
        self._headings = Headings(words)
        self._labels = Labels(words)
        self._layout = Layout(self._headings, frozenset(map(plain, mapping)))
        self.columns = ColumnReader(self._headings, mapping)

    def file(self, path: Path) -> Reading:
        """The reading of one file."""
        data = read_bytes(path, self._limits)
        kind = format_of(path.name, data)
        findings = Findings(self._words.same_findings)
        records: list[SupplierRecord] = []
        guesses: list[ColumnGuess] = []
        for sheet in kind.sheets(path.name, data, self._limits, self._words):
            findings.extend(sheet.remarks)
            for table in self._tables(path.name, sheet, findings):
                found, columns = self._table(path.name, table, findings)
                records += found
                guesses += columns
        if not records:
            raise self._no_supplier(path.name, findings.folded())
        return Reading(tuple(records), tuple(guesses), findings.folded())

    def _tables(self, name: str, sheet: Sheet, findings: Findings) -> Iterable[Table]:
        if not any(map(any, sheet.rows)):
            return ()
        if sheet.hidden:
            what = Message("This sheet is hidden, so it was not read.")
            remedy = Message("Show the sheet if it belongs to the list.")
            findings.add(Place(name, sheet.name), sheet.name, what, remedy)
            return ()
        return self._layout.tables(sheet)

    def _table(self, name: str, table: Table, findings: Findings) -> tuple[list[SupplierRecord], list[ColumnGuess]]:
        report = TableReport(name, table, findings)
        columns = self.columns.columns(table)
        if not is_supplier_list(columns, headless=table.heading_row == 0) or self._holds_others(table, columns):
            report.not_a_list(columns)
            return [], []
        report.columns(columns)
        report.surroundings()
        texts = {each.index for each in columns if each.kind and each.kind.use in ("record", "identifier")}
        table = replace(table, rows=unmerged(table, texts))
        numbers = figures(columns, table.rows, self._words)
        judge = RowJudge(columns, self._labels, numbers.net)
        judged = judge.judge(table.rows, table.width, separated=table.sheet.separated)
        report.rows(judged)
        reader = Reader(name, self._headings, self._labels, findings)
        return TableRecords(reader, table, columns, numbers, judged).build(), report.guesses(columns)

    def _holds_others(self, table: Table, columns: Sequence[Column]) -> bool:
        """Whether the name of the sheet says that it holds customers or the like, and no heading says suppliers."""
        sure = any(each.id == NAME and (each.mapped or each.strength is Strength.STRONG) for each in columns)
        return not sure and plain(table.sheet.name) in self._words.labels("other_lists")

    @staticmethod
    def _no_supplier(name: str, findings: Sequence[NotUnderstood]) -> UnreadableInput:
        """The refusal of a file that gives no supplier, with the first reason that was found."""
        what = Message("No supplier was found in this file.")
        if findings:
            what = Message("No supplier was found in this file. {why}", why=findings[0].what)
        advice = Message(
            'Put one supplier in each row, under headings such as "Supplier" and "Country" in the first row, or name '
            "the columns with --map."
        )
        return UnreadableInput(what, where=name, advice=advice)
