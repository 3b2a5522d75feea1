"""The chain solver against a real world table: multipliers of 1,435 sectors, by three roads that must meet."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import numpy as np
import pytest

from vigie.chain.flows import flow
from vigie.chain.inputs import Inputs
from vigie.chain.solving import propagate
from vigie.content import Content
from vigie.risk.input_output import InputOutputTable, modelled_origins_from_mrio

DATA = Path(__file__).parents[2].parent / "shared" / "data" / "mrio"
NEAR = 1e-9


def chain_of(coefficients: np.ndarray) -> Inputs:
    """A table as a chain: who buys what from whom, per unit of output."""
    buyers, suppliers = np.nonzero(coefficients.T)
    return Inputs(
        starts=np.searchsorted(buyers, np.arange(len(coefficients) + 1)).astype(np.int64),
        suppliers=suppliers.astype(np.int32),
        shares=coefficients[suppliers, buyers],
        added=1.0 - coefficients.sum(axis=0),
        unmapped=np.zeros(len(coefficients)),
    )


def multipliers(inputs: Inputs, own: np.ndarray) -> np.ndarray:
    """`m = own + A' m` by the chain solver, which takes shares of value added: put to that scale, and back."""
    states = own / inputs.added[:, None]
    largest = states.max(axis=0)
    return propagate(inputs, states / largest, tolerance=NEAR * 1e-2) * largest


class World:
    """The table of 2011, and the coefficients that Vigie's own rules make of it."""

    def __init__(self) -> None:
        with np.load(DATA / "wiot_2011.npz") as arrays:
            self.flows = arrays["inter"].astype(np.float64)
            self.final = arrays["final"].astype(np.float64)
            self.regions = [str(each) for each in arrays["countries"]]
            self.sectors = [str(each) for each in arrays["industries"]]
            stated = arrays["output"].astype(np.float64)
        self.output = stated
        made = stated > 0
        self.coefficients = np.where(made, self.flows / np.where(made, stated, 1.0), 0.0)
        self.size = len(stated)

    @cache  # noqa: B019
    def inverse(self) -> np.ndarray:
        """The textbook's road: the inverse of Leontief, dense."""
        return np.linalg.inv(np.eye(self.size) - self.coefficients)

    @cache  # noqa: B019
    def chain(self) -> Inputs:
        """Vigie's road."""
        return chain_of(self.coefficients)

    @cache  # noqa: B019
    def multipliers(self) -> np.ndarray:
        """What one unit of final demand makes the world produce, by the chain solver."""
        return multipliers(self.chain(), np.ones((self.size, 1)))[:, 0]

    def place(self, region: str, sector: str) -> int:
        return self.regions.index(region) * len(self.sectors) + self.sectors.index(sector)


@pytest.fixture(scope="module")
def world() -> World:
    if not DATA.is_dir():
        pytest.skip("the world table is not beside this project")
    return World()


def test_output_multipliers_meet_dense_algebra(world):
    np.testing.assert_allclose(world.multipliers(), world.inverse().sum(axis=0), rtol=NEAR)


def test_output_multipliers_meet_pymrio(world):
    pymrio = pytest.importorskip("pymrio")
    pandas = pytest.importorskip("pandas")
    places = pandas.MultiIndex.from_product([world.regions, world.sectors], names=["region", "sector"])
    flows = pandas.DataFrame(world.flows, index=places, columns=places)
    output = pandas.DataFrame({"indout": world.output}, index=places)
    theirs = pymrio.calc_L(pymrio.calc_A(flows, output)).to_numpy().sum(axis=0)
    np.testing.assert_allclose(world.multipliers(), theirs, rtol=NEAR)


def test_sectors_without_output_buy_nothing_and_multiply_nothing(world):
    silent = np.flatnonzero(world.output == 0)
    assert len(silent) == 22
    np.testing.assert_allclose(world.multipliers()[silent], 1, rtol=NEAR)


def test_a_demand_followed_through_the_world_ends_as_value_added(world):
    """Conservation: a unit of Belgian textiles is the work of the world, and all of it."""
    bought = world.place("BEL", "c4")
    inputs = world.chain()
    found = flow(inputs, np.array([bought]), np.array([1.0]), tiers=5, tolerance=1e-12)
    total = np.zeros(world.size)
    total[found.total_nodes] = found.total_amounts
    np.testing.assert_allclose(total, world.inverse()[:, bought], rtol=NEAR, atol=1e-12)
    assert (inputs.added * total).sum() == pytest.approx(1, abs=NEAR)


def test_the_whole_world_adds_what_it_finally_buys(world):
    """What is finally bought, traced to the end, is what was made; the table is rounded to millions."""
    bought = world.final.sum(axis=1)
    traced = world.inverse() @ bought
    np.testing.assert_allclose(traced[world.output > 0], world.output[world.output > 0], rtol=0.02, atol=200)
    assert traced.sum() == pytest.approx(world.output.sum(), rel=2e-3)


def test_modelled_origins_are_value_added_times_the_inverse(world):
    regions = tuple(region for region in world.regions for _ in world.sectors)
    table = InputOutputTable(
        name="world table of 2011",
        regions=regions,
        countries=regions,
        sectors=tuple(world.sectors * len(world.regions)),
        coefficients=world.coefficients,
        output=world.output,
    )
    bought = world.place("BEL", "c4")
    theirs = (1 - world.coefficients.sum(axis=0)) * world.inverse()[:, bought]
    ours = {(region, sector): share for region, sector, share in modelled_origins_from_mrio(table, "BEL", "c4")}
    for (region, sector), share in ours.items():
        assert share == pytest.approx(theirs[world.place(region, sector)], rel=NEAR)
    assert sum(ours.values()) == pytest.approx(1, rel=NEAR)


def test_the_figures_of_the_register_are_those_of_the_table(world):
    """Another reading of the same table: the committed shares, recomputed here without the code that wrote them."""
    with (DATA / "industries.csv").open(encoding="utf-8") as lines:
        assert [row["code"] for row in csv.DictReader(lines)] == world.sectors
    added = {
        (fact.row["alpha2"], fact.row["activity"]): fact.row["value_added"]
        for fact in Content().facts("sector-value-added")
    }
    for region, alpha2 in (("BEL", "BE"), ("CHN", "CN"), ("ROM", "RO"), ("RoW", "ZZ")):
        for sector, division in (("c4", "13"), ("c1", "01"), ("c18", "41")):
            place = world.place(region, sector)
            expected = 1 - world.flows[:, place].sum() / world.output[place]
            assert added[alpha2, division] == pytest.approx(expected, abs=6e-5)


def test_the_test_system_of_pymrio_keeps_its_accounts_when_the_chain_solver_traces_them():
    """What is emitted where goods are made equals what stands behind what is bought, to the cent."""
    pymrio = pytest.importorskip("pymrio")
    system = pymrio.load_test()
    system.calc_all()
    flows, final = system.Z.to_numpy(), system.Y.to_numpy()
    output = flows.sum(axis=1) + final.sum(axis=1)
    emitted = multipliers(chain_of(flows / output), system.emissions.F.to_numpy().T / output[:, None])
    consumed = emitted.T @ final.sum(axis=1)
    made = system.emissions.F.to_numpy().sum(axis=1)
    np.testing.assert_allclose(consumed, made, rtol=NEAR)
    np.testing.assert_allclose(consumed, system.emissions.D_cba.to_numpy().sum(axis=1), rtol=NEAR)
    assert consumed[0] == pytest.approx(1_080_224_428.04, rel=NEAR)
