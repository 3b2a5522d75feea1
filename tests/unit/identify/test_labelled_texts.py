"""The bundled words on labelled purchase texts, as ledgers write them; half of them were never looked at in tuning.

`part` is `build` for the half that the words and the engine were made with, `measure` for the other.
"""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

from vigie.content import Content
from vigie.identify.products import ProductFinder

TEXTS = Path(__file__).parents[2] / "fixtures" / "matching" / "texts.csv"
LEAST_PRECISION = 0.92
LEAST_COVERAGE = 0.80


def labelled() -> list[dict[str, str]]:
    with TEXTS.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def bundled_products(bundled: Content, general, parameters) -> ProductFinder:
    return ProductFinder(bundled.products, general, parameters)


def test_the_labelled_texts_are_as_many_in_each_language():
    counted = Counter((row["language"], row["part"]) for row in labelled())
    assert counted.keys() == {
        (language, part) for language in ("en", "fr", "nl", "de") for part in ("build", "measure")
    }
    assert min(counted.values()) >= 20


def test_every_label_is_a_group(bundled):
    assert {row["group"] for row in labelled()} - {""} <= bundled.products.keys()


@pytest.mark.parametrize("part", ["build", "measure"])
def test_few_groups_are_wrong_and_few_are_missed(bundled_products, part):
    rows = [row for row in labelled() if row["part"] == part]
    found = [(row["text"], bundled_products.find(row["text"]).group, row["group"]) for row in rows]
    given = [each for each in found if each[1]]
    right = [each for each in given if each[1] == each[2]]
    wanted = [each for each in found if each[2]]
    assert len(right) / len(given) >= LEAST_PRECISION, [each for each in given if each not in right]
    assert len(right) / len(wanted) >= LEAST_COVERAGE, [each for each in wanted if each[1] != each[2]]
