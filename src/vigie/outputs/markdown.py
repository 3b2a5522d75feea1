"""Sets a document as Markdown: for the pages of the content council, which people read where the files are kept."""

from __future__ import annotations

from collections.abc import Iterator

from vigie.outputs.document import Block, Cell, Heading, Items, Note, Paragraph, Table


def markdown(title: str, blocks: Iterator[Block]) -> str:
    """A page with its title. Only the blocks that such pages are made of are known: texts, lists, notes, tables."""
    return "\n\n".join([f"# {_plain(title)}", *map(_block, blocks)]) + "\n"


def _block(block: Block) -> str:
    match block:
        case Heading():
            return f"{'#' * (block.level + 1)} {_plain(block.text)}"
        case Paragraph():
            return _plain(block.text)
        case Items():
            return "\n".join(f"- {_plain(entry)}" for entry in block.entries)
        case Note():
            return f"**{_plain(block.title)}** {_plain(block.text)}"
        case Table():
            return _table(block)
        case _:
            raise TypeError(type(block).__name__)


def _table(table: Table) -> str:
    lines = [
        " | ".join(column.header for column in table.columns),
        " | ".join("---" for _ in table.columns),
        *(" | ".join(map(_cell, row)) for row in table.rows),
    ]
    return "\n".join([f"*{_plain(table.caption)}*", "", *(f"| {line} |" for line in lines)])


def _cell(cell: Cell) -> str:
    text = _plain(cell.text).replace("|", "\\|")
    return f"[{text}]({cell.href})" if cell.href else text


def _plain(text: str) -> str:
    """Text in which nothing is taken for markup, on one line."""
    for sign in "\\`*_[]<>#":
        text = text.replace(sign, f"\\{sign}")
    return " ".join(text.split())
