"""The formats there are: one module each, and one line here."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from vigie.outputs import csv, html, json, parquet, pdf, xlsx
from vigie.outputs.edition import Edition

FORMATS: Mapping[str, Callable[[Edition, Path], Iterator[Path]]] = {
    "csv": csv.write,
    "xlsx": xlsx.write,
    "json": json.write,
    "parquet": parquet.write,
    "html": html.write,
    "pdf": pdf.write,
}

MADE_BESIDE = frozenset(("csv", "parquet", "pdf"))
"""The formats that are made outside Python, by Polars or Typst: Python need not wait for them."""
