"""Marks, series and names on maps and charts have enough contrast, light and dark."""

from __future__ import annotations

import re

import pytest

from tests.web.test_look import SCHEMES, SHAPE, TEXT, WEB, contrast

CSS = (WEB / "static" / "drawing.css").read_text()
LIGHT, _, DARK = CSS.partition("@media (prefers-color-scheme: dark)")


def _colours(scheme: str) -> dict[str, str]:
    text = LIGHT if scheme == "light" else DARK
    return SCHEMES[scheme] | dict(re.findall(r"--([a-z0-9]+):\s*(#[0-9a-f]{6});", text))


@pytest.mark.parametrize("scheme", SCHEMES)
def test_drawings_have_enough_contrast(scheme: str) -> None:
    colours = _colours(scheme)
    kinds = [name for name in colours if re.fullmatch(r"k\d", name)]
    pairs = [
        *((kind, back, SHAPE) for kind in kinds for back in ("paper", "land")),
        *(("paper", kind, TEXT) for kind in kinds),  # numbers in the parts of stacked bars
        *((text, "land", TEXT) for text in ("ink", "quiet")),
    ]
    weak = {(a, b): round(ratio, 2) for a, b, least in pairs if (ratio := contrast(colours[a], colours[b])) < least}
    assert len(kinds) == 8
    assert weak == {}


def test_dark_has_every_colour_of_light() -> None:
    assert set(re.findall(r"--\w+(?=:)", LIGHT)) == set(re.findall(r"--\w+(?=:)", DARK.partition("}\n}")[0]))
