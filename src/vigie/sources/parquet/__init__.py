"""Parquet files: one table with named columns, read whole after its size is known."""

from __future__ import annotations

import io
from collections.abc import Iterator

import polars as pl

from vigie.sources.limits import Limits
from vigie.sources.refusals import broken, too_big, too_many_rows
from vigie.sources.sheet import Cell, Recognition, Sheet
from vigie.sources.vocabulary import Vocabulary

_MAGIC = b"PAR1"


def recognises(data: bytes) -> Recognition:
    """Parquet says its name at both ends; a cut file says it only at the beginning."""
    return Recognition.SURE if data.startswith(_MAGIC) else Recognition.NO


def sheets(name: str, data: bytes, limits: Limits, words: Vocabulary) -> Iterator[Sheet]:
    """The one table, its column names as row 1. Raises `UnreadableInput` where it is broken or too big."""
    try:
        table = _table(name, data, limits)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError, ValueError) as error:
        raise broken(name) from error
    yield Sheet("", [list(table.columns), *map(_row, table.iter_rows())])


def _table(name: str, data: bytes, limits: Limits) -> pl.DataFrame:
    lazy = pl.scan_parquet(io.BytesIO(data))
    if lazy.select(pl.len()).collect().item() > limits.max_rows:
        raise too_many_rows(name, limits)
    # A dictionary of few long texts costs nothing in the file and much in memory, so texts are measured first.
    lengths = lazy.select(pl.col(pl.String).str.len_bytes().cast(pl.Int64).sum()).collect()
    if sum(filter(None, lengths.row(0) if lengths.width else ())) > limits.max_unpacked_bytes:
        raise too_big(name)
    return lazy.collect()


def _row(values: tuple[object, ...]) -> list[Cell]:
    return [_cell(value) for value in values]


def _cell(value: object) -> Cell:
    if isinstance(value, str):
        return value.strip()
    return value if value is None or isinstance(value, Cell.__args__) else str(value)
