"""A report of some sixty pages with thirty charts and 8,100 cells, for Vigie and for reportlab, from one list."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from reportlab.graphics.shapes import Drawing, Rect, String
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import Flowable, LongTable, PageBreak, Paragraph

from vigie.outputs.document import Block, Cell, Column, Document, Heading, Picture, Table
from vigie.outputs.document import Paragraph as Words
from vigie.outputs.pictures.palette import INK, SANS, SEVERITY
from vigie.outputs.pictures.svg import element, label

CHARTS, ROWS = 30, 45
COLUMNS = ("supplier", "country", "product", "workers", "monthly net wage", "spend EUR")
SUPPLIERS = CHARTS * ROWS
BAR, SIZE, BESIDE = 11.0, 7.0, 170.0
"""The height of a bar with its gap, the size of its label and the room for it, in units of the drawing."""

TEXT = (
    "This page stands for any other. It shows what is spent on some of the suppliers, as bars, and says the same again "
    "as figures in a table, so that whoever cannot see the bars can read them. "
) * 4
BODY = ParagraphStyle("body", fontName="Times-Roman", fontSize=9.5, leading=12.5)
TITLE = ParagraphStyle("title", parent=BODY, fontName="Times-Bold", fontSize=15, leading=20)
WIDTH = 450.0
CLOSE = [(what, (0, 0), (-1, -1), size) for what, size in (("FONTSIZE", SIZE), ("TOPPADDING", 0), ("BOTTOMPADDING", 1))]


@dataclass(frozen=True, slots=True)
class Chapter:
    """One chart with the rows it is drawn from."""

    title: str
    rows: tuple[tuple[str, ...], ...]

    @property
    def bars(self) -> list[tuple[str, float, float]]:
        """Of each bar its label, its distance from the top and its length."""
        spent = [float(row[-1] or 0) for row in self.rows]
        scale = (WIDTH - BESIDE) / max(spent)
        return [
            (row[0], place * BAR, value * scale)
            for place, (row, value) in enumerate(zip(self.rows, spent, strict=True))
        ]


def chapters(suppliers: Path) -> list[Chapter]:
    """The suppliers of a list, so many to a chapter."""
    with suppliers.open(encoding="utf-8", newline="") as file:
        rows = [tuple(row[name] for name in COLUMNS) for row in csv.DictReader(file, delimiter=";")]
    parts = [tuple(rows[start : start + ROWS]) for start in range(0, SUPPLIERS, ROWS)]
    return [Chapter(f"Part {number}", part) for number, part in enumerate(parts, start=1)]


def for_vigie(suppliers: Path, like: Document) -> Document:
    """The report as Vigie's own model of one; title and the like are those of another document."""
    return replace(like, blocks=tuple(block for each in chapters(suppliers) for block in _blocks(each)))


def _blocks(chapter: Chapter) -> Iterator[Block]:
    anchor = chapter.title.replace(" ", "-").lower()
    columns = tuple(Column(name, 3 if name in ("supplier", "product") else 1, name in COLUMNS[3:]) for name in COLUMNS)
    rows = tuple(tuple(map(Cell, row)) for row in chapter.rows)
    yield Heading(1, chapter.title, anchor, new_page=True)
    yield Words(TEXT)
    drawn = [
        label(name, 0, top + BAR / 2, size=SIZE)
        + element("rect", x=BESIDE, y=top, width=length, height=BAR - 2, fill=SEVERITY[1])
        for name, top, length in chapter.bars
    ]
    box = f"0 0 {WIDTH:g} {ROWS * BAR:g}"
    svg = element("svg", *drawn, xmlns="http://www.w3.org/2000/svg", viewBox=box, font_family=SANS)
    yield Picture(f"chart-{anchor}", "Spend", "Bars.", svg, Table("Spend", columns, rows))


def for_reportlab(suppliers: Path) -> Iterator[Flowable]:
    """The same words, bars and cells as reportlab sets them fastest: cells as bare texts that never break."""
    for chapter in chapters(suppliers):
        yield PageBreak()
        yield Paragraph(chapter.title, TITLE)
        yield Paragraph(TEXT, BODY)
        yield _drawing(chapter)
        yield LongTable([COLUMNS, *chapter.rows], repeatRows=1, style=CLOSE)


def _drawing(chapter: Chapter) -> Drawing:
    drawing = Drawing(WIDTH, ROWS * BAR)
    for name, top, length in chapter.bars:
        bottom = (ROWS - 1) * BAR - top
        drawing.add(Rect(BESIDE, bottom, length, BAR - 2, fillColor=SEVERITY[1], strokeWidth=0))
        drawing.add(String(0, bottom, name, fontSize=SIZE, fillColor=INK))
    return drawing
