"""Expectations travel with the data: a wrong type, a doubled row, a missing answer stops the build and says where."""

from __future__ import annotations

import pytest
from tests.unit.registers.conftest import Workshop, text_columns

from vigie.errors import BrokenContent


def by_hand(workshop: Workshop, rows: str, **declared: object) -> None:
    workshop.declares("facts", {}, **{"upstream": [], "key": ["alpha2"], **declared})
    workshop.write("registers/facts/rows.csv", rows)


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        ("integer", "2026", "20.26"),
        ("number", "-0.5", "half"),
        ("number", "1e3", "nan"),
        ("flag", "1", "yes"),
        ("text", "NA", " NA"),
    ],
)
def test_a_value_of_the_wrong_type_is_named_with_its_row(workshop, kind, good, bad):
    columns = {**text_columns("alpha2"), "value": {"type": kind, "meaning": "value"}}
    by_hand(workshop, f"alpha2,value\nBE,{good}\nFR,\n", columns=columns)
    workshop.build()
    by_hand(workshop, f"alpha2,value\nBE,{good}\nFR,{bad}\n", columns=columns)
    with pytest.raises(BrokenContent, match=f"Row 3: “{bad}” in column value"):
        workshop.build()


def test_a_row_cannot_stand_twice(workshop):
    by_hand(workshop, "alpha2,law\nBE,one\nBE,two\n", columns=text_columns("alpha2", "law"))
    with pytest.raises(BrokenContent, match="BE stands in 2 rows"):
        workshop.build()


def test_a_register_without_a_key_may_repeat(workshop):
    by_hand(workshop, "word\nraw\nraw\n", columns=text_columns("word"), key=[])
    workshop.build()


def test_an_empty_cell_breaks_a_promise_to_fill_it(workshop):
    columns = text_columns("alpha2", "law", "source")
    by_hand(workshop, "alpha2,law,source\nBE,one,\n", columns=columns, expectations={"filled": ["law", "source"]})
    with pytest.raises(BrokenContent, match="Row 2 is empty in source"):
        workshop.build()


def test_the_number_of_different_values_is_held(workshop):
    columns = text_columns("alpha2", "law")
    by_hand(workshop, "alpha2,law\nBE,one\nFR,one\n", columns=columns, expectations={"distinct": {"law": 1}})
    workshop.build()
    by_hand(workshop, "alpha2,law\nBE,one\nFR,two\n", columns=columns, expectations={"distinct": {"law": 1}})
    with pytest.raises(BrokenContent, match="2 different values, 1 were expected"):
        workshop.build()


def test_a_known_answer_must_be_there(workshop):
    columns = {**text_columns("alpha2"), "listed": {"type": "flag", "meaning": "listed"}}
    known = {"contains": [{"alpha2": "TM", "listed": 1}]}
    by_hand(workshop, "alpha2,listed\nTM,1\n", columns=columns, expectations=known)
    workshop.build()
    by_hand(workshop, "alpha2,listed\nTM,0\n", columns=columns, expectations=known)
    with pytest.raises(BrokenContent, match="TM, 1"):
        workshop.build()
