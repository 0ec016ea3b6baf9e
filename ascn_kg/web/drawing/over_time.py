"""Values over the years as lines, steps and dots, as wide as what they stand in."""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from ascn_kg.web.drawing.picture import colour, legend, picture
from ascn_kg.web.drawing.scales import axis, length, number, percent

# The field of the chart: pixels from the left and from the top, per cent of the width, pixels.
_LEFT, _TOP, _ACROSS, _HEIGHT = 32, 16, 86, 190
_YEARS = 8  # that have their number on a narrow screen
_DOT = Markup('<circle cx="8" cy="8" r="5"/>')
_LINE = Markup('<path class="line" d="M0 8H16"/>')


@dataclass(frozen=True)
class Line:
    """Values over time, each with its day. With ``step`` a value holds until the next, ``dots`` are not joined."""

    name: str
    points: tuple[tuple[datetime.date, float], ...]
    step: bool = False
    dots: bool = False


@dataclass(frozen=True)
class _Field:
    """Whole years from left to right, numbers from the bottom to the top."""

    first: int
    end: int
    ticks: list[float]

    def x(self, day: datetime.date) -> float:
        """Per cent of the width."""
        year = datetime.date(day.year, 1, 1)
        length = (datetime.date(day.year + 1, 1, 1) - year).days
        return (day.year + (day - year).days / length - self.first) / (self.end - self.first) * 100

    def y(self, value: float) -> float:
        """Pixels from the top."""
        return _HEIGHT * (1 - value / self.ticks[-1])


def over_time(lines: Iterable[Line], *, id: str, lang: str, title: str) -> Markup:
    """Values over the years, from zero, with a legend; nothing for no points. Values are not negative."""
    drawn = [line for line in lines if line.points]
    if not drawn:
        return Markup("")
    years = [day.year for line in drawn for day, _ in line.points]
    field = _Field(min(years), max(years) + 1, axis(max(value for line in drawn for _, value in line.points)))
    series = (part for order, line in enumerate(drawn) for part in _series(line, colour(order), field, lang))
    inner = Markup('<svg x="{}" y="{}" width="{}%" height="{}" overflow="visible">{}</svg>').format(
        _LEFT, _TOP, _ACROSS, _HEIGHT, Markup("").join([*_axes(field, lang), *series])
    )
    spoken = ". ".join(
        f"{line.name}: " + ", ".join(f"{day.isoformat()} {number(value, lang)}" for day, value in line.points)
        for line in drawn
    )
    keys = ((line.name, _DOT if line.dots else _LINE) for line in drawn)
    return legend(keys) + picture([inner], _TOP + _HEIGHT + 26, id=id, title=title, spoken=spoken)


def _axes(field: _Field, lang: str) -> Iterator[Markup]:
    for tick in field.ticks:
        yield Markup(
            '<line class="rule" x1="0" x2="100%" y1="{0}" y2="{0}"/><text x="-8" y="{1}" text-anchor="end">{2}</text>'
        ).format(length(field.y(tick)), length(field.y(tick) + 4.5), number(tick, lang))
    every = math.ceil((field.end - field.first) / _YEARS)
    for year in range(field.first, field.end + 1):
        at = percent((year - field.first) / (field.end - field.first) * 100)
        yield Markup('<line class="rule" x1="{0}" x2="{0}" y1="{1}" y2="{2}"/>').format(at, _HEIGHT, _HEIGHT + 6)
        if (year - field.first) % every == 0 and year < field.end:
            yield Markup('<text x="{}" y="{}" dx="2">{}</text>').format(at, _HEIGHT + 20, year)


def _series(line: Line, colour: str, field: _Field, lang: str) -> Iterator[Markup]:
    places = [(field.x(day), field.y(value)) for day, value in line.points]
    if line.dots:
        for x, y in places:
            yield Markup('<circle class="{}" cx="{}" cy="{}" r="5"/>').format(colour, percent(x), length(y))
        return
    # The width is not known here: the line is drawn on 1000 and stretched, its stroke is not.
    path = "".join(
        f"{'M' if not order else f'H{length(x * 10)}V' if line.step else 'L'}"
        + (length(y) if order and line.step else f"{length(x * 10)} {length(y)}")
        for order, (x, y) in enumerate(places)
    )
    yield Markup(
        '<svg viewBox="0 0 1000 {0}" width="100%" height="{0}" preserveAspectRatio="none" overflow="visible">'
        '<path class="line {1}" d="{2}"/></svg>'
    ).format(_HEIGHT, colour, path)
    (x, y), value = places[-1], line.points[-1][1]
    yield Markup('<text class="end {}" x="{}" y="{}" dx="5">{}</text>').format(
        colour, percent(x), length(y - 4), number(value, lang)
    )
