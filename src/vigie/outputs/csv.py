"""The tables as CSV: UTF-8 without a byte order mark, commas, and no live formulas (see `tables.neutral`)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from pathlib import Path

import polars as pl

from vigie.outputs.edition import Edition
from vigie.outputs.tables import (
    OF_A_ROW,
    RISKS,
    beside,
    duties,
    neutral,
    not_understood,
    said_of_entries,
    said_of_profiles,
    same_suppliers,
    suppliers,
)

PIECE = 1 << 17
"""Rows of the risk table that are held in words at a time."""

DECIMALS = 2
NEEDS_QUOTES = r'[",\r\n]|^$'
"""An empty text stands between quotation marks, so that it is not taken for a missing number."""


def write(edition: Edition, directory: Path) -> Iterator[Path]:
    """Writes `risks.csv`, `suppliers.csv`, `not_understood.csv` and, for a company, `duties.csv`, with two decimals."""
    yield _write_risks(edition, directory / "risks.csv")
    tables = {"suppliers": suppliers(edition), "not_understood": not_understood(edition)}
    if edition.assessment.duties:
        tables["duties"] = duties(edition)
    if edition.assessment.same_suppliers or edition.assessment.answered:
        tables["same_suppliers"] = same_suppliers(edition)
    for name, table in tables.items():
        path = directory / f"{name}.csv"
        neutral(table).write_csv(path, float_precision=DECIMALS)
        yield path


def _write_risks(edition: Edition, path: Path) -> Path:
    """The risk table piece by piece, as it would be written whole.

    What is said of a profile or a supplier stands in very many rows. So its cells are searched for signs that need
    quotation marks only once, and neighbours among them are one text with the commas already in it.
    """
    profiles, entries = _quoted(said_of_profiles(edition)), _quoted(said_of_entries(edition))
    rows = _quoted(edition.assessment.risks)
    profiles, entries = _run_together(profiles), _run_together(entries)
    cells = [name for name in RISKS if name in (*OF_A_ROW, *profiles.columns, *entries.columns)]
    with path.open("wb") as file:
        file.write(f"{','.join(RISKS)}\n".encode())
        for start in range(0, rows.height, PIECE):
            piece = beside(rows.slice(start, PIECE), profiles, entries).select(cells)
            piece.write_csv(file, include_header=False, quote_style="never", float_precision=DECIMALS)
    return path


def _quoted(table: pl.DataFrame) -> pl.DataFrame:
    """The texts without live formulas, and between quotation marks where CSV wants them."""
    text = pl.col(pl.String)
    marked = pl.format('"{}"', text.str.replace_all('"', '""', literal=True))
    return neutral(table).with_columns(pl.when(text.str.contains(NEEDS_QUOTES)).then(marked).otherwise(text))


def _run_together(table: pl.DataFrame) -> pl.DataFrame:
    """Columns that are neighbours in the risk table as one column, named after the first of them."""
    runs = [list(run) for own, run in groupby(RISKS, lambda name: name in table.columns) if own]
    return table.select(pl.concat_str(run, separator=",").alias(run[0]) for run in runs)
