"""What a visit can verify: the rules, each as a case about one site."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from vigie.errors import WrongUse
from vigie.planning import Gains, Outlook, gains


def of(**changed: Any) -> Gains:
    """One site with all the work of one node: 100 hours, one right, plausible harm of severity 1, nothing known."""
    given: dict[str, Any] = {
        "sites": [0],
        "nodes": [0],
        "shares": [1.0],
        "hours": [[100.0]],
        "states": [["unknown"]],
        "severity": [[1]],
        "plausible": [[True]],
        "no_credible_verification": [[False]],
        "audit_sees": [True],
    }
    return gains(**{name: np.array(value) for name, value in (given | changed).items()})


@pytest.mark.parametrize("state", ["unknown", "expired", "declared", "g1", "contested"])
def test_what_nobody_has_verified_can_be_verified_by_a_visit(state: str) -> None:
    found = of(states=[[state]])
    assert found.hours.tolist() == [[[100.0, 0.0, 0.0, 0.0]]]
    assert found.outlook.tolist() == [[Outlook.TO_VERIFY]]


@pytest.mark.parametrize("state", ["g2", "g3", "g4"])
def test_what_is_verified_gains_nothing(state: str) -> None:
    found = of(states=[[state]])
    assert not found.hours.any()
    assert found.outlook.tolist() == [[Outlook.VERIFIED]]


@pytest.mark.parametrize("changed", [{}, {"plausible": [[False]]}, {"no_credible_verification": [[True]]}])
def test_where_a_right_is_known_not_to_be_met_remedy_is_due_and_not_an_audit(changed: dict[str, Any]) -> None:
    found = of(states=[["not_met"]], **changed)
    assert not found.hours.any()
    assert found.outlook.tolist() == [[Outlook.REMEDY_DUE]]


@pytest.mark.parametrize(
    ("changed", "outlook"),
    [
        ({"no_credible_verification": [[True]]}, Outlook.NOT_CREDIBLE),
        ({"no_credible_verification": [[True]], "states": [["g3"]]}, Outlook.NOT_CREDIBLE),
        ({"plausible": [[False]]}, Outlook.NOT_AT_RISK),
        ({"severity": [[0]]}, Outlook.NOT_AT_RISK),
        ({"audit_sees": [False]}, Outlook.NOT_SEEN),
        ({"audit_sees": [False], "states": [["g4"]]}, Outlook.VERIFIED),
    ],
)
def test_a_visit_gains_nothing_where_it_is_not_believed_not_needed_or_sees_nothing(
    changed: dict[str, Any], outlook: Outlook
) -> None:
    found = of(**changed)
    assert not found.hours.any()
    assert found.outlook.tolist() == [[outlook]]


def test_hours_count_per_scope_by_the_share_of_the_site_and_once_for_every_right_in_its_band() -> None:
    found = of(
        shares=[0.25],
        hours=[[100.0, 8.0]],
        states=[["unknown", "declared", "g3", "g1"]],
        severity=[[1, 1, 1, 4]],
        plausible=[[True] * 4],
        no_credible_verification=[[False] * 4],
        audit_sees=[True] * 4,
    )
    assert found.hours.tolist() == [[[50.0, 0.0, 0.0, 25.0], [4.0, 0.0, 0.0, 2.0]]]


def test_a_site_that_serves_two_product_lines_is_one_visit_with_the_gains_of_both() -> None:
    found = of(
        sites=[1, 1, 0],
        nodes=[0, 1, 2],
        shares=[1.0, 0.5, 1.0],
        hours=[[10.0], [40.0], [7.0]],
        states=[["unknown"]] * 3,
        severity=[[2], [1], [3]],
        plausible=[[True]] * 3,
        no_credible_verification=[[False]] * 3,
    )
    assert found.hours.tolist() == [[[0.0, 0.0, 7.0, 0.0]], [[20.0, 10.0, 0.0, 0.0]]]
    assert found.severity.tolist() == [[3], [1]]


def test_where_one_line_of_a_site_cannot_be_checked_the_right_is_checked_at_none_of_its_lines() -> None:
    found = of(
        sites=[0, 0],
        nodes=[0, 1],
        shares=[1.0, 1.0],
        hours=[[10.0], [40.0]],
        states=[["unknown"]] * 2,
        severity=[[1], [1]],
        plausible=[[True], [True]],
        no_credible_verification=[[True], [False]],
    )
    assert not found.hours.any()
    assert found.outlook.tolist() == [[Outlook.NOT_CREDIBLE]]


@pytest.mark.parametrize(
    "changed",
    [
        {"states": [["fine"]]},
        {"states": [["unmapped"]]},
        {"severity": [[5]]},
        {"severity": [[-1]]},
        {"shares": [1.5]},
        {"shares": [np.nan]},
        {"hours": [[-1.0]]},
        {"hours": [[np.inf]]},
    ],
)
def test_figures_that_cannot_be_are_refused(changed: dict[str, Any]) -> None:
    with pytest.raises(WrongUse):
        of(**changed)
