"""The data set as it is described: what it says of itself is what is there."""

from __future__ import annotations

import json
import re

import pyoxigraph as ox
import pytest

from ascn_kg.coverage import coverage
from ascn_kg.namespaces import BASE, PREFIXES, RDF, TERMS
from ascn_kg.questions.question import LANGUAGES
from ascn_kg.web.rooms import respond
from ascn_kg.web.site import Site
from tests.web.markup import Markup

DATASET = ox.NamedNode(BASE + "dataset")
DCAT, SPDX, VOID = PREFIXES["dcat"], PREFIXES["spdx"], PREFIXES["void"]


@pytest.fixture(scope="module")
def described(site: Site) -> ox.Store:
    """What dataset.ttl says."""
    store = ox.Store()
    store.load(respond(site, "dataset.ttl").content, format=ox.RdfFormat.TURTLE)
    return store


def _values(store: ox.Store, subject: object, predicate: str) -> list[str]:
    pattern = store.quads_for_pattern(subject, ox.NamedNode(predicate), None)  # type: ignore[arg-type]
    return [quad.object.value for quad in pattern]  # type: ignore[union-attr]


def _number(store: ox.Store, subject: object, predicate: str) -> int:
    (value,) = _values(store, subject, predicate)
    return int(value)


def test_counts_are_those_of_the_graph(site: Site, described: ox.Store) -> None:
    triples = {quad.triple for quad in site.graph.statements}
    assert _number(described, DATASET, VOID + "triples") == len(triples)
    assert _number(described, DATASET, VOID + "distinctSubjects") == len({t.subject for t in triples})
    assert _number(described, DATASET, VOID + "distinctObjects") == len({t.object for t in triples})
    assert _number(described, DATASET, VOID + "properties") == len({t.predicate for t in triples})


def test_partitions_add_up(site: Site, described: ox.Store) -> None:
    parts = [q.object for q in described.quads_for_pattern(DATASET, ox.NamedNode(VOID + "propertyPartition"), None)]
    assert len(parts) == _number(described, DATASET, VOID + "properties")
    assert sum(_number(described, part, VOID + "triples") for part in parts) == _number(
        described, DATASET, VOID + "triples"
    )
    classes = {}
    for quad in described.quads_for_pattern(DATASET, ox.NamedNode(VOID + "classPartition"), None):
        (of,) = _values(described, quad.object, VOID + "class")
        classes[of] = _number(described, quad.object, VOID + "entities")
    evidence = ox.NamedNode(TERMS + "Evidence")
    assert classes[TERMS + "City"] == 38
    assert classes[TERMS + "Evidence"] == len(
        {q.subject for q in site.graph.statements if q.predicate.value == RDF + "type" and q.object == evidence}
    )


def test_distributions_are_files_the_site_gives_out(site: Site, described: ox.Store) -> None:
    files = _values(described, DATASET, DCAT + "distribution")
    assert len(files) > 30
    for iri in files:
        document = respond(site, iri.removeprefix(BASE))
        assert document.file is not None, iri
        node = ox.NamedNode(iri)
        assert _number(described, node, DCAT + "byteSize") == document.file.stat().st_size
        (media,) = _values(described, node, DCAT + "mediaType")
        assert media.endswith(document.media_type.partition(";")[0])
        (check,) = (q.object for q in described.quads_for_pattern(node, ox.NamedNode(SPDX + "checksum"), None))
        assert _values(described, check, SPDX + "checksumValue") == [document.sha256]
    for dump in _values(described, DATASET, VOID + "dataDump"):
        assert dump in files


def test_every_named_graph_is_a_part_that_can_be_had(site: Site, described: ox.Store) -> None:
    parts = _values(described, DATASET, VOID + "subset")
    graphs = {q.graph_name.value for q in site.graph.statements}  # type: ignore[union-attr]
    assert set(parts) == {*graphs, BASE + "graph/inferred"}
    for part in parts:
        (dump,) = _values(described, ox.NamedNode(part), VOID + "dataDump")
        assert respond(site, dump.removeprefix(BASE)).status == 200


def test_what_the_graph_says_of_itself_is_in_it(site: Site, described: ox.Store) -> None:
    own = [quad.triple for quad in site.stated[DATASET.value]]
    assert own
    for triple in own:
        assert ox.Quad(*triple) in described
    assert ox.Quad(DATASET, ox.NamedNode(RDF + "type"), ox.NamedNode(DCAT + "Dataset")) in described


@pytest.mark.parametrize(
    ("suffix", "form"),
    [("jsonld", ox.RdfFormat.JSON_LD), ("nt", ox.RdfFormat.N_TRIPLES), ("rdf", ox.RdfFormat.RDF_XML)],
)
def test_every_format_says_the_same(site: Site, described: ox.Store, suffix: str, form: ox.RdfFormat) -> None:
    read = ox.Store()
    read.load(respond(site, f"dataset.{suffix}").content, format=form)
    assert len(read) == len(described)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_page(site: Site, lang: str) -> None:
    text = respond(site, f"dataset.{lang}.html").content.decode()
    page = Markup(text)
    known = coverage(site.graph)
    for path in page.links:
        if path.startswith(("export/", "graph/")):
            assert respond(site, path).status == 200, path
    assert sum(link.startswith("doc/city/") for link in page.links) == len(known.cities)
    assert sum(link.startswith("doc/source/") and link.endswith(f".{lang}.html") for link in page.links) >= len(
        known.sources
    )
    assert site.version is not None
    assert site.version in text


@pytest.mark.parametrize("lang", LANGUAGES)
def test_schema_org(site: Site, lang: str) -> None:
    text = respond(site, f"dataset.{lang}.html").content.decode()
    (block,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', text, re.DOTALL)
    said = json.loads(block)
    assert said["@type"] == "Dataset"
    assert said["license"] == "https://creativecommons.org/licenses/by/4.0/"
    assert said["name"] == site.labels.label(DATASET.value, lang)
    for download in said["distribution"]:
        assert respond(site, download["contentUrl"]).sha256 == download["sha256"]


def test_a_static_page_says_what_needs_a_server(site: Site) -> None:
    static = respond(Site(site.knowledge, live=False), "dataset.en.html").content.decode()
    assert "need a server" in static
    assert "need a server" not in respond(site, "dataset.en.html").content.decode()
