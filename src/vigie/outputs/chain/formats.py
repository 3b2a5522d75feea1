"""The formats of a chain: one small writer each, and one line at the end; folders are filled by `chain`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from io import BytesIO
from pathlib import Path

from vigie.outputs import html, pdf
from vigie.outputs.chain import record
from vigie.outputs.chain import tables as chain_tables
from vigie.outputs.chain.edition import ChainEdition
from vigie.outputs.chain.report import chain_report
from vigie.outputs.chain.tables import pieces, tables
from vigie.outputs.pictures.chain import chain_picture
from vigie.outputs.tables import neutral

NAME_LENGTH = 80
"""Letters of a scope and a right in the name of a picture's file."""


def _csv(edition: ChainEdition, directory: Path) -> Iterator[Path]:
    """UTF-8, commas, shares at full precision, no live formulas."""
    for name, table in tables(edition).items():
        path = directory / f"{name}.csv"
        with path.open("wb") as file:
            for place, piece in enumerate(pieces(table)):
                neutral(piece).write_csv(file, include_header=not place)
        yield path


def _json(edition: ChainEdition, directory: Path) -> Iterator[Path]:
    path = directory / "chain.json"
    with path.open("wb") as file:
        file.writelines(record.parts(edition))
    yield path


def _parquet(edition: ChainEdition, directory: Path) -> Iterator[Path]:
    """The same tables, compressed; texts as they are, since nothing runs them."""
    for name, table in tables(edition).items():
        path, packed = directory / f"{name}.parquet", BytesIO()
        table.write_parquet(packed, compression="zstd", statistics=True, row_group_size=chain_tables.PIECE)
        path.write_bytes(packed.getbuffer())
        yield path


def _svg(edition: ChainEdition, directory: Path) -> Iterator[Path]:
    """One file per picture, numbered in the order of the report."""
    for number, drawing in enumerate(edition.report.drawings, start=1):
        name = re.sub(r"[^\w-]+", "-", f"{drawing.scope}-{drawing.right}", flags=re.ASCII).strip("-")
        path = directory / f"chain-{number}-{name[:NAME_LENGTH]}.svg"
        path.write_text(chain_picture(edition, drawing, f"chain-{number}").svg, encoding="utf-8")
        yield path


def _html(edition: ChainEdition, directory: Path) -> Iterator[Path]:
    path = directory / "chain.html"
    path.write_text(html.page(chain_report(edition)), encoding="utf-8")
    yield path


def _pdf(edition: ChainEdition, directory: Path) -> Iterator[Path]:
    path = directory / "chain.pdf"
    path.write_bytes(pdf.compiled(chain_report(edition)))
    yield path


CHAIN_FORMATS: Mapping[str, Callable[[ChainEdition, Path], Iterator[Path]]] = {
    "csv": _csv,
    "json": _json,
    "parquet": _parquet,
    "svg": _svg,
    "html": _html,
    "pdf": _pdf,
}
