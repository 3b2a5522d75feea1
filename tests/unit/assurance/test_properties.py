"""What must hold for any claims: shares sum to 1, better proof never lowers, worse news never raises."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.unit.assurance.strategies import (
    AS_OF,
    NODES,
    ODD_SUBJECTS,
    SITES,
    SUBJECTS,
    claim,
    no_credible,
    table,
)

from vigie.assurance import NODE_STATES, VERIFIED, Rules, State, assure, reassure
from vigie.content import Content

CONTENT = Content()
RIGHTS = {name: CONTENT.rights[name] for name in ("wages", "freedom_of_association", "safety_and_health")}
RULES = Rules.of(CONTENT, AS_OF)
CODES = [NODE_STATES.index(state) for state in VERIFIED]


def judge(claims, no_credible=()):
    return assure(NODES, table(claims), RIGHTS, AS_OF, sites=SITES, rules=RULES, no_credible=no_credible)


def verified(assurance) -> np.ndarray:
    return assurance.states[:, :, CODES].sum(axis=2)


@settings(deadline=None, max_examples=60)
@given(st.lists(claim(ODD_SUBJECTS), max_size=12), no_credible)
def test_every_node_has_shares_that_sum_to_one(claims, no_credible):
    states = judge(claims, no_credible).states
    assert states.min() >= 0
    assert states.sum(axis=2) == pytest.approx(1, abs=1e-12)


@settings(deadline=None, max_examples=120)
@given(st.lists(claim(), max_size=8), claim(statement="met"), st.integers(0, 4), no_credible)
def test_raising_the_grade_of_a_met_claim_never_lowers_the_verified_share(others, met, grade, no_credible):
    low, high = sorted((met["grade"], grade))
    before = verified(judge([*others, met | {"grade": low}], no_credible))
    after = verified(judge([*others, met | {"grade": high}], no_credible))
    assert (after >= before - 1e-12).all()


@settings(deadline=None, max_examples=120)
@given(st.lists(claim(), max_size=8), claim(statement="not_met"), no_credible)
def test_a_finding_against_never_raises_the_verified_share(others, finding, no_credible):
    before, after = verified(judge(others, no_credible)), verified(judge([*others, finding], no_credible))
    assert (after <= before + 1e-12).all()


@settings(deadline=None, max_examples=60)
@given(st.lists(claim(), min_size=1, max_size=10))
def test_where_no_verification_is_credible_nothing_is_ever_verified(claims):
    everywhere = [(node, right) for node in range(len(NODES.nodes)) for right in RIGHTS]
    assert verified(judge(claims, everywhere)).max() == 0


@settings(deadline=None, max_examples=60)
@given(claim(statement="not_met"), st.lists(claim(statement="met"), max_size=6))
def test_who_paid_or_where_never_makes_a_finding_milder(finding, met):
    plain = finding | {"paid_by": "Buyer", "announced": False}
    bought = finding | {"paid_by": "supplier", "announced": True}
    assert (judge([plain, *met]).states == judge([bought, *met]).states).all()


@settings(deadline=None, max_examples=60)
@given(
    st.lists(claim(ODD_SUBJECTS), max_size=10),
    st.lists(claim(ODD_SUBJECTS), max_size=3),
    st.sets(st.sampled_from([*SUBJECTS, "Nobody", "A > B", "C -> Nobody"]), max_size=3),
    no_credible,
)
def test_judging_what_changed_equals_judging_all(claims, added, gone, no_credible):
    numbered = [each | {"row": row} for row, each in enumerate(claims, start=2)]
    kept = [each for each in numbered if each["subject"] not in gone]
    late = [each | {"row": 100 + row} for row, each in enumerate(added) if each["subject"] is not None]
    changed = gone | {each["subject"] for each in late}
    before = judge(numbered, no_credible)
    again, full = reassure(before, changed, table([*kept, *late])), judge([*kept, *late], no_credible)
    nodes = again.nodes_of(changed)
    untouched = np.setdiff1d(np.arange(len(NODES.nodes)), nodes)
    assert (again.states == full.states).all()
    assert (again.states_of(nodes) == full.states[nodes]).all()
    assert (before.states[untouched] == full.states[untouched]).all()
    assert again.not_understood == full.not_understood
    assert again.on_links.sort("row").equals(full.on_links.sort("row"))
    assert {*again.sites} == {*full.sites}


@settings(deadline=None, max_examples=40)
@given(st.lists(claim(), min_size=1, max_size=10), st.randoms())
def test_the_order_of_the_claims_changes_nothing(claims, random):
    numbered = [each | {"row": row} for row, each in enumerate(claims, start=2)]
    shuffled = random.sample(numbered, len(numbered))
    assert judge(numbered).sites == judge(shuffled).sites
    assert (judge(numbered).states == judge(shuffled).states).all()


@settings(deadline=None, max_examples=60)
@given(st.lists(claim(ODD_SUBJECTS), min_size=1, max_size=10))
def test_no_claim_is_lost_in_silence(claims):
    found = judge(claims)
    heard = {row for standing in found.sites for row in standing.rows}
    told = {each.place.row for each in found.not_understood if each.place.file == "claims"}
    assert heard | told | set(found.on_links["row"]) == set(table(claims)["row"])


@settings(deadline=None, max_examples=60)
@given(st.lists(claim(), min_size=1, max_size=10), no_credible)
def test_every_state_has_reasons_and_the_state_of_a_node_is_that_of_its_places(claims, no_credible):
    found = judge(claims, no_credible)
    for standing in found.sites:
        assert standing.reasons
        place = list(RIGHTS).index(standing.right)
        assert found.states[standing.node, place, NODE_STATES.index(standing.state)] > 0
        assert (standing.grade is None) == (standing.state in (State.EXPIRED, State.UNKNOWN))
    assert isinstance(found.standings, pl.DataFrame)
