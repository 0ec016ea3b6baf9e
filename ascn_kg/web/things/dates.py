"""When something was so, in words: what the document says, else the day it was seen."""

from __future__ import annotations

import re

from ascn_kg.questions.dates import in_words
from ascn_kg.web.things.index import Index

_OPEN_END = re.compile(r"\[(.+)\.\.\]")
_OPEN_START = re.compile(r"\[\.\.(.+)\]")
_WORDS = {
    "en": {
        "once": "at some time {}", "lasting": "at least until {}", "until": "until {}", "seen": "seen on {}",
        "undated": "undated",
    },
    "id": {
        "once": "suatu waktu {}", "lasting": "setidaknya sampai {}", "until": "sampai {}", "seen": "terlihat pada {}",
        "undated": "tanpa tanggal",
    },
}  # fmt: skip


def when(index: Index, iri: str, lang: str) -> str:
    """The dates of a thing in words; an empty string where it has none.

    An end that is open, which says that the thing had not ended by then, is "at least until" it. Where it had begun
    by a later day than that, all that is known is that it was so at some time between the two.
    """
    words, parts = _WORDS[lang], []
    if once := _once(index, iri):
        return words["once"].format(in_words(once, lang))
    if stated := index.one(iri, "stated"):
        parts.append(in_words(stated, lang))
    if end := index.one(iri, "statedEnd"):
        lasting = _OPEN_END.fullmatch(end)
        if not lasting:
            parts.append(_end(end, lang))
        elif lasting[1] != stated:  # "January 2026, at least until January 2026" says it twice
            parts.append(words["lasting"].format(in_words(lasting[1], lang)))
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


def _once(index: Index, iri: str) -> str | None:
    begun = _OPEN_START.fullmatch(index.one(iri, "stated") or "")
    lasting = _OPEN_END.fullmatch(index.one(iri, "statedEnd") or "")
    latest, end = index.one(iri, "latest"), index.one(iri, "endEarliest")
    if not (begun and lasting and latest and end and end <= latest):
        return None
    if begun[1] == lasting[1]:
        return begun[1]
    alike = len(begun[1]) == len(lasting[1])  # two months, two years, two days
    return f"[{lasting[1]}..{begun[1]}]" if alike else f"[{end}..{latest}]"


def _end(end: str, lang: str) -> str:
    return _WORDS[lang]["until"].format(in_words(end, lang))
