"""Known answers of the figures that a chain assumes: sentences that somebody who knows the field could dispute."""

from __future__ import annotations

import re

import pytest

from vigie.content import BUNDLED


@pytest.fixture(scope="module")
def added(bundled):
    return {(f.row["alpha2"], f.row["activity"]): f.row["value_added"] for f in bundled.facts("sector-value-added")}


@pytest.fixture(scope="module")
def per_worker(bundled):
    return {
        (f.row["alpha2"], f.row["branch"]): f.row["value_added"] * 1000 / f.row["workers"]
        for f in bundled.facts("value-added-per-worker")
    }


def test_every_division_but_international_bodies_has_a_figure_of_the_world(bundled, added):
    activities = {fact.row["activity"] for fact in bundled.facts("activities")}
    assert activities - {activity for country, activity in added if country == ""} == {"99", "U"}


def test_every_activity_with_a_figure_is_a_known_one(bundled, added):
    activities = {fact.row["activity"] for fact in bundled.facts("activities")}
    assert {activity for _, activity in added} - {""} <= activities


def test_every_share_lies_between_nothing_and_everything(added):
    assert all(0 < share <= 1 for share in added.values())


def test_farming_and_services_add_more_than_garments_and_oil_refining(added):
    assert added["", "01"] > added["", "14"] > added["", "19"]
    assert added["", "85"] > added["", "14"]


def test_countries_that_the_table_does_not_name_have_no_figure_of_their_own(added):
    named = {country for country, _ in added}
    assert len(named) == 42  # 40 countries, the others together, the world
    assert not named & {"BD", "VN", "CD", "PK", "TN"}


def test_a_garment_maker_in_bangladesh_adds_less_in_a_year_than_one_in_romania_or_belgium(per_worker):
    years = [per_worker[country, "industry"] for country in ("BD", "RO", "BE")]
    assert years == sorted(years)
    assert 5_000 < years[0] < 20_000
    assert 90_000 < years[2] < 200_000


def test_the_branches_of_a_country_stay_within_its_whole_economy(bundled):
    """Their sum differs by taxes and subsidies on products; their workers are all the workers, but for rounding."""
    rows = {
        (f.row["alpha2"], f.row["branch"]): (f.row["value_added"], f.row["workers"])
        for f in bundled.facts("value-added-per-worker")
    }
    branches = {branch for _, branch in rows} - {""}
    compared = 0
    for country, branch in rows:
        if branch == "" and all((country, each) in rows for each in branches):
            value, workers = (sum(rows[country, each][column] for each in branches) for column in (0, 1))
            assert 0.75 < value / rows[country, ""][0] < 1.15, country
            assert workers == pytest.approx(rows[country, ""][1], rel=0.01), country
            compared += 1
    assert compared > 150


def test_every_figure_on_trade_names_its_source(bundled):
    trade = next(each for each in bundled.registers if each.id == "trade-value-added")
    assert {row["source"] for row in trade.rows} <= set(bundled.sources)
    assert {row["activity"] for row in trade.rows} == {
        f.row["activity"] for f in bundled.facts("activities") if f.row["trade"]
    }


def test_each_judgement_of_the_chain_is_one_that_a_file_rests_on(bundled):
    resting = {each.judgement for each in bundled.parameters}
    declared = BUNDLED.joinpath("registers/sector-value-added/register.yml").read_text("utf-8")
    assert {"chain_hours", "chain_shown"} <= resting
    assert re.search(r"judgement (\w+)", declared)[1] in bundled.judgements
