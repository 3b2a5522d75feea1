"""What nobody stated is assumed from figures of the sector and country, with its ground, and never as nothing."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest

from vigie.content import Content
from vigie.workflows.chain.parameters import GROUNDS, PARAMETERS, chain_parameters, hours_of_work

AS_OF = date(2026, 11, 22)
PARTIES = {
    "country": pl.String,
    "sector": pl.String,
    "product": pl.String,
    "output": pl.Float64,
    "workers": pl.Float64,
}


class Without(Content):
    """The bundled content with some registers left out."""

    def __init__(self, *roles: str) -> None:
        super().__init__()
        self.left_out = roles

    def facts(self, role):
        return () if role in self.left_out else super().facts(role)


def of(content: Content, *parties: tuple) -> pl.DataFrame:
    return chain_parameters(pl.DataFrame(parties, PARTIES, orient="row"), content, AS_OF)


def one(content: Content, country=None, sector=None, product=None, output=None, workers=None) -> dict:
    return of(content, (country, sector, product, output, workers)).row(0, named=True)


@pytest.mark.parametrize(
    ("country", "sector", "ground"),
    [
        ("BE", "13.1", "sector_country"),
        ("BE", "C", "sector_country"),
        ("BD", "13.1", "sector_rest"),
        (None, "13.1", "sector_world"),
        ("JP", "97", "sector_world"),  # the table has no output of private households in Japan
        ("BE", "99", "economy_country"),
        ("BD", "", "economy_rest"),
        (None, None, "economy_world"),
        ("BE", "46", "sector_world"),
    ],
)
def test_the_ground_says_how_far_the_figure_is_from_the_party(bundled, country, sector, ground):
    found = one(bundled, country, sector)
    assert found["value_added_from"] == ground
    assert 0 < found["value_added"] < 1
    assert ground in GROUNDS


def test_a_trader_is_not_taken_for_a_maker(bundled):
    """Most of what a trader sells was made by others; a figure held against its margin would hide them."""
    for sector in ("45", "46.42", "47", "G"):
        assert one(bundled, "BE", sector)["value_added"] < 0.2


def test_the_product_helps_where_the_sector_says_nothing(bundled):
    assert one(bundled, "CN", "unknown words", "clothing") == one(bundled, "CN", "14")


def test_a_column_of_product_groups_goes_before_the_products_text(bundled):
    parties = pl.DataFrame([("CN", None, "polo shirts", None, None)], PARTIES, orient="row")
    named = chain_parameters(parties.with_columns(product_group=pl.lit("clothing")), bundled, AS_OF)
    assert named.row(0, named=True) == one(bundled, "CN", "14")


def test_own_workers_and_output_go_before_any_figure(bundled):
    found = one(bundled, "BD", "14", output=1_000_000.0, workers=100.0)
    weekly = next(
        fact.row["hours"]
        for fact in bundled.facts("weekly-hours")
        if (fact.row["alpha2"], fact.row["section"]) == ("BD", "C")
    )
    assert found["stated_hours"] == pytest.approx(100 * weekly * 48 / 1_000_000)
    assert found["hours_from"] == "stated"


@pytest.mark.parametrize(("output", "workers"), [(None, 100.0), (1e6, None), (0.0, 100.0)])
def test_half_a_statement_is_none(bundled, output, workers):
    found = one(bundled, "BD", "14", output=output, workers=workers)
    assert found["stated_hours"] is None
    assert found["hours_from"] == "sector_country"


@pytest.mark.parametrize(
    ("country", "sector", "ground"),
    [
        ("BD", "14", "sector_country"),
        ("BD", None, "economy_country"),
        ("KP", "14", "sector_world"),
        (None, "14", "sector_world"),
        (None, None, "economy_world"),
        ("AD", None, "economy_world"),
    ],
)
def test_hours_fall_back_from_the_branch_in_the_country_to_the_world(bundled, country, sector, ground):
    found = one(bundled, country, sector)
    assert found["hours_from"] == ground
    assert found["hours_per_value"] > 0


def test_the_same_value_holds_more_work_where_people_earn_less(bundled):
    field = [one(bundled, country, "01")["hours_per_value"] for country in ("BE", "TR", "PK")]
    assert field == sorted(field)
    assert field[2] > 20 * field[0]


def test_hours_behind_unknown_suppliers_are_the_worlds_for_everybody(bundled):
    belgium, bangladesh, world = (one(bundled, country)["unmapped_hours"] for country in ("BE", "BD", None))
    assert belgium == bangladesh == world == one(bundled)["hours_per_value"] > 0


def test_rows_come_back_in_their_order_with_the_declared_columns(bundled):
    found = of(bundled, ("BE", "46", None, None, None), ("BD", "14", None, None, None), ("BE", "46", None, 2e6, 5.0))
    assert dict(found.schema) == PARAMETERS
    assert found["hours_from"].to_list() == ["sector_country", "sector_country", "stated"]
    assert found["value_added"][0] == found["value_added"][2] != found["value_added"][1]


def test_hours_of_a_node_follow_the_value_it_adds_in_its_chain(bundled):
    parameters = of(
        bundled, ("BD", "14", None, None, None), ("BD", "14", None, None, None), ("BD", "14", None, 1e6, 9.0)
    )
    per_value, usual = parameters["hours_per_value"][0], parameters["value_added"][0]
    hours = hours_of_work(parameters, np.array([0.5, 0.0, 0.5]))
    assert hours[0] == pytest.approx(0.5 * per_value)
    assert hours[1] == pytest.approx(usual * per_value)  # nothing left to add, and yet people work there
    assert hours[2] == parameters["stated_hours"][2]


def test_without_figures_nothing_is_invented():
    content = Without("sector-value-added", "value-added-per-worker")
    found = one(content, "BE", "13", output=1e6, workers=10.0)
    assert (found["value_added"], found["value_added_from"]) == (None, "nothing")
    assert (found["hours_per_value"], found["unmapped_hours"]) == (None, None)
    assert found["hours_from"] == "stated"
    nothing = of(content, ("BE", "13", None, None, None))
    assert nothing["hours_from"].to_list() == ["nothing"]
    assert np.isnan(hours_of_work(nothing, np.array([0.3]))).all()


def test_without_usual_hours_workers_alone_give_no_hours():
    found = one(Without("weekly-hours"), "BE", "13", output=1e6, workers=10.0)
    assert (found["stated_hours"], found["hours_from"]) == (None, "nothing")


def test_a_country_without_the_section_uses_its_own_other_sections():
    """A survey that lacks a section still says how long people in that country work."""

    class Sparse(Content):
        def facts(self, role):
            found = super().facts(role)
            keep = role != "weekly-hours"
            return tuple(each for each in found if keep or (each.row["alpha2"], each.row["section"]) != ("BD", "C"))

    hours = [fact.row["hours"] for fact in Sparse().facts("weekly-hours") if fact.row["alpha2"] == "BD"]
    found = one(Sparse(), "BD", "14", output=1e6, workers=10.0)
    assert found["stated_hours"] == pytest.approx(10 * 48 * sum(hours) / len(hours) / 1e6)


def test_an_output_in_another_currency_than_most_states_no_hours(bundled):
    """Vigie holds no exchange rates: a maker that writes taka would seem to work a hundredth of the hours."""
    made = {"country": "BD", "sector": "14.12", "product": None, "output": 1e6, "workers": 100.0}
    parties = pl.DataFrame(
        [made | {"currency": code} for code in ("EUR", "EUR", "BDT", None)], infer_schema_length=None
    )
    found = chain_parameters(parties.with_columns(pl.col("product").cast(pl.String)), bundled, AS_OF)
    assert found["hours_from"].to_list()[:2] == ["stated", "stated"]
    assert found["hours_from"].to_list()[2] != "stated"
    assert found["hours_from"].to_list()[3] == "stated"
