"""Places are filled with what the buyer says or with the defaults, in every language alike, and never with nonsense."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.unit.procurement.preparing.conftest import alike

from vigie.errors import WrongUse
from vigie.model.clause_library import Place
from vigie.procurement.preparing.filling import check_places, filled

FUNCTIONS = {"clerk": {"en": "the clerk", "fr": "le greffier", "nl": "de griffier", "de": "der Schreiber"}}
DAYS = Place("days", 30, "days")


def test_defaults_stand_where_nothing_is_said(clause):
    found = filled(clause(text=alike("Within {days} days. {function} looks."), places=(DAYS,)), {}, FUNCTIONS)
    assert found["en"] == "Within 30 days. The clerk looks."
    assert found["de"] == "Within 30 days. Der Schreiber looks."


def test_a_place_of_one_clause_counts_before_one_of_all(clause):
    made = clause(text=alike("{days}"), places=(DAYS,))
    assert filled(made, {"days": "20", "example.days": "10"}, FUNCTIONS)["nl"] == "10"
    assert filled(made, {"days": "20", "other.days": "10"}, FUNCTIONS)["nl"] == "20"


def test_words_are_small_inside_a_sentence_and_begin_it_with_a_capital(clause):
    text = alike("{function} looks\nand {function} signs.\n{function} ends: {function}.")
    assert filled(clause(text=text), {}, FUNCTIONS)["en"] == (
        "The clerk looks\nand the clerk signs.\nThe clerk ends: the clerk."
    )


def test_words_in_four_languages_can_be_a_default(clause):
    place = Place("unit", {"en": "team", "fr": "équipe", "nl": "ploeg", "de": "Team"}, "words")
    assert filled(clause(text=alike("a {unit}"), places=(place,)), {}, FUNCTIONS)["fr"] == "a équipe"


def test_a_number_must_be_a_number(clause):
    with pytest.raises(WrongUse, match="a number is needed"):
        filled(clause(text=alike("{days}"), places=(DAYS,)), {"days": "soon"}, FUNCTIONS)
    with pytest.raises(WrongUse, match="hours_per_year"):
        filled(clause(), {"hours_per_year": "-1"}, FUNCTIONS)


@given(st.text(max_size=40))
def test_what_a_buyer_types_is_never_read_as_a_place(clause, typed):
    found = filled(clause(text=alike("By {function}.")), {"function": typed + "{days}{function}"}, FUNCTIONS)
    assert found["en"] == f"By {typed}{{days}}{{function}}."


def test_a_place_that_no_clause_has_is_a_mistake(clause):
    check_places(
        {"days": "1", "example.days": "1", "function": "x", "example.hours_per_year": "3"}, [clause(places=(DAYS,))]
    )
    with pytest.raises(WrongUse, match="No clause has a place called dayz"):
        check_places({"dayz": "1"}, [clause(places=(DAYS,))])
