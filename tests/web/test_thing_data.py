"""Data documents of things: the same triples in every format, exactly as the files have them; JSON-LD of the pages."""

from __future__ import annotations

import json
import re

import pyoxigraph as ox
import pytest
import rdflib
from rdflib.compare import isomorphic

from ascn_kg.namespaces import BASE, RDF, SKOS, TERMS, THINGS
from ascn_kg.web.addresses import iri_of, stem_of
from ascn_kg.web.pages import things
from ascn_kg.web.rdf_document import SUFFIXES
from ascn_kg.web.rooms import respond
from ascn_kg.web.site import Site
from ascn_kg.web.things.index import index_of
from tests.web.reading import Read

SCHEMA = rdflib.Namespace("https://schema.org/")
FORMATS = {"ttl": "turtle", "jsonld": "json-ld", "nt": "nt", "rdf": "xml"}
CHOSEN = (
    "doc/city/hanoi", "doc/membership/hanoi-2018", "doc/source/gnfi-2024", "doc/support/undp-2018",
    "doc/concept/focus-area", "doc/concept/rank/normal", "doc/person/amran", "doc/event/ascn-annual-meeting-6",
)  # fmt: skip
TYPES = {
    "doc/city/hanoi": "AdministrativeArea", "doc/nation/singapore": "Country", "doc/initiative/jakarta-jaki": "Project",
    "doc/event/ascn-annual-meeting-6": "Event", "doc/person/amran": "Person", "doc/organization/ascn": "Organization",
    "doc/source/gnfi-2024": "CreativeWork", "doc/concept/focus-area": "DefinedTermSet",
    "doc/concept/rank/normal": "DefinedTerm", "doc/membership/hanoi-2018": "WebPage",
    "doc/regulation/uu-23-2014": "Legislation",
}  # fmt: skip


def data(site: Site, stem: str, suffix: str) -> rdflib.Graph:
    document = respond(site, f"{stem}.{suffix}")
    assert document.status == 200
    return rdflib.Graph().parse(data=document.content, format=FORMATS[suffix], publicID=BASE)


@pytest.mark.parametrize("stem", CHOSEN)
def test_all_formats_hold_the_same_triples(site: Site, stem: str) -> None:
    first = data(site, stem, "nt")
    assert len(first) > 2
    for suffix in SUFFIXES:
        assert isomorphic(first, data(site, stem, suffix)), suffix


@pytest.mark.slow
def test_every_thing_has_the_same_triples_in_every_format(site: Site) -> None:
    """By oxigraph, which is fast enough to read them all."""
    formats = {
        "ttl": ox.RdfFormat.TURTLE, "jsonld": ox.RdfFormat.JSON_LD, "nt": ox.RdfFormat.N_TRIPLES,
        "rdf": ox.RdfFormat.RDF_XML,
    }  # fmt: skip
    for iris in index_of(site).things.values():
        for iri in iris:
            sets = []
            for suffix, format_ in formats.items():
                document = things.respond(site, f"{stem_of(iri)}.{suffix}", {})
                assert document is not None
                parsed = ox.Dataset(ox.parse(document.content, format=format_, base_iri=BASE))
                parsed.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
                sets.append({str(quad.triple) for quad in parsed})
            assert sets[0]
            assert all(each == sets[0] for each in sets), iri


def test_data_are_what_the_files_say(site: Site) -> None:
    """With the very lexical forms, and without what follows."""
    asserted = {quad.triple for quad in site.knowledge.asserted.statements}
    document = respond(site, "doc/city/hanoi.nt")
    triples = {quad.triple for quad in ox.parse(document.content, format=ox.RdfFormat.N_TRIPLES)}
    assert triples <= asserted
    hanoi = ox.NamedNode(THINGS + "city/hanoi")
    assert {triple for triple in asserted if triple.subject == hanoi} <= triples


def test_data_hold_what_points_to_a_thing_and_what_that_rests_on(site: Site) -> None:
    graph = data(site, "doc/city/hanoi", "ttl")
    memberships = set(graph.subjects(rdflib.URIRef(TERMS + "memberCity"), rdflib.URIRef(THINGS + "city/hanoi")))
    assert len(memberships) == 3
    evidence = {o for each in memberships for o in graph.objects(each, rdflib.URIRef(TERMS + "evidence"))}
    assert evidence
    for node in evidence:
        source = graph.value(node, rdflib.URIRef(TERMS + "fromSource"))
        assert source is not None
        assert list(graph.objects(source, rdflib.RDFS.label))


