"""The way out for a chain: its tables, pictures and report in one folder, all of them or none.

write_chain(report, content, language, Path("result"), ["csv", "svg", "pdf"])
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from vigie.content import Content
from vigie.errors import Message, WrongUse
from vigie.language import Language
from vigie.model.chain import ChainReport
from vigie.outputs.chain.edition import ChainEdition
from vigie.outputs.chain.formats import CHAIN_FORMATS
from vigie.outputs.directory import staged

__all__ = ["CHAIN_FORMATS", "write_chain"]


def write_chain(
    report: ChainReport, content: Content, language: Language, out: Path, formats: Sequence[str]
) -> tuple[Path, ...]:
    """Writes a chain into the directory `out` in each of `formats`, and returns the files by name.

    All of them appear, or none. Equal arguments give byte-identical files. Raises `WrongUse` for a format that does
    not exist and for a directory that cannot be written.
    """
    for name in formats:
        if name not in CHAIN_FORMATS:
            raise WrongUse(
                Message("There is no output format called {name}.", name=name),
                advice=Message("Choose among: {formats}.", formats=", ".join(CHAIN_FORMATS)),
            )
    edition = ChainEdition(report, content, language)
    with staged(out) as directory:
        wanted = (each for name, each in CHAIN_FORMATS.items() if name in formats)
        made = [path.name for write in wanted for path in write(edition, directory)]
    return tuple(out / name for name in sorted(made))
