"""Charts that take the width of what they stand in, so that letters keep their size on a narrow screen.

Lengths along the width are percentages; heights are pixels.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pyoxigraph as ox
from markupsafe import Markup

from ascn_kg.namespaces import XSD
from ascn_kg.rendering.words import cell

_EMPTY = Markup("")


@dataclass(frozen=True)
class Bar:
    """One bar: its label, its value (not negative), and the value in words where they say more than the number."""

    label: str
    value: float
    text: str = ""


@dataclass(frozen=True)
class Stack:
    """One stacked bar: its label and a value for each series (not negative)."""

    label: str
    values: tuple[float, ...]


@dataclass(frozen=True)
class Line:
    """Values over time, each with its day. ``step`` where a value holds until the next; ``dots`` alone are no line."""

    name: str
    points: tuple[tuple[datetime.date, float], ...]
    step: bool = False
    dots: bool = False


def number(value: float, lang: str) -> str:
    """A number as people of the language write it, with one decimal at most.

    >>> number(12.54, "id"), number(26.0, "en")
    ('12,5', '26')
    """
    written = str(int(value)) if value == int(value) else f"{value:.1f}"
    return cell(ox.Literal(written, datatype=ox.NamedNode(XSD + "decimal")), None, lang)  # type: ignore[arg-type]


def bars(values: Sequence[Bar], *, id: str, lang: str, title: str) -> Markup:
    """Horizontal bars, each under its label and with its value at its end; nothing for no values."""
    most = max((bar.value for bar in values), default=0) or 1
    rows = [
        Markup(
            '<text x="0" y="{}" class="label">{}</text><rect x="0" y="{}" width="{}%" height="14" class="bar k1"/>'
            '<text x="{}%" dx="6" y="{}" class="value">{}</text>'
        ).format(
            top + 14,
            bar.label,
            top + 20,
            _pct(bar.value / most * _LONGEST),
            _pct(bar.value / most * _LONGEST),
            top + 31.5,
            bar.text or number(bar.value, lang),
        )
        for top, bar in zip(range(0, _BAR * len(values), _BAR), values, strict=True)
    ]
    spoken = "; ".join(f"{bar.label}: {bar.text or number(bar.value, lang)}" for bar in values)
    return _chart("bars", rows, _BAR * len(values), id=id, title=title, spoken=spoken)


def stacked_bars(stacks: Sequence[Stack], names: Sequence[str], *, id: str, lang: str, title: str) -> Markup:
    """Bars of the same length, one for each stack, divided among the series as its values are; with a legend."""
    return _EMPTY


def over_time(lines: Iterable[Line], *, id: str, lang: str, title: str) -> Markup:
    """Lines over the years, from zero, with a legend; nothing for no points."""
    return _EMPTY


_BAR, _LONGEST = 44, 80.0


def _pct(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _chart(kind: str, parts: Iterable[Markup], height: float, *, id: str, title: str, spoken: str) -> Markup:
    """The drawing around its parts: one picture to a screen reader, with its values in words."""
    return Markup(
        '<svg class="chart {kind}" width="100%" height="{height}" role="img" aria-labelledby="{id}-title {id}-desc">'
        '<title id="{id}-title">{title}</title><desc id="{id}-desc">{spoken}</desc>{parts}</svg>'
    ).format(kind=kind, height=height, id=id, title=title, spoken=spoken, parts=Markup("").join(parts))
