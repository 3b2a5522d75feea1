"""Makes the folder of a new piece of content, with the questions that its author has to answer."""

from __future__ import annotations

import re
from pathlib import Path

from vigie.content import BUNDLED
from vigie.errors import Message, WrongUse

TEMPLATES = BUNDLED / "templates"
FOLDERS = {"product": "products"}
"""The kinds of content that can be begun, and the folder in which each is kept."""

_ID = re.compile(r"[a-z][a-z0-9_]*")


def new_content(kind: str, content_id: str, root: Path) -> tuple[Path, ...]:
    """Makes the files of a new piece of content in a content root; returns them. Nothing that exists is touched."""
    if kind not in FOLDERS:
        raise WrongUse(
            Message("There is no template for the kind {kind}.", kind=kind),
            advice=Message("Choose one of: {kinds}.", kinds=", ".join(FOLDERS)),
        )
    if not _ID.fullmatch(content_id):
        raise WrongUse(
            Message("{id} cannot be an id.", id=content_id),
            advice=Message("Use words in lower case, digits and underscores, beginning with a letter."),
        )
    folder = root / FOLDERS[kind] / content_id
    if folder.exists():
        raise WrongUse(
            Message("{id} exists already.", id=content_id),
            advice=Message("Edit it, or choose another id."),
        )
    folder.mkdir(parents=True)
    return tuple(_made(template, folder, content_id) for template in sorted((TEMPLATES / kind).iterdir()))


def _made(template: Path, folder: Path, content_id: str) -> Path:
    path = folder / template.name
    path.write_text(template.read_text(encoding="utf-8").replace("{id}", content_id), encoding="utf-8")
    return path
