"""The style sheets: enough contrast in both schemes, nothing undefined, nothing for a class that no page has."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

WEB = Path(__file__).resolve().parents[2] / "ascn_kg" / "web"
SHEETS = sorted((WEB / "static").glob("*.css"))
COLOURS = (WEB / "static" / "colours.css").read_text()

TEXT, SHAPE = 4.5, 3.0  # WCAG 2.1, 1.4.3 and 1.4.11
PAIRS = [
    *((text, paper, TEXT) for text in ("ink", "quiet", "link", "visited") for paper in ("paper", "surface", "raised")),
    ("on-accent", "accent", TEXT),
    *((word, f"{word}-paper", TEXT) for word in ("sure", "perhaps", "against", "plan")),
    *(("ink", f"{word}-paper", TEXT) for word in ("perhaps", "against")),
    *((word, paper, TEXT) for word in ("link", "quiet") for paper in ("perhaps-paper", "against-paper")),
    *((mark, paper, SHAPE) for mark in ("edge", "focus", "accent") for paper in ("paper", "surface", "raised")),
]


def _schemes() -> dict[str, dict[str, str]]:
    light, _, dark = COLOURS.partition("@media (prefers-color-scheme: dark)")
    found = {
        name: dict(re.findall(r"--([a-z-]+):\s*(#[0-9a-f]{6});", text))
        for name, text in (("light", light), ("dark", dark))
    }
    return {"light": found["light"], "dark": found["light"] | found["dark"]}


SCHEMES = _schemes()


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """The contrast ratio of WCAG 2.1: 1 to 21."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def test_contrast_is_that_of_wcag() -> None:
    assert contrast("#000000", "#ffffff") == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48  # the well-known grey that just fails


@pytest.mark.parametrize("scheme", SCHEMES)
def test_colours_have_enough_contrast(scheme: str) -> None:
    colours = SCHEMES[scheme]
    weak = {
        f"{front} on {back}": round(ratio, 2)
        for front, back, least in PAIRS
        if (ratio := contrast(colours[front], colours[back])) < least
    }
    assert weak == {}


def test_dark_has_every_colour_of_light() -> None:
    dark = COLOURS.partition("@media (prefers-color-scheme: dark)")[2]
    assert [name for name in SCHEMES["light"] if f"--{name}:" not in dark] == []


def test_every_custom_property_is_defined() -> None:
    texts = "".join(sheet.read_text() for sheet in SHEETS)
    defined = set(re.findall(r"(--[\w-]+)\s*:", texts))
    assert set(re.findall(r"var\((--[\w-]+)", texts)) - defined == set()


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_a_sheet_stays_short_and_takes_colours_from_one_place(sheet: Path) -> None:
    text = sheet.read_text()
    assert len(text.splitlines()) <= 400
    assert "@import" not in text
    assert not re.search(r"url\(\s*[\"']?(https?:)?//", text)


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_every_class_of_a_sheet_stands_in_a_page(sheet: Path) -> None:
    written = "".join(path.read_text() for path in sorted(WEB.rglob("*")) if path.suffix in (".html", ".py", ".js"))
    selectors = re.sub(r"\{[^{}]*\}|/\*.*?\*/|@media[^{]*\{", " ", sheet.read_text(), flags=re.DOTALL)
    classes = set(re.findall(r"\.([a-z][\w-]*)", selectors))
    unused = [
        name
        for name in sorted(classes)
        # "k3" is written as "k{}", "cm-string" as "cm-" and "string".
        if not name.startswith("cm-")
        and not re.search(rf"(?<![\w-]){re.escape(name)}(?![\w-])", written)
        and re.sub(r"\d+$", "{", name) not in written
    ]
    assert unused == []
