"""Parquet files: one table with named columns, decoded in a process of its own."""

from __future__ import annotations

import io
import subprocess
import sys
from collections.abc import Iterator
from typing import cast, get_args

import polars as pl

from vigie.sources.limits import Limits
from vigie.sources.parquet.decoding import Answer
from vigie.sources.refusals import broken, too_big, too_many_rows
from vigie.sources.sheet import Cell, Recognition, Sheet
from vigie.sources.vocabulary import Vocabulary

_MAGIC = b"PAR1"
_CELL_TYPES = get_args(Cell)


def recognises(data: bytes) -> Recognition:
    """Parquet says its name at both ends; a cut file says it only at the beginning."""
    return Recognition.SURE if data.startswith(_MAGIC) else Recognition.NO


def sheets(name: str, data: bytes, limits: Limits, words: Vocabulary) -> Iterator[Sheet]:
    """The one table, its column names as row 1. Raises `UnreadableInput` where it is broken or too big."""
    table = pl.read_ipc_stream(io.BytesIO(_decoded(name, data, limits)))
    yield Sheet("", [list(table.columns), *map(_row, table.iter_rows())])


def _decoded(name: str, data: bytes, limits: Limits) -> bytes:
    """The table as Arrow. A damaged page can end the process that decodes it, so that is never this one."""
    command = [sys.executable, "-P", "-c", "from vigie.sources.parquet.decoding import main; main()"]
    bounds = [str(limits.max_rows), str(limits.max_unpacked_bytes)]
    # Every word of the command is ours; the file goes in as bytes.
    done = subprocess.run([*command, *bounds], input=data, capture_output=True, check=False)  # noqa: S603
    if done.returncode == Answer.TOO_MANY_ROWS:
        raise too_many_rows(name, limits)
    if done.returncode == Answer.TOO_BIG:
        raise too_big(name)
    if done.returncode != Answer.DECODED:
        raise broken(name)
    return done.stdout


def _row(values: tuple[object, ...]) -> list[Cell]:
    return [_cell(value) for value in values]


def _cell(value: object) -> Cell:
    if isinstance(value, str):
        return value.strip()
    return cast(Cell, value) if value is None or isinstance(value, _CELL_TYPES) else str(value)
