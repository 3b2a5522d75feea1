"""An invented catalogue of groups, small enough to foresee every answer; the numbers are those of the content."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import pytest

from vigie.content import BUNDLED, Content
from vigie.content.reading import read_yaml
from vigie.identify.countries import CountryFinder
from vigie.identify.products import ProductFinder
from vigie.model.content import ProductGroup

LANGUAGES = ("en", "fr", "nl", "de")
AS_OF = date(2026, 11, 22)


def group(
    group_id: str, words: Mapping[str, Sequence[str]], *, kind: str = "goods", not_words: Any = None, codes: Any = None
) -> ProductGroup:
    return ProductGroup(
        id=group_id,
        names=dict.fromkeys(LANGUAGES, group_id),
        kind=kind,
        words={language: tuple(words.get(language, ())) for language in LANGUAGES},
        not_words=not_words or {},
        codes=codes or {},
        stages=(),
        reports=(),
    )


CATALOGUE = (
    group(
        "shoes",
        {
            "en": ["shoe", "safety shoe*", "work boots"],
            "fr": ["chaussure*"],
            "nl": ["*schoen*", "laars"],
            "de": ["schuh", "sicherheitsschuh*"],
        },
        not_words={"en": ["skate*"], "nl": ["schoendoos"]},
        codes={"cpv": ("188", "18830"), "hs": ("6403",), "nace": ("152",), "isic": ("1520",)},
    ),
    group(
        "mittens",
        {"en": ["mitten", "cleaning gloves"], "fr": ["gant"], "nl": ["*handschoen*"], "de": ["handschuh"]},
        codes={"cpv": ("18424",), "hs": ("6116",), "nace": ("1419",), "isic": ("1419",)},
    ),
    group(
        "brew",
        {"en": ["brew"], "fr": ["thé", "thé vert"], "nl": ["theebuiltje"], "de": ["schwarztee", "früchtetee"]},
        codes={"cpv": ("0313", "1586"), "hs": ("0902",), "nace": ("1083",), "isic": ("1079",)},
    ),
    group(
        "scrubbing",
        {"en": ["cleaning"], "fr": ["nettoyage"], "nl": ["schoonmaak"], "de": ["gebäudereinigung"]},
        kind="service",
        codes={"cpv": ("9091",), "nace": ("812",), "isic": ("812",)},
    ),
    group("boxes", {"en": ["carton"], "fr": ["carton"], "nl": ["doos"], "de": ["karton"]}, codes={"nace": ("1721",)}),
    group("hats", {"en": ["hat", "sun wear"], "fr": ["chapeau"], "nl": ["hoed"], "de": ["hut", "strohhut"]}),
    group("caps", {"en": ["cap", "headgear"], "fr": ["casquette"], "nl": ["pet"], "de": ["mütze"]}),
    group("more_caps", {"en": ["headgear"], "fr": [], "nl": [], "de": []}, codes={"cpv": ("1884",)}),
    group("still_more_caps", {"en": ["headgear"], "fr": [], "nl": [], "de": []}, codes={"cpv": ("1884",)}),
)


@pytest.fixture(scope="session")
def parameters(bundled: Content) -> dict[str, float]:
    return {each.id: bundled.parameter(each.id, AS_OF) for each in bundled.parameters}


@pytest.fixture(scope="session")
def general() -> Any:
    return read_yaml(BUNDLED / "words" / "general.yml")


@pytest.fixture(scope="session")
def catalogue() -> dict[str, ProductGroup]:
    return {each.id: each for each in CATALOGUE}


@pytest.fixture(scope="session")
def products(catalogue, general, parameters) -> ProductFinder:
    return ProductFinder(catalogue, general, parameters)


@pytest.fixture(scope="session")
def country_rows(bundled: Content) -> list[Mapping[str, Any]]:
    return [fact.row for fact in bundled.facts("countries")]


@pytest.fixture(scope="session")
def alias_rows(bundled: Content) -> list[Mapping[str, Any]]:
    return [fact.row for fact in bundled.facts("country-aliases")]


@pytest.fixture(scope="session")
def countries(country_rows, alias_rows, parameters) -> CountryFinder:
    return CountryFinder(country_rows, alias_rows, parameters)
