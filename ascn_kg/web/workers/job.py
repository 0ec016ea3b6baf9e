"""What a worker is asked to do."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urlencode

from ascn_kg.web.document import Document
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
        from ascn_kg.web.negotiation import VARY, negotiate
        from ascn_kg.web.rooms import respond

        target = negotiate(site, self.path, self.accept, self.accept_language)
        if target is None:
            return respond(site, self.path, self.args)
        return see_other(self.path, target, self.args, VARY) if isinstance(target, str) else target


def see_other(path: str, target: str, args: Mapping[str, str], vary: str) -> Document:
    """A redirection from one address to another, both from the site's root, with what was asked.

    It is relative, so that the site may lie anywhere and the name of the host need not be known.

    >>> see_other("id/city/hanoi", "doc/city/hanoi.en.html", {}, "Accept").headers["Location"]
    '../../doc/city/hanoi.en.html'
    """
    document, mark, fragment = target.partition("#")
    here = posixpath.dirname(path)
    relative = posixpath.relpath(document, here) if here else document
    location = relative + (f"?{urlencode(args)}" if args else "") + mark + fragment
    return Document(b"", "text/plain; charset=utf-8", 303, {"Location": location, "Vary": vary})


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
