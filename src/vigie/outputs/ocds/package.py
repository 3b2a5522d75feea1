"""A package of releases, written piece by piece: however many there are, only one is held."""

from __future__ import annotations

import shutil
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

import orjson


def release_line(release: dict[str, Any]) -> bytes:
    """A release as one line of JSON."""
    return orjson.dumps(release, option=orjson.OPT_APPEND_NEWLINE)


def write_package(path: Path, parts: Iterable[Path], as_of: date, uri: str) -> None:
    """Writes the releases of the parts, one in each line, as one package. The publisher is whoever publishes it."""
    head = {
        "uri": uri,
        "version": "1.1",
        "publishedDate": f"{as_of.isoformat()}T00:00:00Z",
        "publisher": {"name": "Made with Vigie from public notices; the publisher of this file is to be stated"},
        "license": "https://creativecommons.org/licenses/by/4.0/",
    }
    with path.open("wb") as file:
        file.write(orjson.dumps(head)[:-1] + b',"releases":[\n')
        first = True
        for part in parts:
            with part.open("rb") as releases:
                for each in releases:
                    file.write(each.rstrip(b"\n") if first else b",\n" + each.rstrip(b"\n"))
                    first = False
        file.write(b"\n]}\n")


def join(path: Path, head: str, parts: Iterable[Path]) -> None:
    """Writes a heading and then the bytes of the parts, one after the other."""
    with path.open("wb") as file:
        file.write(head.encode())
        for part in parts:
            with part.open("rb") as piece:
                shutil.copyfileobj(piece, file, 1 << 20)
