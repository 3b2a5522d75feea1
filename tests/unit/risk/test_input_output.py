"""A table of the user's is read safely, and every unit bought is traced to the end."""

from __future__ import annotations

import json
import sys

import numpy as np
import pytest

from vigie.errors import UnreadableInput, WrongUse
from vigie.risk import input_output
from vigie.risk.input_output import InputOutputTable, modelled_origins_from_mrio, read_table

ALPHA2 = {"BEL": "BE", "BGD": "BD"}


def table(coefficients, output=(1.0, 1.0, 1.0), activities=None) -> InputOutputTable:
    return InputOutputTable(
        name="invented",
        regions=("BEL", "BGD", "REST"),
        countries=("BE", "BD", "ZZ"),
        sectors=("trade", "clothes", "cotton"),
        coefficients=np.array(coefficients, dtype=np.float64),
        output=np.array(output),
        activities=activities or {},
    )


CHAIN = [[0, 0, 0], [0.6, 0, 0], [0, 0.5, 0]]


def test_the_value_of_a_unit_is_traced_to_everybody_behind_it():
    assert modelled_origins_from_mrio(table(CHAIN), "BE", "trade") == [
        ("BEL", "trade", pytest.approx(0.4)),
        ("BGD", "clothes", pytest.approx(0.3)),
        ("REST", "cotton", pytest.approx(0.3)),
    ]


def test_a_region_can_be_asked_for_as_the_table_writes_it():
    assert modelled_origins_from_mrio(table(CHAIN), "REST", "cotton") == [("REST", "cotton", 1.0)]


def test_a_place_that_the_table_does_not_have_is_named():
    with pytest.raises(WrongUse, match="no sector “wool” in BE"):
        modelled_origins_from_mrio(table(CHAIN), "BE", "wool")


def test_what_an_activity_buys_leaves_out_the_buyer_itself():
    demand = table(CHAIN, activities={"clothes": frozenset({"C", "14"})}).inputs("BD", "14")
    assert demand.tolist() == [0, 0, 1]


def test_an_unknown_activity_buys_as_the_whole_country_does():
    assert table(CHAIN).inputs("BE", "14").tolist() == [0, 1, 0]


def test_a_country_that_the_table_lacks_or_that_buys_nothing_has_no_answer():
    assert table(CHAIN).inputs("FR", "14") is None
    assert table(CHAIN).inputs("ZZ", "14") is None


def test_a_sector_that_buys_more_than_it_makes_adds_nothing():
    shares = table([[0, 0, 0], [1.2, 0, 0], [0, 0.5, 0]]).origins(np.array([[1.0], [0], [0]]))[:, 0]
    assert shares[0] == 0
    assert shares.sum() == pytest.approx(1)


def test_sectors_that_only_buy_from_each_other_are_an_error():
    closed = table([[0, 0, 0], [0, 0, 1], [0, 1, 0]])
    with pytest.raises(UnreadableInput, match="from each other"):
        closed.origins(np.array([[0.0], [1], [0]]))


@pytest.fixture
def saved(tmp_path):
    """The test table that comes with pymrio, saved as a person would save it."""
    folder = tmp_path / "mrio"
    pytest.importorskip("pymrio").load_test().save_all(folder, table_format="txt")
    return folder


def test_a_saved_table_is_read_without_a_connection(saved):
    found = read_table(saved, ALPHA2)
    assert (len(found.sectors), found.regions[0], found.sectors[0]) == (48, "reg1", "food")
    assert set(found.countries) == {"ZZ"}
    shares = [share for _, _, share in modelled_origins_from_mrio(found, "reg1", "food")]
    assert sum(shares) == pytest.approx(1, rel=1e-12)


def test_files_beside_the_table_say_which_country_and_activity_is_meant(saved):
    (saved / "regions.csv").write_text("region,country\nreg1,BE\nreg2,BD\n", encoding="utf-8")
    (saved / "activities.csv").write_text("sector,activity\nfood,10\nfood,11\nmining,B\n", encoding="utf-8-sig")
    found = read_table(saved, ALPHA2)
    assert {found.countries[0], found.countries[8], found.countries[-1]} == {"BE", "BD", "ZZ"}
    assert found.activities == {"food": frozenset({"10", "11"}), "mining": frozenset({"B"})}
    assert found.inputs("BE", "10").sum() == pytest.approx(1)


