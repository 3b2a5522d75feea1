"""What persons judged is applied, kept, and never silently lost; contradictions are told with the rows to change."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vigie.errors import WrongUse
from vigie.identify.identifiers import check
from vigie.identify.identity import name_key, numbers, supplier_id
from vigie.identify.judgements import JudgedRow, corrections
from vigie.identify.party_names import PartyWords
from vigie.identify.resolving import Claim, Resolver
from vigie.model.records import Place, SupplierRecord


def row(number: int = 2, **cells: str) -> JudgedRow:
    return JudgedRow(Place("answers.csv", row=number), {"by": "Ann", "date": "2026-11-20", **cells})


def claim(name: str, country: str = "BE", **written: str) -> Claim:
    held = numbers([check(scheme, value) for scheme, value in written.items()])
    return Claim(SupplierRecord(Place("list.csv", row=2), name), country, held)


def named(name: str, country: str = "BE") -> str:
    return supplier_id(name_key(name, country))


def pair(one: str, other: str, same: str, **cells: str) -> JudgedRow:
    return row(supplier_id_a=named(one), supplier_id_b=named(other), same=same, **cells)


@pytest.fixture(scope="session")
def resolver(bundled, countries, parameters) -> Resolver:
    words = PartyWords(fact.row for fact in bundled.facts("party-words"))
    return Resolver(countries, words, parameters)


DELTA, OTHER, THIRD = claim("Delta Textiel"), claim("Delta Textiele"), claim("Delta Textiel NV")


def test_likeness_alone_joins_nothing(resolver):
    found = resolver.resolve([DELTA, OTHER])
    assert len(set(found.keys)) == 2
    assert len(found.proposals) == 1


def test_yes_joins_and_says_who_judged_when(resolver):
    judged = resolver.with_judgements([pair("Delta Textiel", "Delta Textiele", "ja")])
    found = judged.resolve([DELTA, OTHER])
    assert len(set(found.keys)) == 1
    assert str(found.why[found.keys[0]]) == "judged by Ann on 2026-11-20"
    assert (found.proposals, found.doubts) == ((), ())


def test_no_is_never_proposed_again_and_holds_for_what_is_joined_to_it(resolver):
    assert (
        resolver.with_judgements([pair("Delta Textiel", "Delta Textiele", "no")]).resolve([DELTA, OTHER]).proposals
        == ()
    )
    rows = [pair("Delta Textiel", "Delta Textiele", "no"), pair("Delta Textiel", "Delta Textiel NV", "yes")]
    assert resolver.with_judgements(rows).resolve([DELTA, OTHER, THIRD]).proposals == ()


def test_an_empty_answer_leaves_the_question_open(resolver):
    found = resolver.with_judgements([pair("Delta Textiel", "Delta Textiele", "")]).resolve([DELTA, OTHER])
    assert len(found.proposals) == 1
    assert (found.answered, found.doubts) == ((), ())


def test_suppliers_may_be_named_by_name_and_country_or_by_any_of_their_numbers(resolver):
    rows = [row(name_a="DELTA TEXTIEL", country_a="België", name_b="Delta Textiele", country_b="BE", same="yes")]
    assert len(set(resolver.with_judgements(rows).resolve([DELTA, OTHER]).keys)) == 1
    numbered = claim("Delta Textiele", vat="BE0403170701", lei="213800KUD8LAJWSQ9D15")
    for written in ("0403170701", "403170701", "BE 0403.170.701", "213800KUD8LAJWSQ9D15", named("Delta Textiele")):
        rows = [row(supplier_id_a=named("Delta Textiel"), supplier_id_b=written, same="yes")]
        found = resolver.with_judgements(rows).resolve([DELTA, numbered])
        assert set(found.keys) == {"number:0403170701"}, written


def test_a_joined_supplier_takes_the_country_that_is_known(resolver):
    rows = [row(supplier_id_a=named("Delta Textiel"), supplier_id_b=named("Delta", "ZZ"), same="yes")]
    assert resolver.with_judgements(rows).resolve([DELTA, claim("Delta", "ZZ")]).countries == ["BE", "BE"]


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"same": "perhaps"}, "neither yes nor no"),
        ({"same": "yes", "by": ""}, "does not say who made it"),
        ({"same": "yes", "date": "20/11/2026"}, "does not say who made it"),
        ({"same": "yes", "supplier_id_b": "N0000000000"}, "No supplier of the lists"),
        ({"same": "no", "supplier_id_b": named("Delta Textiel")}, "The lists make these two one"),
    ],
)
def test_what_cannot_be_applied_is_told_and_kept(resolver, cells, told):
    given_row = pair("Delta Textiel", "Delta Textiele", "yes")
    changed = JudgedRow(given_row.place, {**given_row.cells, **cells})
    found = resolver.with_judgements([changed]).resolve([DELTA, OTHER])
    assert [told in str(each.what) for each in found.doubts] == [True]
    assert found.doubts[0].place == Place("answers.csv", row=2)
    assert len(set(found.keys)) == 2
    assert [each.same for each in found.answered] == [cells["same"]]


def test_a_yes_that_a_rule_already_gives_changes_nothing(resolver):
    found = resolver.with_judgements([pair("Delta Textiel", "Delta Textiel", "yes")]).resolve([DELTA, DELTA])
    assert (found.why, found.doubts) == ({}, ())


def test_a_name_that_several_carry_names_nobody(resolver):
    both = [claim("Delta", vat="BE0403170701"), claim("Delta", vat="BE0403091220"), OTHER]
    rows = [row(name_a="Delta", country_a="BE", name_b="Delta Textiele", country_b="BE", same="yes")]
    assert "or more than one" in str(resolver.with_judgements(rows).resolve(both).doubts[0].what)


def test_a_person_cannot_join_two_valid_numbers_of_one_kind(resolver):
    both = [claim("Delta", vat="BE0403170701"), claim("Delta NV", vat="BE0403091220"), DELTA]
    rows = [
        row(supplier_id_a="0403170701", supplier_id_b=named("Delta Textiel"), same="yes"),
        row(supplier_id_a=named("Delta Textiel"), supplier_id_b="0403091220", same="yes"),
    ]
    found = resolver.with_judgements(rows).resolve(both)
    assert len(set(found.keys)) == 3
    assert [str(each.what)[:30] for each in found.doubts] == ["These suppliers were not joine"] * 2
    assert found.why == {}


def test_judgements_that_contradict_each_other_are_an_error_with_their_rows(resolver):
    rows = [
        pair("Delta Textiel", "Delta Textiele", "yes"),
        pair("Delta Textiele", "Delta Textiel NV", "yes"),
        pair("Delta Textiel", "Delta Textiel NV", "no"),
    ]
    with pytest.raises(WrongUse, match=r"answers\.csv:2") as caught:
        resolver.with_judgements(rows).resolve([DELTA, OTHER, THIRD])
    assert "Change one of these rows" in str(caught.value.advice)


def test_a_content_without_numbers_for_it_proposes_nothing(countries):
    assert Resolver(countries, PartyWords([]), {}).resolve([DELTA, OTHER]).proposals == ()


def test_a_list_too_long_to_compare_says_so(resolver, countries, parameters):
    short = Resolver(countries, PartyWords([]), {**parameters, "same_supplier_list_most": 1.0})
    found = short.resolve([DELTA, OTHER])
    assert found.proposals == ()
    assert [each.found for each in found.doubts] == ["2"]


NAMES = [f"{word} Onderneming" for word in ("Alfa", "Bravo", "Charlie", "Delta", "Echo")]


@settings(max_examples=40, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=6),
    st.randoms(use_true_random=False),
)
def test_joining_is_an_equivalence_and_the_order_makes_no_difference(resolver, joined, chance):
    claims = [claim(name) for name in NAMES]
    rows = [pair(one, other, "yes") for one, other in joined]
    keys = dict(zip(NAMES, resolver.with_judgements(rows).resolve(claims).keys, strict=True))
    assert all(keys[one] == keys[other] for one, other in joined)
    chance.shuffle(rows)
    chance.shuffle(claims)
    again = resolver.with_judgements(rows).resolve(claims)
    assert {each.record.name: key for each, key in zip(claims, again.keys, strict=True)} == keys
    loners = set(NAMES) - {name for pair_of in joined for name in pair_of if pair_of[0] != pair_of[1]}
    assert all(keys[name] == name_key(name, "BE") for name in loners)


def test_a_long_line_of_judgements_is_one_supplier(resolver):
    rows = [pair(one, other, "yes") for one, other in pairwise(NAMES)]
    assert len(set(resolver.with_judgements(rows).resolve([claim(name) for name in NAMES]).keys)) == 1


def test_a_correction_is_kept_as_the_judgement_of_its_person():
    found = corrections([row(text="Café moulu, 1 kg", product_group="coffee")], ["coffee"])["cafe moulu 1 kg"]
    assert (found.group, found.confidence, found.by) == ("coffee", 1.0, "person")
    assert str(found.why) == "judged by Ann on 2026-11-20"


def test_an_empty_group_says_that_none_fits_and_the_latest_correction_holds():
    rows = [
        row(3, text="diverse", product_group="", date="2026-11-21"),
        row(2, text="DIVERSE", product_group="coffee", date="2026-11-20"),
    ]
    assert corrections(rows, ["coffee"])["diverse"].group == ""


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"text": "koffie", "product_group": "koffie"}, "There is no product group koffie."),
        ({"text": "", "product_group": "coffee"}, "no text"),
        ({"text": "koffie", "product_group": "coffee", "by": ""}, "who made it"),
    ],
)
def test_a_correction_that_cannot_be_used_is_an_error_with_its_row(cells, told):
    with pytest.raises(WrongUse, match=told) as caught:
        corrections([row(4, **cells)], ["coffee"])
    assert caught.value.where == "answers.csv:4"


def test_two_meanings_of_one_text_on_one_day_are_an_error():
    rows = [row(text="koffie", product_group="coffee"), row(text="Koffie", product_group="tea")]
    with pytest.raises(WrongUse, match="two meanings"):
        corrections(rows, ["coffee", "tea"])
