"""What people do on the site, with a mouse, with keys alone, on a telephone, without JavaScript, in two languages."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from tests.web.browser.accessibility import stumbling_blocks
from tests.web.browser.chromium import NARROW, looking

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow


def cities_of(page: Page) -> int:
    """How many member cities the sentence over the map counts."""
    found = re.search(r"(\d+)\.?$", page.locator("#members-count").inner_text().strip())
    assert found is not None
    return int(found[1])


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_the_map_shows_another_day(browser: Browser, served: str, script: bool) -> None:
    with looking(browser, script=script) as look:
        page = look.page
        page.goto(f"{served}/index.en.html")
        assert cities_of(page) == 38
        page.get_by_label("On the day").fill("2018-12-31")
        page.get_by_role("button", name="Show").click()
        page.wait_for_url("**as_of=2018-12-31*")
        assert cities_of(page) == 26
        assert "31 December 2018" in page.locator("#members-count").inner_text()
        assert look.complaints == []


def test_the_slider_moves_through_the_years_by_keys(browser: Browser, served: str) -> None:
    with looking(browser) as look:
        page = look.page
        page.goto(f"{served}/index.id.html")
        slider = page.get_by_role("slider")
        slider.focus()
        page.keyboard.press("Home")
        page.wait_for_url("**as_of=2018-01-31*")
        assert page.locator("#as-of").input_value() == "2018-01-31"
        for _ in range(12):
            page.keyboard.press("ArrowRight")
        assert cities_of(page) == 26
        assert "2019" in (slider.get_attribute("aria-valuetext") or "")
        # What was asked by script goes along to the other language.
        page.locator("header.site .lang").click()
        page.wait_for_url("**/index.en.html?as_of=2019-01-31")
        assert cities_of(page) == 26
        assert look.complaints == []


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_a_question_with_a_year_typed_in(browser: Browser, served: str, script: bool) -> None:
    with looking(browser, script=script) as look:
        page = look.page
        page.goto(f"{served}/questions/cities-joined-after.en.html")
        rows = page.locator("section.answer tbody tr")
        assert rows.count() == 12
        page.get_by_label("Year", exact=True).fill("2023")
        page.get_by_role("button", name="Ask").click()
        page.wait_for_url("**year=2023*")
        later = rows.count()
        assert 0 < later < 12
        page.locator("header.site .lang").click()
        page.wait_for_url("**/questions/cities-joined-after.id.html?year=2023")
        assert rows.count() == later
        assert page.locator("html").get_attribute("lang") == "id"
        with page.expect_download() as download:
            page.get_by_role("link", name="CSV").click()
        assert download.value.path().read_text("utf-8-sig").count("\n") == later + 1
        assert look.complaints == []


def test_a_question_about_what_does_not_exist(browser: Browser, served: str) -> None:
    with looking(browser) as look:
        page = look.page
        page.goto(f"{served}/questions/initiatives-of-city.en.html?city=Hanoy")
        assert page.get_by_role("alert").is_visible()
        assert "Hanoi" in page.get_by_role("alert").inner_text()
        assert stumbling_blocks(page) == []


def test_marks_lead_to_sources_and_sources_to_documents(browser: Browser, served: str) -> None:
    with looking(browser, size=NARROW) as look:
        page = look.page
        page.goto(f"{served}/doc/city/jakarta.en.html")
        page.locator("main a", has_text=re.compile(r"^\[\d+\]$")).first.click()
        target = page.evaluate("location.hash")
        assert page.locator(target).is_visible()
        page.locator(target).get_by_role("link").first.click()
        assert "/doc/source/" in page.url
        assert page.locator("h1").count() == 1
        assert look.complaints == []


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_search_from_any_page_by_keys(browser: Browser, served: str, script: bool) -> None:
    with looking(browser, size=NARROW, script=script) as look:
        page = look.page
        page.goto(f"{served}/help.id.html")
        page.locator("#site-search").focus()
        page.keyboard.type("ha noi")
        page.keyboard.press("Enter")
        page.wait_for_url("**/search.id.html?q=ha+noi")
        page.locator("main ol a").first.click()
        assert page.url.endswith("/doc/city/hanoi.id.html")
        assert look.complaints == []


def test_the_editor_completes_and_runs(browser: Browser, served: str) -> None:
    with looking(browser) as look:
        page = look.page
        page.goto(f"{served}/editor.en.html")
        page.locator(".CodeMirror").wait_for()
        page.locator(".CodeMirror").click()
        page.keyboard.press("Control+a")
        page.keyboard.type("PREFIX ascn: <https://w3id.org/ascn-kg/ontology#>\nSELECT ?city WHERE { ?city a ascn:Cit")
        page.keyboard.press("Control+Space")
        page.locator(".CodeMirror-hints li", has_text="City").first.wait_for()
        look.picture("editor-completes")
        page.keyboard.press("Enter")
        page.keyboard.type(" }")
        page.get_by_role("button", name="Run").click()
        page.locator("#answer tbody tr").first.wait_for()
        assert page.locator("#answer tbody tr").count() == 38
        assert stumbling_blocks(page) == []
        look.picture("editor-answers")
        assert look.complaints == []


def test_the_editor_says_what_is_wrong_with_a_query(browser: Browser, served: str) -> None:
    with looking(browser, size=NARROW) as look:
        page = look.page
        page.goto(f"{served}/editor.id.html")
        page.locator(".CodeMirror").click()
        page.keyboard.press("Control+a")
        page.keyboard.type("SELECT WHERE")
        page.keyboard.press("Control+Enter")
        page.locator("#answer .error").wait_for()
        assert look.sideways() == []
        assert stumbling_blocks(page) == []
        # That the server answered with 400 is what the browser says, and rightly.
        assert [said for said in look.complaints if "400" not in said] == []


def test_the_editor_works_without_script(browser: Browser, served: str) -> None:
    with looking(browser, script=False) as look:
        page = look.page
        page.goto(f"{served}/editor.en.html")
        page.locator("textarea[name=query]").fill(
            "SELECT (COUNT(?c) AS ?n) { ?c a <https://w3id.org/ascn-kg/ontology#City> }"
        )
        page.get_by_role("button", name="Run").click()
        page.wait_for_url("**/sparql*")
        assert "38" in page.locator("body").inner_text()


def test_keys_alone_reach_everything_in_reading_order(browser: Browser, served: str) -> None:
    with looking(browser) as look:
        page = look.page
        page.goto(f"{served}/questions/cities-joined-after.en.html")
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        assert page.locator(".skip").is_visible()
        page.keyboard.press("Enter")
        assert page.evaluate("location.hash") == "#main"
        seen = []
        for _ in range(5):
            page.keyboard.press("Tab")
            seen.append(page.evaluate("document.activeElement.closest('main') !== null"))
            assert _focus_shows(page)
        assert all(seen)
        page.get_by_label("Year", exact=True).focus()
        page.keyboard.press("Control+a")
        page.keyboard.type("2024")
        page.keyboard.press("Enter")
        page.wait_for_url("**year=2024*")
        # From the top: the name, then search, then the navigation, then the other language.
        page.keyboard.press("Tab")
        order = []
        for _ in range(11):
            page.keyboard.press("Tab")
            order.append(page.evaluate("document.activeElement.className || document.activeElement.textContent.trim()"))
            assert _focus_shows(page)
        assert order[0] == "name"
        assert order[3:6] == ["Questions", "Cities", "All things"]
        assert order[10] == "lang"


def test_a_table_that_is_wider_than_the_screen_scrolls_by_keys(browser: Browser, served: str) -> None:
    with looking(browser, size=NARROW) as look:
        page = look.page
        page.goto(f"{served}/questions/cities-joined-after.en.html")
        region = page.locator("section.answer .scroll")
        region.focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_function("document.querySelector('section.answer .scroll').scrollLeft > 0")
        assert region.get_attribute("aria-labelledby") or region.get_attribute("aria-label")


@pytest.mark.parametrize("lang", ["en", "id"])
def test_the_root_leads_to_the_readers_language(browser: Browser, served: str, lang: str) -> None:
    context = browser.new_context(locale={"en": "en-GB", "id": "id-ID"}[lang])
    page = context.new_page()
    page.goto(f"{served}/")
    assert page.url == f"{served}/index.{lang}.html"
    page.goto(f"{served}/id/city/hanoi")
    assert page.url == f"{served}/doc/city/hanoi.{lang}.html"
    context.close()


def _focus_shows(page: Page) -> bool:
    """Whether the focused element has a ring around it, or is a drawn mark with one of its own."""
    shows: bool = page.evaluate(
        """() => { const e = document.activeElement, s = getComputedStyle(e);
        return e instanceof SVGElement || (s.outlineStyle !== 'none' && parseFloat(s.outlineWidth) >= 2); }"""
    )
    return shows
