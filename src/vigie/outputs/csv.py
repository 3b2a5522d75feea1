"""The tables as CSV: UTF-8 without a byte order mark, commas, and no live formulas (see `tables.neutral`)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from vigie.outputs.edition import Edition
from vigie.outputs.tables import duties, neutral, neutral_risks, not_understood, same_suppliers, suppliers


def write(edition: Edition, directory: Path) -> Iterator[Path]:
    """Writes `risks.csv`, `suppliers.csv`, `not_understood.csv` and, for a company, `duties.csv`, with two decimals."""
    tables = {
        "risks": neutral_risks(edition),
        "suppliers": [neutral(suppliers(edition))],
        "not_understood": [neutral(not_understood(edition))],
    }
    if edition.assessment.duties:
        tables["duties"] = [neutral(duties(edition))]
    if edition.assessment.same_suppliers or edition.assessment.answered:
        tables["same_suppliers"] = [neutral(same_suppliers(edition))]
    for name, pieces in tables.items():
        path = directory / f"{name}.csv"
        with path.open("wb") as file:
            for place, piece in enumerate(pieces):
                piece.write_csv(file, include_header=not place, float_precision=2)
        yield path
