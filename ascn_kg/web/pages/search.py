"""The search: a page that answers, and the index that static/search.js answers from where there is no server."""

from __future__ import annotations

import json
import sys
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

from ascn_kg.questions.question import LANGUAGES
from ascn_kg.web.document import Document
from ascn_kg.web.media_types import MEDIA_TYPES
from ascn_kg.web.searching.entries import Entry, entries
from ascn_kg.web.searching.ranking import LONGEST, Ranking
from ascn_kg.web.site import Site
from ascn_kg.web.view import View

STEM = "search"
_SHOWN = 60


def paths(site: Site) -> Iterator[str]:
    """The page and its index in both languages."""
    yield from (f"{STEM}.{lang}.{suffix}" for lang in LANGUAGES for suffix in ("html", "js"))


def respond(site: Site, path: str, args: Mapping[str, str]) -> Document | None:
    """The page with what was found for ``q``, or the index."""
    for lang in LANGUAGES:
        if path == f"{STEM}.{lang}.js":
            return _index(site, lang)
        if path == f"{STEM}.{lang}.html":
            return _page(site, View(path, lang, args, site.live))
    return None


def _page(site: Site, view: View) -> Document:
    asked = " ".join(view.args.get("q", "")[:LONGEST].split())
    found = ranking(site, view.lang).find(asked) if site.live else None
    known = entries(site)
    return site.render(
        "search.html",
        view,
        asked=asked,
        found=found,
        shown=[known[place] for place in found.places[:_SHOWN]] if found else [],
        index=f"{STEM}.{view.lang}.js",
    )


@lru_cache(maxsize=8)
def ranking(site: Site, lang: str) -> Ranking:
    """The index of all entries, made once for each language. A server may call it before the first search."""
    known = entries(site)
    return Ranking(
        names=[entry.names for entry in known],
        kinds=[entry.kinds.values() for entry in known],
        around=[entry.around for entry in known],
        weights=[entry.weight for entry in known],
        keys=[(len(entry.titles[lang]), entry.stem) for entry in known],
    )


@lru_cache(maxsize=4)
def _index(site: Site, lang: str) -> Document:
    said = {"shown": _SHOWN, "marks": _marks(), "entries": [_row(entry, lang) for entry in entries(site)]}
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":")).replace("],[", "],\n[")
    # As a script, since a page opened from a disk may load that, but may read no file.
    return Document(f"globalThis.ascnIndex = {text};\n".encode(), MEDIA_TYPES["js"])


def _marks() -> str:
    """The characters that :func:`~ascn_kg.labels.fold` drops as combining, as a class of a regular expression."""
    found = [point for point in range(sys.maxunicode + 1) if unicodedata.combining(chr(point))]
    starts = [point for point in found if not unicodedata.combining(chr(point - 1))]
    ends = [point for point in found if not unicodedata.combining(chr(point + 1))]
    return "".join(f"\\u{{{start:x}}}-\\u{{{end:x}}}" for start, end in zip(starts, ends, strict=True))


def _row(entry: Entry, lang: str) -> list[object]:
    """Address, weight, title, kind, line, then names, kinds in all languages, and words around it."""
    return [
        entry.stem,
        entry.weight,
        entry.titles[lang],
        entry.kinds[lang],
        entry.lines[lang],
        entry.names,
        list(entry.kinds.values()),
        entry.around,
    ]
