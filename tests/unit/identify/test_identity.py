"""Two rows are one supplier by the same number, or exactly the same name and country; never by likeness."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigie.identify.identifiers import check
from vigie.identify.identity import conflict, keys_by_number, name_key, numbers, supplier_id, supplier_keys


def carried(**written):
    return numbers([check(scheme, value) for scheme, value in written.items()])


def keys(*rows):
    """The key of each row, given as name, country and numbers."""
    names = [name_key(name, country) for name, country, *_ in rows]
    return supplier_keys(keys_by_number([row[2] if len(row) > 2 else () for row in rows]), names)


def key(name, country="BE", **written):
    return keys((name, country, carried(**written)))[0]


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
    assert supplier_id(key("Delta", lei="213800KUD8LAJWSQ9D15")) == "213800KUD8LAJWSQ9D15"
    assert supplier_id(key("Delta", vat="BE0403170701")) == "0403170701"


def test_the_id_made_from_a_name_stays_the_same_for_ever():
    assert supplier_id(key("Delta Textiel NV")) == "N96baa5448f"


@given(st.text(), st.sampled_from(["BE", "CN", "ZZ"]))
def test_every_name_has_an_id_that_is_safe_in_a_table(name, country):
    assert re.fullmatch("N[0-9a-f]{10}", supplier_id(key(name, country)))


FIRST, SECOND = carried(vat="BE0403170701"), carried(vat="BE0403091220")
LEI = carried(lei="213800KUD8LAJWSQ9D15")


def test_a_row_that_carries_two_numbers_ties_the_rows_that_carry_one_of_them():
    assert len(set(keys(("A", "BE", FIRST), ("B", "BE", LEI), ("C", "BE", FIRST + LEI)))) == 1


def test_one_number_beside_two_that_contradict_each_other_ties_nothing():
    found = keys(("A", "BE", FIRST + LEI), ("B", "BE", SECOND + LEI), ("C", "BE", LEI))
    assert found == ["number:0403170701", "number:0403091220", "number:213800KUD8LAJWSQ9D15"]


def test_two_sites_of_one_company_do_not_contradict_each_other():
    one, other = (("os_id", "CN2021250D1DTN7"),), (("os_id", "BD2021250D1DTN7"),)
    assert len(set(keys(("A", "BE", FIRST + one), ("A", "BE", FIRST + other)))) == 1
    assert not conflict(one, other)


def test_a_row_without_number_belongs_to_the_one_number_with_exactly_its_name_and_country():
    assert len(set(keys(("Delta", "BE", FIRST), ("DELTA", "BE")))) == 1
    assert len(set(keys(("Delta", "BE", FIRST), ("Delta", "NL")))) == 2
    assert len(set(keys(("Delta", "BE", FIRST), ("Delta Textiel", "BE")))) == 2


def test_a_name_that_two_numbers_claim_belongs_to_neither():
    assert len(set(keys(("Delta", "BE", FIRST), ("Delta", "BE", SECOND), ("Delta", "BE")))) == 3


def test_numbers_contradict_each_other_when_they_are_of_one_kind_and_not_the_same():
    assert conflict(FIRST, SECOND)
    assert not conflict(FIRST, LEI)
    assert not conflict(FIRST + SECOND, FIRST)
    assert not conflict(FIRST, carried(vat="FR61954506077"))


rows = st.lists(
    st.tuples(
        st.sampled_from(["Delta", "Gamma", "DELTA", "Epsilon"]),
        st.sampled_from(["BE", "NL"]),
        st.sampled_from([(), (), FIRST, SECOND, LEI, FIRST + LEI, SECOND + LEI]),
    ),
    max_size=8,
)


@given(rows, st.randoms(use_true_random=False))
def test_the_order_of_rows_makes_no_difference(listed, chance):
    order = list(range(len(listed)))
    chance.shuffle(order)
    straight, shuffled = keys(*listed), keys(*(listed[place] for place in order))
    assert [straight[place] for place in order] == shuffled


@given(rows)
def test_no_rule_joins_rows_whose_firmest_numbers_contradict_each_other(listed):
    found = keys(*listed)
    for one, (_, _, some) in zip(found, listed, strict=True):
        for other, (_, _, others) in zip(found, listed, strict=True):
            if conflict(some[:1], others[:1]):
                assert one != other
