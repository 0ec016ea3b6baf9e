"""Questions in a browser: the filter of their list, asking by keyboard, the answer behind a form that was mistyped."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.web.browser import chromium

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow

_LISTED = "section.subject > ul.questions > li:visible"


def test_the_list_is_filtered_by_words(browser: Browser, served: str) -> None:
    with chromium.looking(browser) as look:
        page = look.page
        page.goto(f"{served}/questions.id.html")
        listed, status = page.locator(_LISTED), page.locator(".filter [role=status]")
        every = listed.count()
        assert every > 80
        page.get_by_label("Tampilkan hanya pertanyaan dengan kata").fill("kota BERGABUNG")
        assert 0 < listed.count() < 6
        assert status.inner_text() == f"{listed.count()} pertanyaan"
        assert all("bergabung" in text.lower() for text in listed.all_inner_texts())
        page.locator("#filter").fill("zzz")
        assert (listed.count(), status.inner_text()) == (0, "Tidak ada pertanyaan dengan kata itu.")
        page.locator("#filter").fill("")
        assert (listed.count(), status.inner_text()) == (every, "")
        assert look.complaints == []


def test_a_question_is_asked_by_keyboard(browser: Browser, served: str) -> None:
    with chromium.looking(browser) as look:
        page = look.page
        page.goto(f"{served}/questions/cities-joined-after.en.html")
        page.get_by_label("Year", exact=True).fill("2024")
        page.get_by_label("Year", exact=True).press("Enter")
        page.wait_for_url("**/questions/cities-joined-after.en.html?year=2024")
        assert page.get_by_label("Year", exact=True).input_value() == "2024"
        assert page.locator("tbody tr").count() == 7
        assert page.locator("h2#answer").inner_text() == "Answer: 7 rows"
        page.locator("tbody tr").first.get_by_role("link", name="[1]").click()
        assert page.locator("#source-1").is_visible()
        assert look.complaints == []


def test_what_was_mistyped_is_mended_in_its_field(browser: Browser, served: str) -> None:
    with chromium.looking(browser) as look:
        page = look.page
        page.goto(f"{served}/questions/twin-candidates.en.html?city=Hanio")
        assert page.get_by_role("alert").get_by_text("Did you mean Hanoi").is_visible()
        page.get_by_role("alert").get_by_role("link", name="City").click()
        field = page.get_by_label("City", exact=True)
        assert field.input_value() == "Hanio"
        field.fill("Hanoi")
        page.get_by_role("button", name="Ask").click()
        page.wait_for_url("**city=Hanoi**")
        assert page.get_by_role("alert").count() == 0
        assert page.locator("tbody tr").count() > 0
        assert page.get_by_label("City", exact=True).input_value() == "city:hanoi"
