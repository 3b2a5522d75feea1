"""The tables as CSV: UTF-8 without a byte order mark, commas, and no live formulas (see `tables.neutral`)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from vigie.outputs.edition import Edition
from vigie.outputs.tables import neutral, not_understood, suppliers


def write(edition: Edition, directory: Path) -> Iterator[Path]:
    """Writes `risks.csv`, `suppliers.csv` and `not_understood.csv`; amounts have two decimals."""
    tables = {
        "risks": edition.risks,
        "suppliers": suppliers(edition),
        "not_understood": not_understood(edition),
    }
    for name, table in tables.items():
        path = directory / f"{name}.csv"
        neutral(table).write_csv(path, float_precision=2)
        yield path
