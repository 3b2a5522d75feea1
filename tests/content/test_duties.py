"""Which duties apply: sentences that a lawyer could dispute, on each side of each threshold and date."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from vigie.diligence.companies import read_company
from vigie.diligence.duties import answer
from vigie.diligence.facts import Facts
from vigie.language import LOCALES, Language
from vigie.outputs.duty_words import DutyWords

FOLDER = Path(__file__).parent / "duties"


def cases() -> Iterator[Any]:
    for path in sorted(FOLDER.glob("*.yml")):
        for case in yaml.safe_load(path.read_text(encoding="utf-8")):
            yield pytest.param(path.stem, case, id=f"{path.stem}: {case['sentence']}")


@pytest.mark.parametrize(("rule", "case"), list(cases()))
def test_the_sentence_holds(bundled, tmp_path, rule, case):
    file = tmp_path / "company.yml"
    file.write_text(yaml.safe_dump(case["company"]), encoding="utf-8")
    facts = Facts(read_company(file, bundled), bundled)
    given = answer(bundled.duties[rule], facts, case["as_of"])
    expected = case["answer"]
    assert given.answer == expected, given.reasons
    if expected == "applies":
        assert given.reasons
        assert (given.applies_from, given.begun) == (case["from"], case["begun"])
        assert given.earliest is case.get("earliest", False)
    asked = [question for message in given.questions for question in _fields(message)]
    assert sorted(set(asked)) == sorted(case.get("asks", [])), given.questions


def _fields(message) -> list[str]:
    return [str(value) for name, value in message.values if name == "field"]


def test_every_rule_has_a_case_of_each_answer_that_it_can_give(bundled):
    given: dict[str, set[str]] = {}
    for path in FOLDER.glob("*.yml"):
        given[path.stem] = {case["answer"] for case in yaml.safe_load(path.read_text(encoding="utf-8"))}
    for duty in bundled.duties.values():
        wanted = {"cannot_tell"} if duty.read_how == "recalled" else {"applies", "does_not", "cannot_tell"}
        assert wanted <= given[duty.id], duty.id


def test_a_company_that_says_nothing_gets_no_yes_and_no_no(bundled, tmp_path):
    file = tmp_path / "company.yml"
    file.write_text("", encoding="utf-8")
    facts = Facts(read_company(file, bundled), bundled)
    for duty in bundled.duties.values():
        silent = answer(duty, facts, date(2026, 11, 22))
        assert silent.answer == "cannot_tell", duty.id
        assert silent.questions or duty.read_how == "recalled", duty.id


@pytest.mark.parametrize("code", LOCALES)
def test_every_answer_can_be_said_in_every_language(bundled, code, tmp_path):
    words = DutyWords(bundled, Language(code, bundled.name))
    example = Path(__file__).parents[2] / "examples" / "workwear-sme" / "company.yml"
    facts = Facts(read_company(example, bundled), bundled)
    for duty in bundled.duties.values():
        given = answer(duty, facts, date(2026, 11, 22))
        said = [words.name(given), words.asks(given), words.state(given), words.sources(given), words.read(given)]
        assert all(said)
        assert all(words.reasons(given))
        assert "{" not in "".join([*said, *words.reasons(given), *words.questions(given)])
