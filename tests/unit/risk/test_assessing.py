"""The whole assessment of a list: what is in it, what comes first, and what can never make it look better."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import polars as pl
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.conftest import AS_OF

from vigie.model.assessment import RISK_COLUMNS, About
from vigie.model.content import Stage
from vigie.risk import assess
from vigie.risk.workforce import Workforce

COUNTRIES = ("BE", "BD", "CN", "CD", "NA", "RO")
GROUPS = ("shirt", "gadget", "desk_work")


def run(suppliers, content, currency="EUR"):
    return assess(suppliers, content, AS_OF, currency)


def test_every_supplier_has_every_right_at_its_own_stage(small_content, supplier):
    found = run([supplier("A", "shirt", "BD"), supplier("B")], small_content)
    assert found.table.columns == list(RISK_COLUMNS)
    for number in (0, 1):
        own = found.table.filter(pl.col("supplier") == number)["profile"]
        rights = [found.profiles[each].right for each in own if found.profiles[each].position == "direct"]
        assert sorted(rights) == sorted(small_content.rights)


def test_people_and_spend_of_an_unmapped_stage(small_content, supplier):
    """Who works there is not known; what is spent there is what is spent on the supplier before it."""
    found = run([supplier("A", "gadget", "BE", people=9, spend=Decimal(500), currency="EUR")], small_content)
    unmapped = found.table.filter(
        pl.col("profile").is_in([n for n, each in enumerate(found.profiles) if each.position == "unmapped"])
    )
    assert unmapped["people"].null_count() == unmapped.height > 0
    assert set(unmapped["spend"]) == {500.0}


def test_spend_in_another_currency_is_not_compared(small_content, supplier):
    suppliers = [supplier("A", "shirt", "BD", spend=Decimal(1), currency="USD")]
    assert run(suppliers, small_content).table["spend"].null_count() == run(suppliers, small_content).table.height


def test_ten_resellers_are_one_mine(small_content, supplier):
    resellers = [supplier(f"Reseller {n}", "gadget", "BE") for n in range(10)]
    first, second = run(resellers, small_content).priorities[:2]
    assert (first.profile.country, second.profile.country) == ("CD", "CD")
    assert {first.profile.right, second.profile.right} == {"child_labour", "forced_labour"}
    assert (first.rank, second.rank, first.tied) == (1, 1, 2)
    assert first.suppliers == tuple(range(10))
    assert first.people is None


def test_above_the_limit_unmapped_stages_are_written_once(small_content, supplier):
    many = [supplier(f"R{n}", "gadget", "BE", spend=Decimal(10), currency="EUR") for n in range(30)]
    found = run(many, small_content)
    assert found.folded
    folded = found.table.filter(pl.col("supplier").is_null())
    assert set(folded["suppliers"]) == {30}
    assert set(folded["spend"]) == {300.0}
    assert found.priorities[0].suppliers == tuple(range(30))


def test_the_full_expansion_is_made_on_demand(small_content, supplier):
    many = [supplier(f"R{n}", "gadget", "BE") for n in range(30)]
    found = assess(many, small_content, AS_OF, "EUR", expand=True)
    assert not found.folded
    assert found.table["supplier"].null_count() == 0


def test_what_is_spent_behind_many_suppliers_is_summed_to_the_cent(small_content, supplier):
    many = [supplier(f"R{n}", "gadget", "BE", spend=Decimal("0.10"), currency="EUR") for n in range(30)]
    found = run(many, small_content)
    assert set(found.table.filter(pl.col("supplier").is_null())["spend"]) == {3.0}


def test_one_unknown_spend_leaves_the_sum_unknown(small_content, supplier):
    many = [supplier(f"R{n}", "gadget", "BE", spend=Decimal(10), currency="EUR") for n in range(29)]
    found = run([*many, supplier("Unknown", "gadget", "BE")], small_content)
    assert found.table.filter(pl.col("supplier").is_null())["spend"].null_count() > 0


def test_a_wage_under_the_poverty_line_is_a_statement_about_the_supplier(small_content, supplier, english):
    sewing = supplier("S", "shirt", "RO", monthly_net_wage=Decimal(250), wage_currency="EUR")
    found = run([sewing], small_content)
    wage = next(each for each in found.profiles if each.right == "wages" and each.position == "direct")
    assert (wage.likelihood, wage.about, wage.severity.level) == ("reported", About.SUPPLIER, 1)
    assert "EUR 250 a month" in english.say(wage.reasons[0])
    assert "EUR 345" in english.say(wage.reasons[0])


def test_each_supplier_is_shown_its_own_wage(small_content, supplier, english):
    sewing = [
        supplier(name, "shirt", "RO", monthly_net_wage=Decimal(wage), wage_currency="EUR")
        for name, wage in (("A", 250), ("B", 240), ("C", 250))
    ]
    found = run(sewing, small_content)
    said = {
        row["supplier"]: english.say(found.profiles[row["profile"]].reasons[0])
        for row in found.table.iter_rows(named=True)
        if found.profiles[row["profile"]].right == "wages" and found.profiles[row["profile"]].position == "direct"
    }
    assert "EUR 240 a month" in said[1]
    assert said[0] == said[2] == said[1].replace("240", "250")


def test_a_wage_in_a_list_stands_before_context_of_the_same_standing(small_content, supplier):
    """Evidence about one's own supplier comes before evidence about a context, inside severity and likelihood."""
    sewing = supplier("S", "shirt", "RO", people=300, monthly_net_wage=Decimal(250), wage_currency="EUR")
    found = run([supplier("R", "gadget", "BE"), sewing], small_content)
    assert found.priorities[0].profile.right == "wages"
    assert found.priorities[0].suppliers == (1,)


