"""The content behind headings keeps its shape, and its words lead where they stand."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from babel import Locale
from tests.unit.sources.conftest import CONTENT

from vigie.content.reading import read_yaml
from vigie.model.records import SupplierRecord
from vigie.sources.headings import Headings
from vigie.sources.looks import Looks
from vigie.sources.vocabulary import Vocabulary

HEADERS = CONTENT / "headers"


def _schema(name: str) -> Any:
    return json.loads((CONTENT / "schemas" / name).read_text(encoding="utf-8"))


def _as_json(path: Path) -> Any:
    return json.loads(json.dumps(read_yaml(path)))


@pytest.mark.parametrize("path", sorted(HEADERS.glob("columns/*.yml")), ids=lambda path: path.stem)
def test_a_column_file_keeps_the_schema(path: Path) -> None:
    raw = _as_json(path)
    jsonschema.validate(raw, _schema("headers.json"))
    assert raw["id"] == path.stem


@pytest.mark.parametrize(
    ("file", "schema"), [("words.yml", "header-words.json"), ("settings.yml", "header-settings.json")]
)
def test_the_shared_words_keep_their_schema(file: str, schema: str) -> None:
    jsonschema.validate(_as_json(HEADERS / file), _schema(schema))


def test_every_field_of_a_record_has_a_column(words: Vocabulary) -> None:
    fields = {kind.field for kind in words.kinds.values() if kind.use in {"record", "number"}}
    assert fields == set(SupplierRecord.__dataclass_fields__) - {"place", "identifiers"}
    schemes = {kind.id for kind in words.kinds.values() if kind.use == "identifier"}
    assert schemes == {"be_enterprise", "vat", "lei", "gln", "os_id", "internal"}


def test_every_word_leads_to_its_column_first_or_shares_it_knowingly(words: Vocabulary) -> None:
    headings = Headings(words)
    for kind in words.kinds.values():
        for word in (*kind.strong, *kind.weak):
            assert kind.id in headings.meaning(word).kinds, (kind.id, word)


def test_only_tax_words_numbers_and_references_are_shared_between_columns(words: Vocabulary) -> None:
    shared = {word for word, kinds in words.strong.items() if len(kinds) > 1}
    assert shared == {"vat", "tva", "btw", "mwst", "nr", "ref"}


def test_currencies_are_those_of_the_standard(words: Vocabulary) -> None:
    assert words.currencies <= set(Locale("en").currencies)
    assert set(words.currency_signs.values()) <= words.currencies


def test_every_look_that_a_column_asks_for_can_be_judged(words: Vocabulary) -> None:
    looks = Looks(words)
    assert not any(looks.most(kind.cells, ["\u2603"]) for kind in words.kinds.values() if kind.cells != "any")
