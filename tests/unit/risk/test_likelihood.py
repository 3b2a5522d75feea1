"""How likely a risk is said to be: named evidence, then the work, then the country; never low for want of data."""

from __future__ import annotations

import pytest
from tests.conftest import AS_OF

from vigie.model.assessment import About, Likelihood, Position, RiskProfile
from vigie.model.content import Stage
from vigie.risk import assess


@pytest.fixture
def risks_of(small_content, supplier):
    def find(**known) -> dict[tuple[str, str, str, str], RiskProfile]:
        found = assess([supplier(**known)], small_content, AS_OF, "EUR")
        return {(each.position, each.stage, each.country, each.right): each for each in found.profiles}

    return find


def direct(risks, right: str, stage: str = "final_production") -> RiskProfile:
    return next(
        each for key, each in risks.items() if key[0] == Position.DIRECT and key[3] == right and key[1] == stage
    )


def test_a_good_listed_for_a_country_is_reported_and_said_to_be_a_context(risks_of, english):
    risk = direct(risks_of(group="shirt", country="BD"), "child_labour")
    assert risk.likelihood is Likelihood.REPORTED
    assert risk.about is About.CONTEXT
    said = " ".join(english.say(reason) for reason in risk.reasons)
    assert "child labour is reported for “Shirts” from Bangladesh" in said
    assert "says nothing about this supplier" in said
    assert risk.sources == ("invented-list",)


def test_a_good_made_with_listed_inputs_is_not_itself_reported(risks_of):
    assert direct(risks_of(group="shirt", country="BE"), "forced_labour").likelihood is not Likelihood.REPORTED


def test_a_report_in_the_products_own_file_counts_for_its_country_only(risks_of):
    assert direct(risks_of(group="shirt", country="RO"), "wages").likelihood is Likelihood.REPORTED
    assert direct(risks_of(group="shirt", country="BE"), "wages").likelihood is not Likelihood.REPORTED


@pytest.mark.parametrize(
    ("group", "country", "right", "expected"),
    [
        ("shirt", "BE", "working_hours", "medium"),  # typical of the work, country figures low
        ("shirt", "BD", "working_hours", "high"),  # typical of the work, 52 hours a week in this section
        ("shirt", "CD", "forced_labour", "high"),  # possible, country high
        ("shirt", "RO", "forced_labour", "medium"),  # possible, country medium
        ("shirt", "BE", "forced_labour", "low"),  # possible, country low
        ("shirt", "NA", "forced_labour", "no_source"),  # possible, no figure: our ignorance
        ("shirt", "NA", "wages", "medium"),  # typical, no figure
        ("desk_work", "CD", "forced_labour", "medium"),  # not typical, country high
        ("desk_work", "BE", "forced_labour", "low"),  # the Belgian accountant
        ("desk_work", "NA", "forced_labour", "no_source"),
        ("", "CD", "forced_labour", "medium"),  # product not recognised, country high
        ("", "BE", "forced_labour", "no_source"),  # product not recognised is never low
        ("", "ZZ", "forced_labour", "no_source"),
        ("shirt", "ZZ", "wages", "undisclosed"),  # the hazard is known, where is not
        ("shirt", "ZZ", "child_labour", "no_source"),
        ("shirt", "CN", "freedom_of_association", "high"),  # one lawful union centre
    ],
)
def test_the_table_of_rules(risks_of, group, country, right, expected):
    assert direct(risks_of(group=group, country=country), right).likelihood == expected


def test_union_density_decides_nothing(risks_of):
    """High density where only one centre is lawful lowers nothing; low density elsewhere raises nothing."""
    assert direct(risks_of(group="desk_work", country="CN"), "freedom_of_association").likelihood == "medium"
    assert direct(risks_of(group="desk_work", country="BE"), "freedom_of_association").likelihood == "no_source"


def test_hours_of_another_section_do_not_count(risks_of):
    """Belgian farms stand at 45 hours in the invented figures, factories at 36: a shirt is sewn in a factory."""
    reasons = direct(risks_of(group="shirt", country="BE"), "working_hours").reasons
    assert any("36" in str(reason) for reason in reasons)
    assert not any("45" in str(reason) for reason in reasons)


def test_a_reseller_has_the_mine_behind_it_at_its_likely_origin(risks_of):
    risks = risks_of(group="gadget", country="BE")
    mine = risks[Position.UNMAPPED, Stage.RAW_MATERIAL, "CD", "child_labour"]
    assert mine.likelihood is Likelihood.REPORTED
    assert mine.parts == ("gadget/shinystone",)
    assert (Position.UNMAPPED, Stage.FINAL_PRODUCTION, "CN", "working_hours") in risks
    assert (Position.UNMAPPED, Stage.RAW_MATERIAL, "RO", "child_labour") not in risks, "below the least share"


def test_a_part_without_known_origin_is_undisclosed_and_never_dropped(risks_of):
    unknown = risks_of(group="gadget", country="BE")[Position.UNMAPPED, Stage.RAW_MATERIAL, "ZZ", "child_labour"]
    assert unknown.likelihood is Likelihood.UNDISCLOSED


def test_no_unmapped_stage_is_ever_low(risks_of):
    for group in ("shirt", "gadget"):
        risks = risks_of(group=group, country="BE")
        assert not [key for key, each in risks.items() if key[0] == "unmapped" and each.likelihood == "low"]


def test_a_maker_in_a_country_of_origin_has_no_second_maker_behind_it(risks_of):
    behind = {key[1] for key in risks_of(group="shirt", country="BD") if key[0] == Position.UNMAPPED}
    assert behind == {Stage.RAW_MATERIAL}


def test_a_stated_stage_is_believed(risks_of):
    risks = risks_of(group="shirt", country="CN", stage=Stage.RAW_MATERIAL)
    assert {key[0] for key in risks} == {Position.DIRECT}
    assert direct(risks, "forced_labour", "raw_material").likelihood is Likelihood.REPORTED


def test_where_speaking_is_unsafe_the_flag_stands_for_every_right(risks_of):
    risks = risks_of(group="shirt", country="BE")
    fluff = [each for key, each in risks.items() if key[1] == Stage.RAW_MATERIAL and key[2] == "CN"]
    assert len(fluff) == 5
    assert all(each.no_credible_verification for each in fluff)
    assert not direct(risks, "wages").no_credible_verification


def test_the_flag_can_stand_for_one_right_only(risks_of):
    risks = risks_of(group="gadget", country="BE")
    flagged = {key[3] for key, each in risks.items() if key[2] == "CD" and each.no_credible_verification}
    assert flagged == {"child_labour"}


def test_ground_is_firm_only_with_named_evidence_and_thin_without_a_source(risks_of):
    assert direct(risks_of(group="shirt", country="BD"), "child_labour").confidence == "high"
    assert direct(risks_of(group="shirt", country="BE"), "wages").confidence == "medium"
    assert direct(risks_of(group="desk_work", country="NA"), "wages").confidence == "low"
