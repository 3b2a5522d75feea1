"""Two rows are one supplier by the same number, or exactly the same name and country; never by likeness."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigie.identify.identifiers import check
from vigie.identify.identity import same_supplier_key, supplier_id


def key(name, country="BE", **written):
    return same_supplier_key(name, country, [check(scheme, value) for scheme, value in written.items()])


@pytest.mark.parametrize("name", ["DELTA TEXTIEL NV", "Delta  Textiel, NV", "Délta-Textiel NV."])
def test_case_spaces_accents_and_punctuation_do_not_make_another_supplier(name):
    assert key(name) == key("Delta Textiel NV")


@pytest.mark.parametrize("name", ["Delta Textiel BV", "Delta Textil NV", "Delta Textiel", "Delta Textiel NV Gent"])
def test_another_legal_form_or_a_similar_name_is_another_supplier(name):
    assert key(name) != key("Delta Textiel NV")


def test_the_same_name_in_another_country_is_another_supplier():
    assert key("Delta", "BE") != key("Delta", "NL")


def test_names_in_another_script_are_told_apart():
    assert key("株式会社ガス", "JP") != key("株式会社カス", "JP")
    assert key("!!!", "BE") != key("???", "BE")


def test_the_same_number_is_the_same_supplier_whatever_the_name():
    vat, enterprise = key("Delta", vat="BE0403170701"), key("Delta Group", be_enterprise="403.170.701")
    assert vat == enterprise
    assert vat != key("Delta", vat="FR61954506077")


def test_the_id_is_the_number_where_there_is_one():
    number = [check("lei", "213800KUD8LAJWSQ9D15")]
    assert supplier_id(same_supplier_key("Delta", "BE", number), number) == "213800KUD8LAJWSQ9D15"
    belgian = [check("vat", "BE0403170701")]
    assert supplier_id(same_supplier_key("Delta", "BE", belgian), belgian) == "0403170701"


def test_the_id_made_from_a_name_stays_the_same_for_ever():
    assert supplier_id(key("Delta Textiel NV"), []) == "N96baa5448f"


@given(st.text(), st.sampled_from(["BE", "CN", "ZZ"]))
def test_every_name_has_an_id_that_is_safe_in_a_table(name, country):
    assert re.fullmatch("N[0-9a-f]{10}", supplier_id(key(name, country), []))
