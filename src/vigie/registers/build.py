"""Builds every register that has a recipe, checks all of them, and only then writes: all or nothing."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

from vigie.content.reading import read_yaml
from vigie.errors import BrokenContent, Message, UnreadableInput
from vigie.registers import declaration, expectations, families, upstream
from vigie.registers.declaration import Declaration


@dataclass(frozen=True, slots=True)
class Built:
    """What was done for one register. `excluded` counts the upstream rows left out on purpose;
    `new_edition` says that a publisher's file is not the one the register was built from before."""

    id: str
    rows: int
    excluded: int
    new_edition: bool


@dataclass(frozen=True, slots=True)
class _Draft:
    built: Built
    files: dict[Path, str]


def build(from_dir: Path, into: Path) -> tuple[Built, ...]:
    """Build the registers of the content folder `into` from the publishers' files in `from_dir`.

    A register without a recipe is written by hand: its rows are checked and left as they are.
    Raises `UnreadableInput` for a missing or changed file, `BrokenContent` for a broken promise;
    in both cases nothing is written.
    """
    for folder in (from_dir, into):
        if not folder.is_dir():
            raise UnreadableInput(
                Message("There is no such folder."),
                where=folder.name,
                advice=Message("Give the folder with the publishers' files, and the content folder to rebuild."),
            )
    columns_read = _columns_read_by_indicators(into)
    drafts = [
        _from_upstream(declared, from_dir, columns_read.get(declared.id, frozenset()))
        if declared.family
        else _by_hand(declared)
        for declared in declaration.read_all(into)
    ]
    for draft in drafts:
        for path, text in draft.files.items():
            path.write_text(text, encoding="utf-8", newline="")
    return tuple(draft.built for draft in drafts)


def _columns_read_by_indicators(content: Path) -> dict[str, frozenset[str]]:
    found: dict[str, frozenset[str]] = {}
    for path in content.glob("indicators/*/indicator.yml"):
        indicator = read_yaml(path)
        register = indicator["register"]
        found[register] = found.get(register, frozenset()) | {indicator["column"]}
    return found


def _from_upstream(declared: Declaration, from_dir: Path, columns_read: frozenset[str]) -> _Draft:
    family = families.find(declared.family)
    tables = {each.holds: upstream.read(from_dir, each) for each in declared.upstream}
    excluded = _exclude(declared, tables)
    made = family.rows(families.Given(tables, declared.settings, columns_read))
    rows = sorted(made, key=lambda row: [row[column] for column in declared.key])
    expectations.check(declared, rows)
    recorded = _with_checksums(declared, from_dir)
    new_edition = recorded != declared.path.read_text(encoding="utf-8")
    files = {declared.folder / declaration.ROWS: _as_csv(declared, rows), declared.path: recorded}
    return _Draft(Built(declared.id, len(rows), excluded, new_edition), files)


def _by_hand(declared: Declaration) -> _Draft:
    rows = _rows_by_hand(declared.folder / declaration.ROWS)
    expectations.check(declared, rows)
    return _Draft(Built(declared.id, len(rows), 0, False), {})


def _rows_by_hand(path: Path) -> upstream.Rows:
    if not path.is_file():
        return []
    with path.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def _exclude(declared: Declaration, tables: dict[str, upstream.Rows]) -> int:
    left_out = 0
    for exclusion in declared.exclusions:
        before = tables[exclusion.holds]
        kept = [row for row in before if not exclusion.covers(row)]
        if len(kept) == len(before):
            raise BrokenContent(
                Message("An exclusion no longer excludes anything: {what}.", what=exclusion.what),
                where=declared.id,
                advice=Message("Read the new edition, then remove or correct the exclusion."),
            )
        left_out += len(before) - len(kept)
        tables[exclusion.holds] = kept
    return left_out


def _as_csv(declared: Declaration, rows: list[dict[str, str]]) -> str:
    text = io.StringIO()
    writer = csv.DictWriter(text, list(declared.columns), lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def _with_checksums(declared: Declaration, from_dir: Path) -> str:
    """The declaration with the checksums of the files just read; everything else stays as its author wrote it."""
    text = declared.path.read_text(encoding="utf-8")
    for each in declared.upstream:
        recorded = re.compile(rf"(file: {re.escape(each.file)}\n.*?sha256: ['\"]?)[0-9a-f]{{64}}", re.DOTALL)
        text = recorded.sub(rf"\g<1>{upstream.sha256_of(from_dir / each.file)}", text)
    return text
