"""One portion of a scan: its inputs, its fingerprint, and what a process makes of it, written to disk as it goes."""

from __future__ import annotations

import csv
import hashlib
import shutil
import tempfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import BinaryIO, TextIO

import orjson

from vigie.content import Content
from vigie.identify.products import ProductFinder
from vigie.language import Language
from vigie.model.notices import Buyer, Level, NoticeFault
from vigie.outputs.notices_rows import fault_line, lot_line
from vigie.outputs.ocds import Converter
from vigie.outputs.ocds.package import release_line
from vigie.procurement.watch import LotRow, Watcher, load_rules
from vigie.sources.notices import Codes, NoticeLimits, Record, load_codes, records
from vigie.workflows.clause_reading import clause_checker

LOTS_FILE, FAULTS_FILE, FACTS_FILE = "lots.csv", "faults.csv", "facts.csv"
RELEASES_FILE, BUYERS_SEEN, NUMBERS = "releases.jsonl", "buyers.jsonl", "numbers.json"

_BYTES = 1 << 26
_FILES = 1000
_ENDS = 128
"""A portion ends after a name whose checksum is a multiple of this: so a file more moves no other portion."""


@dataclass(frozen=True, slots=True)
class Setup:
    """What decides what a portion gives, besides its inputs.

    `figures` are the numbers of the content at the date: another date with the same numbers gives the same.
    """

    roots: tuple[Path, ...]
    version: str
    as_of: date
    language: str
    prefix: str
    releases: bool
    check: bool
    figures: tuple[float, ...] = ()


def figures(content: Content, as_of: date) -> tuple[float, ...]:
    """Every number of the content at a date, in the order of their names."""
    return tuple(content.parameter(name, as_of) for name in sorted({each.id for each in content.parameters}))


@dataclass(frozen=True, slots=True)
class Portion:
    """Some inputs, each with the name by which it is told, and the fingerprint of them and of the setup."""

    inputs: tuple[tuple[Path, str], ...]
    fingerprint: str


def portions(files: Iterable[tuple[Path, str]], setup: Setup) -> Iterator[Portion]:
    """Cuts the inputs into portions; a file that changes, or one more, leaves the other portions as they are."""
    taken: list[tuple[Path, str]] = []
    size = 0
    for path, shown in files:
        taken.append((path, shown))
        size += path.stat().st_size
        if size > _BYTES or len(taken) >= _FILES or zlib.crc32(shown.encode()) % _ENDS == 0:
            yield _portion(taken, setup)
            taken, size = [], 0
    if taken:
        yield _portion(taken, setup)


def _portion(taken: Sequence[tuple[Path, str]], setup: Setup) -> Portion:
    digest = hashlib.sha256(
        f"{setup.version}\0{setup.figures}\0{setup.language}\0{setup.prefix}\0{setup.releases}\0{setup.check}".encode()
    )
    for path, shown in taken:
        told = path.stat()
        digest.update(f"\0{shown}\0{told.st_size}\0{told.st_mtime_ns}".encode())
    return Portion(tuple(taken), digest.hexdigest()[:32])


@dataclass(frozen=True, slots=True)
class _Tools:
    watcher: Watcher
    codes: Codes
    limits: NoticeLimits
    converter: Converter | None
    language: Language


@lru_cache(maxsize=1)
def _tools(setup: Setup) -> _Tools:
    content = Content(*setup.roots)
    parameters = {each.id: content.parameter(each.id, setup.as_of) for each in content.parameters}
    products = ProductFinder(content.products, content.words("general"), parameters)
    return _Tools(
        Watcher(load_rules(content, setup.as_of), products, clause_checker(content) if setup.check else None),
        load_codes(content),
        _limits(content, setup.as_of),
        Converter(content, setup.prefix) if setup.releases else None,
        Language(setup.language, content.name),
    )


def _limits(content: Content, as_of: date) -> NoticeLimits:
    return NoticeLimits(
        max_document_bytes=int(content.parameter("max_notice_bytes", as_of)),
        max_unpacked_ratio=content.parameter("max_notices_unpacked_ratio", as_of),
        max_unpacked_bytes=int(content.parameter("max_notices_unpacked_bytes", as_of)),
        max_members=int(content.parameter("max_archive_members", as_of)),
    )


def scan_portion(portion: Portion, state: Path, setup: Setup) -> None:
    """Reads a portion and moves what it gives into place, whole, under its fingerprint."""
    tools = _tools(setup)
    beside = Path(tempfile.mkdtemp(prefix="part-", dir=state))
    with ExitStack() as stack:
        sheet = _Sheet(beside, stack)
        for path, shown in portion.inputs:
            for record in records(path, shown, tools.limits, tools.codes):
                sheet.take(record, tools)
        sheet.close()
    final = state / portion.fingerprint
    if final.is_dir():
        shutil.rmtree(beside)
    else:
        beside.rename(final)


class _Sheet:
    """The files of one portion while they are written; nothing but the distinct buyers is held."""

    def __init__(self, folder: Path, stack: ExitStack) -> None:
        def text(name: str) -> TextIO:
            return stack.enter_context((folder / name).open("w", encoding="utf-8", newline=""))

        self._folder = folder
        self._lots, self._faults = text(LOTS_FILE), text(FAULTS_FILE)
        self._facts = csv.writer(text(FACTS_FILE), lineterminator="\n")
        self._releases: BinaryIO = stack.enter_context((folder / RELEASES_FILE).open("wb"))
        self._buyers: dict[Buyer, Level] = {}
        self._notices = self._failed = 0

    def take(self, record: Record | NoticeFault, tools: _Tools) -> None:
        """Writes one record, or one fault."""
        if isinstance(record, NoticeFault):
            self._failed += 1
            self._faults.write(fault_line(record, tools.language))
            return
        self._notices += 1
        for buyer in record.notice.buyers:
            self._buyers.setdefault(buyer, tools.watcher.rules.level(buyer))
        for row in tools.watcher.rows(record.notice):
            self._lots.write(_line(row))
            self._facts.writerow(row.facts(tools.watcher.rules))
        if record.tree is not None and tools.converter is not None:
            self._releases.write(release_line(tools.converter.release(record.tree)))

    def close(self) -> None:
        """Writes what was gathered."""
        rows = (
            [each.name, each.identifier, each.country, each.legal_type, level] for each, level in self._buyers.items()
        )
        (self._folder / BUYERS_SEEN).write_bytes(b"".join(orjson.dumps(row) + b"\n" for row in rows))
        (self._folder / NUMBERS).write_bytes(orjson.dumps([self._notices, self._failed]))


def _line(row: LotRow) -> str:
    return lot_line(
        row.notice,
        row.lot,
        row.award,
        level=row.level,
        risk=row.risk,
        hum_right=row.hum_right,
        value=row.value,
        currency=row.currency,
        found=(row.checked.controllable, row.checked.missing) if row.checked and row.checked.relevant else None,
    )


def numbers(parts: Iterable[Path]) -> tuple[int, int]:
    """How many notices and faults the parts hold."""
    told = [orjson.loads((part / NUMBERS).read_bytes()) for part in parts]
    return sum(each[0] for each in told), sum(each[1] for each in told)


def seen_buyers(parts: Iterable[Path]) -> Iterator[tuple[Buyer, Level]]:
    """The buyers that the parts name, in their order; one may come again."""
    for part in parts:
        with (part / BUYERS_SEEN).open("rb") as file:
            for each in file:
                name, identifier, country, legal_type, level = orjson.loads(each)
                yield Buyer(name, identifier, country, legal_type), Level(level)