def test_the_data_of_a_source_hold_all_its_evidence(site: Site) -> None:
    graph = data(site, "doc/source/gnfi-2024", "ttl")
    said = index_of(site).subjects(THINGS + "source/gnfi-2024", "fromSource")
    assert {str(each) for each in graph.subjects(rdflib.URIRef(TERMS + "fromSource"))} == set(said)


def test_a_mere_mark_does_not_bring_along_all_it_marks(site: Site) -> None:
    assert len(data(site, "doc/concept/rank/normal", "nt")) < 30


@pytest.mark.parametrize("stem", CHOSEN)
def test_pages_name_their_data(site: Site, stem: str) -> None:
    document = respond(site, f"{stem}.id.html")
    slug = stem.rpartition("/")[2]
    for suffix, media in (("ttl", "text/turtle"), ("jsonld", "application/ld+json"), ("rdf", "application/rdf+xml")):
        assert f'<{slug}.{suffix}>; rel="alternate"; type="{media}"' in document.headers["Link"]
        assert Read(document.content).alternates[media].endswith(f"{slug}.{suffix}")


@pytest.mark.parametrize("stem", TYPES)
def test_pages_carry_schema_org_that_parses(site: Site, stem: str) -> None:
    page = Read(respond(site, f"{stem}.en.html").content)
    graph = rdflib.Graph().parse(data=page.data, format="json-ld")
    thing = rdflib.URIRef(iri_of(stem) or "")
    assert graph.value(thing, rdflib.RDF.type) == SCHEMA[TYPES[stem]]
    assert list(graph.objects(thing, SCHEMA.name))
    assert not [node for node in graph.objects() if str(node).startswith("file:")]


def test_schema_org_says_what_the_page_says(site: Site) -> None:
    hanoi = json.loads(Read(respond(site, "doc/city/hanoi.en.html").content).data)
    assert hanoi["sameAs"] == [{"@id": "http://www.wikidata.org/entity/Q1858"}]
    assert hanoi["geo"] == {"@type": "GeoCoordinates", "latitude": 21.0245, "longitude": 105.84117}
    assert hanoi["containedInPlace"][0]["@id"] == THINGS + "nation/viet-nam"
    assert {work["@id"].rpartition("/")[2] for work in hanoi["subjectOf"]} >= {"asean-portal-2026", "gnfi-2024"}
    meeting = json.loads(Read(respond(site, "doc/event/ascn-annual-meeting-6.en.html").content).data)
    assert meeting["startDate"].startswith("2023-07-1")
    article = json.loads(Read(respond(site, "doc/source/asean-monitoring-2025.en.html").content).data)
    assert article["datePublished"] == "2025-09-30"
    assert article["publisher"][0]["name"] == "ASEAN Secretariat"


def test_close_is_not_called_the_same(site: Site) -> None:
    index = index_of(site)
    for iri in index.things["city"]:
        close = set(index.iris(iri, SKOS + "closeMatch"))
        page = Read(respond(site, f"{stem_of(iri)}.en.html").content)
        assert close.isdisjoint(each["@id"] for each in json.loads(page.data).get("sameAs", []))
        break


@pytest.mark.slow
def test_every_page_carries_schema_org_that_parses(site: Site) -> None:
    kinds = set()
    for iris in index_of(site).things.values():
        for iri in iris[::5]:
            document = things.respond(site, f"{stem_of(iri)}.id.html", {})
            assert document is not None
            found = re.search(rb'<script type="application/ld\+json">(.*?)</script>', document.content, re.DOTALL)
            assert found is not None
            assert b"<" not in found[1]
            parsed = list(ox.parse(found[1], format=ox.RdfFormat.JSON_LD, base_iri=BASE))
            types = {q.object for q in parsed if q.predicate.value == RDF + "type" and q.subject == ox.NamedNode(iri)}
            assert len(types) == 1, iri
            kinds |= types
    assert len(kinds) > 12
