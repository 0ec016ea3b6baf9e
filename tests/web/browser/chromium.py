"""Debian's Chromium, driven by Playwright: one look at a page, and what the browser had to complain of."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import IN_CI, ROOT

if TYPE_CHECKING:
    from playwright.sync_api import Browser, ConsoleMessage, FloatRect, Page

SCREENSHOTS = ROOT / "build" / "screenshots"
WIDE, NARROW = (1440, 900), (390, 844)
_TALLEST = 6000  # pixels of a page that a picture shows

# Nothing but what is asked for: no updates, no look-ups, no first-run pages.
_SWITCHES = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


def executable() -> str:
    """Where Chromium is. Without one: a failure in CI, else a skip."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        reason = "no Chromium: apt-get install chromium"
        if IN_CI:
            pytest.fail(reason)
        pytest.skip(reason)
    return found


@contextmanager
def started() -> Iterator[Browser]:
    """A running Chromium without windows."""
    from playwright.sync_api import sync_playwright  # only the slow run needs it

    path = executable()
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=list(_SWITCHES))
        try:
            yield browser
        finally:
            browser.close()


@dataclass
class Look:
    """One page in a window of its own, and in ``complaints`` what the browser said of it."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    def sideways(self) -> list[str]:
        """What makes the page wider than its window; empty where nothing does."""
        found: list[str] = self.page.evaluate(_SIDEWAYS)
        return found

    def picture(self, name: str) -> Path:
        """Write what the page looks like, from its top, to build/screenshots."""
        SCREENSHOTS.mkdir(parents=True, exist_ok=True)
        file = SCREENSHOTS / f"{re.sub(r'[^a-z0-9.-]+', '-', name.lower())}.png"
        wide, tall = self.page.evaluate("[innerWidth, document.documentElement.scrollHeight]")
        clip: FloatRect = {"x": 0, "y": 0, "width": wide, "height": min(tall, _TALLEST)}
        self.page.screenshot(path=file, full_page=True, clip=clip)
        return file


# Elements past the right edge that no scrolling region of their own holds.
_SIDEWAYS = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const held = (e) => { for (let p = e.parentElement; p && p !== document.body; p = p.parentElement)
    if (['auto', 'scroll', 'hidden'].includes(getComputedStyle(p).overflowX)) return true; return false; };
  const wide = [...document.body.querySelectorAll('*')].filter((e) => e.getBoundingClientRect().right > width + 1);
  return ['page is ' + document.documentElement.scrollWidth + ' wide',
    ...wide.filter((e) => !held(e)).slice(0, 5).map((e) => e.outerHTML.slice(0, 120))];
}"""


@contextmanager
def looking(
    browser: Browser, *, size: tuple[int, int] = WIDE, dark: bool = False, script: bool = True
) -> Iterator[Look]:
    """A fresh window of that size, without cookies or memory of others."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]},
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
        java_script_enabled=script,
    )
    context.set_default_timeout(15_000)
    try:
        look = Look(context.new_page())
        look.page.on("console", lambda said: _note(look, said))
        look.page.on("pageerror", lambda error: look.complaints.append(f"error: {error}"))
        look.page.on("requestfailed", lambda request: look.complaints.append(f"{request.url}: {request.failure}"))
        yield look
    finally:
        context.close()


def _note(look: Look, said: ConsoleMessage) -> None:
    if said.type in ("error", "warning"):
        look.complaints.append(f"{said.type}: {said.text}")
