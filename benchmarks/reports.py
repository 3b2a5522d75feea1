"""Reports beside reportlab: the report of the main job, and a long one made to be set, the same words by either.

Ours is tagged for screen readers. The pictures of the main job are empty frames for reportlab; those of the long
report are bars, which either draws.
"""

from __future__ import annotations

import io
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from pypdf import PdfReader
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, LongTable, Paragraph, SimpleDocTemplate, Spacer

from benchmarks import long_report
from benchmarks.lists import write_list
from benchmarks.measuring import RUNS, chapter, say
from vigie.content import Content
from vigie.language import Language
from vigie.outputs.document import Document, Heading, Picture, Table
from vigie.outputs.edition import Edition
from vigie.outputs.pdf import compiled
from vigie.outputs.risk_report import risk_report
from vigie.workflows.assess_suppliers import Job, assess_suppliers

BODY = ParagraphStyle("body", fontName="Times-Roman", fontSize=9.5, leading=12.5)
HEADING = ParagraphStyle("heading", parent=BODY, fontName="Times-Bold", fontSize=15, leading=20)
SMALL = ParagraphStyle("small", parent=BODY, fontSize=8, leading=10)
WIDTH, PICTURE = 450, 220


def run(folder: Path, as_of: date) -> None:
    """Measures and prints; every time in a fresh process, for Typst remembers what it has set before."""
    suppliers = write_list(folder / "report.csv", 500)
    chapter("The report on 500 suppliers, as PDF, set for the first time in a process")
    _beside("main-job", suppliers, as_of, "the same words and tables, frames for pictures")
    suppliers = write_list(folder / "long-report.csv", long_report.SUPPLIERS)
    cells = long_report.SUPPLIERS * len(long_report.COLUMNS)
    chapter(f"A report with {long_report.CHARTS} charts and {cells:,} cells, set for the first time in a process")
    _beside("long", suppliers, as_of, "the same words, bars and cells")


def _beside(report: str, suppliers: Path, as_of: date, same: str) -> None:
    command: list[str | Path] = [sys.executable, "-m", "benchmarks.reports", report, suppliers, as_of.isoformat()]
    ours = _line("Vigie with Typst: tagged PDF/UA-1, with its pictures", [*command, "vigie"])
    theirs = _line(f"reportlab: {same}", [*command, "reportlab"])
    say("Vigie beside reportlab", f"{ours / theirs:.1f}", "times its seconds")


def _line(name: str, command: Sequence[str | Path]) -> float:
    said = [subprocess.run(command, check=True, capture_output=True, text=True).stdout.split() for _ in range(RUNS)]
    seconds, pages = median(float(each[0]) for each in said), int(said[0][1])
    say(name, f"{seconds:.2f} s", f"{pages} pages, {1e3 * seconds / pages:.0f} ms a page")
    return seconds


def _document(suppliers: Path, as_of: date) -> Document:
    content = Content()
    assessment = assess_suppliers(Job([suppliers], {}, as_of), content)
    return risk_report(Edition(assessment, content, Language("en", content.name)))


def _set_once(report: str, listed: str, as_of: str, by: str) -> None:
    """Prints the seconds that setting the report took, and its pages."""
    suppliers = Path(listed)
    document = _document(suppliers, date.fromisoformat(as_of))
    if report == "long":
        document = long_report.for_vigie(suppliers, document)
    begun = time.perf_counter()
    if by == "vigie":
        pdf = compiled(document)
    elif report == "long":
        pdf = _built(long_report.for_reportlab(suppliers))
    else:
        pdf = _built(flowable for block in document.blocks for flowable in _set(block))
    seconds = time.perf_counter() - begun
    print(seconds, len(PdfReader(io.BytesIO(pdf)).pages))


def _built(flowables: Iterable[Flowable]) -> bytes:
    made = io.BytesIO()
    SimpleDocTemplate(made, pagesize=A4).build(list(flowables))
    return made.getvalue()


def _set(block: Any) -> Iterator[Flowable]:
    match block:
        case Heading():
            yield Paragraph(_plain(block.text), HEADING)
        case Table():
            yield _table(block)
        case Picture():
            yield Spacer(WIDTH, PICTURE)
            yield _table(block.table)
        case _:
            yield from (Paragraph(_plain(text), BODY) for text in _texts(block))


def _table(table: Table) -> Flowable:
    rows = [[Paragraph(_plain(cell.text), SMALL) for cell in row] for row in table.rows]
    heading = [Paragraph(_plain(column.header), SMALL) for column in table.columns]
    whole = sum(column.share for column in table.columns)
    return LongTable([heading, *rows], [WIDTH * column.share / whole for column in table.columns], repeatRows=1)


def _texts(block: Any) -> Iterator[str]:
    """Every text in a block, in its order."""
    if isinstance(block, str):
        yield block
    elif isinstance(block, tuple):
        for each in block:
            yield from _texts(each)
    elif is_dataclass(block):
        for field in fields(block):
            if field.name not in ("anchor", "role"):
                yield from _texts(getattr(block, field.name))


def _plain(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


if __name__ == "__main__":
    _set_once(*sys.argv[1:])
