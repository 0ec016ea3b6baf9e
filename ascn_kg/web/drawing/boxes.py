"""Boxes on a drawing, and where names go so that none hides another or a mark."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

_NARROW, _WIDE = frozenset("fijlrtI.,:;'’()[]| -"), frozenset("mwMW—@%")
# Ways out of a mark, the best first; east is where one looks for a name.
_WAYS = ((1, 0), (-1, 0), (1, -1), (1, 1), (-1, -1), (-1, 1), (0, -1), (0, 1))
_DOTS = 12
_FAR = (0, 8, 18, 30, 44)


@dataclass(frozen=True)
class Box:
    """A rectangle: its left and top edge, its width and height."""

    left: float
    top: float
    width: float
    height: float

    def overlaps(self, other: Box) -> bool:
        """Whether the two share more than an edge."""
        return (
            self.left < other.left + other.width
            and other.left < self.left + self.width
            and self.top < other.top + other.height
            and other.top < self.top + self.height
        )

    def within(self, other: Box) -> bool:
        """Whether this lies in the other."""
        return (
            self.left >= other.left
            and self.top >= other.top
            and self.left + self.width <= other.left + other.width
            and self.top + self.height <= other.top + other.height
        )


@dataclass(frozen=True)
class Label:
    """A name where it is to stand, and the two ends of the line to its mark where it stands away from it."""

    text: str
    box: Box
    leader: tuple[tuple[float, float], tuple[float, float]] | None = None

    @property
    def dots(self) -> list[Box]:
        """Points along that line, for what must not lie on it."""
        if self.leader is None:
            return []
        (x1, y1), (x2, y2) = self.leader
        parts = (part / _DOTS for part in range(1, _DOTS + 1))
        return [Box(x1 + (x2 - x1) * part, y1 + (y2 - y1) * part, 0.1, 0.1) for part in parts]

    @property
    def baseline(self) -> float:
        """Where the letters stand."""
        return self.box.top + self.box.height * 0.76


def text_width(text: str, size: float) -> float:
    """About how wide a text is in a sans-serif of this size; rather too wide than too narrow."""
    ems = sum(0.34 if c in _NARROW else 0.92 if c in _WIDE else 0.72 if c.isupper() else 0.58 for c in text)
    return ems * size


def place_labels(
    marks: Sequence[tuple[str, Box]], inside: Box, size: float, taken: Iterable[Box] = ()
) -> Iterator[Label]:
    """A label for each mark, in the same order, inside a box and clear of all marks, one another and what is taken.

    The most crowded marks choose first. Where there is no free place at all, the label stands at its mark all the same.
    """
    full = [*taken, *(box for _, box in marks)]
    found: dict[int, Label] = {}
    for index in sorted(range(len(marks)), key=lambda i: (-_neighbours(marks, i, size), i)):
        name, box = marks[index]
        others = [other for other in full if other is not box]
        chosen = list(_candidates(name, box, size))
        label = next((each for each in chosen if _is_free(each, inside, full, others)), chosen[0])
        found[index] = label
        full.extend([label.box, *label.dots])
    return (found[index] for index in range(len(marks)))


def _is_free(label: Label, inside: Box, full: Iterable[Box], others: Sequence[Box]) -> bool:
    """Whether neither the name nor the line to its mark lies on anything."""
    return (
        label.box.within(inside)
        and not any(label.box.overlaps(other) for other in full)
        and not any(dot.overlaps(other) for dot in label.dots for other in others)
    )


def _neighbours(marks: Sequence[tuple[str, Box]], index: int, size: float) -> int:
    """How many marks lie where the label of this one might."""
    box = marks[index][1]
    around = Box(box.left - 6 * size, box.top - 2 * size, box.width + 12 * size, box.height + 4 * size)
    return sum(around.overlaps(other) for _, other in marks)


def _candidates(name: str, mark: Box, size: float) -> Iterator[Label]:
    width, height = text_width(name, size), size * 1.2
    x, y = mark.left + mark.width / 2, mark.top + mark.height / 2
    for far in _FAR:
        for way_x, way_y in _WAYS:
            # A slanted way ends about as far from the mark as a straight one; beside it, clear of its corner.
            part = 0.7 if way_x and way_y else 1.0
            gap_x, gap_y = mark.width / 2 + size * 0.25 + far * part, (mark.height / 2 + far) * part
            end_x, end_y = x + way_x * gap_x, y + way_y * gap_y
            left = end_x if way_x > 0 else end_x - width if way_x < 0 else end_x - width / 2
            top = end_y - height / 2 if not way_y else end_y - height if way_y < 0 else end_y
            if way_x and way_y:
                top = end_y - height / 2 + way_y * height * 0.25
            leader = ((x, y), (end_x - way_x, end_y - way_y)) if far else None
            yield Label(name, Box(left, top, width, height), leader)
