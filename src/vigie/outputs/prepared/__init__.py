"""Writes a prepared contract: papers as Word and Markdown, eForms fragment, OCDS package, and the set as JSON."""

from __future__ import annotations

from pathlib import Path

from vigie.content import Content
from vigie.language import LOCALES, Language
from vigie.model.preparing import Preparation
from vigie.outputs.directory import staged
from vigie.outputs.markdown import markdown
from vigie.outputs.prepared.docx import docx
from vigie.outputs.prepared.eforms import eforms_fragment
from vigie.outputs.prepared.ocds import ocds_package
from vigie.outputs.prepared.pages import pages
from vigie.outputs.prepared.record import record

__all__ = ["write_prepared"]


def write_prepared(preparation: Preparation, content: Content, language: Language, out: Path) -> tuple[Path, ...]:
    """Writes every file into the directory `out`, all or none, and returns them by name.

    Equal arguments give byte-identical files. Raises `WrongUse` for a directory that cannot be written.
    """
    made = {
        "notice-fragment.xml": eforms_fragment(preparation, content, language),
        "ocds.json": ocds_package(preparation, content, language),
        "clause-set.json": record(preparation, language),
    }
    for page in pages(preparation, content, language):
        made[f"{page.name}.docx"] = docx(page.title, page.blocks, LOCALES[language.code])
        made[f"{page.name}.md"] = markdown(page.title, iter(page.blocks)).encode()
    with staged(out) as directory:
        for name, data in made.items():
            (directory / name).write_bytes(data)
    return tuple(out / name for name in sorted(made))
