"""The land of South-East Asia: its outlines decoded, projected and written as SVG paths.

``south-east-asia-50m.topo.json`` is cut from Natural Earth's countries at 1:50 million, which is in the public domain,
by way of the npm package world-atlas 2.0.2. 50 m is the coarsest that shows Singapore. Its borders are those held in
fact. TopoJSON (https://github.com/topojson/topojson-specification) is small enough to decode here: libraries for it
bring numpy and a geometry engine along.

The projection is equirectangular: latitude is true everywhere, longitude along 9° N, half-way between the ends of the
map. Near the equator no projection bends shapes less: at its ends, 11° S and 28° N, east and west are drawn 1 % too
short and 12 % too long. And a position is found on it by two multiplications.
"""

from __future__ import annotations

import functools
import json
import math
from importlib.resources import files
from itertools import accumulate, pairwise
from typing import Any

WEST, EAST, SOUTH, NORTH = 92.0, 141.0, -11.2, 28.8
_LONGITUDE = math.cos(math.radians(9))

Ring = tuple[tuple[float, float], ...]


def project(longitude: float, latitude: float) -> tuple[float, float]:
    """Where a position lies on the map: from its north-western corner to the right and down, in degrees of latitude."""
    return (longitude - WEST) * _LONGITUDE, NORTH - latitude


WIDTH, HEIGHT = project(EAST, SOUTH)


@functools.cache
def countries() -> dict[str, tuple[Ring, ...]]:
    """The rings of each country by its two letters, as (longitude, latitude); the first of an island is its coast."""
    text = files("ascn_kg.web.drawing").joinpath("south-east-asia-50m.topo.json").read_text("utf-8")
    topology = json.loads(text)
    arcs = [_decoded(arc, topology["transform"]) for arc in topology["arcs"]]
    return {
        geometry["id"]: tuple(
            _stitched(ring, arcs)
            for polygon in (geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]])
            for ring in polygon
        )
        for geometry in topology["objects"]["countries"]["geometries"]
    }


@functools.cache
def paths(steps: int) -> dict[str, str]:
    """The outline of each country by its two letters as the ``d`` of an SVG path, in whole ``steps`` to a degree.

    Bends and islands smaller than a step are left out.
    """
    drawn = {country: "".join(_path(ring, steps) for ring in rings) for country, rings in countries().items()}
    return {country: path for country, path in drawn.items() if path}


def _decoded(arc: list[list[int]], transform: dict[str, list[float]]) -> list[tuple[float, float]]:
    """An arc in degrees: the file has its first point, then the way from each to the next, in whole steps."""
    (scale_x, scale_y), (left, bottom) = transform["scale"], transform["translate"]
    points = accumulate(arc, lambda here, way: [here[0] + way[0], here[1] + way[1]])
    return [(left + x * scale_x, bottom + y * scale_y) for x, y in points]


def _stitched(numbers: list[int], arcs: list[Any]) -> Ring:
    """The arcs of a ring behind each other; ~n is arc n backwards. Each begins where the one before ends."""
    points: list[tuple[float, float]] = []
    for number in numbers:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points.extend(arc[1:] if points else arc)
    return tuple(points)


def _path(ring: Ring, steps: int) -> str:
    scaled = [(x * steps, y * steps) for x, y in (project(*position) for position in ring)]
    # A ring is two lines, so that it has ends to begin from.
    half = len(scaled) // 2
    kept = _straightened(scaled[: half + 1]) + _straightened(scaled[half:])[1:]
    rounded = [(round(x), round(y)) for x, y in kept]
    ways = [(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise(rounded) if (x1, y1) != (x2, y2)]
    if len(ways) < 3:
        return ""
    x, y = rounded[0]
    last = len(ways) - 1  # z draws that one
    return f"M{x} {y}l" + " ".join(f"{dx} {dy}" for dx, dy in ways[:last]).replace(" -", "-") + "z"


def _straightened(line: list[tuple[float, float]]) -> list[tuple[float, float]]:
    """The line without the points that lie less than half a step off it (Douglas and Peucker)."""
    (x1, y1), (x2, y2) = line[0], line[-1]
    length = math.hypot(x2 - x1, y2 - y1)

    def off(point: tuple[float, float]) -> float:
        x, y = point
        if not length:
            return math.hypot(x - x1, y - y1)
        return abs((x2 - x1) * (y - y1) - (y2 - y1) * (x - x1)) / length

    far = max(range(1, len(line) - 1), key=lambda index: off(line[index]), default=0)
    if not far or off(line[far]) < 0.5:
        return [line[0], line[-1]]
    return _straightened(line[: far + 1]) + _straightened(line[far:])[1:]
