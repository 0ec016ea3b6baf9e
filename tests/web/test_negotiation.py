"""Which document an address leads to, by the headers of whoever asks (RFC 9110, RFC 4647)."""

from __future__ import annotations

import pytest

from ascn_kg.namespaces import BASE
from ascn_kg.web.addresses import ON_THEIR_SOURCE
from ascn_kg.web.document import Document
from ascn_kg.web.media import best_language, best_media_type
from ascn_kg.web.negotiation import VARY, negotiate
from ascn_kg.web.rooms import respond
from ascn_kg.web.site import Site

HTML, TURTLE, JSON_LD = "text/html", "text/turtle", "application/ld+json"
OFFERS = (HTML, TURTLE, JSON_LD)
FIREFOX = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize(
    ("accept", "best"),
    [
        (None, HTML),
        ("", HTML),
        ("*/*", HTML),
        (FIREFOX, HTML),
        ("text/turtle", TURTLE),
        ("TEXT/Turtle", TURTLE),
        ("text/turtle;q=0.5, application/ld+json;q=0.6", JSON_LD),
        ("text/turtle, */*;q=0.1", TURTLE),
        ("text/turtle, */*", TURTLE),  # what is named comes before what is let through
        ("text/*", HTML),
        ("text/*;q=0.3, text/html;q=0.2, */*;q=0.1", TURTLE),
        ("*/*, text/html;q=0", TURTLE),
        ("application/*", JSON_LD),
        ("image/png", None),
        ("text/html;q=0", None),
        ("text/html;level=1", None),  # we have no such level
        ("text/turtle; charset=utf-8", TURTLE),
        ("text/turtle;q=1.000, text/html;q=0.999", TURTLE),
        ("text/turtle;q=2, application/ld+json;q=0.1", JSON_LD),  # no weight: that range is passed over
        ("text/turtle;q=0.1234, application/ld+json;q=0.1", JSON_LD),
        ("nonsense, text/turtle", TURTLE),
        ("*/turtle, application/ld+json", JSON_LD),
        ('text/turtle;title="a, b;q=0", text/html;q=0.5', HTML),
        ("text/turtle ; q=0.5 , application/ld+json ; q=0.4", TURTLE),
        (",,text/turtle,,", TURTLE),
    ],
)
def test_the_most_liked_media_type_is_chosen(accept: str | None, best: str | None) -> None:
    assert best_media_type(OFFERS, accept) == best


@pytest.mark.parametrize(
    ("accept", "best"),
    [
        (None, "en"),
        ("", "en"),
        ("id", "id"),
        ("id-ID,id;q=0.9,en;q=0.8", "id"),
        ("in", "id"),  # the code of Indonesian before 1989
        ("ID", "id"),
        ("en;q=0.5, id-ID;q=0.6", "id"),
        ("fr, de", "en"),
        ("*", "en"),
        ("en;q=0, *", "id"),
        ("fr, *;q=0.5, en;q=0.1", "id"),
        ("id;q=banana, en", "en"),
        ("idx", "en"),
    ],
)
def test_the_most_liked_language_is_chosen(accept: str | None, best: str) -> None:
    assert best_language(accept) == best


@pytest.mark.parametrize("hostile", ['"' * 20000, 'a/b;x="\\' * 5000, "text/*," * 20000, "é/ü;q=½", "\0", "q=1"])
def test_no_header_is_too_strange(hostile: str) -> None:
    best_media_type(OFFERS, hostile)
    assert best_language(hostile) == "en"


