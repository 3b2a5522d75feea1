"""What is unmapped gets likely countries, a share only where a source gives one, and stays unknown without any."""

from __future__ import annotations

from datetime import date

import numpy as np
import polars as pl
import pytest

from vigie.model.chain import ORIGINS
from vigie.model.content import Stage
from vigie.risk.chains import TypicalChains
from vigie.risk.input_output import InputOutputTable
from vigie.risk.modelled_origins import GAPS, origins_from_table, typical_origins

AS_OF = date(2026, 11, 22)


def gaps(*rows: tuple) -> pl.DataFrame:
    return pl.DataFrame(rows, GAPS, orient="row")


def typical(content, *rows: tuple) -> pl.DataFrame:
    return typical_origins(gaps(*rows), content.products, TypicalChains(content, AS_OF))


def test_what_is_unmapped_behind_a_maker_is_the_stage_before_its_own(bundled):
    found = typical(bundled, ("s", "n", "clothing", "BD", None, ""))
    assert set(found["stage"]) == {"component"}
    assert dict(found.schema) == ORIGINS


def test_what_is_unmapped_behind_a_trader_is_its_own_stage(bundled):
    found = typical(bundled, ("s", "n", "clothing", "LU", None, ""))
    assert set(found["stage"]) == {"final_production"}


def test_a_stated_stage_is_the_nodes_own(bundled):
    found = typical(bundled, ("s", "n", "clothing", "LU", "component", ""))
    assert set(found["stage"]) == {"raw_material"}


def test_a_share_stands_only_where_nothing_else_comes_from_the_stage(bundled):
    """World shares of cotton are no shares of a purchase that also holds polyester."""
    chains = TypicalChains(bundled, AS_OF)
    found = typical(bundled, *(("s", each, each, "ZZ", "component", "") for each in bundled.products))
    for group, rows in found.group_by("product_group"):
        stages = {stage.stage: stage for stage in bundled.products[group[0]].stages}
        for row in rows.filter(pl.col("share").is_not_null()).iter_rows(named=True):
            assert len(stages[row["stage"]].parts) == 1
            origins = chains.origins(stages[row["stage"]].parts[0])
            assert row["share"] in [each.share for each in origins if each.country == row["country"]]
            assert row["source"]


def test_some_share_is_sourced(bundled):
    found = typical(
        bundled,
        *(("s", each, each, "ZZ", stage, "") for each in bundled.products for stage in Stage),
    )
    assert found["share"].drop_nulls().len() > 0


@pytest.mark.parametrize(
    "gap",
    [
        ("s", "n", "", "BD", "", ""),
        ("s", "n", None, None, None, None),
        ("s", "n", "clothing", "BD", "raw_material", ""),
    ],
)
def test_what_nobody_knows_stays_in_the_table_as_unknown(bundled, gap):
    found = typical(bundled, gap)
    assert found.select("scope", "node", "country", "share").rows() == [("s", "n", "ZZ", None)]


def test_every_gap_of_every_scope_keeps_its_own_rows(bundled):
    found = typical(bundled, ("one", "n", "tea", "BE", "", ""), ("two", "n", "tea", "BE", "", ""))
    assert found.filter(scope="one").drop("scope").equals(found.filter(scope="two").drop("scope"))


TABLE = InputOutputTable(
    name="invented table",
    regions=("BEL", "BGD", "WA", "WB"),
    countries=("BE", "BD", "ZZ", "ZZ"),
    sectors=("clothes", "clothes", "cotton", "cotton"),
    coefficients=np.array([[0, 0, 0, 0], [0.4, 0, 0, 0], [0, 0.2, 0, 0], [0.1, 0.2, 0, 0]], dtype=np.float64),
    output=np.ones(4),
)


def test_a_table_gives_every_country_behind_a_gap_its_share_of_the_value():
    found = origins_from_table(gaps(("s", "n", "clothing", "BE", "", "14")), TABLE)
    shares = dict(found.select("country", "share").rows())
    assert shares == {"BD": pytest.approx(0.48), "ZZ": pytest.approx(0.52), "BE": 0}
    assert set(found["source"]) == {"invented table"}
    assert dict(found.schema) == ORIGINS


def test_a_gap_in_a_country_that_the_table_lacks_is_left_to_the_typical_chain():
    found = origins_from_table(gaps(("s", "a", "", "FR", "", "14"), ("s", "b", "", "BD", "", "14")), TABLE)
    assert set(found["node"]) == {"b"}
    assert origins_from_table(gaps(("s", "a", "", "FR", "", "14")), TABLE).height == 0
