"""Where the mark and the name of each city go on a sheet."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ascn_kg.web.drawing.boxes import Box, Label, place_labels, text_width
from ascn_kg.web.drawing.places import Place
from ascn_kg.web.drawing.sheets import Panel, Sheet

_SMALLEST, _LARGEST = 0.7, 1.8  # marks with values, against those without


@dataclass(frozen=True)
class Placed:
    """A city on a sheet: the middle of its mark, how large that is, how far clicks on it reach, and its name."""

    place: Place
    x: float
    y: float
    radius: float
    reach: float
    label: Label

    @property
    def mark(self) -> Box:
        """What the mark covers."""
        return _around(self.x, self.y, self.radius)


def letter_boxes(sheet: Sheet) -> Iterator[tuple[Panel, Box, Box]]:
    """Each enlarged part, its frame on the whole map, and its letter: in the frame, or left of a low one."""
    whole, size = sheet.panels[-1], sheet.size
    for panel in sheet.panels[:-1]:
        frame = whole.frame_of(panel)
        roomy = frame.height > 2 * size
        left = frame.left + frame.width - size * 1.1 if roomy else frame.left - size
        yield panel, frame, Box(left, frame.top, size, size * 1.2)


def nation_names(sheet: Sheet, nations: Mapping[str, str]) -> list[Label]:
    """The names of nations on the whole map, where the sheet has room for them."""
    whole, size = sheet.panels[-1], sheet.size
    found = []
    for code, (longitude, latitude) in sheet.nations.items():
        if name := nations.get(code, ""):
            x, y = whole.at(longitude, latitude)
            width = text_width(name, size) * 1.1
            found.append(Label(name, Box(x - width / 2, y - size * 0.47, width, size * 0.95)))
    return found


def laid_out(sheet: Sheet, places: Sequence[Place], names: Sequence[Label] = ()) -> list[Placed]:
    """The cities with a position, panel by panel, in the order given; ``names`` stand on the whole map already."""
    most = max((place.value or 0 for place in places), default=0)
    found: list[Placed] = []
    for panel in sheet.panels:
        inside = [
            (place, *panel.at(place.longitude, place.latitude))
            for place in places
            if place.longitude is not None and place.latitude is not None
            if next((p for p in sheet.panels if p.holds(place.longitude, place.latitude)), None) is panel
        ]
        marks = [(place, x, y, sheet.radius * _size(place, most)) for place, x, y in inside]
        labels = place_labels(
            [(place.name, _around(x, y, radius)) for place, x, y, radius in marks],
            panel.box,
            sheet.size,
            _taken(sheet, panel, names),
        )
        for (place, x, y, radius), label in zip(marks, labels, strict=True):
            nearest = min((math.dist((x, y), (x2, y2)) for _, x2, y2, _ in marks if (x2, y2) != (x, y)), default=99)
            found.append(Placed(place, x, y, radius, max(radius, min(sheet.size, nearest / 2)), label))
    return found


def _taken(sheet: Sheet, panel: Panel, names: Sequence[Label]) -> list[Box]:
    """What names must leave free: on the whole map the enlarged parts and their frames, on each its own letter."""
    if panel is sheet.panels[-1]:
        enlarged = [box for part, frame, letter in letter_boxes(sheet) for box in (part.box, frame, letter)]
        return [*enlarged, *(name.box for name in names)]
    return [Box(panel.left, panel.top, sheet.size * 1.6, sheet.size * 1.6)]


def _around(x: float, y: float, radius: float) -> Box:
    return Box(x - radius, y - radius, 2 * radius, 2 * radius)


def _size(place: Place, most: float) -> float:
    """A mark's area grows with its value."""
    if place.value is None or most <= 0:
        return 1
    return _SMALLEST + (_LARGEST - _SMALLEST) * math.sqrt(max(place.value, 0) / most)
