"""A page as tests read it: its links, its anchors, its text by section."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from html.parser import HTMLParser
from urllib.parse import unquote


class Read(HTMLParser):
    """The ``links`` in the main part, ``ids`` on the whole page, ``text`` by the id of the section it stands in.

    ``data`` is the JSON-LD in its head, ``alternates`` the links of the head by media type, ``heads`` the levels of
    its headings in order.
    """

    def __init__(self, content: bytes) -> None:
        super().__init__()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.text: dict[str, str] = defaultdict(str)
        self.data = ""
        self.alternates: dict[str, str] = {}
        self.heads: list[int] = []
        self._main, self._script = False, False
        self._section = ""
        self.feed(content.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        self.ids += [known["id"]] if "id" in known else []
        self._main = self._main or tag == "main"
        self._script = tag == "script"
        if tag == "link" and "type" in known:
            self.alternates[known["type"]] = known["href"]
        if self._main and (tag == "section" or known.get("class") == "summary"):
            self._section = known.get("id") or known.get("class", "")
        if tag == "a" and self._main:
            self.links.append(known.get("href", ""))
        if tag in ("h1", "h2", "h3", "h4"):
            self.heads.append(int(tag[1]))
        if tag in ("p", "li", "td", "th", "dt", "dd", "h2", "h3"):
            self.text[self._section] += "\n"

    def handle_endtag(self, tag: str) -> None:
        self._script = self._script and tag != "script"
        self._main = self._main and tag != "main"

    def handle_data(self, data: str) -> None:
        if self._script:
            self.data += data
        elif self._main:
            self.text[self._section] += data

    @property
    def whole(self) -> str:
        """The text of the main part in one line."""
        return " ".join(" ".join(self.text.values()).split())

    def section(self, id: str) -> str:
        """The text of a section in one line."""
        return " ".join(self.text[id].split())


def inside(path: str, link: str) -> tuple[str, str] | None:
    """The address from the site's root that a link on a page leads to, and its fragment; None for other sites."""
    if link.startswith(("http://", "https://", "mailto:")):
        return None
    address, _, fragment = link.partition("#")
    address = address.partition("?")[0]
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), address)) if address else path
    return unquote(target), fragment
