"""Single facts held against what a rule names: sums, means, kilograms, roles, and codes too short to tell."""

from __future__ import annotations

import pytest

from vigie.errors import Message
from vigie.model.duties import Comparison, Relation

ARTICLE = Message("art. 1")
MORE, LEAST, LESS, IS, IN = (
    Relation.MORE_THAN,
    Relation.AT_LEAST,
    Relation.LESS_THAN,
    Relation.IS,
    Relation.IN,
)


def held(fact, relation, wanted, unit="", of=""):
    return Comparison(fact, relation, wanted, unit, ARTICLE, of)


@pytest.mark.parametrize(
    ("relation", "value", "holds"),
    [(MORE, 5, False), (MORE, 6, True), (LEAST, 5, True), (LEAST, 4, False), (LESS, 5, False), (LESS, 4, True)],
)
def test_thresholds_are_exact(facts, relation, value, holds):
    found = facts(turnover={"worldwide": value}).compare(held("sales", relation, 5, "EUR"))
    assert found.truth is holds
    assert ("not met" in str(found.reasons[0])) is not holds
    assert f"EUR {value}" in str(found.reasons[0])


def test_head_counts_are_averaged_over_the_last_two_years(facts):
    found = facts(employees={"2023": 500, "2024": 100, "2025": 101}).compare(held("people", MORE, 100, "people"))
    assert found.truth
    assert "100.5" in str(found.reasons[0])


def test_years_on_either_side_of_the_threshold_are_told(facts):
    found = facts(employees={"2024": 90, "2025": 130}).compare(held("people", MORE, 100, "people"))
    assert found.truth
    assert "90 in one year and 130 in the next lie on either side" in str(found.reasons[1])


def test_one_year_or_one_number_is_taken_as_it_is(facts):
    for employees in ({"2025": 101}, 101):
        found = facts(employees=employees).compare(held("people", MORE, 100, "people"))
        assert found.truth
        assert len(found.reasons) == 1


@pytest.mark.parametrize(
    ("stated", "told"),
    [
        ({}, True),
        ({"form": "single"}, True),
        ({"form": "group"}, False),
        ({"form": "group", "consolidated": True}, True),
    ],
)
def test_figures_of_one_company_do_not_speak_for_a_group(facts, stated, told):
    found = facts(employees=500, **stated).compare(held("people", MORE, 100, "people"))
    assert found.truth is (True if told else None)
    assert told or "consolidated" in str(found.questions[0])


def test_what_is_not_stated_is_asked_with_the_field_that_answers_it(facts):
    found = facts(turnover={}).compare(held("sales", MORE, 5, "EUR"))
    assert found.truth is None
    assert "(field: turnover/worldwide)" in str(found.questions[0])


def weighed(facts, *products, least=100, of="7108"):
    return facts(products=list(products)).compare(held("weight", LEAST, least, "kg", of)).truth


@pytest.mark.parametrize(
    ("products", "truth"),
    [
        ([], False),
        ([{"cn": "7108", "kg": 100, "role": "importer"}], True),
        ([{"cn": "7108 12.00", "kg": 99.9, "role": "importer"}], False),
        ([{"cn": "71081200", "kg": 60, "role": "importer"}, {"cn": "71081300", "kg": 40, "role": "importer"}], True),
        ([{"cn": "7108", "kg": 500, "role": "trader"}], False),
        ([{"cn": "7108", "kg": 500}], None),
        ([{"cn": "7108", "kg": 60, "role": "importer"}, {"cn": "7108", "kg": 30}], False),
        ([{"cn": "7108", "kg": 60, "role": "importer"}, {"cn": "7108", "kg": 40}], None),
        ([{"cn": "7108", "role": "importer"}], None),
        ([{"cn": "71", "kg": 500, "role": "importer"}], None),
        ([{"cn": "6105", "kg": 500, "role": "importer"}], False),
    ],
)
def test_kilograms_of_a_customs_code(facts, products, truth):
    assert weighed(facts, *products) is truth


def test_a_product_group_alone_leaves_its_customs_code_open(facts):
    shirts = {"group": "shirt", "kg": 500, "role": "importer"}
    assert weighed(facts, shirts, of="61051000") is None
    assert weighed(facts, shirts, of="61") is None
    assert weighed(facts, shirts, of="7108") is False


def test_the_question_for_kilograms_names_the_code(facts):
    found = facts().compare(held("weight", LEAST, 100, "kg", "7108"))
    assert "(CN 7108; field: products)" in str(found.questions[0])


def named(facts, *products, fact="things", wanted=("shirt", "cn:9405")):
    return facts(products=list(products)).compare(held(fact, IN, wanted))


@pytest.mark.parametrize(
    ("product", "truth"),
    [
        ({"group": "shirt"}, True),
        ({"cn": "6105 10 00"}, True),
        ({"cn": "9405"}, True),
        ({"cn": "9405 40"}, True),
        ({"cn": "94"}, None),
        ({"cn": "8471"}, False),
        ({"group": "desk_work"}, False),
    ],
)
def test_goods_that_a_rule_names_by_group_or_by_code(facts, product, truth):
    found = named(facts, product)
    assert found.truth is truth
    assert bool(found.questions) is (truth is None)


def test_what_a_rule_names_is_told_by_its_name(facts):
    assert "shirt" in str(named(facts, {"group": "shirt"}).reasons[0])
    both = named(facts, {"cn": "9405"}, {"cn": "61051000"}).reasons[0]
    assert "CN 9405, shirt" in str(both)


def test_goods_count_in_their_role_only(facts):
    made = {"group": "shirt", "role": "manufacturer"}
    resold = {"group": "shirt", "role": "trader"}
    assert named(facts, made, fact="made").truth is True
    assert named(facts, resold, fact="made").truth is False
    assert named(facts, {"group": "shirt"}, fact="made").truth is None
    one = held("made", LEAST, 1, "products")
    assert facts(products=[made]).compare(one).truth is True
    assert facts(products=[resold]).compare(one).truth is False
    assert facts(products=[{"group": "shirt"}]).compare(one).truth is None
    assert facts(products=[{"group": "desk_work", "role": "manufacturer"}]).compare(one).truth is False


def test_flags_and_codes(facts):
    said = facts(listed=False, legal_kind="company", establishments=["DE", "FR"])
    assert said.compare(held("listed", IS, True)).truth is False
    assert "no; compared with: yes" in str(said.compare(held("listed", IS, True)).reasons[0])
    assert said.compare(held("kind", IS, "company")).truth is True
    assert said.compare(held("kind", IN, ("public_authority",))).truth is False
    assert said.compare(held("branches", IN, ("DE",))).truth is True
    assert said.compare(held("branches", IS, "DE")).truth is True
    assert facts(establishments=[]).compare(held("branches", IN, ("DE",))).truth is False
    assert "none; compared" in str(facts(establishments=[]).compare(held("branches", IS, "DE")).reasons[0])