def test_codes_of_three_letters_are_countries(saved):
    text = {path: path.read_text(encoding="utf-8").replace("reg1", "BEL") for path in saved.glob("*.txt")}
    for path, changed in text.items():
        path.write_text(changed, encoding="utf-8")
    assert read_table(saved, ALPHA2).countries[0] == "BE"


def test_a_file_beside_the_table_with_other_columns_is_an_error(saved):
    (saved / "regions.csv").write_text("area,country\nreg1,BE\n", encoding="utf-8")
    with pytest.raises(UnreadableInput, match="region, country"):
        read_table(saved, ALPHA2)


def test_a_folder_without_a_table_is_an_error(tmp_path):
    with pytest.raises(UnreadableInput, match="holds no input-output table"):
        read_table(tmp_path, ALPHA2)


@pytest.mark.parametrize(
    "described", ["not json", "[]", '{"files": {"Z": {}}}', '{"files": {}, "systemtype": "Wrong"}']
)
def test_a_folder_that_describes_something_else_is_an_error(saved, described):
    (saved / "file_parameters.json").write_text(described, encoding="utf-8")
    with pytest.raises(UnreadableInput, match="holds no input-output table"):
        read_table(saved, ALPHA2)


def test_a_table_without_its_flows_is_an_error(saved):
    path = saved / "file_parameters.json"
    described = json.loads(path.read_text(encoding="utf-8"))
    del described["files"]["Z"]
    path.write_text(json.dumps(described), encoding="utf-8")
    with pytest.raises(UnreadableInput, match="holds no input-output table"):
        read_table(saved, ALPHA2)


def test_a_table_with_holes_is_an_error(saved):
    lines = (saved / "Z.txt").read_text(encoding="utf-8").splitlines()
    cells = lines[-1].split("\t")
    lines[-1] = "\t".join([*cells[:2], "", *cells[3:]])
    (saved / "Z.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(UnreadableInput, match="holds no input-output table"):
        read_table(saved, ALPHA2)


def test_a_table_with_words_for_figures_is_an_error(saved):
    lines = (saved / "Y.txt").read_text(encoding="utf-8").splitlines()
    lines[-1] = "\t".join([*lines[-1].split("\t")[:-1], "much"])
    (saved / "Y.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    with pytest.raises(UnreadableInput, match="holds no input-output table"):
        read_table(saved, ALPHA2)


def test_a_sector_without_output_buys_nothing_and_adds_all(tmp_path):
    pymrio = pytest.importorskip("pymrio")
    system = pymrio.load_test()
    system.Z.iloc[0, :] = 0.0
    system.Z.iloc[:, 0] = 0.0
    system.Y.iloc[0, :] = 0.0
    system.save_all(tmp_path / "mrio", table_format="txt")
    found = read_table(tmp_path / "mrio", ALPHA2)
    assert (found.output[0], found.coefficients[:, 0].sum(), found.added[0]) == (0, 0, 1)


def test_a_table_kept_as_python_objects_is_refused_before_it_is_opened(tmp_path):
    folder = tmp_path / "mrio"
    pytest.importorskip("pymrio").load_test().save_all(folder, table_format="pkl")
    with pytest.raises(UnreadableInput, match="can hide programs"):
        read_table(folder, ALPHA2)


def test_without_the_library_the_line_that_installs_it_is_given(saved, monkeypatch):
    monkeypatch.setitem(sys.modules, input_output.READER, None)
    with pytest.raises(WrongUse) as caught:
        read_table(saved, ALPHA2)
    assert 'pip install "vigie[mrio]"' in str(caught.value.advice)


def test_the_library_is_imported_only_when_a_table_is_read():
    assert input_output.READER not in vars(input_output)