def test_evidence_about_one_supplier_names_no_other_supplier_of_the_same_context(small_content, supplier):
    """A trader of the same product, with the same country likely behind it, is not accused of that wage."""
    sewing = supplier("Sewing", "shirt", "RO", monthly_net_wage=Decimal(250), wage_currency="EUR")
    found = run([supplier("Trader", "shirt", "BE"), sewing], small_content)
    about_supplier = [each for each in found.priorities if each.profile.about is About.SUPPLIER]
    assert [each.suppliers for each in about_supplier] == [(1,)]


@pytest.mark.parametrize(("wage", "currency"), [(345, "EUR"), (250, "RON"), (250, "")])
def test_a_wage_that_is_not_under_the_line_or_not_comparable_changes_nothing(small_content, supplier, wage, currency):
    plain = supplier("S", "shirt", "RO")
    paid = replace(plain, monthly_net_wage=Decimal(wage), wage_currency=currency)
    assert run([paid], small_content).profiles == run([plain], small_content).profiles


def test_wages_that_cannot_be_compared_are_known_as_such(small_content, supplier):
    workforce = Workforce(small_content, AS_OF)
    paid = {"monthly_net_wage": Decimal(100), "wage_currency": "EUR"}
    assert workforce.incomparable(supplier("A", "shirt", "BD", **paid))
    assert workforce.incomparable(supplier("A", "shirt", "RO", **(paid | {"wage_currency": "RON"})))
    assert not workforce.incomparable(supplier("A", "shirt", "RO", **paid))
    assert not workforce.incomparable(supplier("A", "shirt", "BD"))


def test_many_migrant_workers_raise_what_they_are_exposed_to(small_content, supplier):
    def forced_labour(**known):
        found = run([supplier("S", "shirt", "BE", **known)], small_content)
        return next(
            each.likelihood for each in found.profiles if (each.right, each.position) == ("forced_labour", "direct")
        )

    assert forced_labour() == "low"
    raised = run([supplier("S", "shirt", "BE", migrant_share=0.5)], small_content).profiles
    assert {each.right for each in raised if each.about == "supplier"} == {"forced_labour"}
    assert any("who works here" in str(reason) for each in raised for reason in each.reasons)
    assert forced_labour(migrant_share=0.24) == "low"
    assert forced_labour(migrant_share=0.25) == "medium"


def test_the_sensitivity_lists_what_likelihood_first_would_change(small_content, supplier):
    found = run([supplier("A", "shirt", "BE"), supplier("B", "gadget", "CD")], small_content)
    assert {priority for priority, _ in found.if_likelihood_first} >= set(found.priorities)
    assert any(priority.rank != place for priority, place in found.if_likelihood_first)


def test_no_suppliers_no_risks(small_content):
    found = run([], small_content)
    assert found.table.is_empty()
    assert found.priorities == ()


def test_ranking_is_the_same_for_every_order_of_the_list(small_content, supplier):
    suppliers = [supplier(f"{group} {country}", group, country) for group in GROUPS for country in COUNTRIES]
    there, back = run(suppliers, small_content), run(suppliers[::-1], small_content)
    named = lambda found, names: sorted(  # noqa: E731
        (row["rank"], names[row["supplier"]].name, found.profiles[row["profile"]].right)
        for row in found.table.iter_rows(named=True)
    )
    assert named(there, suppliers) == named(back, suppliers[::-1])


def best_rank_of_first(suppliers, content):
    table = run(suppliers, content).table
    return table.filter(pl.col("supplier") == 0)["rank"].min()


FIELDS = {
    "country": (COUNTRIES, "ZZ"),
    "group": (GROUPS, ""),
    "people": ((0, 10, 10_000), None),
    "spend": ((Decimal(0), Decimal(10), Decimal(99_999)), None),
    "migrant_share": ((0.0, 0.3, 1.0), None),
    "women_share": ((0.0, 0.6), None),
    "monthly_net_wage": ((Decimal(100), Decimal(344), Decimal(900)), None),
}


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    known=st.fixed_dictionaries({name: st.sampled_from(values) for name, (values, _) in FIELDS.items()}),
    missing=st.sampled_from(sorted(FIELDS)),
)
def test_leaving_a_field_out_never_helps_more_than_its_least_risky_value(small_content, supplier, known, missing):
    others = [supplier(f"Other {n}", "shirt", country, people=50) for n, country in enumerate(COUNTRIES)]
    base = {"currency": "EUR", "wage_currency": "EUR"}
    values, nothing = FIELDS[missing]
    left_out = best_rank_of_first([supplier("S", **(base | known | {missing: nothing})), *others], small_content)
    ranks = [
        best_rank_of_first([supplier("S", **(base | known | {missing: value})), *others], small_content)
        for value in values
    ]
    assert left_out <= max(ranks)


def test_leaving_the_stage_out_never_helps(small_content, supplier):
    for group in ("shirt", "gadget"):
        for country in COUNTRIES:
            ranks = [
                best_rank_of_first([supplier("S", group, country, stage=stage)], small_content)
                for stage in (Stage.RAW_MATERIAL, Stage.FINAL_PRODUCTION)
            ]
            assert best_rank_of_first([supplier("S", group, country)], small_content) <= max(ranks)
