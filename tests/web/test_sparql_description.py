"""What the endpoint says of itself, read as a client reads it."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import RDF, RDFS, URIRef

from ascn_kg.graph import Graph
from ascn_kg.knowledge import KnowledgeGraph
from ascn_kg.namespaces import INFERRED_GRAPH
from ascn_kg.web.sparql import Limits
from ascn_kg.web.sparql.formats import ROWS, TRIPLES
from tests.web.sparql_requests import ADDRESS, answered, got

SD = rdflib.Namespace("http://www.w3.org/ns/sparql-service-description#")
VOID = rdflib.Namespace("http://rdfs.org/ns/void#")


@pytest.fixture(scope="module")
def described(knowledge: KnowledgeGraph) -> rdflib.Graph:
    """The description of the endpoint over the real graph."""
    document = answered(knowledge.graph)
    assert (document.status, document.media_type) == (200, "text/turtle; charset=utf-8")
    return rdflib.Graph().parse(data=document.content, format="turtle")


@pytest.fixture(scope="module")
def service(described: rdflib.Graph) -> URIRef:
    """The one service it is about."""
    (found,) = described.subjects(RDF.type, SD.Service)
    assert isinstance(found, URIRef)
    return found


def test_the_service(described: rdflib.Graph, service: URIRef) -> None:
    assert list(described.objects(service, SD.endpoint)) == [URIRef(ADDRESS)]
    assert list(described.objects(service, SD.supportedLanguage)) == [SD.SPARQL11Query]
    assert list(described.objects(service, SD.feature)) == [SD.UnionDefaultGraph]
    assert {str(iri) for iri in described.objects(service, SD.resultFormat)} == {f.iri for f in (*ROWS, *TRIPLES)}
    for kind in (RDFS.label, RDFS.comment):
        assert {text.language for text in described.objects(service, kind)} == {"en", "id"}  # type: ignore[attr-defined]
    told = " ".join(str(text) for text in described.objects(service, RDFS.comment))
    assert "100,000 rows" in told
    assert "100.000 baris" in told
    assert "60.0 comes back as 60" in told


def test_the_limits_are_those_in_force(knowledge: KnowledgeGraph) -> None:
    document = answered(knowledge.graph, limits=Limits(rows=1234))
    assert "at most 1,234 rows" in document.content.decode()


def test_every_named_graph_and_its_size(described: rdflib.Graph, service: URIRef, knowledge: KnowledgeGraph) -> None:
    dataset = described.value(service, SD.defaultDataset)
    told = {
        str(described.value(graph, SD.name)): int(str(described.value(described.value(graph, SD.graph), VOID.triples)))
        for graph in described.objects(dataset, SD.namedGraph)
    }
    counted = {name.value: 0 for name in knowledge.graph.store.named_graphs() if isinstance(name, ox.NamedNode)}
    for quad in knowledge.graph.store:
        assert isinstance(quad.graph_name, ox.NamedNode)
        counted[quad.graph_name.value] += 1
    assert told == counted
    assert len(told) > 100
    assert told[INFERRED_GRAPH] == len(knowledge.graph.entailed)
    default = described.value(described.value(dataset, SD.defaultGraph), VOID.triples)
    triples = {(quad.subject, quad.predicate, quad.object) for quad in knowledge.graph.store}
    assert int(str(default)) == len(triples)


@pytest.mark.parametrize(
    ("accept", "parser"),
    [("application/n-triples", "nt"), ("application/ld+json", "json-ld"), ("application/rdf+xml", "xml")],
)
def test_in_every_format(accept: str, parser: str, described: rdflib.Graph, knowledge: KnowledgeGraph) -> None:
    document = answered(knowledge.graph, headers={"accept": accept})
    assert document.media_type == accept
    assert len(rdflib.Graph().parse(data=document.content, format=parser)) == len(described)


def test_by_the_parameter(knowledge: KnowledgeGraph) -> None:
    assert answered(knowledge.graph, "GET", "format=nt").media_type == "application/n-triples"
    assert answered(knowledge.graph, "GET", "format=csv").status == 406


def test_over_no_data() -> None:
    assert b"void:triples 0" in answered(Graph()).content


def test_what_it_says_of_unknown_graphs_holds(knowledge: KnowledgeGraph) -> None:
    """A graph that is not listed holds nothing; it is no mistake to name it, as the W3C's tests do."""
    document = got(knowledge.graph, "ASK { ?s ?p ?o }", ("default-graph-uri", "https://example.org/none"))
    assert b'"boolean":false' in document.content
