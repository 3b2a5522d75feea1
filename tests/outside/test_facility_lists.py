"""Eight real facility lists, kept beside the project and not in it: every row must come out, every country found."""

from __future__ import annotations

import csv
from datetime import date
from pathlib import Path

import pytest

from vigie.workflows.assess_suppliers import Job, assess_suppliers

LISTS = Path(__file__).parents[2].parent / "shared" / "data" / "supplier-lists"
FILES = sorted(LISTS.glob("*.csv"))

pytestmark = pytest.mark.skipif(not FILES, reason="the real facility lists are not beside this checkout")


def written(file: Path) -> list[dict[str, str]]:
    with file.open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_every_row_of_a_real_list_is_a_supplier_with_its_country_and_product(file, bundled):
    found = assess_suppliers(Job([file], {}, date(2026, 11, 22)), bundled)
    rows = written(file)
    assert sum(len(each.rows) for each in found.suppliers) == len(rows)
    assert {each.name for each in found.suppliers} <= {row["name"].strip() for row in rows}
    assert "ZZ" not in {each.country for each in found.suppliers}
    assert {each.match.group for each in found.suppliers} == {"clothing"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_of_a_real_list_only_the_coordinates_are_left_unread(file, bundled):
    found = assess_suppliers(Job([file], {}, date(2026, 11, 22)), bundled)
    assert {each.place.column for each in found.not_understood} == {"lat, lng"}


def test_all_lists_together_lose_no_row(bundled):
    found = assess_suppliers(Job(FILES, {}, date(2026, 11, 22)), bundled)
    assert sum(len(each.rows) for each in found.suppliers) == sum(len(written(file)) for file in FILES)
