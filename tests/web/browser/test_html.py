"""Pages and style sheets hold against the Nu Html Checker: no error, no warning."""

from __future__ import annotations

from pathlib import Path

import pytest

from ascn_kg.questions.question import LANGUAGES
from ascn_kg.web.rooms import respond
from ascn_kg.web.site import Site
from tests.web.browser.sample import STEMS
from tests.web.browser.validator import faults

pytestmark = pytest.mark.slow

# Properties of SVG 2 that every browser knows and the checker does not yet.
_SVG_2 = ("“vector-effect”", "“paint-order”")
STATIC = Path(__file__).resolve().parents[3] / "ascn_kg" / "web" / "static"


@pytest.mark.parametrize("live", [True, False], ids=["live", "static"])
def test_every_kind_of_page_is_valid(site: Site, live: bool, tmp_path: Path) -> None:
    shown = site if live else Site(site.knowledge, live=False)
    for stem in STEMS:
        for lang in LANGUAGES:
            file = tmp_path / f"{stem}.{lang}.html"
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(respond(shown, f"{stem}.{lang}.html").content)
    assert faults(sorted(tmp_path.rglob("*.html")), tmp_path) == []


def test_style_sheets_and_pictures_are_valid() -> None:
    found = faults([*sorted(STATIC.glob("*.css")), *sorted(STATIC.glob("*.svg"))], STATIC)
    assert [
        fault for fault in found if not fault.endswith(tuple(f"Property {name} doesn't exist." for name in _SVG_2))
    ] == []


def test_the_checker_finds_what_is_wrong(tmp_path: Path) -> None:
    page = tmp_path / "wrong.html"
    page.write_text('<!DOCTYPE html><html lang="en"><title>Wrong</title><p id="a"><p id="a"><table><div></div></table>')
    sheet = tmp_path / "wrong.css"
    sheet.write_text("p { colour: red; }")
    found = faults([page, sheet], tmp_path)
    assert any("Duplicate ID" in fault for fault in found)
    assert any("colour" in fault for fault in found)
