"""When something was so, in words: what the document says, else the day it was seen."""

from __future__ import annotations

import re

from ascn_kg.questions.dates import in_words
from ascn_kg.web.things.index import Index

_OPEN_END = re.compile(r"\[(.+)\.\.\]")
_WORDS = {
    "en": {"lasting": "at least until {}", "until": "until {}", "seen": "seen on {}", "undated": "undated"},
    "id": {
        "lasting": "setidaknya sampai {}", "until": "sampai {}", "seen": "terlihat pada {}", "undated": "tanpa tanggal",
    },
}  # fmt: skip


def when(index: Index, iri: str, lang: str) -> str:
    """The dates of a thing in words; an empty string where it has none.

    An end that is open, which says that the thing had not ended by then, is "at least until" it.
    """
    words, parts = _WORDS[lang], []
    if stated := index.one(iri, "stated"):
        parts.append(in_words(stated, lang))
    if end := index.one(iri, "statedEnd"):
        lasting = _OPEN_END.fullmatch(end)
        parts.append(words["lasting"].format(in_words(lasting[1], lang)) if lasting else _end(end, lang))
    if not parts and (seen := index.one(iri, "seenOn")):
        parts.append(words["seen"].format(in_words(seen, lang)))
    if not parts and index.one(iri, "undated"):
        parts.append(words["undated"])
    return ", ".join(parts)


def year(index: Index, iri: str) -> str:
    """The year by which a thing began or was seen, four digits; an empty string where none is stated."""
    for term in ("seenOn", "earliest", "latest", "endEarliest"):
        if found := index.one(iri, term):
            return found[:4]
    return ""


def sorting(index: Index, iri: str) -> str:
    """What statements are sorted by: the first day they can be of, those without any last."""
    days = [found for term in ("earliest", "seenOn", "latest", "endEarliest") if (found := index.one(iri, term))]
    return days[0] if days else "~"


def _end(end: str, lang: str) -> str:
    return _WORDS[lang]["until"].format(in_words(end, lang))
