"""What is around every chart: the picture with its values in words, and the legend."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

COLOURS = 8  # in the style sheet; further series begin again with the first


def colour(order: int) -> str:
    """The class of the series at this position."""
    return f"k{order % COLOURS + 1}"


def picture(parts: Iterable[Markup], height: float, *, id: str, title: str, spoken: str) -> Markup:
    """A chart as wide as its place: one picture to a screen reader, with its values in words."""
    return Markup(
        '<svg class="chart" width="100%" height="{height}" role="img" aria-labelledby="{id}-title {id}-desc">'
        '<title id="{id}-title">{title}</title><desc id="{id}-desc">{spoken}</desc>{parts}</svg>'
    ).format(height=height, id=id, title=title, spoken=spoken, parts=Markup("").join(parts))


def legend(keys: Iterable[tuple[str, Markup]]) -> Markup:
    """The names of the series, each behind its sign, which is drawn on 16 by 16."""
    entries = (
        Markup(
            '<li><svg class="key {}" viewBox="0 0 16 16" width="16" height="16" aria-hidden="true">{}</svg>{}</li>'
        ).format(colour(order), sign, name)
        for order, (name, sign) in enumerate(keys)
    )
    return Markup('<ul class="legend">{}</ul>').format(Markup("").join(entries))
