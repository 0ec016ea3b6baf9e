"""Every SHACL feature our engine reads, and pySHACL beside it: the same results on data that keeps and breaks it."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from ascn_kg.graph import Graph, Term, load_graph
from ascn_kg.locations import default_locations
from ascn_kg.namespaces import SH
from ascn_kg.validation import engine, pyshacl_engine
from ascn_kg.validation.results import Result
from ascn_kg.validation.shapes import ShapesGraph

from .shacl_cases import CASES, DECLARED

PREFIXES = """
@prefix : <http://example.org/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""


def quads(turtle: str) -> list[ox.Quad]:
    triples = ox.parse(PREFIXES + turtle, format=ox.RdfFormat.TURTLE, rename_blank_nodes=True)
    return [ox.Quad(t.subject, t.predicate, t.object) for t in triples]


def results_of(shapes: str, data: str) -> set[Result]:
    """What both engines report; ours may leave nothing to pySHACL."""
    graph = Graph(quads(data), quads(shapes))
    found, left = engine.run(graph, ShapesGraph(graph.shapes))
    assert left == {}
    assert found == pyshacl_engine.run(graph, graph.shapes)
    return found


def short(results: set[Result]) -> set[tuple[str, str, str]]:
    """Component, focus node and value of each result, in short; "_" for a blank node, which has no name of its own."""
    return {
        (
            result.component.removeprefix(SH).removesuffix("ConstraintComponent"),
            result.focus.value.removeprefix("http://example.org/"),
            "" if result.value is None else _named(result.value),
        )
        for result in results
    }


def _named(term: Term) -> str:
    return "_" if isinstance(term, ox.BlankNode) else term.value.removeprefix("http://example.org/")


@pytest.mark.parametrize("name", CASES)
def test_both_engines_agree_on(name: str) -> None:
    shapes, good, bad, broken = CASES[name]
    assert short(results_of(shapes, good)) == set()
    assert short(results_of(shapes, bad)) == broken


def test_every_feature_of_our_shapes_is_a_case() -> None:
    ours = {quad.predicate.value for quad in load_graph(default_locations(), only=True).shapes}
    said = {quad.predicate.value for case in CASES.values() for quad in quads(case[0])}
    words = {SH + name for name in ("message", "name", "severity")}  # of which no engine makes a result
    assert {name for name in ours - said - words if name.startswith(SH)} == set()


def test_our_engine_leaves_no_shape_of_ours_to_pyshacl(asserted: Graph) -> None:
    assert engine.run(asserted, ShapesGraph(asserted.shapes))[1] == {}


def test_a_path_over_an_empty_literal_is_walked_as_sparql_has_it() -> None:
    """rdflib takes an empty or false literal in a path for a variable without a value, so pySHACL sees nothing here."""
    shapes = (
        DECLARED
        + ":S a sh:NodeShape ; sh:targetNode :whole ; sh:sparql [ sh:prefixes <http://example.org/> ; sh:select "
        '"SELECT $this ?value WHERE { ?value e:p ?one FILTER NOT EXISTS { ?value a/rdfs:subClassOf* e:C } }" ] .'
    )
    graph = Graph(quads(':x a "" ; :p 1 . :C rdfs:subClassOf :D .'), quads(shapes))
    found, _ = engine.run(graph, ShapesGraph(graph.shapes))
    assert short(found) == {("SPARQL", "whole", "x")}
    assert pyshacl_engine.run(graph, graph.shapes) == set(), "rdflib is mended: compare on such literals again"
