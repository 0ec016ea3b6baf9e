"""A thing in the words of schema.org, for search engines: JSON-LD that stands in its page."""

from __future__ import annotations

import json
import re
from typing import Any

from markupsafe import Markup

from ascn_kg.namespaces import RDF, RDFS, SKOS
from ascn_kg.web.things.page import ThingPage
from ascn_kg.web.things.telling import Telling

SCHEMA = "https://schema.org/"
CONTEXT = {"@vocab": SCHEMA}

# What the ontology's alignments leave open.
_OTHERS = {SKOS + "ConceptScheme": "DefinedTermSet", SKOS + "Concept": "DefinedTerm"}
# Of these schema.org says "citation"; of all else, that a document is about it.
_WORKS = ("CreativeWork", "DefinedTermSet", "Legislation", "Quotation", "Comment", "Dataset", "WebPage")
# EDTF that is an ISO 8601 date as well.
_DATE = re.compile(r"\d{4}(-\d\d){0,2}")
_LINKS = {
    "inNation": "containedInPlace", "heldIn": "location", "locatedIn": "location", "meetingOf": "organizer",
    "publisher": "publisher", "author": "author", "editor": "editor", "translator": "translator",
    "operatedBy": "provider", "saidBy": "creator", "about": "about",
}  # fmt: skip


def described(page: ThingPage) -> Markup:
    """The JSON-LD of a thing, safe to stand in a script element."""
    text = json.dumps(_described(page), ensure_ascii=False, sort_keys=True)
    return Markup(text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e"))


def _described(page: ThingPage) -> dict[str, Any]:
    telling, iri, index = page.telling, page.iri, page.telling.index
    kind = _kind(telling, page.classes)
    found: dict[str, Any] = {"@context": CONTEXT, "@id": iri, "@type": kind, "name": _names(page, variants=False)}
    if variants := _names(page, variants=True):
        found["alternateName"] = variants
    for term in ("gist", SKOS + "definition", "function", "purpose", "vision"):
        if text := index.text(iri, term, telling.lang):
            found["description"] = {"@value": text.value, "@language": text.language}
            break
    for term, property_ in _LINKS.items():
        if values := index.iris(iri, term):
            found[property_] = [_named(telling, value) for value in values]
    if same := [match.iri for match in page.matches if match.exact]:
        found["sameAs"] = [{"@id": each} for each in same]
    if page.position:
        latitude, longitude = page.position
        found["geo"] = {"@type": "GeoCoordinates", "latitude": latitude, "longitude": longitude}
    found.update(_dates(telling, iri, kind))
    if schemes := index.iris(iri, SKOS + "inScheme"):
        found["inDefinedTermSet"] = [_named(telling, each) for each in schemes]
    if languages := index.values(iri, "inLanguage"):
        found["inLanguage"] = [value.value for value in languages if hasattr(value, "value")]
    if url := index.one(iri, "url"):
        found["url"] = {"@id": url}
    if kind == "WebPage":
        found["about"] = [_named(telling, each) for each in _legs(telling, iri)]
    if sources := _sources(page):
        found["citation" if kind in _WORKS else "subjectOf"] = sources
    return found


def _kind(telling: Telling, classes: list[str]) -> str:
    """The nearest class of schema.org, by the alignments of the ontology; a page about a statement has none."""
    index, todo, seen = telling.index, list(classes), set[str]()
    while todo:
        here = todo.pop(0)
        if here in _OTHERS and not any(each.startswith(SCHEMA) for each in todo):
            return _OTHERS[here]
        above = [*index.iris(here, RDFS + "subClassOf"), *index.iris(here, SKOS + "closeMatch")]
        if found := next((each for each in above if each.startswith(SCHEMA)), None):
            return found.removeprefix(SCHEMA)
        todo += [each for each in above if each not in seen]
        seen.update(above)
    return "WebPage"


def _names(page: ThingPage, *, variants: bool) -> list[dict[str, str]]:
    found = [
        {"@value": name.text, **({"@language": name.tag} if name.tag else {})}
        for name in page.names
        if name.variant is variants
    ]
    return found or ([] if variants else [{"@value": page.title, "@language": page.telling.lang}])


def _named(telling: Telling, iri: str) -> dict[str, Any]:
    return {"@id": iri, "@type": _kind(telling, telling.index.iris(iri, RDF + "type")), "name": telling.title(iri)}


def _legs(telling: Telling, iri: str) -> list[str]:
    """The things a statement is about."""
    quads = telling.site.stated[iri]
    found = [
        quad.object.value for quad in quads
        if hasattr(quad.object, "value")
        and telling.site.labels.label(str(quad.object.value), telling.lang)
        and quad.predicate.value not in telling.index.evidence_terms
        and "/id/" in str(quad.object.value)
    ]  # fmt: skip
    return list(dict.fromkeys(found))


def _dates(telling: Telling, iri: str, kind: str) -> dict[str, str]:
    start, _, end = (telling.index.one(iri, "stated") or "").partition("/")
    found = {}
    if _DATE.fullmatch(start):
        found["datePublished" if kind in _WORKS else "startDate"] = start
    if _DATE.fullmatch(end) and kind not in _WORKS:
        found["endDate"] = end
    return found if kind in _WORKS or kind == "Event" else {}


def _sources(page: ThingPage) -> list[dict[str, Any]]:
    found: dict[str, dict[str, Any]] = {}
    for citation, _ in page.sources:
        if citation.source != page.iri:
            work: dict[str, Any] = {"@id": citation.source, "@type": "CreativeWork", "name": citation.title}
            if citation.url:
                work["url"] = {"@id": citation.url}
            found.setdefault(citation.source, work)
    return list(found.values())
