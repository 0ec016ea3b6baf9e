"""The outlines of the land are decoded, projected and written right."""

from __future__ import annotations

import math
import re
from itertools import pairwise

import pytest

from ascn_kg.web.drawing.outlines import HEIGHT, WIDTH, Ring, countries, paths, project

JAVA, SINGAPORE, MANILA, OFF_JAKARTA = (106.845, -6.215), (103.82, 1.36), (120.98, 14.6), (106.8, -5.5)


def _holds(rings: tuple[Ring, ...], point: tuple[float, float]) -> bool:
    """Whether a point lies in a country: a ray from it crosses the rings an odd number of times."""
    x, y = point
    crossings = 0
    for ring in rings:
        for (x1, y1), (x2, y2) in pairwise(ring):
            if (y1 > y) != (y2 > y) and x < x1 + (y - y1) / (y2 - y1) * (x2 - x1):
                crossings += 1
    return crossings % 2 == 1


@pytest.mark.parametrize(
    ("country", "point", "inside"),
    [
        ("ID", JAVA, True),
        ("SG", SINGAPORE, True),
        ("PH", MANILA, True),
        ("ID", OFF_JAKARTA, False),
        ("MY", SINGAPORE, False),
        ("LA", (102.6, 18.2), True),
        ("TH", (102.6, 18.2), False),
        ("BN", (114.6, 4.6), True),
        ("TL", (125.6, -8.7), True),
    ],
)
def test_a_point_lies_in_its_country(country: str, point: tuple[float, float], inside: bool) -> None:
    assert _holds(countries()[country], point) is inside


def test_there_are_the_eleven_nations_and_all_rings_close() -> None:
    assert sorted(countries()) == ["BN", "ID", "KH", "LA", "MM", "MY", "PH", "SG", "TH", "TL", "VN"]
    assert all(ring[0] == ring[-1] and len(ring) > 3 for rings in countries().values() for ring in rings)


def test_rings_have_no_jump() -> None:
    """An arc stitched the wrong way round would leap across the land."""
    longest = max(math.dist(a, b) for rings in countries().values() for ring in rings for a, b in pairwise(ring))
    assert longest < 5.5  # the straight border through New Guinea is the longest


def test_the_projection_holds_all_land_and_keeps_proportions() -> None:
    for rings in countries().values():
        for ring in rings:
            for position in ring:
                x, y = project(*position)
                assert 0 < x < WIDTH
                assert 0 < y < HEIGHT
    (x1, y1), (x2, y2) = project(103, 9), project(104, 10)
    assert (x2 - x1) / (y1 - y2) == pytest.approx(math.cos(math.radians(9)))


@pytest.mark.parametrize(("steps", "most"), [(200, 45_000), (10, 13_000)])
def test_paths_are_small_and_lie_on_the_map(steps: int, most: int) -> None:
    drawn = paths(steps)
    assert set(drawn) == set(countries())
    assert sum(map(len, drawn.values())) < most
    for path in drawn.values():
        for start in re.findall(r"M(\d+) (\d+)l", path):
            assert int(start[0]) <= WIDTH * steps + 1
            assert int(start[1]) <= HEIGHT * steps + 1
        assert re.fullmatch(r"(M\d+ \d+l(-?\d+[ -]?)+z)+", path)


def test_a_path_follows_its_ring() -> None:
    """Walking along the path of Singapore leads past every point of its ring, to half a step."""
    (x, y), rest = (2365, 5493), paths(200)["SG"]
    assert rest.startswith(f"M{x} {y}l")
    walked = [(x, y)]
    numbers = [int(n) for n in re.findall(r"-?\d+", rest.partition("l")[2])]
    for dx, dy in zip(numbers[::2], numbers[1::2], strict=True):
        walked.append((walked[-1][0] + dx, walked[-1][1] + dy))
    for position in countries()["SG"][0]:
        px, py = project(*position)
        assert min(math.dist((px * 200, py * 200), point) for point in walked) < 2
