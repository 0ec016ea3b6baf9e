"""Bars, one under another. They take the width of what they stand in, so that letters keep their size on a telephone.

Lengths along the width are percentages; heights are pixels.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from markupsafe import Markup

from ascn_kg.web.drawing.picture import colour, legend, picture
from ascn_kg.web.drawing.scales import number, percent

_ROW, _STACKED_ROW = 44, 54  # from bar to bar
_LONGEST = 82.0  # per cent of the width; the value stands behind
_SIGN = Markup('<rect x="1" y="2" width="14" height="12"/>')


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


def bars(values: Sequence[Bar], *, id: str, lang: str, title: str) -> Markup:
    """Horizontal bars, each under its label and with its value at its end; nothing for no values."""
    if not values:
        return Markup("")
    most = max(bar.value for bar in values) or 1
    shown = [(bar.label, percent(bar.value / most * _LONGEST), bar.text or number(bar.value, lang)) for bar in values]
    parts = (
        Markup(
            '<text x="0" y="{}">{}</text><rect class="k1" x="0" y="{}" width="{}" height="14"/>'
            '<text x="{}" y="{}" dx="6">{}</text>'
        ).format(top + 14, label, top + 20, length, length, top + 32, text)
        for top, (label, length, text) in zip(range(0, _ROW * len(shown), _ROW), shown, strict=True)
    )
    spoken = "; ".join(f"{label}: {text}" for label, _, text in shown)
    return picture(parts, _ROW * len(shown), id=id, title=title, spoken=spoken)


def stacked_bars(
    stacks: Sequence[Stack], names: Sequence[str], *, id: str, lang: str, title: str, unit: str = ""
) -> Markup:
    """Bars of one length, each divided among the series as its values are, with a legend; nothing for no values.

    ``unit`` follows each number, such as ``"%"``.
    """
    shown = [stack for stack in stacks if sum(stack.values) > 0]
    if not shown:
        return Markup("")
    parts = (part for row, stack in enumerate(shown) for part in _stack(stack, row * _STACKED_ROW, lang, unit))
    spoken = "; ".join(
        f"{stack.label}: "
        + ", ".join(f"{name} {number(value, lang)}{unit}" for name, value in zip(names, stack.values, strict=True))
        for stack in shown
    )
    drawn = picture(parts, _STACKED_ROW * len(shown), id=id, title=title, spoken=spoken)
    return legend((name, _SIGN) for name in names) + drawn


def _stack(stack: Stack, top: int, lang: str, unit: str) -> Iterator[Markup]:
    whole = sum(stack.values)
    yield Markup('<text x="0" y="{}">{}</text>').format(top + 14, stack.label)
    for order, (value, end) in enumerate(zip(stack.values, accumulate(stack.values), strict=True)):
        left, share = (end - value) / whole * 100, value / whole * 100
        yield Markup('<rect class="part {}" x="{}" y="{}" width="{}" height="26"/>').format(
            colour(order), percent(left), top + 20, percent(share)
        )
        text = number(value, lang) + unit
        if share > 2.5 * len(text):  # narrower, and it would not fit on a telephone
            yield Markup('<text class="in" x="{}" y="{}" text-anchor="middle">{}</text>').format(
                percent(left + share / 2), top + 38, text
            )
