"""Value added comes out of an input-output table as anybody can recompute it, and nothing new in it goes unnoticed."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from tests.unit.registers.conftest import CODES, NOT_YET_READ, Workshop, text_columns

from vigie.errors import BrokenContent, UnreadableInput

ARRAYS = ["inter", "output", "countries", "industries"]
TABLE = {"file": "table.npz", "holds": "table", "columns": ARRAYS, "sha256": NOT_YET_READ}
RECIPE: dict[str, Any] = {
    "family": "sector_value_added",
    "codes": {"RoW": "ZZ"},
    "year": 2011,
    "activities": {"c1": ["01", "A"], "c2": ["13", "C"], "c3": ["15", "C"]},
}


def given(workshop: Workshop, recipe: dict[str, Any] = RECIPE, **rest: Any) -> Workshop:
    """Two regions of three sectors; the first buys 60 of its 100 in farming, the leather of the rest makes nothing."""
    inter = np.zeros((6, 6), dtype=np.int32)
    inter[1, 0], inter[4, 0] = 40, 20
    inter[0, 1], inter[0, 2], inter[3, 4] = 50, 30, 150
    np.savez_compressed(
        workshop.upstream / "table.npz",
        inter=inter,
        output=np.array([100, 100, 100, 300, 200, 0]),
        countries=np.array(["BEL", "RoW"]),
        industries=np.array(["c1", "c2", "c3"]),
    )
    columns = text_columns("alpha2", "activity", "value_added", "year", "source")
    key = ["alpha2", "activity"]
    workshop.declares("added", recipe, upstream=[CODES, TABLE], columns=columns, key=key, **rest)
    return workshop


NO_OUTPUT = [{"what": {"en": "nothing made"}, "why": {"en": "-"}, "holds": "table", "where": {"output": ["0"]}}]


def test_each_region_activity_and_the_world_have_what_they_add_per_unit_of_output(workshop):
    given(workshop, exclusions=NO_OUTPUT).build()
    rows = dict(line.rsplit(",", 3)[:2] for line in workshop.rows("added").splitlines()[1:])
    assert rows == {
        "BE,01": "0.4000", "BE,13": "0.5000", "BE,15": "0.7000", "BE,A": "0.4000", "BE,C": "0.6000", "BE,": "0.5333",
        "ZZ,01": "1.0000", "ZZ,13": "0.2500", "ZZ,A": "1.0000", "ZZ,C": "0.2500", "ZZ,": "0.7000",
        ",01": "0.8500", ",13": "0.3333", ",15": "0.7000", ",A": "0.8500", ",C": "0.4250", ",": "0.6375",
    }  # fmt: skip


def test_a_sector_that_stands_for_nothing_is_a_signal(workshop):
    activities = {"c1": ["01"], "c2": ["13"]}
    with pytest.raises(BrokenContent, match="“c3” is new"):
        given(workshop, RECIPE | {"activities": activities}, exclusions=NO_OUTPUT).build()


def test_a_new_array_in_the_table_is_a_signal(workshop):
    given(workshop, exclusions=NO_OUTPUT)
    with np.load(workshop.upstream / "table.npz") as arrays:
        np.savez_compressed(workshop.upstream / "table.npz", **arrays, margins=np.ones(6))
    with pytest.raises(UnreadableInput, match="margins"):
        workshop.build()
