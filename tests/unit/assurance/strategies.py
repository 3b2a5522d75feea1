"""Invented claims for property tests, on a chain that has one of everything."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import polars as pl
from hypothesis import strategies as st
from tests.unit.assurance.chains import Nodes

from vigie.assurance.hearing import CLAIM_COLUMNS

AS_OF = date(2026, 11, 22)
NODES = Nodes(["A", "B", "C", "D / shirts", "D / trousers", "D"], names={"A": "Atelier A"})
SITES = pl.DataFrame(
    [
        ("A1", "A", None, 30),
        ("B1", "B", None, 60),
        ("B2", "B", None, None),
        ("D1", "D", "shirts", 10),
        ("D2", "D", None, 20),
        ("D3", "D", "hats", 7),
    ],
    schema=["site", "party", "product_line", "workers"],
    orient="row",
)
RIGHTS = ["wages", "freedom_of_association", "safety_and_health"]
SUBJECTS = ["A", "A1", "B", "B1", "B2", "C", "D", "D / shirts", "D1", "D2", "D3"]
ODD_SUBJECTS = [*SUBJECTS, "Nobody", "A > B", "C -> Nobody", None]

_days = st.none() | st.integers(-1200, 60).map(lambda days: AS_OF + timedelta(days))
_flags = st.none() | st.booleans()


def claim(subjects: list[str | None] = SUBJECTS, **fixed: Any) -> st.SearchStrategy[dict[str, Any]]:
    parts: dict[str, Any] = {
        "subject": st.sampled_from(subjects),
        "right": st.sampled_from(RIGHTS),
        "statement": st.sampled_from(["met", "not_met", "remedied"]),
        "grade": st.integers(0, 4),
        "authenticated": _flags,
        "announced": _flags,
        "paid_by": st.sampled_from([None, "supplier", "A", "Buyer"]),
        "from": _days,
        "until": _days,
        "said_by": st.sampled_from([None, "auditor", "trade union", "workers"]),
    }
    return st.fixed_dictionaries(parts | {name: st.just(value) for name, value in fixed.items()})


def table(claims: list[dict[str, Any]]) -> pl.DataFrame:
    """Claims as a table, with the row of a spreadsheet where none is given."""
    rows = [{"row": row} | each for row, each in enumerate(claims, start=2)]
    return pl.DataFrame(rows, schema=CLAIM_COLUMNS)


no_credible = st.sets(st.tuples(st.integers(0, 5), st.sampled_from(RIGHTS)), max_size=4)
