"""The query editor in a real browser: it runs, completes, saves, marks what is wrong, and never holds the keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.web.browser.accessibility import stumbling_blocks
from tests.web.browser.chromium import NARROW, Look, looking

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.slow

_CITIES = "SELECT ?s { ?s a <https://w3id.org/ascn-kg/ontology#City> } ORDER BY ?s"


@pytest.fixture
def look(browser: Browser, served: str) -> Iterator[Look]:
    """The editor, ready."""
    with looking(browser) as look:
        elsewhere: list[str] = []
        look.page.on(
            "request", lambda asked: None if asked.url.startswith((served, "blob:")) else elsewhere.append(asked.url)
        )
        look.page.goto(f"{served}/editor.en.html")
        look.page.wait_for_selector(".CodeMirror", timeout=60_000)
        yield look
        assert elsewhere == []


def _write(page: Page, query: str) -> None:
    page.evaluate("query => document.querySelector('.CodeMirror').CodeMirror.setValue(query)", query)


def _written(page: Page) -> str:
    text: str = page.evaluate("document.querySelector('.CodeMirror').CodeMirror.getValue()")
    return text


def _focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.id || document.activeElement.tagName"))


def _hints(page: Page) -> list[str]:
    page.wait_for_selector("li.CodeMirror-hint")
    return page.locator("li.CodeMirror-hint").all_text_contents()


def test_a_query_runs(look: Look) -> None:
    page = look.page
    page.get_by_role("button", name="Run").click()
    page.wait_for_selector("#answer table")
    assert page.locator("#answer tbody tr").count() == 38
    assert page.locator("#answer-status").inner_text().startswith("38 rows in")
    assert "query=PREFIX" in page.url
    assert stumbling_blocks(page) == []
    page.locator("#answer").get_by_role("link", name="city:hanoi", exact=True).click()
    assert page.url.endswith("/doc/city/hanoi.en.html")
    assert look.complaints == []


def test_a_shared_address_runs_by_itself(look: Look, served: str) -> None:
    page = look.page
    page.get_by_role("button", name="Run").click()
    link = page.get_by_role("link", name="Link to this query")
    address = str(link.evaluate("link => link.href"))
    page.goto(address.replace("editor.en", "editor.id"))
    page.wait_for_selector("#answer table")
    assert page.locator("#answer-status").inner_text().startswith("38 baris dalam")
    assert look.complaints == []


@pytest.mark.parametrize(
    ("query", "told"),
    [("ASK { ?s ?p ?o }", "Yes."), ("ASK { ?s ?s ?s }", "No."), ("SELECT * { ?s ?s ?s }", "0 rows")],
)
def test_short_answers(look: Look, query: str, told: str) -> None:
    _write(look.page, query)
    look.page.get_by_role("button", name="Run").click()
    look.page.locator("#answer-status", has_text=told).wait_for()
    assert look.complaints == []


def test_triples_are_shown_as_text(look: Look) -> None:
    _write(look.page, "DESCRIBE <https://w3id.org/ascn-kg/id/city/hanoi>")
    look.page.get_by_role("button", name="Run").click()
    look.page.locator("#answer pre", has_text="Hanoi").wait_for()
    assert look.page.get_by_role("button", name="JSON-LD").count() == 1
    assert look.complaints == []


def test_values_are_never_taken_for_markup(look: Look) -> None:
    _write(
        look.page, "SELECT * { BIND ('<img src=x onerror=alert(1)>' AS ?a) BIND (IRI('javascript:alert(1)') AS ?b) }"
    )
    look.page.get_by_role("button", name="Run").click()
    look.page.wait_for_selector("#answer td")
    assert look.page.locator("#answer td").all_text_contents() == [
        "<img src=x onerror=alert(1)>",
        "javascript:alert(1)",
    ]
    assert look.page.locator("#answer td a, #answer td img").count() == 0
    assert look.complaints == []


def test_what_is_wrong_is_told_and_marked(look: Look) -> None:
    page = look.page
    _write(page, "SELECT * WHERE {\n  ?s ?p ?o .\n  ?s a\n}")
    page.get_by_role("button", name="Run").click()
    page.wait_for_selector("#answer-status.error")
    assert page.locator("#answer-status").inner_text().startswith("Line ")
    assert page.locator(".CodeMirror .faulty").count() == 1
    page.get_by_role("button", name="Go to line").click()
    assert _focused(page) == "query-editor"
    # The browser itself tells of every answer that is a refusal.
    assert [said for said in look.complaints if "400" not in said] == []
    assert stumbling_blocks(page) == []


def test_prefixes_and_terms_are_completed(look: Look) -> None:
    page = look.page
    _write(page, "")
    page.locator(".CodeMirror").click()
    page.keyboard.type("PREFIX asc")
    page.keyboard.press("Control+Space")
    assert _hints(page) == ["ascn: <https://w3id.org/ascn-kg/ontology#>"]
    page.keyboard.press("Enter")
    page.keyboard.type("\nSELECT * { ?s a ascn:CityG")
    page.keyboard.press("Control+Space")
    assert _hints(page) == ["ascn:CityGovernment"]
    page.keyboard.press("Enter")
    page.keyboard.type(" ; ascn:governmentO")
    page.keyboard.press("Control+Space")
    assert _hints(page) == ["ascn:governmentOf"]
    page.keyboard.press("Enter")
    assert "?s a ascn:CityGovernment ; ascn:governmentOf" in _written(page)
    assert look.complaints == []


def test_a_known_prefix_declares_itself(look: Look) -> None:
    page = look.page
    _write(page, "")
    page.locator(".CodeMirror").click()
    page.keyboard.type("SELECT * { ?s skos:", delay=10)
    page.wait_for_function("() => document.querySelector('.CodeMirror').CodeMirror.getValue().startsWith('PREFIX')")
    assert _written(page).startswith("PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n")


def test_an_example_is_shown(look: Look) -> None:
    look.page.get_by_label("Example: a saved question").select_option("sources")
    assert "#+ summary:" in _written(look.page)
    look.page.get_by_role("button", name="Run").click()
    look.page.wait_for_selector("#answer tbody tr")
    assert look.complaints == []


@pytest.mark.parametrize(("name", "start"), [("CSV", "s\r\nhttps://"), ("JSON", "{"), ("XML", "<?xml")])
def test_an_answer_is_saved(look: Look, tmp_path: Path, name: str, start: str) -> None:
    page = look.page
    _write(page, _CITIES)
    page.get_by_role("button", name="Run").click()
    with page.expect_download() as saved:
        page.locator("#answer").get_by_role("button", name=name, exact=True).click()
    saved.value.save_as(tmp_path / "answer")
    content = (tmp_path / "answer").read_bytes().decode()
    assert content.startswith(start)
    assert content.count("id/city/") == 38


def test_the_keyboard_is_never_held(look: Look) -> None:
    page = look.page
    page.locator("#example").focus()
    for _ in range(2):
        page.keyboard.press("Tab")
    assert _focused(page) == "query-editor"
    page.keyboard.press("Tab")
    assert _focused(page) == "run"
    page.keyboard.press("Shift+Tab")
    assert _focused(page) == "query-editor"
    page.keyboard.press("Escape")
    assert _focused(page) == "BODY"
    page.locator("#query-editor").focus()
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#answer table")


def test_it_works_without_script(browser: Browser, served: str) -> None:
    with looking(browser, script=False, size=NARROW) as look:
        page = look.page
        page.goto(f"{served}/editor.en.html")
        page.get_by_label("Example: a saved question").select_option("definitions")
        page.get_by_role("button", name="Show its query").click()
        assert "VALUES ?question" in page.get_by_label("Query", exact=True).input_value()
        page.get_by_role("button", name="Run").click()
        assert page.url == f"{served}/sparql"


@pytest.mark.parametrize("lang", ["en", "id"])
def test_without_a_server_it_shows_and_colours(browser: Browser, static_site: Path, hosted: str, lang: str) -> None:
    for place in (hosted, static_site.as_uri()):
        with looking(browser) as look:
            look.page.goto(f"{place}/editor.{lang}.html?example=sources")
            look.page.wait_for_selector(".CodeMirror .cm-comment")
            assert "#+ summary:" in _written(look.page)
            assert look.page.locator("#run").count() == 0
            look.page.locator("#query-editor").focus()
            look.page.keyboard.press("Tab")
            assert _focused(look.page) != "query-editor"
            assert look.complaints == []


@pytest.mark.parametrize("lang", ["en", "id"])
def test_without_a_server_the_search_finds(browser: Browser, static_site: Path, hosted: str, lang: str) -> None:
    for place in (hosted, static_site.as_uri()):
        with looking(browser) as look:
            page = look.page
            page.goto(f"{place}/index.{lang}.html")
            page.locator("header input[name=q]").fill("hanio")
            page.keyboard.press("Enter")
            page.wait_for_selector("ol.results a")
            assert place != hosted or stumbling_blocks(page) == []  # axe-core wants to read style sheets
            page.locator("ol.results a").first.click()
            assert page.url.endswith(f"/doc/city/hanoi.{lang}.html")
            assert look.complaints == []
