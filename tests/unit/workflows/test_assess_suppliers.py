"""The main job from a file to an assessment: known harms, unknown countries, wages, everything said."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from vigie.language import Language
from vigie.workflows.assess_suppliers import STEPS, Job, assess_suppliers, write_assessment
from vigie.workflows.check_content import check_content

AS_OF = date(2026, 11, 22)


@pytest.fixture
def assess(tmp_path, bundled):
    def run(text: str, **options):
        file = tmp_path / "suppliers.csv"
        file.write_text(text, encoding="utf-8")
        return assess_suppliers(Job([file], {}, options.pop("as_of", AS_OF)), bundled, **options)

    return run


def test_only_a_name_is_kept(assess):
    found = assess("name\nExample Ltd\nSecond Example\n")
    assert [(each.name, each.country, each.match.group) for each in found.suppliers] == [
        ("Example Ltd", "ZZ", ""),
        ("Second Example", "ZZ", ""),
    ]
    assert found.priorities == ()


def test_rows_of_one_supplier_are_one_entry_per_product_group(assess):
    found = assess("name;country;product;spend\nEx;BE;laptops;10\nEx;Belgium;laptop;5\nEx;BE;coffee;1\n")
    assert [(each.match.group, each.spend, [place.row for place in each.rows]) for each in found.suppliers] == [
        ("ict_equipment", 15, [2, 3]),
        ("coffee", 1, [4]),
    ]
    assert len({each.id for each in found.suppliers}) == 1


def test_a_known_harm_is_listed_apart_with_its_supplier(assess):
    found = assess("name,country,incident\nA,BE,\nB,BD,Two workers were burnt\n")
    assert [(harm.supplier, harm.place.row, harm.text) for harm in found.harms] == [(1, 3, "Two workers were burnt")]


def test_what_is_not_understood_is_told_once_with_all_its_rows(assess):
    found = assess("name,country,product\nA,BE,frobnication\nB,BE,frobnication\n")
    told = [each for each in found.not_understood if each.found == "frobnication"]
    assert len(told) == 1
    assert "2, 3" in str(told[0].what)


def test_a_wage_without_a_benchmark_is_told(assess):
    found = assess("name,country,product,monthly net wage EUR\nA,Bangladesh,t-shirts,90\nB,Bangladesh,t-shirts,95\n")
    assert sum("benchmark" in str(each.what) for each in found.not_understood) == 1


def test_two_currencies_are_not_added(assess):
    found = assess("name,country,product,spend,currency\nA,BE,coffee,10,EUR\nA,BE,coffee,10,USD\nB,BE,tea,5,EUR\n")
    assert [each.spend for each in found.suppliers] == [None, 5]
    assert any("several currencies" in str(each.what) for each in found.not_understood)
    assert any("exchange rate" in str(each.what) for each in found.not_understood)


def test_a_stage_that_is_not_known_is_told_and_a_known_one_is_believed(assess):
    found = assess("name,country,product,stage\nA,CD,cobalt,raw material\nB,BE,coffee,somewhere\n")
    assert found.suppliers[0].stage == "raw_material"
    assert any(each.found == "somewhere" for each in found.not_understood)


def test_a_code_that_names_no_group_is_told_beside_a_recognised_product(assess):
    found = assess("name,country,product,CPV\nA,BE,coffee,98000000\nB,BE,coffee,15861000\n")
    told = [(each.place.row, each.place.column, each.found) for each in found.not_understood]
    assert told == [(2, "cpv", "98000000")]
    assert {each.match.group for each in found.suppliers} == {"coffee"}


def test_an_identifier_joins_rows_and_lends_them_their_country(assess):
    found = assess("name,country,product,LEI\nEx,,coffee,529900T8BM49AURSDO55\nEx Ltd,DE,coffee,529900T8BM49AURSDO55\n")
    assert [(each.country, len(each.rows)) for each in found.suppliers] == [("DE", 2)]
    assert found.suppliers[0].id == "529900T8BM49AURSDO55"


def test_progress_is_told_step_by_step_and_results_are_written(assess, tmp_path, bundled):
    steps: list[str] = []
    tell = lambda step: steps.append(str(step))  # noqa: E731
    found = assess("name,country\nA,BE\n", progress=tell)
    written = write_assessment(found, bundled, Language("en", bundled.name), tmp_path / "out", ["csv"], tell)
    assert len(steps) == STEPS
    assert all(isinstance(path, Path) and path.exists() for path in written)
    assert write_assessment(found, bundled, Language("en", bundled.name), tmp_path / "out", ["csv"]) == written


def test_an_old_date_is_possible(assess):
    assert assess("name,country\nA,BE\n", as_of=date(2020, 1, 1)).as_of == date(2020, 1, 1)


def test_the_bundled_content_has_no_fault(bundled):
    assert check_content(bundled) == ()
