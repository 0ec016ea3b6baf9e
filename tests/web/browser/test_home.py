"""The map of the first page moves through the years in place, served or as files; without a script, by its form."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.web.browser import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow


def _signs(page: Page) -> dict[str, str]:
    """What each city on the visible drawing is shown as: its class and the shape it uses, by its name."""
    found: dict[str, str] = page.evaluate(
        """() => Object.fromEntries([...document.querySelectorAll('.map > svg.wide a')].map((a) =>
            [a.querySelector('text').textContent,
             a.className.baseVal + ' ' + a.querySelector('use').getAttribute('href')]))"""
    )
    return found


def _said(page: Page) -> str:
    return page.locator("#members-count").inner_text()


def test_the_slider_goes_through_the_months(browser: Browser, served: str) -> None:
    with chromium.looking(browser) as look:
        look.page.goto(f"{served}/index.en.html")
        assert _said(look.page) == "Member cities on 5 February 2026: 38."
        slider = look.page.get_by_role("slider")
        slider.focus()
        slider.press("Home")
        assert _said(look.page) == "No city is known as a member on 31 January 2018."
        for _ in range(3):
            slider.press("ArrowRight")
        assert _said(look.page) == "Member cities on 30 April 2018: 26."
        assert look.page.locator("#as-of").input_value() == "2018-04-30"
        assert slider.get_attribute("aria-valuetext") == "30 April 2018"
        assert _signs(look.page)["Hanoi"] == "place k1 #members-k1"
        assert _signs(look.page)["Dili"] == "place k0 #members-k0"
        assert look.page.url.endswith("as_of=2018-04-30")
        assert look.complaints == []


@pytest.mark.parametrize("day", ["2018-04-28", "2023-06-30", "2024-12-30", "2025-06-01", "2026-01-15"])
def test_script_and_server_show_the_same(browser: Browser, served: str, day: str) -> None:
    with chromium.looking(browser) as look:
        look.page.goto(f"{served}/index.id.html")
        look.page.locator("#as-of").fill(day)
        look.page.locator("#as-of").dispatch_event("change")
        by_script = (_signs(look.page), _said(look.page), look.page.locator(".nations").text_content())
        visible = look.page.locator(".nations li:not([hidden])").count()
    with chromium.looking(browser, script=False) as look:
        look.page.goto(f"{served}/index.id.html?as_of={day}")
        assert (_signs(look.page), _said(look.page), look.page.locator(".nations").text_content()) == by_script
        assert look.page.locator(".nations li:not([hidden])").count() == visible


def test_without_a_script_the_form_asks_the_server(browser: Browser, served: str) -> None:
    with chromium.looking(browser, script=False) as look:
        look.page.goto(f"{served}/index.en.html")
        assert look.page.locator("#through").is_hidden()
        look.page.locator("#as-of").fill("2021-12-31")
        look.page.get_by_role("button", name="Show").click()
        assert look.page.url.endswith("?as_of=2021-12-31")
        assert _said(look.page) == "Member cities on 31 December 2021: 26."


def test_files_move_through_the_years_too(browser: Browser, hosted: str) -> None:
    with chromium.looking(browser) as look:
        look.page.goto(f"{hosted}/index.en.html?as_of=2023-06-30")
        assert _said(look.page) == "Member cities on 30 June 2023: 26 for certain, 3 more perhaps."
        assert _signs(look.page)["Rayong"] == "place k3 #members-k3"
        look.page.get_by_role("slider").press("End")
        assert _said(look.page) == "Member cities on 5 February 2026: 38."
        assert look.complaints == []


@pytest.mark.parametrize("lang", ["en", "id"])
@pytest.mark.parametrize(("size", "drawing"), [(chromium.WIDE, "wide"), (chromium.NARROW, "narrow")])
def test_names_as_the_browser_sets_them_hide_nothing(
    browser: Browser, served: str, size: tuple[int, int], drawing: str, lang: str
) -> None:
    """Names are placed by an estimate of their width: here is what they really take."""
    with chromium.looking(browser, size=size) as look:
        look.page.goto(f"{served}/index.{lang}.html")
        hidden = look.page.evaluate(
            """(drawing) => {
                const cities = [...document.querySelectorAll(`.map > svg.${drawing} a`)];
                const boxes = cities.flatMap((a) => [a.querySelector('text'), a.querySelector('use')].map((part) =>
                    [a.querySelector('text').textContent + ' ' + part.tagName, part.getBoundingClientRect()]));
                const over = (a, b) => a.left < b.right - 2 && b.left < a.right - 2
                    && a.top < b.bottom - 4 && b.top < a.bottom - 4;
                return boxes.flatMap(([one, a], i) => boxes.slice(0, i).filter(([, b]) => over(a, b))
                    .map(([other]) => `${one} / ${other}`));
            }""",
            drawing,
        )
        assert hidden == []
        assert look.page.locator(f".map > svg.{drawing}").is_visible()
