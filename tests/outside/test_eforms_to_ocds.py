"""eForms to OCDS, beside the examples of the Open Contracting Partnership and on real notices.

Each example is an excerpt of a notice. It is put where the path of its field says that it stands; elements around it
that the excerpt leaves out get the first identifier of their kind. It is right when all that is expected is there.
Where nothing is expected, it is right when the field changes nothing. `...` may follow a word with or without a space.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import pytest
from jsonschema import Draft4Validator
from lxml import etree

from vigie.content import Content
from vigie.outputs.ocds import Converter
from vigie.sources.notices.trees import parse

SHARED = Path(os.environ.get("VIGIE_SHARED", Path(__file__).parents[3] / "shared")) / "data" / "eforms"
PAIRS = SHARED / "ocds-mapping" / "pairs.jsonl"
SCHEMA = SHARED / "ocds-profile-schema" / "patched" / "release-schema.json"
LEAST_RIGHT = 0.90

pytestmark = pytest.mark.skipif(not PAIRS.exists(), reason="the examples are kept beside the project, not in it")

NAMESPACES = {
    "cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
    "cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
    "ext": "urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2",
    "efac": "http://data.europa.eu/p27/eforms-ubl-extension-aggregate-components/1",
    "efbc": "http://data.europa.eu/p27/eforms-ubl-extension-basic-components/1",
    "efext": "http://data.europa.eu/p27/eforms-ubl-extensions/1",
}
FIRST = {
    "LotResult": ("result", "RES-0001"),
    "LotTender": ("tender", "TEN-0001"),
    "SettledContract": ("contract", "CON-0001"),
    "Lot": ("Lot", "LOT-0001"),
    "LotsGroup": ("LotsGroup", "GLO-0001"),
    "Part": ("Part", "PAR-0001"),
}


def steps(path: str) -> list[tuple[str, str]]:
    """The steps of a path as names and conditions."""
    parts = re.findall(r"/((?:[^/\[]|\[[^\]]*\])+)", path)
    return [(part.split("[")[0], part[len(part.split("[")[0]) :]) for part in parts if part != "*"]


def clark(name: str) -> str:
    prefix, _, local = name.partition(":")
    return f"{{{NAMESPACES[prefix]}}}{local}"


def parsed(example: str) -> list[etree._Element]:
    declared = " ".join(f'xmlns:{prefix}="{uri}"' for prefix, uri in NAMESPACES.items())
    parser = etree.XMLParser(recover=True, remove_blank_text=True)
    root = etree.fromstring(f"<Notice {declared}>{example}</Notice>", parser)
    return list(root)


def completed(element: etree._Element, conditions: str) -> None:
    """Gives an element what the conditions of its step ask for, as far as they are simple and it is not there."""
    for child, attribute, value in re.findall(r"\[([\w:/]+)/@(\w+)='([^']+)'\]", conditions):
        kind = etree.QName(element).localname
        if child == "cbc:ID" and kind == "ProcurementProjectLot":
            if element.find(clark(child)) is None:
                added = etree.SubElement(element, clark(child), {attribute: FIRST[value][0]})
                added.text = FIRST[value][1]
            continue
        holder = element
        for name in child.split("/"):
            found = holder.find(clark(name))
            holder = etree.SubElement(holder, clark(name)) if found is None else found
        if holder.get(attribute) is None:
            holder.set(attribute, value)
    for child, value in re.findall(r"\[([\w:]+)/text\(\)='([^']+)'\]", conditions):
        if element.find(clark(child)) is None and child == "cbc:ID":
            etree.SubElement(element, clark(child)).text = value


TOP = {
    clark(each)
    for each in ("cbc:ContractFolderID", "cbc:NoticeLanguageCode", "ext:UBLExtensions", "cac:ProcurementProjectLot")
}
"""What stands at the top of a notice wherever the rest of an example belongs."""


def placed(pair: dict[str, str]) -> tuple[etree._Element, etree._Element | None]:
    """A notice with the example where it belongs, and the element of the field."""
    path = steps(re.sub(r"/@\w+$", "", pair["xpathAbsolute"]))
    root = etree.Element("ContractNotice", nsmap=NAMESPACES)
    pieces = parsed(pair["eForms example"])
    names = [clark(name) for name, _ in path]
    at = next((number for piece in pieces for number, name in enumerate(names) if name == piece.tag), None)
    if at is None:
        at = len(path) - 1
    holder = root
    for name, conditions in path[:at]:
        holder = etree.SubElement(holder, clark(name))
        first = FIRST.get(etree.QName(holder).localname)
        if first:
            etree.SubElement(holder, clark("cbc:ID"), {"schemeName": first[0]}).text = first[1]
        completed(holder, conditions)
    for piece in pieces:
        (root if piece.tag in TOP and piece.tag not in names[at:] else holder).append(piece)
    element: etree._Element | None = holder
    for name, conditions in path[at:]:
        found = None if element is None else element.find(clark(name))
        if found is not None:
            completed(found, conditions)
        element = found
    return root, element


def alike(value: object) -> object:
    return re.sub(r"\s*(\.\.\.|…)", "…", value) if isinstance(value, str) else value


def contains(found: object, expected: object) -> bool:
    """Whether all that is expected is there; entries of lists in any order, each for one of its own."""
    if isinstance(expected, dict):
        return isinstance(found, dict) and all(
            name in found and contains(found[name], each) for name, each in expected.items()
        )
    if isinstance(expected, list):
        if not isinstance(found, list):
            return False
        left = list(found)
        for each in expected:
            match = next((number for number, entry in enumerate(left) if contains(entry, each)), None)
            if match is None:
                return False
            del left[match]
        return True
    return alike(found) == alike(expected)


def right(converter: Converter, pair: dict[str, str]) -> bool:
    root, element = placed(pair)
    if pair["OCDS example"] != "N/A":
        return contains(converter.mapped(root), json.loads(pair["OCDS example"]))
    made = converter.mapped(deepcopy(root))
    assert element is not None
    element.text = None
    return made == converter.mapped(root)


def pairs() -> Iterator[dict[str, str]]:
    for line in PAIRS.read_text("utf-8").splitlines():
        yield json.loads(line)


def test_the_examples_of_the_mapping_come_out_right(capsys: pytest.CaptureFixture[str]) -> None:
    converter = Converter(Content())
    wrong = [pair["id"] for pair in pairs() if not right(converter, pair)]
    total = sum(1 for _ in pairs())
    share = 1 - len(wrong) / total
    with capsys.disabled():
        told = f"{total - len(wrong)} of {total} examples right ({share:.1%}); not: {', '.join(wrong)}"
        sys.stdout.write(f"\neForms to OCDS: {told}\n")
    assert share >= LEAST_RIGHT


def test_releases_of_the_notices_are_valid() -> None:
    validator = Draft4Validator(json.loads(SCHEMA.read_text("utf-8")))
    converter = Converter(Content(), "ocds-000000")
    faults, valid = [], 0
    for path in sorted(path for folder in ("notices", "real-notices") for path in (SHARED / folder).glob("*.xml")):
        root = parse(path.read_bytes(), path.name)
        if not root.findtext("{*}ID"):
            continue
        errors = list(validator.iter_errors(converter.release(root)))
        faults += [f"{path.name}: {error.json_path} {error.message[:200]}" for error in errors]
        valid += not errors
    assert not faults
    assert valid == 52
