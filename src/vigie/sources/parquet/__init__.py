"""Parquet files: one table with named columns, decoded in a process of its own."""

from __future__ import annotations

import subprocess
import sys
import tempfile
from collections.abc import Iterator
from typing import cast, get_args

import polars as pl

from vigie.sources.limits import Limits
from vigie.sources.parquet.decoding import Answer
from vigie.sources.refusals import broken, too_big, too_many_rows
from vigie.sources.sheet import Cell, ColumnSheet, Recognition, Sheet
from vigie.sources.vocabulary import Vocabulary

_MAGIC = b"PAR1"
_CELL_TYPES = get_args(Cell)


def recognises(data: bytes) -> Recognition:
    """Parquet says its name at both ends; a cut file says it only at the beginning."""
    return Recognition.SURE if data.startswith(_MAGIC) else Recognition.NO


def sheets(name: str, data: bytes, limits: Limits, words: Vocabulary) -> Iterator[Sheet]:
    """The one table, its column names as row 1. Raises `UnreadableInput` where it is broken or too big."""
    table = _table(name, data, limits)
    yield Sheet("", [list(table.columns), *map(_row, table.iter_rows())])


def column_sheet(name: str, data: bytes, limits: Limits, words: Vocabulary) -> ColumnSheet:
    """The one table with its columns as the file types them. Raises `UnreadableInput` as `sheets` does."""
    table = _table(name, data, limits)
    return ColumnSheet(tuple(table.columns), tuple(table.get_columns()), named=True)


def _table(name: str, data: bytes, limits: Limits) -> pl.DataFrame:
    """The table, decoded. A damaged page can end the process that decodes it, so that is never this one."""
    command = [sys.executable, "-P", "-c", "from vigie.sources.parquet.decoding import main; main()"]
    bounds = [str(limits.max_rows), str(limits.max_unpacked_bytes)]
    with tempfile.TemporaryFile() as arrow:
        # Every word of the command is ours; the file goes in as bytes, and what comes out may be too long for a pipe.
        done = subprocess.run([*command, *bounds], input=data, stdout=arrow, stderr=subprocess.DEVNULL, check=False)  # noqa: S603
        if done.returncode == Answer.TOO_MANY_ROWS:
            raise too_many_rows(name, limits)
        if done.returncode == Answer.TOO_BIG:
            raise too_big(name)
        if done.returncode != Answer.DECODED:
            raise broken(name)
        arrow.seek(0)
        return pl.read_ipc_stream(arrow)


def _row(values: tuple[object, ...]) -> list[Cell]:
    return [_cell(value) for value in values]


def _cell(value: object) -> Cell:
    if isinstance(value, str):
        return value.strip()
    return cast(Cell, value) if value is None or isinstance(value, _CELL_TYPES) else str(value)
