"""The rdflib view: every pattern finds what a copy would, literals as written, and nothing can be changed."""

from __future__ import annotations

from collections.abc import Callable
from itertools import product
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib
from rdflib import RDF, RDFS

from ascn_kg.graph import Graph
from ascn_kg.namespaces import GRAPHS
from ascn_kg.rdflib_store import ReadOnlyError
from ascn_kg.rdflib_view import as_rdflib
from tests.conftest import PREFIXES

TURTLE = """
city:a a ascn:City ; ascn:latitude 60.0 , 060.00 ; rdfs:label "A"@en , "A"@id ; ascn:twin city:a , city:b .
city:b a ascn:City ; ascn:twin city:a ; ascn:list ( 1 true "x" ) ; ascn:when "2024-01-02Z"^^xsd:date .
city:c a ascn:City ; ascn:truth "1"^^xsd:boolean , "maybe"^^xsd:boolean .
"""
ASCN = rdflib.Namespace("https://w3id.org/ascn-kg/ontology#")
CITY = rdflib.Namespace("https://w3id.org/ascn-kg/id/city/")


@pytest.fixture(scope="module")
def graph() -> Graph:
    quads = [
        ox.Quad(q.subject, q.predicate, q.object, ox.NamedNode(GRAPHS + name))
        for name in ("data/a", "data/b")  # the same statements in two files are one triple
        for q in ox.parse((PREFIXES + TURTLE).encode(), format=ox.RdfFormat.TURTLE)
    ]
    twin = ox.Triple(ox.NamedNode(CITY.b), ox.NamedNode(ASCN.twin), ox.NamedNode(CITY.c))
    return Graph(quads).with_inferred([twin])


def test_every_pattern_finds_what_a_copy_finds(graph: Graph) -> None:
    view, copy = graph.to_rdflib(), as_rdflib([*graph.statements, *graph.inferred])
    assert len(view) == len(copy) == len(set(view))
    triples = [*copy, (CITY.nowhere, RDF.type, ASCN.City), (CITY.a, ASCN.twin, rdflib.Literal("no such"))]
    for triple, known in product(triples, product((True, False), repeat=3)):
        s, p, o = (term if given else None for term, given in zip(triple, known, strict=True))
        found = list(view.triples((s, p, o)))
        assert set(found) == set(copy.triples((s, p, o))), (s, p, o)
        assert len(found) == len(set(found))


def test_only_what_is_asserted(graph: Graph) -> None:
    assert len(graph.to_rdflib(inferred=False)) == len(graph.to_rdflib()) - 1


def test_literals_are_as_written(graph: Graph) -> None:
    values = {str(o) for o in graph.to_rdflib().objects(CITY.a, ASCN.latitude)}
    assert values == {"60.0", "060.00"}


def test_sparql_and_serialisers_work(graph: Graph) -> None:
    view = graph.to_rdflib()
    query = "SELECT DISTINCT ?x { ?x ascn:twin/ascn:twin ?x . FILTER NOT EXISTS { ?x ascn:truth ?any } } ORDER BY ?x"
    assert [row[0] for row in view.query(query)] == [CITY.a, CITY.b]  # type: ignore[index]
    again = rdflib.Graph().parse(data=view.serialize(format="nt"), format="nt")
    assert len(again) == len(view)
    assert "city:a a ascn:City" in view.serialize(format="turtle")


@pytest.mark.parametrize(
    "change",
    [
        lambda g: g.add((CITY.a, RDFS.label, rdflib.Literal("new"))),
        lambda g: g.remove((CITY.a, None, None)),
        lambda g: g.addN([(CITY.a, RDFS.label, rdflib.Literal("new"), g)]),
        lambda g: g.update("DELETE WHERE { ?s ?p ?o }"),
        lambda g: g.parse(data="<a:b> <a:c> <a:d> .", format="nt"),
        lambda g: g.set((CITY.a, RDFS.label, rdflib.Literal("new"))),
    ],
)
def test_nothing_can_be_changed(graph: Graph, change: Callable[[Any], object]) -> None:
    view = graph.to_rdflib()
    before = len(view)
    with pytest.raises(ReadOnlyError, match="Copy it first"):
        change(view)
    assert len(view) == before
    copy = rdflib.Graph() + view
    change(copy)
    assert len(graph.to_rdflib()) == before


def test_terms_no_graph_can_hold_match_nothing(graph: Graph) -> None:
    view = graph.to_rdflib()
    for odd in (rdflib.Variable("x"), rdflib.URIRef("no iri at all"), rdflib.Literal("x", lang="en")):
        assert list(view.triples((None, None, odd))) == []
