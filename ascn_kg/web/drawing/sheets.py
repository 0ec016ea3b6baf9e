"""How a map is divided on a sheet: the whole of South-East Asia, and what is enlarged so that cities stand apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ascn_kg.web.drawing.boxes import Box
from ascn_kg.web.drawing.outlines import EAST, NORTH, SOUTH, WEST, project


@dataclass(frozen=True)
class Panel:
    """A part of the sheet that shows the land between four degrees; ``letter`` names what is enlarged.

    ``left`` and ``top`` are its corner on the sheet, ``scale`` the units of the sheet to a degree of latitude.
    """

    left: float
    top: float
    scale: float
    west: float = WEST
    east: float = EAST
    south: float = SOUTH
    north: float = NORTH
    letter: str = ""

    def holds(self, longitude: float, latitude: float) -> bool:
        """Whether a position is shown here."""
        return self.west < longitude < self.east and self.south < latitude < self.north

    def at(self, longitude: float, latitude: float) -> tuple[float, float]:
        """Where a position lies on the sheet."""
        (x, y), (x0, y0) = project(longitude, latitude), project(self.west, self.north)
        return self.left + (x - x0) * self.scale, self.top + (y - y0) * self.scale

    @property
    def box(self) -> Box:
        """The panel on the sheet."""
        return self.frame_of(self)

    def frame_of(self, part: Panel) -> Box:
        """What another panel shows, as a box on this one."""
        (left, top), (right, bottom) = self.at(part.west, part.north), self.at(part.east, part.south)
        return Box(left, top, right - left, bottom - top)

    @property
    def view_box(self) -> Box:
        """What the panel shows, in degrees from the corner of the projection."""
        (left, top), (right, bottom) = project(self.west, self.north), project(self.east, self.south)
        return Box(left, top, right - left, bottom - top)


@dataclass(frozen=True)
class Sheet:
    """A drawing of the whole map. A city stands in the first of ``panels`` that holds it; the last one holds all."""

    name: str
    width: float
    height: float
    size: float  # of letters
    radius: float  # of marks
    panels: tuple[Panel, ...]
    nations: Mapping[str, tuple[float, float]] = field(default_factory=dict)  # where their names have room


# For screens and paper: the sea east of the Philippines has room for what is enlarged.
WIDE = Sheet(
    "wide",
    1000,
    808,
    13,
    5.5,
    (
        Panel(677, 16, 55, 99.75, 105.45, 12.5, 14.35, "A"),
        Panel(760, 136, 110, 100.95, 103.035, 2.6, 3.5, "B"),
        Panel(760, 251, 110, 102.95, 105.035, 0.95, 1.95, "C"),
        Panel(16, 4, 20),
    ),
    # Singapore has its name as a city.
    {
        "BN": (111.2, 5.3),
        "ID": (113.4, -0.7),
        "KH": (106.2, 12.17),
        "LA": (104.75, 18.95),
        "MM": (95.6, 24.0),
        "MY": (113.7, 2.7),
        "PH": (125.6, 13.2),
        "TH": (100.6, 15.5),
        "TL": (126.3, -9.6),
        "VN": (108.3, 14.3),
    },
)

# For telephones, a unit to a pixel: what is enlarged below the whole.
NARROW = Sheet(
    "narrow",
    360,
    962,
    12,
    4.5,
    (
        Panel(8, 704, 98, 101.0, 102.735, 2.5, 3.65, "B"),
        Panel(184, 704, 98, 103.0, 104.735, 0.9, 2.05, "C"),
        Panel(8, 300, 20.8, 93.5, 110.23, 3.8, 22.8, "A"),
        Panel(8, 825, 31.6, 105.2, 116.22, -9.5, -5.4, "D"),
        Panel(8, 8, 7.1),
    ),
)
