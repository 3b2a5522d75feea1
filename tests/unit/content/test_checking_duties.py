"""A rule is checked like all content: what it cites and compares exists, and no reading is claimed in vain."""

from __future__ import annotations

import shutil

import pytest
from tests.conftest import FIXTURES

from vigie.content import Content
from vigie.content.checking import check

CONDITION = 'condition: {fact: people, more_than: 100, unit: people, article: "art. 1"}'


@pytest.fixture
def copied(tmp_path):
    return shutil.copytree(FIXTURES / "duty_content", tmp_path / "content")


def faults(root) -> list[str]:
    return [f"{fault.where} {fault.what}" for fault in check(Content(FIXTURES / "small_content", root))]


def test_the_invented_rules_have_no_fault(copied):
    assert faults(copied) == []


def instead(condition: str) -> tuple[str, str, str]:
    return "duties/big.yml", CONDITION, f"condition: {condition}"


@pytest.mark.parametrize(
    ("file", "old", "new", "told"),
    [
        ("duties/big.yml", "source: lamp-act", "source: no-act", "duties/big no-act is referred to"),
        ("duties/big.yml", "fact: people", "fact: ghosts", "duties/big ghosts is referred to"),
        ("duties/big.yml", "id: big", "id: huge", "huge is not the name of its file"),
        ("duties/big.yml", ', article: "art. 1"}\nperiods', "}\nperiods", "duties/big.yml:condition"),
        ("duties/big.yml", "kind: duty", "kind: order", "duties/big.yml:kind"),
        ("duties/rumoured.yml", "how: recalled", "how: read", "duties/rumoured The rule says that its source was read"),
        ("duties/proposed.yml", "how: secondary", "how: read", "duties/proposed The rule says"),
        ("duties/timed.yml", "fact: dim", "fact: bright", "duties/timed bright is referred to"),
        ("duties/past.yml", "is: company", "is: castle", "duties/past castle is referred to"),
        ("duties/timed.yml", "public_authority]", "castle]", "duties/timed castle is referred to"),
        ("facts/people.yml", "drawn: average", "drawn: guess", "facts/people.yml:drawn"),
        (*instead("{fact: people, is: true, article: '1'}"), "people cannot be compared in this way"),
        (*instead("{fact: kind, more_than: 1, unit: EUR, article: '1'}"), "kind cannot be compared in this way"),
        (*instead("{fact: weight, at_least: 1, unit: kg, article: '1'}"), "weight cannot be compared in this way"),
        (*instead("{not: {any: [{fact: things, in: [unicorn, 'cn:61'], article: '1'}]}}"), "unicorn is referred to"),
        (*instead("{all: [{fact: things, is: lamp, article: '1'}]}"), "things cannot be compared in this way"),
    ],
)
def test_each_fault_is_found_with_its_place(copied, file, old, new, told):
    path = copied / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    found = faults(copied)
    assert any(told in each for each in found), found


def test_the_same_rule_twice_is_refused(copied):
    (copied / "duties" / "again.yml").write_text(
        (copied / "duties" / "big.yml").read_text(encoding="utf-8"), encoding="utf-8"
    )
    assert any("not the name of its file" in each for each in faults(copied))
