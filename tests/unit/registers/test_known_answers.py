"""What the bundled figures must say about countries that everybody in the field knows."""

from __future__ import annotations

import csv
import re

import pytest

from vigie.content import BUNDLED, Content
from vigie.risk.practice import Practices

LANGUAGES = ("en", "fr", "nl", "de")


@pytest.fixture(scope="module")
def practices(bundled: Content) -> Practices:
    return Practices(bundled)


def level(practices: Practices, country: str, right: str) -> str:
    return practices.of(country, right, "").level


@pytest.mark.parametrize(
    "right", ["forced_labour", "child_labour", "freedom_of_association", "wages", "working_hours", "conflict"]
)
@pytest.mark.parametrize("country", ["BE", "NL", "DE"])
def test_the_neighbours_are_low_where_a_figure_measures_the_right(practices, country, right):
    assert level(practices, country, right) == "low"


@pytest.mark.parametrize("country", ["CN", "VN", "BY", "SA", "AE", "QA", "KW", "OM", "BH", "BD", "MM", "LA", "KP"])
def test_association_is_high_where_workers_cannot_choose(practices, country):
    assert level(practices, country, "freedom_of_association") == "high"


@pytest.mark.parametrize("country", ["CN", "KP", "TM", "ER", "MM", "UZ", "AE"])
def test_forced_labour_is_high_where_experts_and_states_say_so(practices, country):
    assert level(practices, country, "forced_labour") == "high"


@pytest.mark.parametrize("country", ["CD", "UA", "ET", "SD", "MM"])
def test_wars_are_seen(practices, country):
    assert level(practices, country, "conflict") == "high"


def test_romanian_wages_are_not_high_by_the_country_alone(practices):
    assert level(practices, "RO", "wages") == "medium"


@pytest.mark.parametrize("country", ["QA", "AE", "SA"])
def test_poverty_surveys_that_leave_migrants_out_say_nothing_on_wages(practices, country):
    assert level(practices, country, "wages") == "unknown"


def test_a_state_at_war_abroad_is_not_low_on_conflict(practices):
    assert level(practices, "RU", "conflict") == "unknown"


@pytest.mark.parametrize("right", ["violence_and_harassment", "recruitment_and_housing"])
def test_without_a_fitting_figure_every_country_is_unknown(practices, right):
    assert {level(practices, country, right) for country in ("BE", "BD", "QA", "CD")} == {"unknown"}


@pytest.mark.parametrize("right", ["discrimination", "safety_and_health", "land_and_communities"])
def test_a_proxy_never_says_low(practices, bundled, right):
    countries = [fact.row["alpha2"] for fact in bundled.facts("countries")]
    assert "low" not in {level(practices, country, right) for country in countries}


def test_membership_and_coverage_are_shown_and_decide_nothing(bundled):
    deciding = {each.column for each in bundled.indicators.values() if each.use != "shown"}
    assert not deciding & {"ILR_TUMT_NOC_RT_A", "ILR_CBCT_NOC_RT_A"}


def test_a_ratification_never_enters_a_likelihood(bundled):
    assert not [each.id for each in bundled.indicators.values() if each.register == "ratifications"]
    read = {fact.row["indicator"] for fact in bundled.facts("country-indicators")}
    assert not [column for column in read if "ratif" in column]


def test_the_sign_of_each_indicator_puts_belgium_on_the_better_side_of_congo(bundled):
    """A direction read the wrong way round would turn the best country into the worst."""
    values = {
        (fact.row["alpha2"], fact.row["indicator"]): fact.row["value"] for fact in bundled.facts("country-indicators")
    }
    compared = 0
    for each in bundled.indicators.values():
        here, there = values.get(("BE", each.column)), values.get(("CD", each.column))
        if each.use == "shown" or each.id == "weekly_hours_country" or here is None or there is None:
            continue
        compared += 1
        assert (here < there) is (each.worse == "above"), each.id
    assert compared >= 10


def test_uzbek_cotton_is_no_longer_imposed_by_the_state_and_turkmen_cotton_is(bundled):
    rows = {(fact.row["alpha2"], fact.row["good"]) for fact in bundled.facts("state-imposed-forced-labour")}
    assert ("TM", "Cotton") in rows
    assert ("KP", "*") in rows
    assert not [good for country, good in rows if country == "UZ"]


def test_state_imposed_goods_are_goods_of_the_list(bundled):
    listed = {
        (fact.row["alpha2"], fact.row["good"])
        for fact in bundled.facts("goods-child-forced-labour")
        if fact.row["forced_labour"] and not fact.row["via_inputs"]
    }
    imposed = {(fact.row["alpha2"], fact.row["good"]) for fact in bundled.facts("state-imposed-forced-labour")}
    assert {pair for pair in imposed if pair[1] != "*"} <= listed


def test_every_source_of_a_row_exists(bundled):
    known = set(
        re.findall(r"\bid: ([a-z0-9-]+)", "".join(p.read_text("utf-8") for p in BUNDLED.rglob("sources*/*.yml")))
    )
    known |= {"", None}
    for register in bundled.registers:
        assert {row.get("source", "") for row in register.rows} <= known, register.id


def test_namibia_and_norway_are_countries(bundled):
    names = {fact.row["alpha2"]: fact.row for fact in bundled.facts("countries")}
    assert names["NA"]["nl"] == "Namibië"
    assert names["NO"]["de"] == "Norwegen"


def test_the_eight_conventions_of_annex_x_and_the_eleven_fundamental_ones(bundled):
    annex_x = {each.id for each in bundled.instruments.values() if each.annex_x}
    fundamental = {each.id for each in bundled.instruments.values() if each.fundamental}
    assert annex_x == {f"ilo-c{number}" for number in ("029", "087", "098", "100", "105", "111", "138", "182")}
    assert fundamental == annex_x | {"ilo-p029", "ilo-c155", "ilo-c187"}


def test_where_speaking_is_unsafe_nobody_is_told_to_audit_or_interview(bundled):
    forbidden = re.compile(r"audit|interview|survey|enquête|entretien|bevrag|befrag|umfrage", re.IGNORECASE)
    for step in bundled.guide("no-credible-verification"):
        for language in LANGUAGES:
            assert not forbidden.search(step[language]), step[language]


def test_rows_are_kept_in_an_order_that_a_reviewer_can_compare():
    for path in BUNDLED.glob("registers/*/rows.csv"):
        if "recipe:" in path.with_name("register.yml").read_text(encoding="utf-8"):
            text = path.read_bytes()
            assert b"\r" not in text
            assert text.endswith(b"\n")
            assert len(list(csv.reader(text.decode("utf-8").splitlines()))) > 1
