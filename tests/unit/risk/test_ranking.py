"""Who comes first, and what never helps a risk to sink."""

from __future__ import annotations

from itertools import pairwise

import polars as pl
from hypothesis import given
from hypothesis import strategies as st

from vigie.model.assessment import Likelihood
from vigie.risk.ranking import most_first, ranked, standing, tied_share

ORDER = ("reported", "high", "undisclosed", "medium", "no_source", "low")

rows = st.lists(
    st.fixed_dictionaries(
        {
            "severity": st.integers(1, 4),
            "likelihood": st.sampled_from([str(each) for each in Likelihood]),
            "people": st.none() | st.integers(0, 5000),
            "spend": st.none() | st.floats(0, 1e6, width=32),
        }
    ),
    min_size=1,
    max_size=12,
)
SCHEMA = {"severity": pl.Int64, "likelihood": pl.String, "people": pl.Int64, "spend": pl.Float64}


def in_order(given_rows) -> list[dict]:
    return ranked(pl.DataFrame(given_rows, schema=SCHEMA).with_columns(*standing(), *most_first())).to_dicts()


def by_hand(row) -> tuple:
    """The rule of issue and glossary, written a second time by other means."""
    band = {"no_source": 1, "low": 2}.get(row["likelihood"], 0)
    most = lambda value: (0, 0) if value is None else (1, -value)  # noqa: E731
    return band, row["severity"], ORDER.index(row["likelihood"]), most(row["people"]), most(row["spend"])


@given(rows)
def test_the_order_is_the_stated_one_and_equal_keys_share_a_rank(given_rows):
    found = in_order(given_rows)
    assert [by_hand(row) for row in found] == sorted(by_hand(row) for row in given_rows)
    for place, (before, after) in enumerate(pairwise(found), start=2):
        assert after["rank"] == (before["rank"] if by_hand(before) == by_hand(after) else place)


def test_ties_count_as_in_a_race():
    tie = {"severity": 1, "likelihood": "high", "people": 10, "spend": 5.0}
    found = in_order([tie | {"people": 20}, tie, tie, tie | {"people": 1}])
    assert [row["rank"] for row in found] == [1, 2, 2, 4]
    assert tied_share(pl.DataFrame(found)) == 0.5


def test_nothing_ranked_has_no_ties():
    assert tied_share(pl.DataFrame({"rank": []})) == 0.0


def test_severity_goes_before_likelihood_among_plausible_risks_only():
    found = in_order(
        [
            {"severity": 1, "likelihood": "low", "people": None, "spend": None},
            {"severity": 1, "likelihood": "no_source", "people": None, "spend": None},
            {"severity": 2, "likelihood": "reported", "people": 1, "spend": 1.0},
            {"severity": 1, "likelihood": "medium", "people": 1, "spend": 1.0},
        ]
    )
    assert [row["likelihood"] for row in found] == ["medium", "reported", "no_source", "low"]
