"""Suppliers that may be one are proposed with the reasons; what contradicts itself never is."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vigie.identify.identity import conflict
from vigie.identify.party_names import PartyWords
from vigie.identify.proposals import Party, Proposer
from vigie.model.content import UNKNOWN_COUNTRY

FILLING = (
    "Bakkerij Peeters",
    "Garage Wouters",
    "Drukkerij Maes",
    "Apotheek Claes",
    "Frituur Jacobs",
    "Kapper Goossens",
)


@pytest.fixture(scope="session")
def words(bundled) -> PartyWords:
    return PartyWords(fact.row for fact in bundled.facts("party-words"))


@pytest.fixture(scope="session")
def proposer(words, parameters) -> Proposer:
    return Proposer(words, parameters)


@pytest.fixture
def propose(proposer):
    """The proposals about two suppliers of a list with a few others."""

    def run(one: str, other: str, countries=("BE", "BE"), numbers=((), ()), **places):
        parties = [Party(f"F{number}", frozenset([name]), "BE") for number, name in enumerate(FILLING)]
        for place, name in enumerate((one, other)):
            own = {kind: frozenset(written[place]) for kind, written in places.items()}
            parties.append(Party(f"P{place}", frozenset([name]), countries[place], frozenset(numbers[place]), **own))
        return proposer.propose(parties)

    return run


def likeness(found) -> float:
    return found[0].likeness if found else 0.0


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Delta Textiel NV", "DELTA TEXTIEL N.V."),
        ("Delta Textiel", "Delta Textiel NV"),
        ("Delta Textiel NV", "Delta Textiel SA"),
        ("Delta Textiel BVBA", "Delta Textiel BV"),
        ("Delta Textiel", "Textiel Delta"),
        ("Delta Textiel", "Delta Textile"),
        ("Delta Textiel", "Dleta Textiel"),
        ("Euro Packaging", "Europackaging"),
        ("Fabryka Okien sp. z o.o.", "Fabryka Okien Sp zoo"),
        ("Müller Bürobedarf GmbH", "Muller Burobedarf"),
        ("Delta Mfg. Co., Ltd.", "Delta Manufacturing Limited"),
        ("Jansens & Zonen", "Janssens en Zonen"),
    ],
)
def test_another_spelling_is_proposed(propose, one, other):
    assert [(each.a, each.b) for each in propose(one, other)] == [("P0", "P1")]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Delta Textiel", "Delta Bakkerij"),
        ("Bakkerij Janssens", "Garage Janssens"),
        ("Atlas Bouw", "Argos Bouw"),
        ("Filiaal 12 Delta", "Filiaal 13 Delta"),
        ("NV", "!!!"),
        ("!!!", "???"),
        ("Delta", ""),
    ],
)
def test_another_name_is_not_proposed(propose, one, other):
    assert propose(one, other) == ()


def test_numbers_that_contradict_each_other_forbid_a_proposal(propose):
    first, second = ("be_enterprise", "0403170701"), ("be_enterprise", "0403091220")
    assert propose("Delta Textiel", "Delta Textiel", numbers=([first], [second])) == ()
    assert propose("Delta Textiel", "Delta Textiel", numbers=([first], [("lei", "213800KUD8LAJWSQ9D15")]))


def test_companies_of_two_countries_are_two_and_an_unknown_country_is_said(propose):
    assert propose("Delta Textiel", "Delta Textiel", ("BE", "NL")) == ()
    found = propose("Delta Textiel", "Delta Textiel", ("BE", UNKNOWN_COUNTRY))
    assert found[0].likeness < 1
    assert "The country of one of them is not known." in map(str, found[0].reasons)


def test_the_place_speaks_for_or_against(propose):
    one, other = "Delta Textiel", "Delta Textiele"
    alone = likeness(propose(one, other))
    same = propose(one, other, postcodes=(["9000"], ["9000"]), cities=(["Gent"], ["Aalst"]))
    assert same[0].likeness > alone
    assert "Both are in 9000." in map(str, same[0].reasons)
    assert likeness(propose(one, other, cities=(["Gent"], ["Liège"]))) < alone
    assert likeness(propose(one, other, cities=(["GENT"], ["Gent."]))) > alone


@pytest.mark.parametrize(
    ("other", "told"),
    [
        ("Delta Textiel BV", "Their legal forms are not the same."),
        ("Delta Textiel Group NV", "Companies of one group may differ by “group”."),
        ("Delta Textiel 2 NV", "Only one of them carries “2”."),
    ],
)
def test_what_may_tell_them_apart_is_said_and_lowers_the_likeness(proposer, other, told):
    # Where a word is usual in the list, it weighs little: here many are groups and many have a second shop.
    usual = [Party(f"U{number}", frozenset([f"Winkel{number} Group 2"]), "BE") for number in range(60)]
    parties = [Party("P0", frozenset(["Delta Textiel NV"]), "BE"), Party("P1", frozenset([other]), "BE")]
    found = [each for each in proposer.propose([*parties, *usual]) if each.a == "P0"]
    assert told in [str(reason) for each in found for reason in each.reasons]
    assert all(each.likeness < 1 for each in found)


def test_a_supplier_with_several_names_is_proposed_once_by_its_best(proposer):
    parties = [
        Party("P0", frozenset(["Delta Textiel", "Delta Textiel Gent"]), "BE"),
        Party("P1", frozenset(["Delta Textiele", "DELTA TEXTIEL"]), "BE"),
    ]
    found = proposer.propose(parties)
    assert [(each.a, each.b, each.likeness) for each in found] == [("P0", "P1", 1.0)]


def test_what_a_person_judged_apart_is_not_proposed_again(proposer):
    parties = [Party("P0", frozenset(["Delta"]), "BE"), Party("P1", frozenset(["Delta NV"]), "BE")]
    assert proposer.propose(parties, frozenset([frozenset(["P0", "P1"])])) == ()


def test_a_word_that_too_many_share_is_looked_at_country_by_country(proposer):
    crowd = [Party(f"C{number}", frozenset([f"Delta Winkel{number}"]), "BE") for number in range(50)]
    pair = [Party("P0", frozenset(["Delta Ronse"]), "NL"), Party("P1", frozenset(["Ronse-Delta"]), UNKNOWN_COUNTRY)]
    lost = [Party(f"L{number}", frozenset([f"Gamma Zaak{number}"]), UNKNOWN_COUNTRY) for number in range(50)]
    found = proposer.propose([*crowd, *pair, *lost])
    assert ("P0", "P1") in {(each.a, each.b) for each in found}


names = st.lists(st.sampled_from(["Delta", "Dleta", "Textiel", "Textile", "NV", "BV", "Group", "2", "é"]), max_size=3)
held = st.sampled_from([(), ("be_enterprise", "0403170701"), ("be_enterprise", "0403091220"), ("lei", "L")])
drawn = st.lists(st.tuples(names.map(" ".join), st.sampled_from(["BE", "NL", UNKNOWN_COUNTRY]), held), max_size=6).map(
    lambda rows: [
        Party(f"P{place}", frozenset([name]), country, frozenset([number] if number else []))
        for place, (name, country, number) in enumerate(rows)
    ]
)


@settings(max_examples=60, deadline=None)
@given(drawn, st.randoms(use_true_random=False))
def test_the_order_makes_no_difference_and_nothing_contradictory_is_proposed(proposer, parties, chance):
    found = proposer.propose(parties)
    shuffled = list(parties)
    chance.shuffle(shuffled)
    assert proposer.propose(shuffled) == found
    of = {each.id: each for each in parties}
    for each in found:
        assert each.a < each.b
        assert not conflict(of[each.a].numbers, of[each.b].numbers)
        assert len({of[each.a].country, of[each.b].country} - {UNKNOWN_COUNTRY}) <= 1
        assert 0 < each.likeness <= 1


@pytest.mark.parametrize(
    ("text", "meant"), [("yes", True), ("JA", True), ("oui", True), ("Nee", False), ("non", False), ("perhaps", None)]
)
def test_an_answer_may_be_given_in_four_languages(words, text, meant):
    assert words.answer(text) is meant


def test_words_that_nobody_wrote_down_leave_the_name_as_it_is():
    assert PartyWords([]).read("Delta NV").core == ("delta", "nv")
