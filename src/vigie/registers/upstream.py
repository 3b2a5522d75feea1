"""Reads the publishers' files strictly: every column must be known, every byte is accounted for by a checksum."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Collection
from pathlib import Path

from vigie.errors import Message, UnreadableInput
from vigie.registers import input_output
from vigie.registers.declaration import UpstreamFile

Rows = list[dict[str, str]]


def sha256_of(path: Path) -> str:
    """The checksum of a file, as recorded in the declaration of each register built from it."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def read(folder: Path, upstream: UpstreamFile) -> Rows:
    """The rows of one upstream file as text; of an input-output table, what `vigie.registers.input_output` makes.

    Raises `UnreadableInput` when the file is missing or its columns (or arrays) are not exactly those declared:
    a new column may change what the old ones mean, so a person must look first.
    """
    path = folder / upstream.file
    if not path.is_file():
        raise UnreadableInput(
            Message("A file that a register is built from is missing."),
            where=upstream.file,
            advice=Message("Give the folder that holds it with --from."),
        )
    if path.suffix == input_output.SUFFIX:
        arrays, rows = input_output.read(path)
        _know_columns(upstream.file, arrays, upstream.columns)
        return rows
    with path.open(encoding="utf-8", newline="") as lines:
        reader = csv.DictReader(lines)
        _know_columns(upstream.file, reader.fieldnames or (), upstream.columns)
        return list(reader)


def _know_columns(file: str, found: Collection[str], known: Collection[str]) -> None:
    odd = sorted(set(found) ^ set(known))
    if odd:
        raise UnreadableInput(
            Message("The columns of a publisher's file have changed: {columns}.", columns=", ".join(odd)),
            where=file,
            advice=Message("Compare the new edition with the old one, then adapt what the register declares."),
        )


class CountryCodes(dict[str, str]):
    """ISO alpha-3 to alpha-2. A code that nobody knows is a signal, never a default: it raises `UnreadableInput`."""

    def __missing__(self, code: str) -> str:
        raise UnreadableInput(
            Message("“{code}” is not a country code that we know.", code=code),
            where="codes",
            advice=Message("Say under codes of the register which country the publisher means."),
        )
