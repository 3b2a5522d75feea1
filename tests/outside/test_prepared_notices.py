"""What a prepared contract says in notices, beside the rules of the eForms SDK and the schema of OCDS for eForms.

Every element of the fragment must be a field that the SDK knows, with a code of its list, not too long, in the order of
the schema, allowed in the subtype, and with what the SDK asks for beside it.
"""

from __future__ import annotations

import csv
import json
import os
import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft4Validator
from lxml import etree
from tests.conftest import AS_OF

from vigie.language import LOCALES, Language
from vigie.model.preparing import Need
from vigie.outputs.prepared.eforms import eforms_fragment
from vigie.outputs.prepared.ocds import ocds_package
from vigie.workflows.prepare_clauses import prepare_contract

SHARED = Path(os.environ.get("VIGIE_SHARED", Path(__file__).parents[3] / "shared")) / "data"
FIELDS = SHARED / "eforms" / "fields.json"
OURS = (
    "BT-137-Lot",
    "BT-06-Lot",
    "BT-775-Lot",
    "BT-777-Lot",
    "OPT-060-Lot",
    "BT-70-Lot",
    "BT-806-Procedure",
    "BT-67(a)-Procedure",
    "BT-67(b)-Procedure",
)
SPACES = {
    "cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
    "cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
}
NEEDS = (
    Need(text="workwear", cpv="18110000", value=2e6, currency="EUR", months=48),
    Need(text="cleaning of offices", value=4e5, currency="EUR", months=36),
    Need(text="laptops", value=8e3, currency="EUR", months=1),
    Need(text="something that nobody recognises"),
)

pytestmark = pytest.mark.skipif(not FIELDS.exists(), reason="the rules are kept beside the project, not in it")


@cache
def sdk() -> tuple[dict[str, dict[str, Any]], dict[tuple[str, str], int]]:
    """The fields by id, and the place of each element in its parent."""
    raw = json.loads(FIELDS.read_text("utf-8"))
    fields = {each["id"]: each for each in raw["fields"]}
    order: dict[tuple[str, str], int] = {}
    for each in (*raw["fields"], *raw["xmlStructure"]):
        steps = [step for step in re.sub(r"\[[^\]]*\]", "", each["xpathAbsolute"]).split("/") if step not in ("", "*")]
        parents = {"cac:ProcurementProjectLot": "lot"}
        for sequence in each.get("xsdSequenceOrder", ()):
            for name, number in sequence.items():
                if name in steps:
                    parent = steps[steps.index(name) - 1] if steps.index(name) else "*"
                    order[parents.get(parent, parent), name] = number
    return fields, order


@pytest.fixture(params=NEEDS, ids=lambda need: need.text)
def prepared(request, bundled):
    return prepare_contract(request.param, bundled, AS_OF)


def found(root: etree._Element, field: str) -> list[etree._Element]:
    return list(root.xpath(sdk()[0][field]["xpathAbsolute"], namespaces=SPACES))


def codes(code_list: str) -> set[str]:
    file = SHARED / "eforms" / "codelists" / f"{code_list}.gc"
    if not file.exists():
        return set()
    return set(re.findall(r'ColumnRef="code">\s*<SimpleValue>([^<]*)', file.read_text("utf-8")))


def forbidden(field: str) -> set[str]:
    always = [each for each in sdk()[0][field]["forbidden"]["constraints"] if "condition" not in each]
    return {subtype for each in always for subtype in each["noticeTypes"]}


def short(element: etree._Element) -> str:
    name = etree.QName(element)
    prefix = next((prefix for prefix, space in SPACES.items() if space == name.namespace), "")
    return f"{prefix}:{name.localname}"


def pairs(root: etree._Element) -> Iterator[tuple[etree._Element, list[str]]]:
    for element in root.iter():
        yield element, [short(child) for child in element]


@pytest.mark.parametrize("code", LOCALES)
def test_every_element_is_a_field_with_a_known_code_and_not_too_long(prepared, bundled, code):
    root = etree.fromstring(eforms_fragment(prepared, bundled, Language(code, bundled.name)))
    known = {id(element) for field in OURS for element in found(root, field)}
    elements = {field: found(root, field) for field in OURS}
    leaves = [each for each in root.iter() if not len(each)]
    assert {root.getroottree().getpath(each) for each in leaves} == {
        root.getroottree().getpath(each) for listed in elements.values() for each in listed
    }
    assert known
    for field, listed in elements.items():
        rule = sdk()[0][field]
        for element in listed:
            allowed = codes(rule["codeList"]["value"]["id"]) if "codeList" in rule else set()
            assert not allowed or element.text in allowed, field
            assert len(element.text) <= rule.get("maxLength", 10**6), field
            assert re.fullmatch(rule["pattern"]["value"], element.text) if "pattern" in rule else True


def test_elements_stand_in_the_order_of_the_schema(prepared, bundled):
    order = sdk()[1]
    root = etree.fromstring(eforms_fragment(prepared, bundled, Language("fr", bundled.name)))
    checked = 0
    for element, children in pairs(root):
        parent = "*" if element is root else short(element)
        numbers = [
            order[key]
            for child in children
            if (key := (parent.replace("cac:ProcurementProjectLot", "lot"), child)) in order
        ]
        assert numbers == sorted(numbers), parent
        checked += len(numbers)
    assert checked >= 4


def test_what_the_sdk_wants_together_stands_together(prepared, bundled):
    root = etree.fromstring(eforms_fragment(prepared, bundled, Language("de", bundled.name)))
    assert bool(found(root, "BT-06-Lot")) == bool(found(root, "BT-777-Lot")) == bool(found(root, "BT-775-Lot"))
    assert bool(found(root, "BT-70-Lot")) == bool(found(root, "OPT-060-Lot"))
    grounds = [each.text for each in found(root, "BT-67(a)-Procedure")]
    assert len(grounds) == len(set(grounds)) == len(found(root, "BT-67(b)-Procedure"))
    assert [each.text for each in found(root, "BT-806-Procedure")] == (["epo-notice"] if grounds else [])


def test_nothing_stands_in_a_subtype_that_forbids_it(bundled):
    whole = prepare_contract(NEEDS[0], bundled, AS_OF)
    for subtype in bundled.preparing("notices")["subtypes"]:
        one = replace(whole, need=replace(whole.need, subtype=subtype))
        root = etree.fromstring(eforms_fragment(one, bundled, Language("nl", bundled.name)))
        for field in OURS:
            if field != "BT-137-Lot":
                assert bool(found(root, field)) is (subtype not in forbidden(field)), (subtype, field)


@pytest.mark.parametrize("code", LOCALES)
def test_open_data_is_valid_and_uses_the_extension_as_its_lists_say(prepared, bundled, code):
    package = json.loads(ocds_package(prepared, bundled, Language(code, bundled.name)))
    schema = json.loads((SHARED / "eforms/ocds-profile-schema/patched/release-schema.json").read_text("utf-8"))
    lists = SHARED / "ocds" / "ocds_sustainability_extension" / "codelists"
    for release in package["releases"]:
        assert [error.message for error in Draft4Validator(schema).iter_errors(release)] == []
        for entry in release["tender"]["lots"][0].get("sustainability", ()):
            assert entry["goal"] in listed(lists / "sustainabilityGoal.csv")
            assert set(entry["strategies"]) <= listed(lists / "sustainabilityStrategy.csv")


def listed(path: Path) -> set[str]:
    with path.open(encoding="utf-8") as file:
        return {row["Code"] for row in csv.DictReader(file)}
