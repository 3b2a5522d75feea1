"""Questions to a chain, each beside dense linear algebra: where work is done, what is behind a node, what changes."""

from __future__ import annotations

from typing import Any

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from vigie.chain import Chain, FaultyChain, Weights
from vigie.errors import WrongUse

KINDS = st.sampled_from(["tree", "acyclic", "cyclic"])


def network(seed: int, kind: str) -> tuple[pl.DataFrame, pl.DataFrame]:
    """A random productive network: some nodes buy nothing, some from unknown suppliers, some add nothing."""
    random = np.random.default_rng(seed)
    n = int(random.integers(2, 12))
    rows: list[dict[str, Any]] = []
    for buyer in range(n):
        pool = range(buyer + 1, n) if kind != "cyclic" else range(n)
        few = 1 if kind == "tree" else 4
        suppliers = [i for i in random.permutation(list(pool) or [0])[:few] if i in pool]
        weights = random.dirichlet(np.ones(len(suppliers) + 1)) * 0.95
        rows += [
            {"supplier": f"n{i}", "buyer": f"n{buyer}", "share": float(w)}
            for i, w in zip(suppliers, weights, strict=False)
        ]
    links = pl.DataFrame(rows, schema={"supplier": pl.String, "buyer": pl.String, "share": pl.Float64})
    bought = links.group_by("buyer").agg(pl.col("share").sum())
    left = {f"n{i}": 1.0 for i in range(n)} | {buyer: 1 - share for buyer, share in bought.iter_rows()}
    parts = {node: share * float(random.choice([0, 0.5, 1])) for node, share in left.items()}
    parties = pl.DataFrame({"id": list(left), "unmapped": [parts[node] for node in left]})
    return links, parties


def dense(chain: Chain) -> np.ndarray:
    """The matrix `a[supplier, buyer]`."""
    return chain.inputs.bought.toarray().T


@settings(deadline=None)
@given(st.integers(0, 2**32 - 1), KINDS)
def test_shares_are_those_of_dense_algebra_and_sum_to_one(seed: int, kind: str) -> None:
    chain = Chain.from_links(*network(seed, kind))
    demand = {chain.nodes[0]: 3.0, chain.nodes[-1]: 1.0}
    y = np.zeros(len(chain.nodes))
    for node, value in demand.items():
        y[chain.positions[node]] += value
    x = np.linalg.solve(np.eye(len(y)) - dense(chain), y)
    shares = chain.shares(demand, tiers=3)
    located, unmapped = np.zeros(len(y)), np.zeros(len(y))
    located[shares.total.nodes], unmapped[shares.total.nodes] = shares.total.located, shares.total.unmapped
    np.testing.assert_allclose(located, chain.inputs.added * x / y.sum(), atol=1e-6)
    np.testing.assert_allclose(unmapped, chain.inputs.unmapped * x / y.sum(), atol=1e-6)
    table = shares.frame(chain.nodes)
    numbered = table.filter(pl.col("tier") != "total")
    assert numbered["share"].sum() == pytest.approx(1, abs=1e-6)
    assert table.filter(tier="total")["share"].sum() == pytest.approx(1, abs=1e-6)


def test_tiers_say_how_far_away_the_work_is() -> None:
    """A shop buys half from a maker, which buys half from unknown suppliers: those stand at tier 2."""
    chain = Chain.from_links(
        pl.DataFrame({"supplier": ["maker"], "buyer": ["shop"], "share": [0.5]}),
        pl.DataFrame({"id": ["maker", "shop"], "unmapped": [0.5, 0.2]}),
    )
    table = chain.shares({"shop": 10.0}, tiers=4).frame(chain.nodes)
    numbered = table.filter(pl.col("tier") != "total").sort("tier", "node").rows()
    assert numbered == [
        ("shop", "0", "located", pytest.approx(0.3)),
        ("maker", "1", "located", 0.25),
        ("shop", "1", "unmapped", 0.2),
        ("maker", "2", "unmapped", 0.25),
    ]


def test_what_lies_beyond_the_written_tiers_is_the_rest() -> None:
    chain = Chain.from_links(
        pl.DataFrame({"supplier": ["b", "c", "d"], "buyer": ["a", "b", "c"], "share": [0.5, 0.5, 0.5]}),
        pl.DataFrame({"id": list("abcd"), "unmapped": [0.0, 0.25, 0.0, 1.0]}),
    )
    shares = chain.shares({"a": 1.0}, tiers=2)
    assert shares.rest == pytest.approx((0.125, 0.125 + 0.125))
    table = shares.frame(chain.nodes)
    assert table.filter(tier="rest").select("node", "kind", "share").rows() == [
        ("", "located", pytest.approx(0.125)),
        ("", "unmapped", pytest.approx(0.25)),
    ]


def test_hours_weigh_where_people_work_and_not_where_value_is_added() -> None:
    chain = Chain.from_links(pl.DataFrame({"supplier": ["sewer"], "buyer": ["brand"], "share": [0.2]}))
    hours = np.array([0.01, 0.3])
    shares = chain.shares({"brand": 1.0}, weights=Weights(hours, np.zeros(2)))
    found = dict(zip(chain.nodes.gather(shares.total.nodes), shares.total.located, strict=True))
    assert found == {"brand": pytest.approx(0.01 / 0.07), "sewer": pytest.approx(0.06 / 0.07)}
    assert shares.weight == pytest.approx(0.07)


