"""What links and parties say becomes shares of output that sum to 1; what cannot be right is named, all at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
import pytest

from vigie.chain import Chain, FaultyChain
from vigie.errors import WrongUse


def links(*rows: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame(rows, infer_schema_length=None)


def parties(*rows: dict[str, Any]) -> pl.DataFrame:
    return pl.DataFrame(rows, infer_schema_length=None)


def bought(chain: Chain, buyer: str) -> dict[str, float]:
    place = chain.positions[buyer]
    start, end = chain.inputs.starts[place : place + 2]
    suppliers = chain.inputs.suppliers[start:end]
    return {chain.nodes[int(i)]: float(a) for i, a in zip(suppliers, chain.inputs.shares[start:end], strict=True)}


def own(chain: Chain, node: str) -> tuple[float, float]:
    """What a node adds itself, and what it buys from unknown suppliers."""
    place = chain.positions[node]
    return float(chain.inputs.added[place]), float(chain.inputs.unmapped[place])


def messages(faulty: FaultyChain) -> list[tuple[str, int, str]]:
    return [(fault.node, fault.row, str(fault.what)) for fault in faulty.faults]


def test_without_parties_the_links_are_declared_complete() -> None:
    chain = Chain.from_links(links({"supplier": "mill", "buyer": "shop", "share": 0.4}))
    assert list(chain.nodes) == ["mill", "shop"]
    assert own(chain, "shop") == pytest.approx((0.6, 0))
    assert own(chain, "mill") == (1, 0)
    assert not chain.assumed.any()


def test_silence_about_unknown_suppliers_is_not_knowledge() -> None:
    """A party that does not say what it buys unmapped adds its sector's share; what remains is unmapped."""
    chain = Chain.from_links(
        links({"supplier": "mill", "buyer": "shop", "share": 0.4}),
        parties({"id": "mill"}, {"id": "shop"}),
        value_added=0.3,
    )
    assert own(chain, "shop") == pytest.approx((0.3, 0.3))
    assert own(chain, "mill") == pytest.approx((0.3, 0.7))
    assert chain.assumed.all()


def test_inputs_that_leave_less_than_the_sector_adds_leave_nothing_unmapped() -> None:
    chain = Chain.from_links(
        links({"supplier": "mill", "buyer": "shop", "share": 0.9}),
        parties({"id": "mill"}, {"id": "shop"}),
        value_added=0.3,
    )
    assert own(chain, "shop") == pytest.approx((0.1, 0))


def test_what_is_stated_as_unmapped_is_kept_and_not_assumed() -> None:
    chain = Chain.from_links(
        links({"supplier": "mill", "buyer": "shop", "share": 0.4}),
        parties({"id": "mill", "unmapped": 0.0}, {"id": "shop", "unmapped": 0.25}),
    )
    assert own(chain, "shop") == pytest.approx((0.35, 0.25))
    assert own(chain, "mill") == (1, 0)
    assert not chain.assumed.any()


def test_the_bundled_mean_stands_where_nobody_gives_a_value_added() -> None:
    chain = Chain.from_links(
        links({"supplier": "mill", "buyer": "shop", "share": 0.1}), parties({"id": "mill"}, {"id": "shop"})
    )
    added, unmapped = own(chain, "mill")
    assert 0 < added < 1
    assert added + unmapped == 1


def test_exactly_one_is_a_trader() -> None:
    third = 1 / 3
    chain = Chain.from_links(links(*({"supplier": name, "buyer": "trader", "share": third} for name in "abc")))
    assert own(chain, "trader") == (0, 0)


def test_a_value_beside_the_output_of_the_buyer_is_its_share() -> None:
    chain = Chain.from_links(
        links({"supplier": "mill", "buyer": "shop", "value": 25.0, "currency": "EUR", "basis": "output"}),
        parties({"id": "mill", "unmapped": 0.0, "output": None}, {"id": "shop", "unmapped": 0.0, "output": 100.0}),
    )
    assert bought(chain, "shop") == {"mill": 0.25}
    assert not chain.assumed_links.any()


