"""Known answers of the bundled content: sentences that a lawyer or an expert could dispute, held as tests."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest
from tests.conftest import FIXTURES

from vigie.language import LOCALES
from vigie.model.assessment import Assessment
from vigie.model.content import HazardLevel, Stage
from vigie.risk.chains import TypicalChains
from vigie.risk.practice import Practices
from vigie.risk.profiles import Key, Profiles
from vigie.workflows.assess_suppliers import Job, assess_suppliers

AS_OF = date(2026, 11, 22)
GROUPS_OF_THE_MAIN_JOB = 35


@pytest.fixture(scope="module")
def profiles(bundled) -> Profiles:
    return Profiles(bundled, AS_OF)


@pytest.fixture(scope="module")
def fifty(bundled) -> Assessment:
    return assess_suppliers(Job([FIXTURES / "mixed_fifty.csv"], {}, AS_OF), bundled)


def direct(profiles, group: str, country: str, right: str):
    key = Key(group, country, Stage.FINAL_PRODUCTION, producer=True)
    return next(each for each in profiles.direct(key) if each.right == right)


def behind(profiles, group: str, country: str = "BE"):
    return profiles.behind(Key(group, country, Stage.FINAL_PRODUCTION, producer=False))


def test_sewing_uniforms_in_romania_under_the_poverty_line_is_among_the_first_ten(fifty):
    """E10: an EU country, EUR 250 net a month against a poverty line of EUR 345."""
    found = [
        priority
        for priority in fifty.priorities
        if (priority.profile.country, priority.profile.right) == ("RO", "wages")
    ]
    assert len(found) == 1
    assert found[0].profile.about == "supplier"
    assert [fifty.suppliers[number].name for number in found[0].suppliers] == ["Atelier Siret SRL"]


def test_a_belgian_accountants_forced_labour_is_not_and_low_because_sources_say_so(fifty):
    accountant = next(n for n, each in enumerate(fifty.suppliers) if each.name == "Cabinet Comptable Exemple")
    assert not [each for each in fifty.priorities if accountant in each.suppliers]
    rows = fifty.risks.filter(pl.col("supplier") == accountant)
    direct = [fifty.profiles[n] for n in rows["profile"] if fifty.profiles[n].position == "direct"]
    (forced,) = [each for each in direct if each.right == "forced_labour"]
    assert forced.likelihood == "low"
    assert forced.sources


def test_what_is_not_recognised_is_never_called_low(fifty):
    unknown = {n for n, each in enumerate(fifty.suppliers) if not each.match.group}
    assert unknown
    rows = fifty.risks.filter(pl.col("supplier").is_in(unknown))
    assert "low" not in {str(fifty.profiles[n].likelihood) for n in rows["profile"]}


def test_namibia_survives(fifty):
    assert [each.country for each in fifty.suppliers if each.name == "Namib Example"] == ["NA"]


def test_the_ten_priorities_do_not_speak_of_one_product_only(fifty):
    assert len(fifty.priorities) == 10
    assert len({each.profile.product_group for each in fifty.priorities}) >= 8


def test_a_laptop_from_a_belgian_reseller_shows_cobalt_tin_and_assembly_unmapped(profiles):
    stages = {(each.country, each.stage, part) for each in behind(profiles, "ict_equipment") for part in each.parts}
    parts_in_congo = {part for country, stage, part in stages if country == "CD" and stage == Stage.RAW_MATERIAL}
    assert any("cobalt" in part for part in parts_in_congo)
    assert any("tin" in part for country, stage, part in stages if stage == Stage.RAW_MATERIAL)
    assert any(country == "CN" and stage == Stage.FINAL_PRODUCTION for country, stage, _ in stages)
    child = [e for e in behind(profiles, "ict_equipment") if (e.country, e.right) == ("CD", "child_labour")]
    assert {str(each.likelihood) for each in child} == {"reported"}


def test_batteries_are_worst_where_the_raw_material_is(bundled):
    """The Norwegian high-risk list puts raw material above assembly for batteries."""
    worst = {
        stage.stage: sorted(
            sorted((hazard.scale or 1, hazard.scope or 1, hazard.irremediability or 1))[1]
            for hazard in stage.hazards.values()
            if hazard.level is HazardLevel.SALIENT
        )
        for stage in bundled.products["batteries"].stages
    }
    assert worst[Stage.RAW_MATERIAL][0] <= worst[Stage.FINAL_PRODUCTION][0]
    assert worst[Stage.RAW_MATERIAL].count(1) > worst[Stage.FINAL_PRODUCTION].count(1)


@pytest.mark.parametrize("country", ["CN", "VN", "BY", "SA", "AE", "QA", "BD"])
def test_where_unions_are_not_free_association_is_high_whatever_the_figures_of_membership(bundled, country):
    assert Practices(bundled).of(country, "freedom_of_association", "").level == "high"


@pytest.mark.parametrize(
    "right", ["forced_labour", "child_labour", "freedom_of_association", "wages", "working_hours", "conflict"]
)
def test_belgium_is_low_where_figures_say_so(bundled, right):
    assert Practices(bundled).of("BE", right, "").level == "low"


@pytest.mark.parametrize("right", ["violence_and_harassment", "recruitment_and_housing"])
def test_where_nobody_measures_practice_is_unknown_everywhere(bundled, right):
    practices = Practices(bundled)
    assert {practices.of(fact.row["alpha2"], right, "").level for fact in bundled.facts("countries")} == {"unknown"}


@pytest.mark.parametrize(
    ("group", "country", "right"),
    [
        ("clothing", "BD", "child_labour"),
        ("gloves", "MY", "forced_labour"),
        ("toys", "CN", "forced_labour"),
        ("sports_balls", "IN", "child_labour"),
        ("medical_supplies", "PK", "child_labour"),
        ("cement_and_bricks", "NP", "forced_labour"),
    ],
)
def test_goods_on_the_list_are_reported(profiles, group, country, right):
    assert direct(profiles, group, country, right).likelihood == "reported"


def test_a_good_is_not_reported_for_a_country_that_is_not_on_the_list(profiles):
    assert direct(profiles, "clothing", "PT", "child_labour").likelihood != "reported"


def test_turkmen_cotton_is_traced_or_left_never_audited(profiles):
    cotton = [each for each in behind(profiles, "clothing") if each.country == "TM" and each.stage == "raw_material"]
    assert cotton
    assert all(each.no_credible_verification for each in cotton)


def test_a_chinese_factory_is_beyond_audit_for_forced_labour_only(profiles):
    assert direct(profiles, "clothing", "CN", "forced_labour").no_credible_verification
    assert not direct(profiles, "clothing", "CN", "wages").no_credible_verification


def test_belgian_bricks_are_not_indian_bricks(profiles):
    assert direct(profiles, "cement_and_bricks", "BE", "forced_labour").likelihood == "low"


def test_ratification_decides_nothing(bundled):
    used = {indicator.register for indicator in bundled.indicators.values()}
    assert "ratifications" not in used


def test_eleven_fundamental_instruments_of_which_eight_stand_in_annex_x(bundled):
    fundamental = [each for each in bundled.instruments.values() if each.fundamental]
    assert len(fundamental) == 11
    assert sum(each.annex_x for each in bundled.instruments.values()) == 8


def test_enough_groups_each_with_codes_and_words_in_four_languages(bundled):
    assert len(bundled.products) >= GROUPS_OF_THE_MAIN_JOB
    for product in bundled.products.values():
        assert any(product.codes.values()), product.id
        for language in LOCALES:
            assert product.words[language], (product.id, language)


def test_every_stage_accounts_for_every_right(bundled):
    for product in bundled.products.values():
        for stage in product.stages:
            assert stage.hazards.keys() | stage.not_typical == bundled.rights.keys(), (product.id, stage.stage)


def test_every_goods_group_has_a_chain_with_likely_origins(bundled):
    chains = TypicalChains(bundled, AS_OF)
    for product in bundled.products.values():
        if product.kind == "goods":
            assert len(product.stages) > 1, product.id
            for stage in product.stages:
                assert any(chains.origins(part) for part in stage.parts), (product.id, stage.stage)


def test_sources_are_dated_and_say_how_they_were_read(bundled):
    assert {source.read for source in bundled.sources.values()} <= {"read", "secondary", "recalled"}
    assert all(source.date[:2] in {"19", "20"} for source in bundled.sources.values())
