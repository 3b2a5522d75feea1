"""Both ways of modelling an origin stand side by side, each under its own source."""

from __future__ import annotations

from datetime import date

import polars as pl
import pytest

from vigie.model.chain import ORIGINS
from vigie.workflows.chain.origins import modelled_origins

AS_OF = date(2026, 11, 22)
GAPS = pl.DataFrame(
    {
        "scope": ["s", "s", "s"],
        "node": ["maker", "trader", "nobody"],
        "country": ["BE", "BE", None],
        "sector": ["14.12", "46.42", None],
        "product_group": ["clothing", "clothing", None],
    },
    dict.fromkeys(("scope", "node", "country", "sector", "product_group"), pl.String),
)


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    folder = tmp_path_factory.mktemp("mrio") / "table"
    pytest.importorskip("pymrio").load_test().save_all(folder, table_format="txt")
    (folder / "regions.csv").write_text("region,country\nreg1,BE\nreg2,BD\n", encoding="utf-8")
    return folder


def test_without_a_table_the_typical_chains_speak_for_every_gap(bundled):
    found = modelled_origins(GAPS, bundled, AS_OF)
    assert dict(found.schema) == ORIGINS
    assert set(found["node"]) == {"maker", "trader", "nobody"}
    assert found.filter(node="nobody")["country"].to_list() == ["ZZ"]


def test_a_table_is_added_under_its_own_name_and_never_replaces_what_is_sourced(bundled, saved):
    typical, both = modelled_origins(GAPS, bundled, AS_OF), modelled_origins(GAPS, bundled, AS_OF, saved)
    assert both.head(typical.height).equals(typical)
    added = both.tail(-typical.height)
    assert set(added["source"]) == {"testmrio"}
    assert added["share"].sum() == pytest.approx(1)


def test_a_table_is_not_asked_what_a_trader_sells_on(bundled, saved):
    added = modelled_origins(GAPS, bundled, AS_OF, saved).filter(source="testmrio")
    assert set(added["node"]) == {"maker"}


def test_a_stated_stage_is_heard(bundled):
    staged = GAPS.head(1).with_columns(stage=pl.lit("component"))
    assert set(modelled_origins(staged, bundled, AS_OF)["stage"]) == {"raw_material"}