def test_a_value_in_another_currency_than_the_output_is_no_share_of_it() -> None:
    """Vigie holds no exchange rates: such purchases share what is left, and this is an assumption."""
    chain = Chain.from_links(
        links({"supplier": "mill", "buyer": "shop", "value": 25.0, "currency": "USD"}),
        parties(
            {"id": "mill", "unmapped": 0.0, "output": None, "currency": None},
            {"id": "shop", "unmapped": 0.1, "output": 100.0, "currency": "EUR"},
        ),
        value_added=0.5,
    )
    assert bought(chain, "shop") == pytest.approx({"mill": 0.4})
    assert chain.assumed_links.all()


def test_purchases_without_value_share_equally_what_is_left() -> None:
    chain = Chain.from_links(
        links(
            {"supplier": "a", "buyer": "shop", "share": 0.3},
            {"supplier": "b", "buyer": "shop", "share": None},
            {"supplier": "c", "buyer": "shop", "share": None},
        ),
        parties({"id": "a"}, {"id": "b"}, {"id": "c"}, {"id": "shop", "unmapped": 0.1}),
        value_added=0.2,
    )
    assert bought(chain, "shop") == pytest.approx({"a": 0.3, "b": 0.2, "c": 0.2})
    assert list(chain.assumed_links) == [False, True, True]
    assert own(chain, "shop") == pytest.approx((0.2, 0.1))


def test_values_of_purchases_share_what_is_left_by_value() -> None:
    chain = Chain.from_links(
        links(
            {"supplier": "a", "buyer": "shop", "value": 30.0, "basis": "purchases"},
            {"supplier": "b", "buyer": "shop", "value": 10.0, "basis": "purchases"},
            {"supplier": "c", "buyer": "shop", "value": None, "basis": None},
        ),
        parties({"id": "a"}, {"id": "b"}, {"id": "c"}, {"id": "shop", "unmapped": 0.0}),
        value_added=0.4,
    )
    assert bought(chain, "shop") == pytest.approx({"a": 0.3, "b": 0.1, "c": 0.2})


def test_a_share_of_purchases_is_a_share_of_what_the_sector_buys() -> None:
    chain = Chain.from_links(
        links({"supplier": "a", "buyer": "shop", "share": 0.5, "basis": "purchases"}),
        parties({"id": "a"}, {"id": "shop"}),
        value_added=0.4,
    )
    assert bought(chain, "shop") == pytest.approx({"a": 0.3})
    assert own(chain, "shop") == pytest.approx((0.4, 0.3))
    assert chain.assumed_links.all()


def test_links_for_which_nothing_is_left_are_told() -> None:
    chain = Chain.from_links(
        links({"supplier": "a", "buyer": "shop", "share": 0.8}, {"supplier": "b", "buyer": "shop", "share": None}),
        parties({"id": "a"}, {"id": "b"}, {"id": "shop"}),
        value_added=0.4,
    )
    assert [(remark.row, str(remark.what)) for remark in chain.remarks] == [
        (2, "nothing is left of the output of shop for links without a share.")
    ]


def test_the_same_purchase_twice_is_summed_and_said() -> None:
    row = {"supplier": "mill", "buyer": "shop", "product": "cloth", "share": 0.2}
    chain = Chain.from_links(links(row, row, {**row, "product": "thread", "share": 0.1}))
    assert bought(chain, "shop") == pytest.approx({"mill": 0.5})
    assert [str(remark.what) for remark in chain.remarks] == ["mill sells to shop on 2 rows, which are summed."]


def test_a_share_and_a_value_of_the_same_purchase_are_not_added() -> None:
    row = {"supplier": "mill", "buyer": "shop", "product": "cloth"}
    known = parties({"id": "mill", "unmapped": 0.0}, {"id": "shop", "output": 100.0, "unmapped": 0.0})
    chain = Chain.from_links(links({**row, "share": 0.2, "value": None}, {**row, "share": None, "value": 30.0}), known)
    assert bought(chain, "shop") == pytest.approx({"mill": 0.5})


