"""Every kind of page in a real browser: nothing it complains of, nothing wider than the window, nothing in the way."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.web.browser.accessibility import stumbling_blocks
from tests.web.browser.chromium import NARROW, WIDE, looking
from tests.web.browser.sample import FEW, STEMS

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.slow

# Of the hundreds of terms and rules on their two pages axe-core looks at every twentieth: they are all written alike.
_THIN = "document.querySelectorAll('.term, .rule').forEach((each, at) => at % 20 && each.remove())"
NARROWEST = (320, 640)
PAGES = [*(f"{stem}.en.html" for stem in STEMS), *(f"{stem}.id.html" for stem in FEW)]


@pytest.mark.parametrize("path", PAGES)
def test_page(browser: Browser, served: str, path: str) -> None:
    """Wide and light, then narrow and dark; those that stand for many others also the other way round."""
    missing = path.startswith("missing.")
    thorough = path.split(".")[0] in FEW
    with looking(browser, size=WIDE) as look:
        page = look.page
        reply = page.goto(f"{served}/{path}")
        assert reply is not None
        assert reply.status == (404 if missing else 200)
        faults = {"wide": look.sideways()}
        page.evaluate(_THIN)
        faults["axe"] = stumbling_blocks(page)
        look.picture(f"{path}-wide-light")
        page.emulate_media(color_scheme="dark")
        if thorough:
            faults["axe, dark"] = stumbling_blocks(page, "color-contrast")
            look.picture(f"{path}-wide-dark")
        page.set_viewport_size({"width": NARROW[0], "height": NARROW[1]})
        faults["narrow"] = look.sideways()
        look.picture(f"{path}-narrow-dark")
        if thorough:
            page.emulate_media(color_scheme="light")
            faults["axe, narrow"] = stumbling_blocks(page)
            look.picture(f"{path}-narrow-light")
        page.set_viewport_size({"width": NARROWEST[0], "height": NARROWEST[1]})
        faults["narrowest"] = look.sideways()
        # The browser itself says of a page that is not there that it is not there.
        faults["console"] = [said for said in look.complaints if not (missing and "404" in said)]
    lines = [f"{what}: {fault}" for what, found in faults.items() for fault in found]
    assert not lines, "\n".join(lines)


@pytest.mark.parametrize("path", ["index.en.html", "doc/city/jakarta.id.html", "questions/cities-joined-after.en.html"])
def test_page_on_paper(browser: Browser, served: str, path: str) -> None:
    """On paper there is neither navigation nor a form, but the sources and the line to cite by."""
    with looking(browser) as look:
        look.page.goto(f"{served}/{path}")
        look.page.emulate_media(media="print")
        assert not look.page.locator("header nav").is_visible()
        assert not look.page.locator("main form").first.is_visible()
        assert look.page.locator("footer .cite").is_visible()
        look.picture(f"{path}-print")
