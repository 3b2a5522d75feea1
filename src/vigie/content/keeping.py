"""Keeps what was parsed in the user's cache directory, by what the file says: whatever changes is parsed anew.

Only plain data is kept, as JSON, and only where it reads back equal. A cache that cannot be read or written is
no error: parsing takes a little longer, that is all.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import orjson

MOST = 5_000
"""Documents kept before all are thrown away: a bound on the disk, far above what any content has."""


def kept(text: bytes, rules: str, parse: Callable[[bytes], Any]) -> Any:
    """What `parse` makes of a text, from the cache where the same text was parsed by the same `rules` before."""
    name = sha256(rules.encode() + b"\0" + text).hexdigest()
    document = _found(name)
    if document is _NOTHING:
        document = parse(text)
        _keep(document, name)
    return document


_NOTHING = object()


def _found(name: str) -> Any:
    try:
        return orjson.loads((_folder() / name).read_bytes())
    except (OSError, ValueError, RuntimeError):
        return _NOTHING


def _keep(document: Any, name: str) -> None:
    try:
        data = orjson.dumps(document)
        if orjson.loads(data) == document:
            _write(_folder(), name, data)
    except (OSError, TypeError, RuntimeError):
        return


def _write(folder: Path, name: str, data: bytes) -> None:
    """Writes beside and moves into place, so that nobody ever reads half a document."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    there = list(folder.iterdir())
    for file in there if len(there) >= MOST else ():
        file.unlink(missing_ok=True)
    beside = folder / f"{name}.{os.getpid()}"
    beside.write_bytes(data)
    beside.replace(folder / name)


def _folder() -> Path:
    """Where the system wants caches. Raises `RuntimeError` where the user has no home."""
    stated = os.environ.get("XDG_CACHE_HOME") or os.environ.get("LOCALAPPDATA")
    if stated:
        return Path(stated) / "vigie" / "content"
    return Path.home() / ("Library/Caches" if sys.platform == "darwin" else ".cache") / "vigie" / "content"
