"""Brings the catalogues up to date with the sentences in the code: new ones are added empty, unused ones removed."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
LIBRARY = ROOT / "src" / "vigie"
CATALOGUES = LIBRARY / "language"
LANGUAGES = ("fr", "nl", "de")


class NotLiteral(Exception):
    """A `Message` whose text is not a literal cannot be translated."""


def sentences(folder: Path = LIBRARY) -> dict[str, list[str]]:
    """Every sentence for people, with the modules that say it. Raises `NotLiteral` where one is composed."""
    found: dict[str, list[str]] = {}
    for path in sorted(folder.rglob("*.py")):
        for call in _messages(ast.parse(path.read_text(encoding="utf-8"))):
            text = call.args[0] if call.args else None
            if not (isinstance(text, ast.Constant) and isinstance(text.value, str)):
                raise NotLiteral(f"{path.relative_to(folder)}:{call.lineno}")
            found.setdefault(text.value, []).append(path.relative_to(folder).as_posix())
    return found


def _messages(tree: ast.Module) -> Iterator[ast.Call]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Message":
            yield node


def read(language: str) -> Catalog:
    """The catalogue of a language as it stands."""
    with (CATALOGUES / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


def update(language: str) -> int:
    """Rewrites the catalogue of a language; returns how many sentences wait for a translation."""
    path = CATALOGUES / f"{language}.po"
    known = {message.id: message.string for message in read(language)} if path.exists() else {}
    catalogue = Catalog(locale=language)
    for text, modules in sorted(sentences().items()):
        catalogue.add(text, known.get(text, ""), locations=[(module, 0) for module in sorted(set(modules))])
    with path.open("wb") as file:
        write_po(file, catalogue, width=0, omit_header=True, include_lineno=False, sort_output=True)
    return sum(1 for message in catalogue if message.id and not message.string)


if __name__ == "__main__":
    for code in LANGUAGES:
        print(f"{code}: {update(code)} sentences wait for a translation")