def test_every_fault_is_named_with_node_and_row() -> None:
    wrong = links(
        {"supplier": "mill", "buyer": "shop", "share": 0.7},
        {"supplier": "farm", "buyer": "shop", "share": 0.4},
        {"supplier": "farm", "buyer": "mill", "share": -0.1},
        {"supplier": "ghost", "buyer": "mill", "share": 0.1},
        {"supplier": "farm", "buyer": "mill", "share": 0.1, "basis": "guess"},
        {"supplier": None, "buyer": "mill", "share": 0.1},
    )
    known = parties({"id": "mill"}, {"id": "shop"}, {"id": "farm", "unmapped": -0.5}, {"id": "farm", "unmapped": -0.5})
    with pytest.raises(FaultyChain) as raised:
        Chain.from_links(wrong, known, value_added=0.4)
    assert messages(raised.value) == [
        ("farm", 0, "farm stands more than once among the parties."),
        ("farm", 0, "-0.5 is not a share that farm can buy."),
        ("farm", 0, "-0.5 is not a share that farm can buy."),
        ("shop", 1, "shop buys 1.1 of its output, which is more than 1."),
        ("mill", 3, "-0.1 is not a share or a value that can be bought."),
        ("ghost", 4, "ghost is not among the parties."),
        ("mill", 5, "guess is not a basis: write output or purchases."),
        ("mill", 6, "a supplier or a buyer is missing."),
    ]
    assert "Row 4: ghost is not among the parties." in str(raised.value)


@pytest.mark.parametrize(("share", "faulty"), [(0.5 + 9e-10, False), (0.5 + 2e-9, True)])
def test_rounding_is_no_fault_and_more_than_rounding_is(share: float, faulty: bool) -> None:
    table = links({"supplier": "a", "buyer": "shop", "share": 0.5}, {"supplier": "b", "buyer": "shop", "share": share})
    if faulty:
        with pytest.raises(FaultyChain):
            Chain.from_links(table)
    else:
        chain = Chain.from_links(table)
        assert sum(bought(chain, "shop").values()) + sum(own(chain, "shop")) == pytest.approx(1, abs=1e-15)


def test_a_cycle_that_lets_nothing_out_is_a_fault_of_all_its_nodes() -> None:
    closed = links(
        {"supplier": "a", "buyer": "b", "share": 1.0},
        {"supplier": "b", "buyer": "a", "share": 1.0},
        {"supplier": "a", "buyer": "shop", "share": 0.5},
    )
    with pytest.raises(FaultyChain) as raised:
        Chain.from_links(closed)
    assert [(fault.node, fault.row) for fault in raised.value.faults] == [("b", 1), ("a", 2)]


def test_a_cycle_with_a_way_out_is_no_fault() -> None:
    chain = Chain.from_links(
        links({"supplier": "a", "buyer": "b", "share": 1.0}, {"supplier": "b", "buyer": "a", "share": 0.999})
    )
    assert own(chain, "a") == pytest.approx((0.001, 0))


def test_going_on_sets_the_faulty_node_aside_as_unknown() -> None:
    table = links(
        {"supplier": "mill", "buyer": "shop", "share": 0.4},
        {"supplier": "farm", "buyer": "mill", "share": 1.4},
        {"supplier": "ghost", "buyer": "shop", "share": 0.1},
        {"supplier": "a", "buyer": "b", "share": 1.0},
        {"supplier": "b", "buyer": "a", "share": 1.0},
    )
    known = parties(*({"id": name, "unmapped": 0.0} for name in ("mill", "shop", "farm", "a", "b")))
    chain = Chain.from_links(table, known, value_added=0.4, keep_going=True)
    assert chain.set_aside == ("a", "b", "ghost", "mill")
    assert own(chain, "mill") == (0, 1)
    assert own(chain, "ghost") == (0, 1)
    assert bought(chain, "shop") == pytest.approx({"mill": 0.4, "ghost": 0.1})


def test_overlapping_periods_are_a_fault() -> None:
    row = {"supplier": "mill", "buyer": "shop", "share": 0.2}
    table = links(
        {**row, "from": date(2025, 1, 1), "until": date(2025, 12, 31)},
        {**row, "from": date(2025, 7, 1), "until": date(2026, 6, 30)},
    )
    with pytest.raises(FaultyChain) as raised:
        Chain.from_links(table)
    assert messages(raised.value) == [("shop", 2, "the period of what shop buys from mill overlaps another.")]


