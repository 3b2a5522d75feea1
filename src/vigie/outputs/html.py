"""The reports as one self-contained page each: style, typefaces and pictures inside, no script, nothing fetched."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from html import escape
from importlib.resources import files
from pathlib import Path
from typing import Any

from vigie.outputs.document import (
    Block,
    Cell,
    Document,
    Entry,
    Facts,
    Heading,
    Items,
    Note,
    Paragraph,
    Picture,
    Table,
)
from vigie.outputs.edition import Edition
from vigie.outputs.pictures.marks import mark
from vigie.outputs.pictures.svg import CONTROL
from vigie.outputs.risk_report import risk_report
from vigie.outputs.supplier_report import supplier_report
from vigie.outputs.typefaces import FOLDER

WEB_FACES = (
    ("Source Serif 4", 400, "source-serif-4-{part}-400-normal.woff2"),
    ("Source Serif 4", 600, "source-serif-4-{part}-600-normal.woff2"),
    ("Source Sans 3", 400, "source-sans-3-{part}-400-normal.woff2"),
    ("Source Sans 3", 600, "source-sans-3-{part}-600-normal.woff2"),
)
PARTS = {
    "latin-ext": "U+0100-02BA,U+1E00-1E9F,U+1EF2-1EFF,U+2020,U+20A0-20AB,U+20AD-20C4",
    "latin": "U+0000-00FF,U+0131,U+0152-0153,U+02BB-02BC,U+02C6,U+02DA,U+02DC,U+2000-206F,U+20AC,U+2122,U+2212",
}
"""The two files of each face, and the letters for which a browser shall take each."""


def write(edition: Edition, directory: Path) -> Iterator[Path]:
    """Writes `report.html`, and `report-for-suppliers.html` for forwarding."""
    for name, document in (("report", risk_report(edition)), ("report-for-suppliers", supplier_report(edition))):
        path = directory / f"{name}.html"
        path.write_text(page(document), encoding="utf-8")
        yield path


def page(document: Document) -> str:
    """A document as a page. Its policy forbids scripts, frames, forms and every request."""
    style, words = _style(), document.words
    allowed = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{allowed}'; font-src data:; base-uri 'none'; form-action 'none'"
    return "".join(
        (
            f'<!doctype html>\n<html lang="{_safe(document.language)}">\n<head>\n<meta charset="utf-8">\n',
            f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n',
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n',
            '<meta name="referrer" content="no-referrer">\n<meta name="color-scheme" content="light dark">\n',
            f"<title>{_safe(document.title)}</title>\n<style>{style}</style>\n</head>\n<body>\n",
            f'<a class="skip" href="#text">{_safe(words.skip)}</a>\n',
            f'<header><p class="overline">{_safe(document.overline)}</p><h1>{_safe(document.title)}</h1>',
            f'<p class="subtitle">{_safe(document.subtitle)}</p></header>\n',
            _contents(document),
            '<main id="text">\n',
            "\n".join(_block(block, document) for block in document.blocks),
            f"\n</main>\n<footer><p>{_safe(document.running)} · {_safe(document.overline)}</p></footer>\n",
            "</body>\n</html>\n",
        )
    )


@lru_cache
def _style() -> str:
    """The style sheet with the typefaces inside it."""
    faces = "".join(
        f'@font-face{{font-family:"{family}";font-weight:{weight};font-display:swap;unicode-range:{letters};'
        f'src:url(data:font/woff2;base64,{_base64(file.format(part=part))}) format("woff2")}}\n'
        for family, weight, file in WEB_FACES
        for part, letters in PARTS.items()
    )
    return "\n" + faces + files("vigie.outputs").joinpath("page.css").read_text(encoding="utf-8")


def _base64(file: str) -> str:
    return base64.b64encode((FOLDER / file).read_bytes()).decode()


def _safe(text: str) -> str:
    return escape(CONTROL.sub("", text))


def _contents(document: Document) -> str:
    chapters = [block for block in document.blocks if isinstance(block, Heading) and block.level == 1]
    links = "".join(f'<li><a href="#{_safe(each.anchor)}">{_safe(each.text)}</a></li>' for each in chapters)
    title = _safe(document.words.contents)
    return f'<nav aria-label="{title}"><p class="label">{title}</p><ol>{links}</ol></nav>\n'


def _block(block: Block, document: Document) -> str:
    return SETTERS[type(block)](block, document)


def _heading(block: Heading, _: Document) -> str:
    level = block.level + 1
    return f'<h{level} id="{_safe(block.anchor)}">{_safe(block.text)}</h{level}>'


def _paragraph(block: Paragraph, _: Document) -> str:
    return f'<p class="{block.role}">{_safe(block.text)}</p>'


def _items(block: Items, _: Document) -> str:
    tag = "ol" if block.ordered else "ul"
    return f"<{tag}>" + "".join(f"<li>{_safe(entry)}</li>" for entry in block.entries) + f"</{tag}>"


def _note(block: Note, _: Document) -> str:
    name = "note quiet" if block.quiet else "note"
    return f'<div class="{name}"><p class="note-title">{_safe(block.title)}</p><p>{_safe(block.text)}</p></div>'


def _facts(block: Facts, _: Document) -> str:
    pairs = (
        f'<div class="{"wide" if fact.wide else "short"}"><dt>{_safe(fact.name)}</dt>'
        f"<dd>{mark(fact.severity)}{_safe(fact.value)}</dd></div>"
        for fact in block.pairs
    )
    return '<dl class="facts">' + "".join(pairs) + "</dl>"


def _table(block: Table, _: Document) -> str:
    caption = _safe(block.caption)
    classes = [' class="figures"' if column.figures else "" for column in block.columns]
    heads = "".join(
        f'<th scope="col"{name}>{_safe(column.header)}</th>'
        for column, name in zip(block.columns, classes, strict=True)
    )
    rows = "".join(
        "<tr>" + "".join(_cell(cell, classes[place], place) for place, cell in enumerate(row)) + "</tr>"
        for row in block.rows
    )
    return (
        f'<div class="scroll" tabindex="0" role="group" aria-label="{caption}"><table><caption>{caption}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table></div>"
    )


def _cell(cell: Cell, name: str, place: int) -> str:
    text = _safe(cell.text)
    if cell.href.startswith(("https://", "http://")):
        text = f'<a href="{_safe(cell.href)}" rel="noreferrer noopener">{text}</a>'
    inner = mark(cell.severity) + text
    return f"<td{name}>{inner}</td>" if place else f'<th scope="row"{name}>{inner}</th>'


def _picture(block: Picture, document: Document) -> str:
    return (
        f'<figure id="{block.anchor}"><figcaption>{_safe(block.title)}</figcaption>'
        f'<div class="plate" tabindex="0" role="group" aria-label="{_safe(block.title)}">{block.svg}</div>'
        f"<details><summary>{_safe(document.words.as_table)}</summary>{_table(block.table, document)}</details>"
        "</figure>"
    )


def _entry(block: Entry, document: Document) -> str:
    paragraphs = "".join(f"<p>{_safe(text)}</p>" for text in block.paragraphs)
    notice = f'<p class="notice">{_safe(block.notice)}</p>' if block.notice else ""
    sources = f'<p class="small">{_safe(block.sources)}</p>' if block.sources else ""
    return (
        f'<article id="{_safe(block.anchor)}"><p class="rank">{_safe(block.number)}</p><div>'
        f"<h3>{_safe(block.title)}</h3>{_facts(block.facts, document)}{paragraphs}{notice}"
        f'<p class="label">{_safe(block.steps_title)}</p>{_items(Items(block.steps, ordered=True), document)}{sources}'
        "</div></article>"
    )


SETTERS: Mapping[type, Callable[[Any, Document], str]] = {
    Heading: _heading,
    Paragraph: _paragraph,
    Items: _items,
    Note: _note,
    Facts: _facts,
    Table: _table,
    Picture: _picture,
    Entry: _entry,
}
"""How each kind of block is set."""
