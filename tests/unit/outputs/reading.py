"""Reads a document as a person would: its words in order, without how it looks."""

from __future__ import annotations

from collections.abc import Iterator

from vigie.outputs.document import (
    Block,
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


def text_of(document: Document) -> str:
    lines = [document.overline, document.title, document.subtitle]
    return "\n".join([*lines, *(line for block in document.blocks for line in lines_of(block))]) + "\n"


def lines_of(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"\n{'#' * block.level} {block.text}"
        case Paragraph():
            yield block.text
        case Items():
            yield from (f"- {entry}" for entry in block.entries)
        case Note():
            yield f"! {block.title}: {block.text}"
        case Facts():
            yield from (f"{fact.name}: {fact.value}" for fact in block.pairs)
        case Table():
            yield f"[{block.caption}]"
            yield " | ".join(column.header for column in block.columns)
            yield from (" | ".join(cell.text for cell in row) for row in block.rows)
        case Picture():
            yield f"({block.title}) {block.description}"
            yield from lines_of(block.table)
        case Entry():
            yield f"\n{block.number}. {block.title}"
            yield from lines_of(block.facts)
            yield from filter(None, [*block.paragraphs, block.notice])
            yield f"{block.steps_title}: {' / '.join(block.steps)}"
            yield block.sources
