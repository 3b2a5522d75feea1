"""The shares of a scope, tier by tier, and its headline: what a reader sees first."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from tests.unit.assurance.chains import Nodes
from tests.unit.assurance.strategies import AS_OF

from vigie.assurance import NODE_STATES, Headline, State, TierWeights, assure, headline, scope_shares
from vigie.errors import WrongUse

RIGHTS = ["wages", "hours"]


def weights(nodes, located, unmapped) -> TierWeights:
    return TierWeights(np.array(nodes, dtype=np.int64), np.array(located, float), np.array(unmapped, float))


def states(*rows: dict[str, float]) -> np.ndarray:
    """The same shares for both rights."""
    found = np.zeros((len(rows), len(RIGHTS), len(NODE_STATES)))
    for node, row in enumerate(rows):
        for state, share in row.items():
            found[node, :, NODE_STATES.index(State(state))] = share
    return found


BUYER, MAKER, MILL, MINE = 0, 1, 2, 3
STATES = states({"unknown": 1}, {"g3": 0.5, "unknown": 0.5}, {"not_met": 1}, {"declared": 1})
TIERS = [weights([BUYER], [30], [10]), weights([MAKER], [20], [5])]
WHOLE = weights([BUYER, MAKER, MILL, MINE], [30, 20, 15, 10], [10, 5, 3, 7])


def rows(table: pl.DataFrame, tier: str, right: str = "wages") -> dict[str, float]:
    kept = table.filter((pl.col("tier") == tier) & (pl.col("right") == right))
    return {state: round(share, 9) for state, share in kept.select("state", "share").iter_rows()}


def test_each_tier_shows_its_states_and_what_the_tier_before_bought_unknown():
    table = scope_shares("workwear", TIERS, WHOLE, STATES, RIGHTS)
    assert table.columns == ["scope", "right", "tier", "state", "share"]
    assert set(table["scope"]) == {"workwear"}
    assert rows(table, "0") == {"unknown": 0.3}
    assert rows(table, "1") == {"g3": 0.1, "unknown": 0.1, "unmapped": 0.1}
    assert rows(table, "rest") == {"not_met": 0.15, "declared": 0.1, "unmapped": 0.15}
    assert rows(table, "total", "hours") == {
        "g4": 0,
        "g3": 0.1,
        "g2": 0,
        "g1": 0,
        "declared": 0.1,
        "contested": 0,
        "not_met": 0.15,
        "expired": 0,
        "unknown": 0.4,
        "unmapped": 0.25,
    }


def test_a_small_part_of_a_large_chain_is_weighed_alike():
    many = np.concatenate([STATES, states(*[{"g1": 1}] * 20)])
    assert scope_shares("workwear", TIERS, WHOLE, many, RIGHTS).equals(
        scope_shares("workwear", TIERS, WHOLE, STATES, RIGHTS)
    )


def test_a_node_that_stands_twice_in_a_tier_weighs_twice():
    twice = weights([BUYER, BUYER], [15, 15], [5, 5])
    assert rows(scope_shares("x", [twice], WHOLE, STATES, RIGHTS), "0") == {"unknown": 0.3}


def test_a_chain_without_weight_is_refused():
    with pytest.raises(WrongUse, match="Nothing in the chain of x has a weight"):
        scope_shares("x", [], weights([BUYER], [0], [0]), STATES, RIGHTS)


def test_tiers_that_weigh_more_than_the_whole_are_refused():
    with pytest.raises(WrongUse, match="weigh more than its whole chain"):
        scope_shares("x", [weights([BUYER], [50], [0])], WHOLE, STATES, RIGHTS)


@given(
    arrays(float, (3, 4), elements=st.floats(0, 1000)),
    arrays(float, (3, 4), elements=st.floats(0, 1000)),
    arrays(float, 4, elements=st.floats(0, 1000)),
)
def test_tiers_and_rest_sum_to_one_and_so_does_the_total(located, unmapped, further):
    tiers = [weights(range(4), *pair) for pair in zip(located, unmapped, strict=True)]
    whole = weights(range(4), located.sum(axis=0) + further + 1, unmapped.sum(axis=0))
    table = scope_shares("x", tiers, whole, STATES, RIGHTS)
    by_kind = table.group_by("right", pl.col("tier") == "total").agg(pl.col("share").sum())
    assert len(by_kind) == 4
    assert by_kind["share"].to_list() == pytest.approx([1] * 4, abs=1e-9)
    assert table["share"].min() >= 0


NODES = Nodes(["A", "B", "C", "D"])
SITES = pl.DataFrame(
    [("A1", "A"), ("A2", "A"), ("B1", "B"), ("B1", "D")], schema=["site", "party"], orient="row"
).with_columns(product_line=pl.lit(None, pl.String), workers=pl.lit(10))


def claim(subject: str, right: str, grade: int, statement: str = "met") -> dict[str, object]:
    return {"subject": subject, "right": right, "statement": statement, "grade": grade, "from": date(2026, 6, 1)}


@pytest.fixture
def assurance(bundled):
    """A1 is verified for wages and hours, A2 for wages only; B1 is a site of B and of D."""
    given = [claim("A1", "wages", 3), claim("A1", "working_hours", 2), claim("A2", "wages", 2)]
    given += [claim("A2", "working_hours", 1), claim("B", "wages", 2), claim("C", "wages", 2)]
    rights = {name: bundled.rights[name] for name in ("wages", "working_hours")}
    return assure(NODES, pl.DataFrame(given), rights, AS_OF, sites=SITES)


def severity(**rights_of: list[int]) -> np.ndarray:
    return np.array([rights_of.get(node, [0, 0]) for node in "ABCD"], dtype=np.int8)


def everywhere() -> np.ndarray:
    return np.arange(4)


def test_sites_at_severe_risk_are_verified_or_only_identified(assurance):
    counted = headline(assurance, everywhere(), severity(A=[1, 1]))
    assert counted == (
        Headline("", verified=1, identified=1, undisclosed=0),
        Headline("wages", verified=2, identified=0, undisclosed=0),
        Headline("working_hours", verified=1, identified=1, undisclosed=0),
    )


def test_a_node_without_a_known_site_is_undisclosed_even_with_a_document(assurance):
    counted = headline(assurance, everywhere(), severity(C=[1, 0]))
    assert counted[1] == Headline("wages", verified=0, identified=0, undisclosed=1)


def test_a_site_shared_by_two_nodes_counts_once_and_needs_both(assurance):
    assert headline(assurance, everywhere(), severity(B=[1, 0]))[1] == Headline("wages", 1, 0, 0)
    assert headline(assurance, everywhere(), severity(B=[1, 0], D=[1, 0]))[1] == Headline("wages", 0, 1, 0)


def test_what_stands_behind_unknown_suppliers_is_undisclosed(assurance):
    behind = severity(A=[1, 0], C=[1, 1])
    counted = headline(assurance, everywhere(), severity(A=[1, 0], C=[1, 0]), behind=behind)
    assert counted == (
        Headline("", verified=2, identified=0, undisclosed=3),
        Headline("wages", verified=2, identified=0, undisclosed=3),
        Headline("working_hours", verified=0, identified=0, undisclosed=1),
    )


def test_only_what_the_scope_reaches_and_only_the_band_counts(assurance):
    counted = headline(assurance, np.array([1]), severity(A=[1, 0], B=[2, 0], C=[1, 0]), behind=severity(C=[1, 1]))
    assert counted[0] == Headline("", 0, 0, 0)
    assert headline(assurance, np.array([1]), severity(B=[2, 0]), band=2)[0] == Headline("", 1, 0, 0)