def test_the_links_of_the_date_hold_else_the_latest_before_it() -> None:
    row = {"supplier": "mill", "buyer": "shop"}
    table = links(
        {**row, "share": 0.1, "from": date(2024, 1, 1), "until": date(2024, 12, 31)},
        {**row, "share": 0.2, "from": date(2025, 1, 1), "until": date(2025, 12, 31)},
        {"supplier": "press", "buyer": "mill", "share": 0.3, "from": None, "until": None},
    )
    shares = {year: bought(Chain.from_links(table, as_of=date(year, 6, 1)), "shop") for year in (2024, 2025, 2026)}
    assert shares == {2024: {"mill": 0.1}, 2025: {"mill": 0.2}, 2026: {"mill": 0.2}}
    assert bought(Chain.from_links(table), "shop") == {"mill": 0.2}
    assert bought(Chain.from_links(table, as_of=date(2024, 6, 1)), "mill") == {"press": 0.3}
    said = [str(each.what) for year in (2024, 2026) for each in Chain.from_links(table, as_of=date(year, 6, 1)).remarks]
    assert said == [
        "1 links begin after the date and are not counted.",
        "1 buyers have no link at the date; the latest before it are shown.",
    ]


def test_a_party_whose_links_say_which_line_buys_is_a_node_per_line() -> None:
    table = links(
        {"supplier": "mill", "buyer": "maker", "buyer_product": "shirts", "product": "cloth", "share": 0.4},
        {"supplier": "tanner", "buyer": "maker", "buyer_product": "boots", "product": "leather", "share": 0.5},
        {"supplier": "office", "buyer": "maker", "buyer_product": None, "product": "rent", "share": 0.1},
        {"supplier": "maker", "buyer": "shop", "buyer_product": None, "product": "shirts", "share": 0.6},
        {"supplier": "maker", "buyer": "fair", "buyer_product": None, "product": "stands", "share": 0.2},
    )
    chain = Chain.from_links(table)
    assert bought(chain, "shop") == {"maker / shirts": 0.6}
    assert bought(chain, "maker / shirts") == {"mill": 0.4, "office": 0.1}
    assert bought(chain, "maker / boots") == {"tanner": 0.5, "office": 0.1}
    assert bought(chain, "fair") == {"maker / boots": 0.1, "maker / shirts": 0.1}
    assert chain.assumed[chain.positions["fair"]]
    assert bought(chain, "maker") == {"office": 0.1}
    assert [str(remark.what) for remark in chain.remarks] == [
        "the link names no product line of maker: all are taken alike."
    ]
    assert chain.parties.filter(node="maker / boots").select("party", "product_line").row(0) == ("maker", "boots")


def test_tables_come_from_parquet_arrow_and_lazy_frames(tmp_path: Path) -> None:
    table = links({"supplier": "mill", "buyer": "shop", "share": 0.4})
    table.write_parquet(tmp_path / "links.parquet")
    for given in (tmp_path / "links.parquet", table.to_arrow(), table.lazy()):
        assert bought(Chain.from_links(given), "shop") == {"mill": 0.4}


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (pl.DataFrame({"buyer": ["a"]}), 'The table has no column "supplier".'),
        (
            pl.DataFrame({"supplier": ["b"], "buyer": ["a"], "share": ["much"]}),
            "A column of the table holds something else",
        ),
    ],
)
def test_a_table_that_is_not_one_of_links_is_refused(table: pl.DataFrame, said: str) -> None:
    with pytest.raises(WrongUse, match=said):
        Chain.from_links(table)


def test_the_order_of_rows_changes_nothing() -> None:
    table = links(*({"supplier": f"s{i % 7}", "buyer": f"b{i % 5}", "share": 0.01 * (i % 7 + 1)} for i in range(35)))
    one, other = Chain.from_links(table), Chain.from_links(table.reverse())
    assert list(one.nodes) == list(other.nodes)
    np.testing.assert_array_equal(one.inputs.shares, other.inputs.shares)


def test_a_purchase_that_names_no_line_does_not_hide_what_stands_behind_the_lines() -> None:
    """What a maker buys for its lines must not become its own work because a buyer did not say which line it bought."""
    chain = Chain.from_links(
        links(
            {"supplier": "mill", "buyer": "maker", "buyer_product": "jackets", "product": "cloth", "share": 0.9},
            {"supplier": "maker", "buyer": "shop", "buyer_product": None, "product": "caps", "share": 0.9},
        ),
        parties(*({"id": name, "unmapped": 0.0} for name in ("mill", "maker", "shop"))),
        value_added=0.4,
    )
    shares = chain.shares({"shop": 1.0}).frame(chain.nodes).filter(tier="total")
    assert dict(shares.select("node", "share").iter_rows())["mill"] == pytest.approx(0.81)
