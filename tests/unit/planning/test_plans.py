"""Plans of audits as people get them: ranked, explained, paid for, and closed to other buyers."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vigie.errors import WrongUse
from vigie.model.chain import AuditPlan, ScopeGain, Visit
from vigie.planning import BuyerVisit, Candidates, Gains, PlannedAudits, Scopes, gains, plan_audits

RIGHTS = ("wages", "safety")
SITES = ("mill", "dye-works", "sewing-hall")


def planned(budget: float = 2, **changed: Any) -> PlannedAudits:
    """Three sites, two cities that buy from them: the mill is theirs together, the others serve one city each."""
    given: dict[str, Any] = {
        "costs": None,
        "earlier": [0, 1, 2],
        "weights": None,
        "buyers": ("ghent", "liege"),
        "hours": [[600.0, 10.0], [200.0, 0.0], [0.0, 30.0]],
        "states": [["unknown", "unknown"]] * 3,
        "severity": [[2, 4], [1, 3], [2, 4]],
        "no_credible_verification": [[False, False]] * 3,
        "audit_sees": [True, True],
    } | changed
    return plan_audits(
        Candidates(
            SITES,
            ("spinner", "dyer", "sewer"),
            np.array(given["earlier"]),
            None if given["costs"] is None else np.array(given["costs"]),
        ),
        Scopes(
            ("uniforms", "curtains"),
            given["buyers"],
            np.array([1000.0, 100.0]),
            None if given["weights"] is None else np.array(given["weights"]),
        ),
        found(given),
        RIGHTS,
        budget,
        buyers_pay=2,
        currency="" if given["costs"] is None else "EUR",
    )


def found(given: dict[str, Any]) -> Gains:
    return gains(
        sites=np.arange(3),
        nodes=np.arange(3),
        shares=np.ones(3),
        hours=np.array(given["hours"]),
        states=np.array(given["states"]),
        severity=np.array(given["severity"]),
        plausible=np.ones((3, 2), dtype=np.bool_),
        no_credible_verification=np.array(given["no_credible_verification"]),
        audit_sees=np.array(given["audit_sees"]),
    )


def said(plan: PlannedAudits) -> list[str]:
    return [str(remark) for remark in plan.plan.remarks]


def test_the_gravest_band_leads_then_the_share_of_all_scopes_that_becomes_verified() -> None:
    """The dye works verify only a fifth of one scope, but of the gravest harm; the mill seven tenths of the next."""
    plan = planned()
    assert plan.plan.visits == (
        Visit(1, "dye-works", 1.0, 0.2, 1, ("uniforms",)),
        Visit(2, "mill", 1.0, pytest.approx(0.7), 2, ("uniforms", "curtains")),
    )
    assert plan.proved
    assert plan.plan.gap == 0


def test_what_each_scope_gains_is_told_for_every_band_in_which_something_could_be_gained() -> None:
    assert planned().plan.gains == (
        ScopeGain("uniforms", 1, 0.2),
        ScopeGain("uniforms", 2, 0.6),
        ScopeGain("uniforms", 3, 0.2),
        ScopeGain("uniforms", 4, 0.6),
        ScopeGain("curtains", 1, 0.0),
        ScopeGain("curtains", 2, 0.1),
        ScopeGain("curtains", 3, 0.0),
        ScopeGain("curtains", 4, 0.1),
    )


def test_scopes_weigh_alike_unless_somebody_decides_otherwise() -> None:
    alike = planned(3, severity=[[1, 1]] * 3)
    assert [visit.site for visit in alike.plan.visits] == ["mill", "sewing-hall", "dye-works"]
    decided = planned(3, severity=[[1, 1]] * 3, weights=[10.0, 1.0])
    assert [visit.site for visit in decided.plan.visits] == ["mill", "dye-works", "sewing-hall"]


def test_a_budget_in_money_takes_what_it_pays_for_and_never_a_site_of_unknown_cost() -> None:
    plan = planned(1000.0, costs=[900.0, np.nan, 300.0])
    assert [visit.site for visit in plan.plan.visits] == ["mill"]
    assert plan.plan.currency == "EUR"
    assert plan.plan.budget == 1000.0
    assert "Sites not planned because the cost of a visit is not known: 1." in said(plan)
    assert "Sites that would gain something and that the budget does not reach: 1." in said(plan)


def test_the_first_two_visits_are_paid_by_the_buyers_by_what_they_gain_and_later_ones_by_the_supplier() -> None:
    plan = planned(3)
    assert [(each.site, each.payer, each.share) for each in plan.plan.payments] == [
        ("dye-works", "ghent", 1.0),
        ("mill", "ghent", pytest.approx(600 / 610)),
        ("mill", "liege", pytest.approx(10 / 610)),
        ("sewing-hall", "sewer", 1.0),
    ]
    assert str(plan.plan.payments[3].reason) == (
        "The supplier pays: the buyers pay the first 2 visits to a site, and 2 were made here before."
    )
    assert "this is visit 2 to the site, and they pay the first 2." in str(plan.plan.payments[0].reason)


def test_the_scopes_of_one_buyer_are_one_payer() -> None:
    plan = planned(3, buyers=("ghent", "ghent"), earlier=[0, 0, 0])
    assert {(each.payer, each.share) for each in plan.plan.payments} == {("ghent", 1.0)}


def test_a_buyer_sees_its_own_gains_and_payments_and_nothing_of_the_others() -> None:
    plan = planned(2000.0, costs=[610.0, 200.0, 100.0])
    assert plan.seen_by("liege") == (
        BuyerVisit(2, "sewing-hall", 2, 0.3, ("curtains",), 0.0),
        BuyerVisit(3, "mill", 2, 0.1, ("curtains",), pytest.approx(10.0)),
    )
    assert [each.pays for each in plan.seen_by("ghent")] == [200.0, pytest.approx(600.0)]
    assert plan.seen_by("namur") == ()


def test_every_visit_says_what_it_can_verify_and_what_it_cannot_the_gravest_first() -> None:
    plan = planned(1, states=[["not_met", "g3"], ["declared", "unknown"], ["g3", "g3"]])
    assert [str(each) for each in plan.reasons[0]] == [
        "wages: harm is plausible (severity 1) and not verified; a visit can verify it.",
        "safety: harm is plausible (severity 3) and not verified; a visit can verify it.",
    ]
    mixed = planned(3, states=[["not_met", "unknown"], ["unknown"] * 2, ["unknown"] * 2], severity=[[1, 2]] * 3)
    assert "wages: known not to be met here; remedy is due, whatever a visit finds." in map(str, mixed.reasons[2])


def test_what_a_visit_is_no_answer_to_is_said_with_its_number_of_sites() -> None:
    plan = planned(
        3,
        states=[["not_met", "unknown"], ["unknown", "unknown"], ["unknown", "unknown"]],
        no_credible_verification=[[False, False], [True, False], [False, False]],
        audit_sees=[True, False],
    )
    assert [visit.site for visit in plan.plan.visits] == ["sewing-hall"]
    assert said(plan)[1:] == [
        "wages: sites where it is known not to be met, so that remedy is due and not an audit: 1.",
        "wages: sites where no check can be believed, so that no audit is proposed but to trace, to substitute or to "
        "leave responsibly: 1.",
        "safety: sites at risk where an audit does not see it, so that workers or their representatives have to be "
        "heard: 3.",
    ]
    assert [str(each) for each in plan.reasons[0]][1:] == [
        "safety: an audit does not see it; the visit says nothing about it."
    ]


def test_a_right_that_cannot_be_checked_at_a_visited_site_is_said_there() -> None:
    plan = planned(3, no_credible_verification=[[True, False]] * 3)
    assert {visit.severity for visit in plan.plan.visits} == {3, 4}
    assert "wages: no check can be believed here; the visit says nothing about it." in map(str, plan.reasons[0])


def test_a_plan_without_proof_says_how_close_to_the_best_it_is() -> None:
    sites, rng = 400, np.random.default_rng(2)
    ids = tuple(f"site-{each:03}" for each in range(sites))
    hours = np.zeros((sites, 1, 4))
    hours[:, 0, 1] = rng.random(sites) + 0.5
    ground = Gains(hours, np.full((sites, 1), 5, dtype=np.int8), np.full((sites, 1), 2, dtype=np.int8))
    plan = plan_audits(
        Candidates(ids, ids, np.zeros(sites, dtype=np.int64), rng.integers(300, 900, sites) * 1.0),
        Scopes(("all",), ("city",), np.array([1000.0])),
        ground,
        ("wages",),
        20_000.0,
        buyers_pay=2,
        currency="EUR",
    )
    assert not plan.proved
    assert 0 < plan.plan.gap < 0.02
    assert plan.plan.gap == plan.bands[0].gap
    assert said(plan)[0].startswith("Severity 2: at least 99.")


def test_where_nothing_can_be_gained_the_plan_is_empty_and_says_so() -> None:
    plan = planned(3, states=[["g3", "g4"]] * 3)
    assert plan.plan == AuditPlan(
        visits=(),
        gains=(),
        payments=(),
        budget=3,
        remarks=plan.plan.remarks,
    )
    assert said(plan) == ["No site is known where a visit would verify a plausible risk that is not verified yet."]


def nothing(scopes: tuple[str, ...]) -> PlannedAudits:
    ground = Gains(np.zeros((0, len(scopes), 4)), np.zeros((0, 2), dtype=np.int8), np.zeros((0, 2), dtype=np.int8))
    none = Candidates((), (), np.zeros(0, dtype=np.int64))
    return plan_audits(none, Scopes(scopes, scopes, np.ones(len(scopes))), ground, RIGHTS, 3, buyers_pay=2)


def test_a_chain_without_known_sites_has_no_visits() -> None:
    assert nothing(("uniforms",)).plan.visits == ()


def test_a_plan_for_nobody_is_refused() -> None:
    with pytest.raises(WrongUse):
        nothing(())


def test_equal_sites_come_in_the_order_of_their_ids_whatever_the_order_of_the_table() -> None:
    plan = planned(3, hours=[[100.0, 5.0]] * 3, severity=[[1, 1]] * 3)
    assert [visit.site for visit in plan.plan.visits] == sorted(SITES)


def test_a_scope_without_any_hours_gains_nothing_and_stops_nobody() -> None:
    ground = found(
        {
            "hours": [[0.0, 1.0]] * 3,
            "states": [["unknown"] * 2] * 3,
            "severity": [[1, 1]] * 3,
            "no_credible_verification": [[False] * 2] * 3,
            "audit_sees": [True, True],
        }
    )
    plan = plan_audits(
        Candidates(SITES, SITES, np.zeros(3, dtype=np.int64)),
        Scopes(("empty", "full"), ("a", "b"), np.array([0.0, 3.0])),
        ground,
        RIGHTS,
        3,
        buyers_pay=2,
    )
    assert [visit.scopes for visit in plan.plan.visits] == [("full",)] * 3
    assert [each.gain for each in plan.plan.gains] == [0.0, pytest.approx(2.0)]


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_shares_of_the_cost_sum_to_the_whole_and_nobody_is_sent_where_no_check_is_believed(data: st.DataObject) -> None:
    flags = st.lists(st.lists(st.booleans(), min_size=2, max_size=2), min_size=3, max_size=3)
    states = st.sampled_from(["g3", "g1", "unknown", "not_met", "contested"])
    unsafe = data.draw(flags)
    plan = planned(
        data.draw(st.sampled_from([200.0, 800.0, 1500.0])),
        costs=data.draw(st.lists(st.sampled_from([150.0, 333.33, 700.0]), min_size=3, max_size=3)),
        earlier=data.draw(st.lists(st.integers(0, 4), min_size=3, max_size=3)),
        no_credible_verification=unsafe,
        states=data.draw(st.lists(st.lists(states, min_size=2, max_size=2), min_size=3, max_size=3)),
    )
    for visit in plan.plan.visits:
        parts = [each.share for each in plan.plan.payments if each.site == visit.site]
        assert sum(parts) == pytest.approx(1)
        assert all(part > 0 for part in parts)
        assert not all(unsafe[SITES.index(visit.site)])
    assert sum(visit.cost for visit in plan.plan.visits) <= plan.plan.budget


@pytest.mark.parametrize(
    ("budget", "changed"),
    [
        (-1, {}),
        (np.nan, {}),
        (np.inf, {}),
        (2, {"costs": [-1.0, 1.0, 1.0]}),
        (2, {"weights": [0.0, 1.0]}),
        (2, {"weights": [1.0]}),
        (2, {"costs": [1.0]}),
        (2, {"earlier": [0]}),
    ],
)
def test_a_plan_that_does_not_fit_together_is_refused(budget: float, changed: dict[str, Any]) -> None:
    with pytest.raises(WrongUse):
        planned(budget, **changed)
