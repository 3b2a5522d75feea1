"""The report beside reportlab: the same words, tables and room for pictures, set by either.

Ours is tagged for screen readers and draws its pictures; for reportlab the pictures are empty frames.
"""

from __future__ import annotations

import io
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from pathlib import Path
from statistics import median
from typing import Any

from pypdf import PdfReader
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, LongTable, Paragraph, SimpleDocTemplate, Spacer

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
    command: list[str | Path] = [sys.executable, "-m", "benchmarks.reports", suppliers, as_of.isoformat()]
    ours = _line("Vigie with Typst: tagged PDF/UA-1, with its pictures", [*command, "vigie"])
    theirs = _line("reportlab: the same words and tables, frames for pictures", [*command, "reportlab"])
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


def _set_once(suppliers: str, as_of: str, by: str) -> None:
    """Prints the seconds that setting the report took, and its pages."""
    document = _document(Path(suppliers), date.fromisoformat(as_of))
    begun = time.perf_counter()
    pdf = compiled(document) if by == "vigie" else set_by_reportlab(document)
    seconds = time.perf_counter() - begun
    print(seconds, len(PdfReader(io.BytesIO(pdf)).pages))


def set_by_reportlab(document: Document) -> bytes:
    """The document as reportlab sets it."""
    made = io.BytesIO()
    SimpleDocTemplate(made, pagesize=A4).build([flowable for block in document.blocks for flowable in _set(block)])
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