@settings(deadline=None)
@given(st.integers(0, 2**32 - 1), KINDS)
def test_a_state_reaches_every_node_whose_chain_is_in_it(seed: int, kind: str) -> None:
    chain = Chain.from_links(*network(seed, kind))
    states = np.random.default_rng(seed).random((len(chain.nodes), 3))
    exact = np.linalg.solve(np.eye(len(states)) - dense(chain).T, chain.inputs.added[:, None] * states)
    np.testing.assert_allclose(chain.propagate(states), exact, atol=1e-6)
    np.testing.assert_allclose(chain.propagate(states[:, 0]), exact[:, 0], atol=1e-6)


def test_states_for_other_nodes_are_refused() -> None:
    chain = Chain.from_links(pl.DataFrame({"supplier": ["b"], "buyer": ["a"], "share": [0.5]}))
    with pytest.raises(WrongUse, match="3 rows and the chain 2 nodes"):
        chain.propagate(np.zeros(3))


@pytest.mark.parametrize(
    ("demand", "said"),
    [
        ({"nobody": 1.0}, "nobody is not in the chain"),
        ({"a": 0.0}, "not a sum of positive values"),
        ({"a": -1.0, "b": 2.0}, "not a sum of positive values"),
        ({"a": float("nan")}, "not a sum of positive values"),
    ],
)
def test_a_demand_that_is_none_is_refused(demand: dict[str, float], said: str) -> None:
    chain = Chain.from_links(pl.DataFrame({"supplier": ["b"], "buyer": ["a"], "share": [0.5]}))
    with pytest.raises(WrongUse, match=said):
        chain.shares(demand)


def test_the_heaviest_paths_lead_to_what_matters() -> None:
    chain = Chain.from_links(
        pl.DataFrame({"supplier": ["b", "c", "c"], "buyer": ["a", "a", "b"], "share": [0.5, 0.3, 0.4]}),
        pl.DataFrame({"id": list("abc"), "unmapped": [0.0, 0.0, 1.0]}),
    )
    paths = chain.paths({"a": 2.0}, chain.inputs.unmapped, 5)
    found = [("".join(chain.nodes[place] for place in path.nodes), path.share) for path in paths.paths]
    assert found == [("ac", pytest.approx(0.3)), ("abc", pytest.approx(0.2))]
    assert paths.complete


@settings(deadline=None)
@given(st.integers(0, 2**32 - 1), KINDS, st.integers(0, 11))
def test_changed_links_give_the_chain_built_anew(seed: int, kind: str, which: int) -> None:
    links, parties = network(seed, kind)
    chain = Chain.from_links(links, parties)
    buyer = chain.nodes[which % len(chain.nodes)]
    other, start = chain.nodes[0], links.filter(pl.col("buyer") != buyer)
    unmapped = parties.filter(id=buyer)["unmapped"].item()
    new = pl.DataFrame({"supplier": [other], "buyer": [buyer], "share": [(1 - unmapped) * 0.7]})
    anew = Chain.from_links(pl.concat([start, new]), parties)
    changed = chain.update(new)
    assert list(changed.nodes) == list(anew.nodes)
    for name in ("starts", "suppliers", "shares", "added", "unmapped"):
        np.testing.assert_array_equal(getattr(changed.inputs, name), getattr(anew.inputs, name), err_msg=name)
    np.testing.assert_array_equal(changed.assumed, anew.assumed)
    np.testing.assert_array_equal(changed.assumed_links, anew.assumed_links)
    states = np.random.default_rng(seed).random((len(chain.nodes), 2))
    kept = chain.propagated(states).replaced(changed.inputs)
    np.testing.assert_allclose(kept.shares, anew.propagate(states), atol=2e-6)


def test_a_change_keeps_product_lines_and_refuses_what_cannot_be() -> None:
    chain = Chain.from_links(
        pl.DataFrame(
            {
                "supplier": ["mill", "tanner", "maker"],
                "buyer": ["maker", "maker", "shop"],
                "product": ["cloth", "leather", "shirts"],
                "buyer_product": ["shirts", "boots", None],
                "share": [0.4, 0.5, 0.6],
            }
        )
    )
    changed = chain.update(
        pl.DataFrame({"supplier": ["maker"], "buyer": ["shop"], "product": ["boots"], "share": [0.2]})
    )
    place = changed.positions["shop"]
    start = changed.inputs.starts[place]
    assert changed.nodes[int(changed.inputs.suppliers[start])] == "maker / boots"
    with pytest.raises(FaultyChain, match="stranger is not among the parties"):
        chain.update(pl.DataFrame({"supplier": ["stranger"], "buyer": ["shop"], "share": [0.2]}))
    with pytest.raises(FaultyChain, match="let nothing out"):
        chain.update(pl.DataFrame({"supplier": ["shop", "mill"], "buyer": ["mill", "shop"], "share": [1.0, 1.0]}))


def test_a_change_that_closes_a_cycle_is_refused() -> None:
    chain = Chain.from_links(pl.DataFrame({"supplier": ["b", "a"], "buyer": ["a", "b"], "share": [0.9, 1.0]}))
    with pytest.raises(FaultyChain, match="let nothing out"):
        chain.update(pl.DataFrame({"supplier": ["b"], "buyer": ["a"], "share": [1.0]}))
