"""Prepares the world map: Natural Earth outlines as TopoJSON become one small file in the Equal Earth projection.

Run once by whoever wants to renew the map (Natural Earth is in the public domain):

    python -m vigie.outputs.pictures.outlines countries-110m.json countries-50m.json world.json

The first file gives the shapes; the second the position of the countries that the first leaves out
(Singapore, Malta, Mauritius and the like), which the map shows as a dot.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from math import asin, cos, radians, sin, sqrt
from pathlib import Path
from typing import Any

import orjson
from babel.core import get_global

Point = tuple[float, float]

WIDTH = 2000
"""Width of the prepared map in its own units; one unit is about 20 km at the equator."""

LEFT_OUT = frozenset({"AQ"})
"""Antarctica has no suppliers and would take a fifth of the height."""

_A1, _A2, _A3, _A4 = 1.340264, -0.081106, 0.000893, 0.003796
_HALF_WIDTH = 2.706629983692
"""Equal Earth: Šavrič, Patterson and Jenny, International Journal of Geographical Information Science, 2018."""


def prepare(shapes: Mapping[str, Any], more: Mapping[str, Any]) -> dict[str, Any]:
    """The map as `{"width", "height", "countries": {alpha-2: {"at": [x, y], "path": ...}}}`.

    A country that only `more` holds has a position and no path. Borders are those of the publisher and
    say nothing about whose they are; areas without an ISO 3166-1 code stand together under an empty key.
    """
    drawn = _countries(shapes)
    top = min(y for rings in drawn.values() for ring in rings for _, y in ring)
    bottom = max(y for rings in drawn.values() for ring in rings for _, y in ring)
    countries = {code: _country(rings, top, with_path=True) for code, rings in sorted(drawn.items())}
    for code, rings in sorted(_countries(more).items()):
        countries.setdefault(code, _country(rings, top, with_path=False))
    return {"width": WIDTH, "height": round(bottom - top), "countries": countries}


def _country(rings: list[list[Point]], top: float, *, with_path: bool) -> dict[str, Any]:
    x, y = _middle(max(rings, key=lambda ring: abs(_area(ring))))
    place: dict[str, Any] = {"at": [round(x), round(y - top)]}
    return place | {"path": "".join(_path(ring, top) for ring in rings)} if with_path else place


def _countries(topology: Mapping[str, Any]) -> dict[str, list[list[Point]]]:
    arcs = list(_arcs(topology))
    found: dict[str, list[list[Point]]] = {}
    for geometry in topology["objects"]["countries"]["geometries"]:
        code = _alpha2(geometry.get("id"))
        if code not in LEFT_OUT:
            found.setdefault(code, []).extend(_rings(geometry, arcs))
    return found


def _arcs(topology: Mapping[str, Any]) -> Iterator[list[Point]]:
    """The arcs of the file, unpacked from steps to projected points."""
    (step_x, step_y), (from_x, from_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        steps = accumulate(arc, lambda a, b: [a[0] + b[0], a[1] + b[1]])
        yield [project(x * step_x + from_x, y * step_y + from_y) for x, y in steps]


def _rings(geometry: Mapping[str, Any], arcs: Sequence[list[Point]]) -> Iterator[list[Point]]:
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    for polygon in polygons:
        for ring in polygon:
            yield from _cut([point for index in ring for point in _one_arc(arcs, index)[:-1]])


def _cut(ring: Sequence[Point]) -> Iterator[list[Point]]:
    """A ring that crosses the edge of the map, as the pieces on either side of it."""
    pieces = [[ring[0]]]
    for before, point in pairwise(ring):
        if _far(before, point):
            pieces.append([])
        pieces[-1].append(point)
    if len(pieces) > 1 and not _far(ring[-1], ring[0]):
        pieces[0] = pieces.pop() + pieces[0]
    yield from pieces


def _far(one: Point, other: Point) -> bool:
    """Whether two neighbours stand at opposite edges of the map."""
    return abs(one[0] - other[0]) > WIDTH / 4


def _one_arc(arcs: Sequence[list[Point]], index: int) -> list[Point]:
    """An arc by its number; a negative number is the ones' complement and means backwards (TopoJSON 2.1.4)."""
    return arcs[index] if index >= 0 else arcs[~index][::-1]


def project(longitude: float, latitude: float) -> Point:
    """Degrees to map units in the Equal Earth projection; y grows to the south."""
    t = asin(sqrt(3) / 2 * sin(radians(latitude)))
    slope = 9 * _A4 * t**8 + 7 * _A3 * t**6 + 3 * _A2 * t**2 + _A1
    x = 2 * sqrt(3) * radians(longitude) * cos(t) / (3 * slope)
    y = _A4 * t**9 + _A3 * t**7 + _A2 * t**3 + _A1 * t
    unit = WIDTH / (2 * _HALF_WIDTH)
    return (x + _HALF_WIDTH) * unit, -y * unit


def _alpha2(numeric: str | None) -> str:
    """ISO 3166-1 numeric to alpha-2, from the aliases that CLDR keeps; empty where there is no code."""
    return str((get_global("territory_aliases").get(numeric or "") or [""])[0])


def _area(ring: Sequence[Point]) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in pairwise([*ring, ring[0]])) / 2


def _middle(ring: Sequence[Point]) -> Point:
    """The centre of gravity of a ring, or its first point where the ring is too small to have one."""
    area = _area(ring)
    if abs(area) < 1e-9:
        return ring[0]
    sides = [(a, b, a[0] * b[1] - b[0] * a[1]) for a, b in pairwise([*ring, ring[0]])]
    x = sum((a[0] + b[0]) * cross for a, b, cross in sides) / (6 * area)
    y = sum((a[1] + b[1]) * cross for a, b, cross in sides) / (6 * area)
    return x, y


def _path(ring: Sequence[Point], top: float) -> str:
    """A ring as SVG path data in whole units, each point as a step from the one before."""
    points = [(round(x), round(y - top)) for x, y in ring]
    kept = [points[0], *(b for a, b in pairwise(points) if a != b)]
    if len(kept) < 3:
        return ""
    steps = " ".join(f"{b[0] - a[0]},{b[1] - a[1]}" for a, b in pairwise(kept))
    return f"M{kept[0][0]},{kept[0][1]}l{steps}z"


def main(arguments: Sequence[str]) -> None:
    """Reads the two files named first and writes the map to the third."""
    shapes, more, target = (Path(argument) for argument in arguments)
    prepared = prepare(orjson.loads(shapes.read_bytes()), orjson.loads(more.read_bytes()))
    target.write_bytes(orjson.dumps(prepared))


if __name__ == "__main__":  # pragma: no cover
    main(sys.argv[1:])
