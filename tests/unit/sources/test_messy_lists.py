"""Twelve lists as accounting programs really write them, three in each language, read as a careful person would."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from tests.unit.sources.conftest import LIMITS

from vigie.model.records import Reading, SupplierRecord
from vigie.sources import read

MESSY = Path(__file__).parents[2] / "fixtures" / "messy"
LISTS = sorted(path for path in MESSY.iterdir() if path.suffix in {".csv", ".txt"})


def _said(record: SupplierRecord) -> dict[str, Any]:
    fields = {name: getattr(record, name) for name in SupplierRecord.__dataclass_fields__}
    kept = {name: value for name, value in fields.items() if value not in (None, "") and name != "identifiers"}
    place = kept.pop("place")
    return {"row": place.row, **kept, **record.identifiers}


def _expected(record: dict[str, Any]) -> dict[str, Any]:
    amounts = {name: Decimal(record[name]) for name in ("spend", "monthly_net_wage") if name in record}
    return record | amounts


def _read(path: Path, tmp_path: Path, encoding: str) -> Reading:
    copy = tmp_path / path.name
    copy.write_bytes(path.read_text(encoding="utf-8").encode(encoding))
    return read([copy], columns={}, limits=LIMITS)


def test_there_are_three_lists_in_each_language() -> None:
    languages = [path.name[:2] for path in LISTS]
    assert {language: languages.count(language) for language in set(languages)} == {"en": 3, "fr": 3, "nl": 3, "de": 3}


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_a_messy_list_reads_as_expected(path: Path, tmp_path: Path) -> None:
    expected = yaml.safe_load(path.with_suffix(".yml").read_text(encoding="utf-8"))
    reading = _read(path, tmp_path, expected["encoding"])
    assert [_said(record) for record in reading.records] == [_expected(each) for each in expected["records"]]
    assert {guess.place.column: guess.field for guess in reading.columns} == expected["columns"]
    found = [(each.place.row, each.place.column, str(each.what)) for each in reading.not_understood]
    assert found == [(each["row"], each["column"], each["says"]) for each in expected["not_understood"]]


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_every_finding_says_where_it_stands_and_what_to_do(path: Path, tmp_path: Path) -> None:
    expected = yaml.safe_load(path.with_suffix(".yml").read_text(encoding="utf-8"))
    reading = _read(path, tmp_path, expected["encoding"])
    assert all(each.place.file == path.name and each.found and str(each.remedy) for each in reading.not_understood)
    assert all(str(guess.why) for guess in reading.columns)
