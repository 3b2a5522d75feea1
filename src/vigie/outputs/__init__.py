"""The one way out: tables, records and reports of an assessment, one module per format.

write(assessment, content, language, Path("result"), ["csv", "pdf"])
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from vigie.content import Content
from vigie.errors import Message, WrongUse
from vigie.language import Language
from vigie.model.assessment import Assessment
from vigie.outputs.directory import staged
from vigie.outputs.edition import Edition
from vigie.outputs.formats import FORMATS

__all__ = ["FORMATS", "write"]


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
        made = [path.name for name in dict.fromkeys(formats) for path in FORMATS[name](edition, directory)]
    return tuple(out / name for name in sorted(made))
