"""One look at a page: its address, its language, what was asked of it."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from urllib.parse import urlencode

from ascn_kg.questions.question import LANGUAGES


@dataclass(frozen=True)
class View:
    """``path`` is the address from the site's root (``doc/city/hanoi.en.html``), ``args`` the query behind it.

    ``live`` is False for a page written to a file, where nothing can be asked of a server.
    """

    path: str
    lang: str
    args: Mapping[str, str] = field(default_factory=dict)
    live: bool = True

    def link(self, target: str, **args: str) -> str:
        """The address of ``target`` (from the site's root) as this page writes it, so that a site may lie anywhere.

        >>> View("doc/city/hanoi.en.html", "en").link("questions.en.html#time")
        '../../questions.en.html#time'
        """
        path, mark, fragment = target.partition("#")
        return _relative(path, posixpath.dirname(self.path)) + (f"?{urlencode(args)}" if args else "") + mark + fragment

    def page(self, stem: str, **args: str) -> str:
        """The address of a page in this page's language: ``page("doc/city/hanoi")``."""
        path, mark, fragment = stem.partition("#")
        return self.link(f"{path}.{self.lang}.html{mark}{fragment}", **args)

    def say(self, en: str, id: str) -> str:
        """The words in this page's language."""
        return en if self.lang == "en" else id

    def here(self, lang: str) -> str:
        """The address of this page, with what was asked of it, in another language."""
        path, args = self.path, dict(self.args)
        for known in LANGUAGES:
            path = path.removesuffix(f".{known}.html") if path.endswith(f".{known}.html") else path
        return self.link(f"{path}.{lang}.html", **args)


def lang_of(path: str) -> tuple[str, str] | None:
    """Stem and language of a page's address, None for what is no page.

    >>> lang_of("doc/city/hanoi.id.html")
    ('doc/city/hanoi', 'id')
    """
    for lang in LANGUAGES:
        if path.endswith(f".{lang}.html"):
            return path.removesuffix(f".{lang}.html"), lang
    return None


# A page links to the same few places again and again.
@lru_cache(maxsize=4_096)
def _relative(path: str, folder: str) -> str:
    return posixpath.relpath(path, folder) if folder else path
