"""axe-core in a page: what somebody with a screen reader, a keyboard or weak eyes would stumble over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from axe_playwright_python.sync_playwright import Axe

if TYPE_CHECKING:
    from playwright.sync_api import Page

# No rule is switched off.
_WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "best-practice"]


def stumbling_blocks(page: Page, *rules: str) -> list[str]:
    """What axe-core finds against WCAG 2.1 AA and good practice, a line each; with ``rules`` these alone."""
    only = {"type": "rule", "values": list(rules)} if rules else {"type": "tag", "values": _WCAG}
    found = Axe().run(page, options={"runOnly": only, "resultTypes": ["violations"]}).response["violations"]
    return [
        f"{rule['id']}: {_plain(node['target'])}: {_plain(node['html'])} ({_plain(node['failureSummary'])})"
        for rule in found
        for node in rule["nodes"][:5]
    ]


def _plain(text: object) -> str:
    return " ".join(str(text).split())[:200]
