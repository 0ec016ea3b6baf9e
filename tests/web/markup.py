"""A page as its elements: what stands at each anchor, where its links lead."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = frozenset(["br", "hr", "img", "input", "link", "meta", "source", "wbr"])


@dataclass
class Markup(HTMLParser):
    """The anchors of a page with how often each stands there, its links, and the text inside each anchor."""

    page: str
    anchors: Counter[str] = field(default_factory=Counter)
    links: list[str] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__init__()
        self._open: list[tuple[str, str | None]] = []
        self.feed(self.page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        said = dict(attrs)
        anchor = said.get("id")
        if anchor:
            self.anchors[anchor] += 1
        if tag == "a" and said.get("href"):
            self.links.append(str(said["href"]))
        if tag not in _VOID:
            self._open.append((tag, anchor))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        for _, anchor in self._open:
            if anchor:
                self.texts[anchor] = self.texts.get(anchor, "") + data
