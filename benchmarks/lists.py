"""Supplier lists of any length for measuring, made from the mixed list of fifty that the tests use."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path

FIFTY = Path(__file__).parents[1] / "tests" / "fixtures" / "mixed_fifty.csv"


def write_list(path: Path, rows: int) -> Path:
    """Writes a list in which every row is another supplier, and every product comes from each of the countries.

    Every round through the fifty gives each row the country of the next one.
    """
    with FIFTY.open(encoding="utf-8", newline="") as file:
        headings, *fifty = csv.reader(file, delimiter=";")
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter=";")
        writer.writerow(headings)
        writer.writerows(islice(_rounds(fifty, headings.index("country")), rows))
    return path


def _rounds(fifty: list[list[str]], country: int) -> Iterator[list[str]]:
    for number in count(1):
        for place, (name, *rest) in enumerate(fifty):
            row = [f"{name} {number}", *rest]
            row[country] = fifty[(place + number) % len(fifty)][country]
            yield row
