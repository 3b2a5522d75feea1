"""The process that decodes a Parquet file: bytes in, Arrow out, and an answer that survives its own death."""

from __future__ import annotations

import io
import sys
from enum import IntEnum

import polars as pl


class Answer(IntEnum):
    """What the process says by the way it ends; any other end means that the file is broken."""

    DECODED = 0
    TOO_MANY_ROWS = 11
    TOO_BIG = 12
    BROKEN = 13


def decode(data: bytes, max_rows: int, max_bytes: int) -> tuple[Answer, bytes]:
    """The table as an Arrow stream, or why not. `max_bytes` bounds the bytes of all its texts."""
    try:
        table = pl.scan_parquet(io.BytesIO(data))
        if table.select(pl.len()).collect().item() > max_rows:
            return Answer.TOO_MANY_ROWS, b""
        # A dictionary of few long texts costs nothing in the file and much in memory, so texts are measured first.
        lengths = table.select(pl.col(pl.String).str.len_bytes().cast(pl.Int64).sum()).collect()
        if sum(filter(None, lengths.row(0) if lengths.width else ())) > max_bytes:
            return Answer.TOO_BIG, b""
        arrow = io.BytesIO()
        table.collect().write_ipc_stream(arrow)
    except (pl.exceptions.PolarsError, pl.exceptions.PanicException, OSError, ValueError):
        return Answer.BROKEN, b""
    return Answer.DECODED, arrow.getvalue()


def main() -> None:
    """Decodes what comes in; the two arguments are the most rows and the most bytes of texts."""
    answer, arrow = decode(sys.stdin.buffer.read(), int(sys.argv[1]), int(sys.argv[2]))
    sys.stdout.buffer.write(arrow)
    sys.exit(answer)