@pytest.mark.parametrize(
    ("path", "accept", "target"),
    [
        ("id/city/hanoi", FIREFOX, "doc/city/hanoi.en.html"),
        ("id/city/hanoi", TURTLE, "doc/city/hanoi.ttl"),
        ("id/city/hanoi", JSON_LD, "doc/city/hanoi.jsonld"),
        ("id/city/hanoi", "application/n-triples", "doc/city/hanoi.nt"),
        ("id/city/hanoi", "application/rdf+xml", "doc/city/hanoi.rdf"),
        ("doc/city/hanoi", TURTLE, "doc/city/hanoi.ttl"),
        ("id/city/hanoi.html", TURTLE, "doc/city/hanoi.en.html"),
        ("id/city/hanoi.ttl", FIREFOX, "doc/city/hanoi.ttl"),
        ("id/city/hanoi.rdf", None, "doc/city/hanoi.rdf"),
        ("doc/city/hanoi.html", None, "doc/city/hanoi.en.html"),
        ("id/city", None, "doc/city.en.html"),
        ("doc/city", None, "doc/city.en.html"),
        ("concept/focus-area", None, "doc/concept/focus-area.en.html"),
        ("concept/rank/normal", TURTLE, "doc/concept/rank/normal.ttl"),
        ("ontology", None, "ontology.en.html"),
        ("ontology", TURTLE, "ontology.ttl"),
        ("ontology/1.1.0", TURTLE, "ontology.ttl"),
        ("shapes", None, "shapes.en.html"),
        ("dataset", TURTLE, "dataset.ttl"),
        ("graph/data/cities", FIREFOX, "graph/data/cities.ttl"),
        ("questions/sources", FIREFOX, "questions/sources.en.html"),
        ("things", None, "things.en.html"),
        # evidence is told on the page of its source
        ("id/evidence/gnfi-2024-44-73", None, "doc/source/gnfi-2024.en.html#gnfi-2024-44-73"),
        ("id/evidence/gnfi-2024-44-73", TURTLE, "doc/source/gnfi-2024.ttl"),
        ("id/omission/gnfi-2024-1754-1822.html", None, "doc/source/gnfi-2024.en.html#gnfi-2024-1754-1822"),
    ],
)
def test_an_address_leads_to_its_document(site: Site, path: str, accept: str | None, target: str) -> None:
    assert negotiate(site, path, accept, None) == target
    assert negotiate(site, path, accept, "id") == target.replace(".en.html", ".id.html")


@pytest.mark.parametrize(
    "path",
    [
        "doc/city/hanoi.en.html",  # documents already
        "doc/city/hanoi.ttl",
        "graph/data/cities.ttl",
        "id/city/nowhere",
        "id/city/nowhere.ttl",
        "id/city/",
        "id/city/hanoi/",
        "id/city/hanoi.exe",
        "id/city/../city/hanoi",
        "id/city/hanoi\0",
        'id/city/ha"noi',
        "id/city/%2e%2e",
        "id/" + "x" * 5000,
        "graph/../secret",
        "graph/data/nothing",
        "graph/data/cities.html",
        "doc/evidence",
        "concept/nothing",
        "sources",
        "",
        ".ttl",
    ],
)
def test_no_document_for_what_is_none(site: Site, path: str) -> None:
    assert negotiate(site, path, None, None) is None


def test_what_nobody_here_writes_is_refused_with_what_there_is(site: Site) -> None:
    refused = negotiate(site, "id/city/hanoi", "image/png", None)
    assert isinstance(refused, Document)
    assert refused.status == 406
    assert refused.headers["Vary"] == VARY
    assert b"text/turtle  /doc/city/hanoi.ttl\n" in refused.content


def test_every_iri_of_ours_leads_somewhere(site: Site) -> None:
    lost = []
    for iri in site.stated:
        path, hash_, _ = iri.removeprefix(BASE).partition("#")
        if iri.startswith(BASE) and not isinstance(negotiate(site, path, FIREFOX, None), str):
            lost.append(iri + hash_)
    assert lost == []


def test_evidence_has_its_place_on_the_page_it_leads_to(site: Site) -> None:
    for kind in ON_THEIR_SOURCE:
        some = sorted(iri for iri in site.stated if iri.startswith(f"{BASE}id/{kind}/"))[::400]
        assert some
        for iri in some:
            target = negotiate(site, iri.removeprefix(BASE), FIREFOX, "id")
            assert isinstance(target, str)
            path, _, fragment = target.partition("#")
            assert f'id="{fragment}"'.encode() in respond(site, path).content
