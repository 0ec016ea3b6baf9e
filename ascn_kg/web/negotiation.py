"""Where the address of a thing leads: to its page in a language, or to its data in a format."""

from __future__ import annotations

import re

from ascn_kg.namespaces import BASE, KINDS
from ascn_kg.questions.question import LANGUAGES
from ascn_kg.web.addresses import ON_THEIR_SOURCE, iri_of
from ascn_kg.web.document import Document
from ascn_kg.web.media import best_language, best_media_type
from ascn_kg.web.media_types import MEDIA_TYPES
from ascn_kg.web.rdf_document import SUFFIXES
from ascn_kg.web.site import Site

__all__ = ["VARY", "best_language", "best_media_type", "negotiate"]

VARY = "Accept, Accept-Language"

# What an address may be asked for, best first, by suffix.
_TYPE = {"html": "text/html", **{suffix: MEDIA_TYPES[suffix].partition(";")[0] for suffix in SUFFIXES}}
_ALL = tuple(_TYPE)
_PAGE = ("html",)
_TURTLE = ("ttl",)

_SUFFIX = re.compile(rf"(.+)\.({'|'.join(_ALL)})")
# Pages that stand for nothing in the graph.
_PAGES = ("questions", "things", "search", "editor", "help")
_VOCABULARIES = ("ontology", "shapes", "dataset")
_VERSION = re.compile(r"ontology/\d+\.\d+\.\d+")
_LONGEST = 300


def negotiate(site: Site, path: str, accept: str | None, accept_language: str | None) -> str | Document | None:
    """Where ``path`` (from the root of the site, without a leading slash) leads whoever sent these headers.

    The address, from the site's root, of a page or data document, to be answered with 303 See Other and :data:`VARY`;
    a :class:`Document` with status 406 where there is nothing the client takes; None where the path stands for no
    thing or is a document already. A suffix (``id/city/hanoi.ttl``, ``.html``) decides for itself.

    >>> from ascn_kg.knowledge import load
    >>> site = Site(load())
    >>> negotiate(site, "id/city/hanoi", "text/turtle", None), negotiate(site, "id/city/hanoi.html", None, "id")
    ('doc/city/hanoi.ttl', 'doc/city/hanoi.id.html')
    """
    if len(path) > _LONGEST:
        return None
    language = best_language(accept_language)
    if (found := _document_of(site, path)) is not None:
        stem, offered = found
        media = best_media_type([_TYPE[suffix] for suffix in offered], accept)
        if media is None:
            return _not_acceptable(stem, offered)
        return _address(stem, next(suffix for suffix in offered if _TYPE[suffix] == media), language)
    asked = _SUFFIX.fullmatch(path)
    if asked is None or (found := _document_of(site, asked[1])) is None or asked[2] not in found[1]:
        return None
    target = _address(found[0], asked[2], language)
    return None if target == path else target


def _document_of(site: Site, path: str) -> tuple[str, tuple[str, ...]] | None:
    """The stem of the document that tells of what the path stands for, perhaps with a fragment, and its suffixes."""
    iri = BASE + path
    if path.startswith(("id/", "concept/")) and iri in site.stated:
        stem = site.stem(iri)
        return (stem, _ALL) if stem else None
    if path.startswith("doc/") and (thing := iri_of(path) or "") in site.stated and site.stem(thing) == path:
        return path, _ALL
    if path in _VOCABULARIES:
        return path, _ALL
    if _VERSION.fullmatch(path):
        return "ontology", _ALL
    if path.startswith("graph/") and iri in site.graph.files:
        return path, _TURTLE
    start, _, kind = path.partition("/")
    if start in ("id", "doc") and (kind == "concept" or (kind in KINDS and kind not in ON_THEIR_SOURCE)):
        return f"doc/{kind}", _PAGE
    if path in _PAGES or (start == "questions" and kind in site.knowledge.questions):
        return path, _PAGE
    return None


def _address(stem: str, suffix: str, language: str) -> str:
    """The address of a document; the data of a part stand in the whole document."""
    whole, mark, fragment = stem.partition("#")
    return f"{whole}.{language}.html{mark}{fragment}" if suffix == "html" else f"{whole}.{suffix}"


def _not_acceptable(stem: str, offered: tuple[str, ...]) -> Document:
    """What there is instead of what was asked for, as RFC 9110, section 15.5.7, wishes."""
    whole = stem.partition("#")[0]
    lines = [f"{_TYPE[suffix]}  /{_address(whole, suffix, LANGUAGES[0])}\n" for suffix in offered]
    text = "None of these media types was accepted:\n" + "".join(lines)
    return Document(text.encode(), "text/plain; charset=utf-8", 406, {"Vary": VARY})
