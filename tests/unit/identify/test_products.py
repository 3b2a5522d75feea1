"""What was bought, from its words and its codes: the right group, its confidence, or none and why."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from vigie.identify.products import ProductFinder


@pytest.mark.parametrize(
    ("text", "group", "confidence"),
    [
        ("Safety shoes S3 size 43", "shoes", 0.95),
        ("SAFETY-SHOES", "shoes", 0.95),
        ("safetyshoes", "shoes", 0.85),
        ("2 shoes", "shoes", 0.85),
        ("Chaussures", "shoes", 0.85),
        ("CHAUSSURES NOIRES", "shoes", 0.85),
        ("laarzen", "shoes", 0.85),
        ("Werkschoenen", "shoes", 0.8),
        ("Wintersicherheitsschuhe", "shoes", 0.7),
        ("Früchtetie", "brew", 0.65),
        ("Lederhandschuhe", "mittens", 0.7),
        ("werkhandschoenen", "mittens", 0.8),
        ("work boot", "shoes", 0.95),
        ("workboots", "shoes", 0.85),
        ("sunwear", "hats", 0.85),
        ("Hüte", "hats", 0.85),
        ("Thé vert bio", "brew", 0.95),
        ("THE VERT BIO", "brew", 0.95),
        ("Fruechtetee", "brew", 0.85),
    ],
)
def test_words_plurals_compounds_and_typing_errors_each_with_their_confidence(products, text, group, confidence):
    found = products.find(text)
    assert (found.group, found.confidence) == (group, confidence), found.why
    assert found.by == "words"


def test_the_reason_shows_the_words_as_they_were_written(products):
    assert str(products.find("Achat de Thé vert, 20 boîtes").why) == "“Thé vert” is a word for brew."
    assert "“schuh”" in str(products.find("Lederschuhe").why)
    assert "read as" in str(products.find("Früchtetie").why)


@pytest.mark.parametrize("text", ["the", "The mug", "A-THE-B"])
def test_an_english_article_is_no_tea(products, text):
    assert products.find(text).group == ""


@pytest.mark.parametrize(
    "text",
    [
        "Location de chaussures",
        "Réparation de chaussures",
        "shoe repair",
        "onderhoud schoenen",
        "Schuhreparatur Schuh",
        "Versicherung Schuhe",
        "software for shoes",
        "Opleiding schoenen",
        "skates shoes",
        "schoendoos",
    ],
)
def test_words_that_turn_the_meaning_away_leave_no_group_and_are_named(products, text):
    found = products.find(text)
    assert (found.group, found.confidence, found.by) == ("", 0.0, "")
    assert "says so" in str(found.why)
    assert found.stated


def test_upkeep_of_a_place_is_still_cleaning(products):
    assert products.find("cleaning and maintenance").group == "scrubbing"


def test_a_turning_word_inside_the_word_itself_turns_nothing(products):
    assert products.find("cleaning gloves").group == "mittens"


@pytest.mark.parametrize(
    "text", ["", "   ", "Diverse aankopen", "Frais divers", "Übrige Aufwendungen", "Factuur 2024", "12"]
)
def test_a_text_that_says_nothing_is_the_list_s_ignorance(products, text):
    found = products.find(text)
    assert found.group == ""
    assert not found.stated


@pytest.mark.parametrize("text", ["qwertz", "Wireless mouse", "木材", "Zzzz1234"])
def test_a_text_that_is_not_recognised_is_our_ignorance(products, text):
    found = products.find(text)
    assert found.group == ""
    assert found.stated
    assert "gap of Vigie" in str(found.why)


@pytest.mark.parametrize("text", ["shoes and hats", "chaussures, gants", "safety shoes + cap", "hat cap"])
def test_two_groups_on_one_line_leave_it_open_and_both_are_named(products, text):
    found = products.find(text)
    assert found.group == ""
    assert "may be" in str(found.why)


def test_a_word_that_three_groups_claim_names_all_three(products):
    why = str(products.find("headgear").why)
    assert "caps, more_caps or still_more_caps" in why


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Achat de chaussures", "shoes"),
        ("box of shoes", "shoes"),
        ("Lot de 20 paires de gants", "mittens"),
        ("pour chaussures", "shoes"),
        ("10 cartons of shoes", "shoes"),
        ("carton", "boxes"),
        ("chaussures pour le nettoyage", "shoes"),
        ("nettoyage de chapeau", "scrubbing"),
    ],
)
def test_the_thing_itself_counts_not_how_it_was_bought_or_what_for(products, text, group):
    assert products.find(text).group == group


@pytest.mark.parametrize("text", ["semelles pour chaussures", "tongues of shoes", "zolen voor schoenen"])
def test_a_part_for_the_thing_is_only_a_weak_sign(products, text):
    found = products.find(text)
    assert found.group == ""
    assert "weak sign" in str(found.why)


def test_a_specific_phrase_outweighs_a_word_beside_it_but_less_surely(products):
    found = products.find("safety shoes hat")
    assert (found.group, found.confidence) == ("shoes", 0.85)


def test_code_and_text_that_agree_are_surer_than_either(products):
    found = products.find("safety shoes", cpv="18830000-6")
    assert (found.group, found.confidence, found.by) == ("shoes", 0.98, "code")


@pytest.mark.parametrize(("code", "confidence"), [({"cpv": "18830000"}, 0.95), ({"cpv": "18800000"}, 0.8)])
@pytest.mark.parametrize("text", ["", "Frais divers", "qwertz"])
def test_a_code_stands_alone_where_the_text_says_nothing(products, text, code, confidence):
    found = products.find(text, **code)
    assert (found.group, found.confidence, found.by) == ("shoes", confidence, "code")


def test_a_specific_code_wins_over_another_text_and_both_are_said(products):
    found = products.find("hats", cpv="18830000")
    assert (found.group, found.confidence, found.by) == ("shoes", 0.7, "code")
    assert "hats" in str(found.why)


def test_a_broad_code_yields_to_another_text(products):
    found = products.find("hats", cpv="18800000")
    assert (found.group, found.confidence, found.by) == ("hats", 0.6, "words")


def test_a_code_decides_between_the_two_groups_of_a_text(products):
    assert products.find("shoes and hats", cpv="18830000").confidence == 0.95
    assert products.find("gants et chapeau", cpv="18830000").confidence == 0.7


def test_a_code_is_doubted_where_the_text_speaks_of_hiring(products):
    found = products.find("location de chaussures", cpv="18830000")
    assert (found.group, found.confidence) == ("shoes", 0.7)


def test_two_codes_of_what_was_bought_that_disagree_prove_nothing(products):
    assert products.find("", cpv="18830000", hs="0902").group == ""
    assert products.find("hats", cpv="18830000", hs="0902").group == "hats"


def test_what_the_supplier_does_is_weaker_than_what_was_bought(products):
    alone = products.find("Frais divers", nace="15.20")
    assert (alone.group, alone.confidence, alone.by) == ("shoes", 0.65, "code")
    against = products.find("chapeau", nace="15.20")
    assert (against.group, against.confidence, against.by) == ("hats", 0.75, "words")
    agreeing = products.find("chaussures", nace="15.20", isic="1520")
    assert (agreeing.group, agreeing.confidence, agreeing.by) == ("shoes", 0.88, "words")
    assert products.find("chaussures et gants", nace="15.20").group == "shoes"


def test_what_the_supplier_does_overrules_no_text(products):
    assert products.find("location de chaussures", nace="15.20").group == ""
    assert products.find("gants et chapeau", nace="15.20").group == ""


def test_a_code_of_no_group_is_our_ignorance_and_named(products):
    found = products.find("", cpv="99999999-9")
    assert found.group == ""
    assert "99999999-9" in str(found.why)
    assert found.stated
    assert "gap of Vigie" in str(products.find("qwertz", cpv="99999999-9").why)
    assert products.find("hats", cpv="99999999-9").group == "hats"


def test_nothing_under_the_least_confidence_is_chosen(catalogue, general, parameters):
    strict = ProductFinder(catalogue, general, parameters | {"match_confidence_least": 0.9})
    assert strict.find("safety shoes").group == "shoes"
    assert strict.find("shoes").group == ""


@given(st.text(max_size=80))
def test_any_text_is_answered_with_a_group_or_a_reason(products, catalogue, text):
    found = products.find(text)
    assert (found.group in catalogue and 0.6 <= found.confidence <= 1) or (not found.group and found.confidence == 0)
    assert str(found.why)


@given(
    st.lists(st.sampled_from(["shoes", "de", "of", "gants", ",", "location", "the", "thé", "x", "carton"]), max_size=9)
)
def test_any_mixture_of_telling_words_is_answered(products, catalogue, words):
    assert products.find(" ".join(words)).group in {"", *catalogue}


def test_a_huge_text_is_answered_at_once(products):
    assert products.find("x" * 300_000).group == ""
    assert products.find("shoes " * 50_000).group == "shoes"
