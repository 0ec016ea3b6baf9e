"""What a worker is asked to do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Protocol
from urllib.parse import quote

from ascn_kg.web.document import Document
from ascn_kg.web.media import best_language
from ascn_kg.web.site import Site
from ascn_kg.web.view import View


class Job(Protocol):
    """A small object that can be pickled and whose class a worker can import."""

    def run(self, site: Site) -> Document:
        """The answer. What it raises is told as a fault of ours: the mistakes of a reader are documents."""


@dataclass(frozen=True)
class PageJob:
    """The document at an address, or where the address leads a reader with these ``Accept`` headers."""

    path: str
    args: Mapping[str, str] = field(default_factory=dict)
    accept: str | None = None
    accept_language: str | None = None

    def run(self, site: Site) -> Document:
        from ascn_kg.web import negotiation
        from ascn_kg.web.asking import api
        from ascn_kg.web.rooms import respond

        if not self.path:
            page = f"index.{best_language(self.accept_language)}.html"
            return see_other(self.path, page, self.args, "Accept-Language")
        asked = api.ask_target(self.path, self.args, self.accept, self.accept_language)
        if isinstance(asked, api.Target):
            if asked.is_page:
                return see_other(self.path, quote(asked.path), asked.args, api.VARY)
            document = respond(site, asked.path, asked.args)
            here = relative(self.path, quote(asked.path), asked.args)
            return replace(document, headers={**document.headers, "Vary": api.VARY, "Content-Location": here})
        target = asked or negotiation.negotiate(site, self.path, self.accept, self.accept_language)
        if isinstance(target, str):
            return see_other(self.path, quote(target, safe="/#"), self.args, negotiation.VARY)
        return respond(site, self.path, self.args) if target is None else target


def see_other(path: str, target: str, args: Mapping[str, str], vary: str) -> Document:
    """A redirection from one address to another, both from the site's root, with what was asked."""
    return Document(b"", "text/plain; charset=utf-8", 303, {"Location": relative(path, target, args), "Vary": vary})


def relative(path: str, target: str, args: Mapping[str, str]) -> str:
    """``target`` as seen from ``path``, so that the site may lie anywhere and no host need be named.

    >>> relative("id/city/hanoi", "doc/city/hanoi.en.html", {})
    '../../doc/city/hanoi.en.html'
    """
    return View(path, "en").link(target, **args)


@dataclass(frozen=True)
class ProblemJob:
    """The page that says in a language what is wrong with a request; ``path`` is the address as it was sent."""

    path: str
    lang: str
    status: int
    detail: str = ""

    def run(self, site: Site) -> Document:
        from ascn_kg.web.problems import problem_page

        return problem_page(site, View(self.path, self.lang, {}, site.live), self.status, self.detail)
