"""The one way out: tables, records and reports of an assessment, one module per format.

write(assessment, content, language, Path("result"), ["csv", "pdf"])
"""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from vigie.content import Content
from vigie.content.collecting import collector_at_rest
from vigie.errors import Message, WrongUse
from vigie.language import Language
from vigie.model.assessment import Assessment
from vigie.outputs.directory import staged
from vigie.outputs.edition import Edition
from vigie.outputs.formats import FORMATS, MADE_BESIDE

__all__ = ["FORMATS", "write"]


@collector_at_rest()
def write(
    assessment: Assessment, content: Content, language: Language, out: Path, formats: Sequence[str]
) -> tuple[Path, ...]:
    """Writes an assessment into the directory `out` in each of `formats`, and returns the files by name.

    All of them appear, or none. Equal arguments give byte-identical files. Raises `WrongUse` for a format that
    does not exist and for a directory that cannot be written.
    """
    for name in formats:
        if name not in FORMATS:
            raise WrongUse(
                Message("There is no output format called {name}.", name=name),
                advice=Message("Choose among: {formats}.", formats=", ".join(FORMATS)),
            )
    edition = Edition(assessment, content, language)
    with staged(out) as directory:
        made = _made(edition, directory, frozenset(formats))
    return tuple(out / name for name in sorted(made))


def _made(edition: Edition, directory: Path, formats: frozenset[str]) -> list[str]:
    """The names of the files in all the formats; what is made outside Python is made while Python makes the rest."""

    def make(name: str) -> list[str]:
        return [path.name for path in FORMATS[name](edition, directory)]

    with ThreadPoolExecutor(1) as pool:
        beside = [pool.submit(make, name) for name in FORMATS if name in formats & MADE_BESIDE]
        made = [file for name in FORMATS if name in formats - MADE_BESIDE for file in make(name)]
        return [*made, *(file for each in beside for file in each.result())]
