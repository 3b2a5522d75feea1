"""The preparation of the world map, on a world of four small countries."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import orjson
import pytest

from vigie.outputs.pictures.outlines import WIDTH, main, prepare, project


def topology(arcs: list[list[list[int]]], geometries: list[dict[str, Any]]) -> dict[str, Any]:
    return {
        "transform": {"scale": [1, 1], "translate": [0, 0]},
        "arcs": arcs,
        "objects": {"countries": {"geometries": geometries}},
    }


SQUARE = [[0, 40], [10, 0], [0, 10], [-10, 0], [0, -10]]
HALVES = [[[20, 40], [10, 0], [0, 10]], [[20, 40], [0, 10], [10, 0]]]
OVER_THE_EDGE = [[170, 0], [9, 0], [-354, 0], [5, 5], [-5, 5], [354, 0], [-9, 0], [0, -10]]
CUT_OPEN = [[178, -20], [-355, 0], [0, 5], [178, -20]]
DOT = [[30, 10], [0, 0], [0, 0], [0, 0]]

SHAPES = topology(
    [SQUARE, *HALVES, OVER_THE_EDGE, [[0, -80], [10, 0], [0, 5], [-10, -5]]],
    [
        {"type": "Polygon", "id": "056", "arcs": [[0]]},
        {"type": "MultiPolygon", "id": "250", "arcs": [[[1, -3]]]},
        {"type": "Polygon", "id": "643", "arcs": [[3]]},
        {"type": "Polygon", "id": "010", "arcs": [[4]]},
        {"type": "Polygon", "arcs": [[0]]},
    ],
)
MORE = topology(
    [DOT, SQUARE, CUT_OPEN],
    [
        {"type": "Polygon", "id": "702", "arcs": [[0]]},
        {"type": "Polygon", "id": "056", "arcs": [[1]]},
        {"type": "Polygon", "id": "242", "arcs": [[2]]},
    ],
)


def test_countries_have_their_code_a_path_and_a_middle() -> None:
    prepared = prepare(SHAPES, MORE)
    belgium = prepared["countries"]["BE"]
    assert belgium["path"].startswith("M")
    assert belgium["path"].endswith("z")
    x, _ = project(5, 45)
    assert belgium["at"][0] == pytest.approx(x, abs=2)
    assert prepared["width"] == WIDTH


def test_a_ring_may_use_an_arc_backwards() -> None:
    assert prepare(SHAPES, MORE)["countries"]["FR"]["path"].count("M") == 1


def test_a_country_across_the_edge_is_drawn_on_both_sides_and_not_across_the_map() -> None:
    path = prepare(SHAPES, MORE)["countries"]["RU"]["path"]
    assert path.count("M") == 2
    steps = [int(step.split(",")[0]) for ring in path.split("M")[1:] for step in ring.split("l")[1][:-1].split(" ")]
    assert max(map(abs, steps)) < WIDTH / 4


def test_what_the_first_file_leaves_out_has_a_position_only() -> None:
    countries = prepare(SHAPES, MORE)["countries"]
    assert set(countries["SG"]) == {"at"}
    assert set(countries["FJ"]) == {"at"}


def test_antarctica_is_left_out_and_an_area_without_a_code_stays_nameless() -> None:
    countries = prepare(SHAPES, MORE)["countries"]
    assert "AQ" not in countries
    assert "" in countries


def test_the_projection_keeps_the_equator_straight_and_the_middle_in_the_middle() -> None:
    assert project(0, 0) == (pytest.approx(WIDTH / 2), 0)
    assert project(180, 0)[0] == pytest.approx(WIDTH)
    assert project(0, 45)[1] < 0 < project(0, -45)[1]


def test_a_ring_smaller_than_a_unit_draws_nothing() -> None:
    tiny = topology(
        [DOT, SQUARE], [{"type": "Polygon", "id": "702", "arcs": [[0]]}, {"type": "Polygon", "arcs": [[1]]}]
    )
    assert prepare(tiny, tiny)["countries"]["SG"]["path"] == ""


def test_the_command_reads_two_files_and_writes_the_third(tmp_path: Path) -> None:
    for name, world in (("a", SHAPES), ("b", MORE)):
        (tmp_path / name).write_bytes(orjson.dumps(world))
    main([str(tmp_path / name) for name in ("a", "b", "c")])
    assert orjson.loads((tmp_path / "c").read_bytes()) == prepare(SHAPES, MORE)
