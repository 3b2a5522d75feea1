"""`vigie content check` finds what a reviewer would: each planted fault is named with its place."""

from __future__ import annotations

import shutil

import pytest
from tests.conftest import FIXTURES

from vigie.content import Content
from vigie.content.checking import check


@pytest.fixture
def copied(tmp_path):
    return shutil.copytree(FIXTURES / "small_content", tmp_path / "content")


def faults(root) -> list[str]:
    return [f"{fault.where} {fault.what}" for fault in check(Content(root))]


def change(path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_the_small_content_has_no_fault(copied):
    assert faults(copied) == []


PRODUCT = "products/shirt/product.yml"


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        (PRODUCT, "de: Shirts (de)", "de: ''", "products/shirt/product.yml"),
        (PRODUCT, ", nl: Shirts (nl)", "", "'nl' is a required property"),
        (PRODUCT, "id: shirt\n", "id: skirt\n", "skirt is not the name of its file or folder"),
        (PRODUCT, "goods: [Fluff]", "goods: [Fuzz]", "products/shirt/raw_material/fluff Fuzz is referred to"),
        (PRODUCT, "[invented-list]", "[no-list]", "no-list is referred to and does not exist"),
        (PRODUCT, "share: 0.4", "share: 1.5", "1.5 is greater than the maximum"),
        (PRODUCT, "country: BD}]", "country: XX}]", "XX is referred to"),
        (PRODUCT, "{country: BD}]}", "{country: BD, share: 0.7, source: invented-list}]}", "add up to more than all"),
        (PRODUCT, "countries: [RO]", "countries: [QQ]", "products/shirt/reports QQ"),
        (PRODUCT, "not_typical: [child_labour]", "not_typical: [wages]", "wages cannot be a hazard and not typical"),
        (PRODUCT, 'cpv: ["1833"]', 'cpv: ["302"]', "cpv code 302 is claimed by gadget, shirt"),
        ("products/gadget/product.yml", "mineral: shinystone", "mineral: moonstone", "moonstone is referred to"),
        ("parameters/all.yml", "judgement: cut_offs}", 'judgement: ""}', "parameters/all.yml:0"),
        ("parameters/all.yml", "judgement: cut_offs}", "judgement: whim}", "whim is referred to"),
        ("indicators/slavery/indicator.yml", "register: figures", "register: dreams", "dreams is referred to"),
        ("indicators/slavery/indicator.yml", "right: forced_labour", "right: naps", "naps"),
        ("rights/wages.yml", "[an-instrument]", "[a-flute]", "rights/wages a-flute"),
        ("instruments/an-instrument.yml", "source: invented-list", "source: rumour", "rumour is referred to"),
        ("registers/goods/register.yml", "rows: 4", "rows: 5", "5 rows are expected, 4 are there"),
        ("registers/goods/register.yml", "source: invented-list", "source: rumour", "registers/goods rumour"),
        ("registers/wages/rows.csv", "RO,345", "RO,345,EUR,2020-01-01,invented-list\nRO,345", "A row stands twice"),
    ],
)
def test_each_fault_is_found_with_its_place(copied, file, old, new, told):
    change(copied / file, old, new)
    found = faults(copied)
    assert any(told in each for each in found), found


LINKS = """
id: links
order: 1
names: &text {en: links, fr: liens, nl: schakels, de: Verbindungen}
meaning: *text
sheets: &none {en: [], fr: [], nl: [], de: []}
columns:
  - {id: supplier, type: text, names: *text, meaning: *text, headings: {en: [Seller], fr: [], nl: [], de: []}}
  - {id: value, type: number, money: currency, names: *text, meaning: *text, headings: *none}
  - {id: currency, type: currency, names: *text, meaning: *text, headings: {en: [money], fr: [], nl: [], de: []}}
  - {id: grade, type: grade, otherwise: 0, values: {"0": *none}, names: *text, meaning: *text, headings: *none}
"""


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("", "", []),
        ("[money]", "[seller]", ['tables/links The heading "seller" belongs to two columns.']),
        ("money: currency", "money: coins", ["tables/links/value coins is referred to and does not exist."]),
        ("otherwise: 0", "otherwise: 5", ["tables/links 5 is referred to and does not exist."]),
        ("type: number", "type: numeral", ["tables/links.yml:columns/1/type"]),
    ],
)
def test_a_table_refers_to_its_own_columns_and_gives_each_heading_once(copied, old, new, told):
    (copied / "tables").mkdir()
    (copied / "tables" / "links.yml").write_text(LINKS.replace(old, new), encoding="utf-8")
    assert [each.split(" 'numeral'")[0] for each in faults(copied)] == told


def test_a_file_where_no_content_is_kept_is_told(copied):
    (copied / "thoughts.yml").write_text("id: thoughts\n", encoding="utf-8")
    assert faults(copied) == ["thoughts.yml No kind of content is kept in this place."]
