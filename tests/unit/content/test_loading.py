"""Content is found by looking, typed as it declares, and says clearly what is wrong with it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from tests.conftest import FIXTURES

from vigie.content import Content
from vigie.content.reading import read_table, read_yaml
from vigie.errors import BrokenContent, Term

SMALL = FIXTURES / "small_content"


def test_norway_is_a_country_and_a_date_is_a_text(tmp_path):
    file = tmp_path / "a.yml"
    file.write_text("country: NO\nday: 2026-11-22\nflag: true\nword: off\n", encoding="utf-8")
    assert read_yaml(file) == {"country": "NO", "day": "2026-11-22", "flag": True, "word": "off"}


def test_broken_yaml_is_told_with_its_line(tmp_path):
    file = tmp_path / "a.yml"
    file.write_text("a: b: c\n", encoding="utf-8")
    with pytest.raises(BrokenContent) as told:
        read_yaml(file)
    assert told.value.where == "a.yml"
    assert "line 1" in str(told.value)


def test_cells_have_the_type_of_their_column_and_empty_is_unknown(tmp_path):
    file = tmp_path / "rows.csv"
    file.write_text("alpha2,value,flag,count\nNA,,1,3\n", encoding="utf-8")
    columns = {
        "alpha2": {"type": "text"},
        "value": {"type": "number"},
        "flag": {"type": "flag"},
        "count": {"type": "integer"},
    }
    assert read_table(file, columns) == ({"alpha2": "NA", "value": None, "flag": True, "count": 3},)


def test_a_register_without_rows_is_empty(tmp_path):
    assert read_table(tmp_path / "rows.csv", {}) == ()


def test_the_version_changes_with_any_content(tmp_path):
    (tmp_path / "a.yml").write_text("id: a\n", encoding="utf-8")
    before = Content(tmp_path).version
    (tmp_path / "a.yml").write_text("id: b\n", encoding="utf-8")
    assert Content(tmp_path).version != before
    assert Content(SMALL).version == Content(SMALL).version


def test_a_number_is_the_latest_that_had_begun_or_the_first_there_ever_was(small_content):
    assert small_content.parameter("priorities_shown", date(2026, 11, 22)) == 10
    assert small_content.parameter("priorities_shown", date(2027, 1, 1)) == 12
    assert small_content.parameter("priorities_shown", date(2019, 1, 1)) == 10


def test_a_number_that_does_not_exist_is_an_error(small_content):
    with pytest.raises(BrokenContent):
        small_content.parameter("nothing", date(2026, 1, 1))


def test_a_guide_that_does_not_exist_is_an_error(small_content):
    with pytest.raises(BrokenContent):
        small_content.guide("nothing")


def test_a_second_root_adds_and_never_overwrites_silently(tmp_path, small_content):
    folder = tmp_path / "products" / "shirt"
    folder.mkdir(parents=True)
    text = (SMALL / "products" / "shirt" / "product.yml").read_text(encoding="utf-8")
    (folder / "product.yml").write_text(text.replace("id: shirt\n", "id: shirt_2\n"), encoding="utf-8")
    assert "shirt_2" in Content(SMALL, tmp_path).products
    (folder / "product.yml").write_text(text, encoding="utf-8")
    with pytest.raises(BrokenContent, match="shirt"):
        _ = Content(SMALL, tmp_path).products


def test_one_source_declared_twice_must_be_alike(tmp_path):
    (tmp_path / "sources").mkdir()
    file = tmp_path / "sources" / "more.yml"
    alike = '- {id: invented-list, publisher: Nobody, title: An invented list, date: "2026", read: read}\n'
    file.write_text(alike, encoding="utf-8")
    assert "invented-list" in Content(SMALL, tmp_path).sources
    file.write_text(alike.replace("Nobody", "Somebody"), encoding="utf-8")
    with pytest.raises(BrokenContent):
        _ = Content(SMALL, tmp_path).sources


def test_two_registers_may_play_one_role(tmp_path, small_content):
    folder = tmp_path / "registers" / "goods-of-another-publisher"
    folder.mkdir(parents=True)
    original = SMALL / "registers" / "goods"
    text = (
        (original / "register.yml").read_text(encoding="utf-8").replace("id: goods", "id: goods-of-another-publisher")
    )
    (folder / "register.yml").write_text(text, encoding="utf-8")
    (folder / "rows.csv").write_bytes((original / "rows.csv").read_bytes())
    role = "goods-child-forced-labour"
    assert len(Content(SMALL, tmp_path).facts(role)) == 2 * len(small_content.facts(role))


def test_terms_are_named_and_an_unknown_one_names_itself(small_content):
    assert small_content.name(Term("country", "NA"))["nl"] == "Namibië"
    assert small_content.name(Term("country", "XX"))["fr"] == "XX"
    assert small_content.name(Term("part", "shirt/fluff"))["en"] == "fluff"
    assert small_content.name(Term("report", "shirt/0"))["de"] == "Low pay was reported. (de)"
    assert small_content.name(Term("instrument", "an-instrument"))["en"] == "instrument"
    assert small_content.name(Term("judgement", "cut_offs"))["en"] == "a choice"
    assert small_content.name(Term("column", "name"))["nl"] == "name"


def test_the_bundled_content_is_where_the_package_is(bundled):
    assert all(isinstance(root, Path) and root.is_dir() for root in bundled.roots)
