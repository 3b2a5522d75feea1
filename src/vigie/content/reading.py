"""Reads content files as plain data: YAML documents, and CSV tables typed by the columns they declare."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml

from vigie.content.keeping import kept
from vigie.errors import BrokenContent, Message


class PlainLoader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """YAML without surprises: a date stays the text that was written, and only true and false are flags.

    Norway (NO) must not become "false". The C parser is taken where the platform has it.
    """


PlainLoader.yaml_implicit_resolvers = {
    first: [
        (tag, pattern)
        for tag, pattern in resolvers
        if tag not in ("tag:yaml.org,2002:timestamp", "tag:yaml.org,2002:bool")
    ]
    for first, resolvers in PlainLoader.yaml_implicit_resolvers.items()
}
PlainLoader.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))

CELL_TYPES: Mapping[str, Callable[[str], Any]] = {
    "text": str,
    "integer": int,
    "number": float,
    "flag": lambda cell: cell == "1",
}


def read_yaml(path: Path) -> Any:
    """The one document of a YAML file. Raises `BrokenContent` with the line where it breaks."""
    try:
        return kept(path.read_bytes(), _RULES, _parse)
    except yaml.YAMLError as error:
        raise BrokenContent(
            Message("The content file cannot be read: {reason}", reason=str(error)),
            where=path.name,
            advice=Message("Mend the line that is named; a text with a colon needs quotes."),
        ) from error


_RULES = f"{yaml.__version__} {PlainLoader.yaml_implicit_resolvers}"
"""What decides how a text is parsed; with other rules, nothing that was kept counts."""


def _parse(text: bytes) -> Any:
    # PlainLoader is the safe loader with fewer implicit types.
    return yaml.load(text.decode("utf-8"), Loader=PlainLoader)  # noqa: S506


def read_table(path: Path, columns: Mapping[str, Mapping[str, str]]) -> tuple[dict[str, Any], ...]:
    """The rows of a CSV table, each cell in the type its column declares; an empty cell is None, except in text."""
    if not path.exists():
        return ()
    types = {name: CELL_TYPES[column["type"]] for name, column in columns.items()}
    with path.open(encoding="utf-8", newline="") as file:
        return tuple(
            {name: kind(row[name]) if row[name] or kind is str else None for name, kind in types.items()}
            for row in csv.DictReader(file)
        )
