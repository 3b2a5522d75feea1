"""The JSON record keeps to its published schema and says what it does not know."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

import orjson
import pytest
from jsonschema import Draft202012Validator

from vigie.model.assessment import Assessment
from vigie.outputs.edition import Edition
from vigie.outputs.json import pieces


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    schema = orjson.loads(files("vigie_content").joinpath("schemas/assessment.json").read_bytes())
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.fixture(scope="module")
def data(written: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = orjson.loads((written / "assessment.json").read_bytes())
    return loaded


def test_the_record_keeps_to_its_schema(validator: Draft202012Validator, data: dict[str, Any]) -> None:
    validator.validate(data)


def test_a_record_of_folded_rows_keeps_to_it_too(
    validator: Draft202012Validator, folded: Assessment, edition: Edition
) -> None:
    data = orjson.loads(b"".join(pieces(Edition(folded, edition.content, edition.language))))
    validator.validate(data)
    assert data["folded"]
    assert {risk["suppliers"] for risk in data["folded_risks"]} == {2500}
    own = [risk for each in data["suppliers"] for risk in each["risks"]]
    assert own
    assert all(risk.keys() == {"rank", "profile"} for risk in own)
    assert len(own) + len(data["folded_risks"]) == folded.risks.height


def test_a_record_of_nothing_keeps_to_it_too(
    validator: Draft202012Validator, empty: Assessment, edition: Edition
) -> None:
    validator.validate(orjson.loads(b"".join(pieces(Edition(empty, edition.content, edition.language)))))


def test_a_supplier_carries_its_group_with_its_codes(data: dict[str, Any]) -> None:
    first = data["suppliers"][0]
    assert first["product_group"] == {"id": "workwear", "cpv": ["1811", "1813"], "confidence": 0.9}
    assert [place["row"] for place in first["rows"]] == [4, 44]
    assert [risk["rank"] for risk in first["risks"]] == sorted(risk["rank"] for risk in first["risks"])


def test_an_unrecognised_product_is_null_with_its_reason(data: dict[str, Any]) -> None:
    unread = next(each for each in data["suppliers"] if each["product"] == "diverse verbruiksgoederen")
    assert (unread["product_group"], unread["why"], unread["risks"]) == (None, "No word fits.", [])


def test_every_risk_can_be_opened_to_its_reason_and_sources(data: dict[str, Any]) -> None:
    known = {source["id"] for source in data["sources"]}
    for supplier in data["suppliers"]:
        for risk in supplier["risks"]:
            profile = data["profiles"][risk["profile"]]
            assert profile["reason"]
            assert (profile["right"], profile["country"]) == (risk["right"], risk["country"])
            assert set(profile["sources"]) <= known


def test_all_rows_are_in_it(data: dict[str, Any], edition: Edition) -> None:
    assert sum(len(supplier["risks"]) for supplier in data["suppliers"]) == edition.risks.height


def test_unknown_stays_null(data: dict[str, Any]) -> None:
    trader = next(each for each in data["suppliers"] if each["name"].startswith("Quartzpeak"))
    assert (trader["people"], trader["spend"], trader["monthly_net_wage"]) == (None, None, None)
