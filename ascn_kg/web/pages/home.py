"""The first page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ascn_kg.questions.question import LANGUAGES
from ascn_kg.web.document import Document
from ascn_kg.web.site import Site
from ascn_kg.web.view import View, lang_of


def paths(site: Site) -> Iterator[str]:
    """The first page in both languages, and the English one where a host shows it by itself."""
    yield from ("index.html", *(f"index.{lang}.html" for lang in LANGUAGES))


def respond(site: Site, path: str, args: Mapping[str, str]) -> Document | None:
    """The first page."""
    if path == "index.html":
        return site.render("home.html", View("index.en.html", "en", args, site.live))
    page = lang_of(path)
    if page is None or page[0] != "index":
        return None
    return site.render("home.html", View(path, page[1], args, site.live))
