"""How much to ask: the risk wants, value and term allow; unknown is never taken for safe."""

from __future__ import annotations

import pytest

from vigie.model.assessment import About, Confidence, Likelihood, Position, RiskProfile, Severity
from vigie.model.clause_library import Ambition
from vigie.model.content import Stage
from vigie.procurement.preparing.advising import advise
from vigie.procurement.preparing.exposure import deciding, exposure, plausible

RULES = {
    "basic": {"severity": 2, "likelihoods": ["reported", "high", "medium", "no_source"]},
    "advanced": {"severity": 1, "likelihoods": ["reported"], "value_from": 100, "months_from": 12},
    "not_recognised": "basic",
    "services": {"country": "AA", "stages": ["final_production"]},
}


def risk(
    level: int, likelihood: Likelihood, stage: Stage = Stage.FINAL_PRODUCTION, right: str = "wages"
) -> RiskProfile:
    return RiskProfile(
        position=Position.DIRECT,
        country="ZZ",
        product_group="x",
        stage=stage,
        right=right,
        likelihood=likelihood,
        severity=Severity(level, level, level, level),
        about=About.CONTEXT,
        rule="r",
        confidence=Confidence.LOW,
        reasons=(),
        sources=(),
    )


@pytest.mark.parametrize(
    ("risks", "euro", "months", "wanted", "advised"),
    [
        ((risk(1, Likelihood.REPORTED),), 100, 12, "advanced", "advanced"),
        ((risk(1, Likelihood.REPORTED),), 99, 12, "advanced", "basic"),
        ((risk(1, Likelihood.REPORTED),), 100, 11, "advanced", "basic"),
        ((risk(1, Likelihood.REPORTED),), None, None, "advanced", "basic"),
        ((risk(2, Likelihood.REPORTED),), 1e9, 48, "basic", "basic"),
        ((risk(1, Likelihood.HIGH),), 1e9, 48, "basic", "basic"),
        ((risk(3, Likelihood.REPORTED),), 1e9, 48, "none", "none"),
        ((risk(1, Likelihood.NO_SOURCE),), 1e9, 48, "none", "none"),
        ((), 1e9, 48, "basic", "basic"),
    ],
)
def test_levels(risks, euro, months, wanted, advised):
    found = advise(risks, euro, months, RULES)
    assert (found.wanted, found.ambition) == (Ambition(wanted), Ambition(advised))
    assert found.reasons


def test_every_step_down_is_explained():
    said = " ".join(map(str, advise((risk(1, Likelihood.REPORTED),), 5, None, RULES).reasons))
    assert "below 100 euro" in said
    assert "The term of the contract is not known" in said
    assert "Proportionality" in said


def test_what_is_not_recognised_is_said_not_to_be_safe():
    assert "Unknown is not safe" in str(advise((), None, None, RULES).reasons[0])


def test_a_service_is_judged_by_its_own_work():
    own, goods = risk(1, Likelihood.HIGH), risk(1, Likelihood.REPORTED, Stage.COMPONENT)
    assert deciding((own, goods), "service", RULES) == (own,)
    assert deciding((own, goods), "goods", RULES) == (own, goods)


def test_the_worst_plausible_risk_of_each_stage_and_right_stands_first(small_content):
    from tests.conftest import AS_OF

    for group in small_content.products.values():
        risks = exposure(group.id, group.kind, small_content, AS_OF, RULES)
        keys = [(each.stage, each.right) for each in risks]
        assert len(keys) == len(set(keys)) > 0
        serious = plausible(risks)
        assert risks[: len(serious)] == serious
        assert [each.severity.level for each in serious] == sorted(each.severity.level for each in serious)
    assert exposure("", "", small_content, AS_OF, RULES) == ()
