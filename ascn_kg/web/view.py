"""One look at a page: its address, its language, what was asked of it."""

from __future__ import annotations

import re
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
        folder = self.path[: self.path.rfind("/") + 1]
        return _relative(path, folder) + (f"?{urlencode(args)}" if args else "") + mark + fragment

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
    """By the letters alone: what is in a folder of this machine, such as the one we run in, is nobody's business."""
    to, start = path.split("/"), folder.split("/")[:-1]
    same = 0
    while same < min(len(to) - 1, len(start)) and to[same] == start[same]:
        same += 1
    found = "../" * (len(start) - same) + "/".join(to[same:])
    # Somebody may ask for a path that would be an address of another kind or place, such as javascript:….
    return f"./{found}" if path and _ELSEWHERE.match(found) else found


_ELSEWHERE = re.compile(r"[^/]*:|/|\\|$")
