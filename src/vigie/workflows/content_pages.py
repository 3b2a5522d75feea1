"""Writes the pages of the content council: one for each product group and indicator, in each language."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from vigie.content import Content
from vigie.language import LOCALES, Language
from vigie.outputs.council import Council
from vigie.workflows.assess_suppliers import finders


def content_pages(content: Content, out: Path, as_of: date) -> tuple[Path, ...]:
    """Writes the pages into a folder per language; returns them."""
    find = finders(content, as_of).products.find
    written = []
    for code in LOCALES:
        council = Council(content, Language(code, content.name), find)
        pages = {f"products/{each.id}": council.product(each) for each in content.products.values()}
        pages |= {f"indicators/{each.id}": council.indicator(each) for each in content.indicators.values()}
        for name, text in pages.items():
            path = out / code / f"{name}.md"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
            written.append(path)
    return tuple(written)
