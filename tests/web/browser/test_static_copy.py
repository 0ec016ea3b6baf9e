"""The site as files, on a host in a folder of its own and opened straight from the disk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.web.browser.accessibility import stumbling_blocks
from tests.web.browser.chromium import looking
from tests.web.browser.sample import FEW

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow

PAGES = [f"{stem}.{lang}.html" for stem in FEW if stem != "missing" for lang in ("en", "id")]


@pytest.mark.parametrize("path", PAGES)
def test_page_on_a_host_for_files(browser: Browser, hosted: str, path: str) -> None:
    with looking(browser) as look:
        look.page.goto(f"{hosted}/{path}")
        assert look.complaints == []
        assert look.sideways() == []
        assert stumbling_blocks(look.page) == []
        look.picture(f"static-{path}")


@pytest.mark.parametrize("path", PAGES)
def test_page_from_the_disk(browser: Browser, static_site: Path, path: str) -> None:
    """What a browser forbids pages on a disk (reading other files by script) is not tried or not missed."""
    with looking(browser) as look:
        look.page.goto((static_site / path).as_uri())
        assert look.complaints == []
        assert look.page.locator("h1").count() == 1
        assert _styled(look.page.locator("header.site").evaluate("e => getComputedStyle(e).borderTopWidth"))


def test_links_lead_on_from_the_disk(browser: Browser, static_site: Path) -> None:
    with looking(browser) as look:
        page = look.page
        page.goto((static_site / "index.html").as_uri())
        page.get_by_role("link", name="Cities", exact=True).first.click()
        page.locator("main").get_by_role("link", name="Hanoi", exact=True).first.click()
        assert page.url.endswith("/doc/city/hanoi.en.html")
        page.get_by_role("link", name="Bahasa Indonesia").click()
        assert page.url.endswith("/doc/city/hanoi.id.html")
        page.locator("header.site").get_by_role("link", name="ASCN-KG").click()
        assert page.url.endswith("/index.id.html")
        assert look.complaints == []


def _styled(width: str) -> bool:
    return width not in ("", "0px")
