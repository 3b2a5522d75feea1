"""The file of a company: read in YAML or JSON, and where it cannot be read, the field and the way out are told."""

from __future__ import annotations

import json

import pytest

from vigie.diligence.companies import read_company
from vigie.errors import UnreadableInput


def read(tmp_path, laws, text, name="company.yml"):
    file = tmp_path / name
    file.write_text(text, encoding="utf-8")
    return read_company(file, laws)


def test_yaml_and_json_say_the_same(tmp_path, laws):
    stated = {"name": "Lamp NV", "employees": {"2025": 12}, "products": [{"group": "shirt", "cn": "6105"}]}
    as_json = read(tmp_path, laws, json.dumps(stated, indent=1), "company.json")
    as_yaml = read(tmp_path, laws, "name: Lamp NV\nemployees: {2025: 12}\nproducts: [{group: shirt, cn: '6105'}]\n")
    assert as_json == as_yaml
    assert as_yaml.name == "Lamp NV"


def test_norway_is_a_country_and_no_flag(tmp_path, laws):
    assert read(tmp_path, laws, "country: NO\n").stated["country"] == "NO"


def test_every_field_may_be_left_out(tmp_path, laws):
    assert read(tmp_path, laws, "").stated == {}


@pytest.mark.parametrize(
    ("text", "where", "what", "advice"),
    [
        ("employes: 5\n", "company.yml", "employes", "employees_germany"),
        ("turnover: {worldwide: 1.500.000}\n", "company.yml:turnover:worldwide", "1.500.000", "1500000"),
        ("turnover: {worldwide: .inf}\n", "company.yml:turnover:worldwide", "inf", "1500000"),
        ("employees: {2025: -3}\n", "company.yml:employees", "-3", "without separators"),
        ("legal_kind: firm\n", "company.yml:legal_kind", "firm", "public_authority"),
        ("listed: perhaps\n", "company.yml:listed", "perhaps", "true or false"),
        ("country: Belgium\n", "company.yml:country", "Belgium", "BE"),
        ("products: [{kg: 5}]\n", "company.yml:products:0", "kg", "leave out"),
        ("- a list\n", "company.yml", "a list", "leave out"),
        ("products: [{group: unicorns}]\n", "company.yml:products", "unicorns", "gadget, shirt"),
        ("answers: {bright: true}\n", "company.yml:answers", "bright", "dim"),
        ("name: [unclosed\n", "company.yml:2", "cannot be read", "YAML or JSON"),
        ("a: &x [1]\nb: *x\n", "company.yml", "refers to parts of itself", "Write each value out"),
    ],
)
def test_a_fault_is_told_with_its_field_and_what_to_write(tmp_path, laws, text, where, what, advice):
    with pytest.raises(UnreadableInput) as told:
        read(tmp_path, laws, text)
    assert told.value.where == where
    assert what in str(told.value.what)
    assert advice in str(told.value.advice)


def test_no_file_and_no_text_are_told(tmp_path, laws):
    with pytest.raises(UnreadableInput) as told:
        read_company(tmp_path / "nothing.yml", laws)
    assert told.value.where == "nothing.yml"
    (tmp_path / "binary.yml").write_bytes(b"\xff\xfe\x00\x81")
    with pytest.raises(UnreadableInput):
        read_company(tmp_path / "binary.yml", laws)


def test_a_file_that_nests_without_end_is_refused(tmp_path, laws):
    with pytest.raises(UnreadableInput):
        read(tmp_path, laws, "[" * 20_000)
