"""The validation report of the W3C: what pySHACL writes, without what only pySHACL writes."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pyoxigraph as ox
import pyshacl
import pytest
import rdflib
from rdflib.term import Node

from ascn_kg.export.ordered import ordered_quads
from ascn_kg.export.turtle import turtle
from ascn_kg.graph import Graph, load_graph
from ascn_kg.locations import default_locations
from ascn_kg.namespaces import SH
from ascn_kg.rdflib_view import as_rdflib
from ascn_kg.validation.shacl import results_of
from ascn_kg.validation.shapes import ShapesGraph
from ascn_kg.validation.w3c_report import w3c_report

from .conftest import Project
from .test_shapes import CONTEXT, HEADER, TWINS
from .test_validation import BASE

_SH = rdflib.Namespace(SH)
_NAMES = {_SH[name] for name in ("focusNode", "value", "sourceShape", "sourceConstraint")}
# What a message begins with whose variable stands for a thing: a node without a name is called otherwise each time.
_FILLED = re.compile(r"^\S+ has(?= \w+$)")
# A path of each form, a severity of each kind, a shape without a name, without a message, with a query.
SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix shapes: <https://w3id.org/ascn-kg/shapes#> .
shapes:Paths a sh:NodeShape ; sh:targetClass ascn:City ;
    sh:property
        [ sh:path [ sh:inversePath ascn:next ] ; sh:minCount 3 ; sh:message "inverse"@en , "terbalik"@id ] ,
        [ sh:path ( ascn:next rdfs:label ) ; sh:maxCount 0 ; sh:severity sh:Warning ] ,
        [ sh:path [ sh:alternativePath ( ascn:code [ sh:inversePath ascn:code ] ) ] ;
            sh:minLength 9 ; sh:severity sh:Info ] ,
        [ sh:path [ sh:zeroOrMorePath ascn:next ] ; sh:nodeKind sh:Literal ; sh:message "plain" ] .
shapes:Query a sh:NodeShape ; sh:targetClass ascn:City ;
    sh:sparql [
        sh:message "{$this} has {?value}"@en ;
        sh:prefixes <https://w3id.org/ascn-kg/shapes> ;
        sh:select "SELECT $this ?value WHERE { $this ascn:code ?value }" ] .
"""
DATA = """
city:a a ascn:City ; rdfs:label "Aman"@en ; ascn:code "a1" ; ascn:next city:b , [ a ascn:City ; ascn:code "b" ] .
city:b a ascn:City ; rdfs:label "B"@en ; ascn:day "x"^^xsd:date ; ascn:note "x" .
"""


def ours(graph: Graph) -> str:
    shapes = ShapesGraph(graph.shapes)
    return "".join(turtle(ordered_quads(w3c_report(results_of(graph, shapes), shapes))))


def report(graph: Graph) -> rdflib.Graph:
    shapes = ShapesGraph(graph.shapes)
    return as_rdflib(w3c_report(results_of(graph, shapes), shapes))


def theirs(graph: Graph) -> rdflib.Graph:
    """pySHACL's report."""
    _, found, _ = pyshacl.validate(
        as_rdflib(graph.statements), shacl_graph=as_rdflib(graph.shapes), inference="none", meta_shacl=False
    )
    assert isinstance(found, rdflib.Graph)
    return found


def results(found: rdflib.Graph, shapes: rdflib.Graph) -> Counter[str]:
    """The results of a report, each as a text that is the same for results that say the same.

    Left out is what only pySHACL has: all that the shapes say of a shape and a query without a name, a message made
    up where a shape has none. And it forgets the languages of the messages of a query.
    """
    messages = {str(text) for text in shapes.objects(None, _SH.message)}

    def written(node: Node) -> str:
        if not isinstance(node, rdflib.BNode):
            return node.n3()
        said = (pair for pair in found.predicate_objects(node) if not is_made_up(*pair))
        return f"[{', '.join(sorted(told(node, *pair) for pair in said))}]"

    def is_made_up(predicate: Node, value: Node) -> bool:
        return predicate == _SH.resultMessage and not _FILLED.search(value) and str(value) not in messages  # type: ignore[call-overload]

    def told(node: Node, predicate: Node, value: Node) -> str:
        if isinstance(value, rdflib.BNode) and predicate in _NAMES:
            return f"{predicate} []"
        if predicate == _SH.resultMessage and (node, _SH.sourceConstraint, None) in found:
            return f"{predicate} {_FILLED.sub('[] has', value)}"  # type: ignore[call-overload]
        return f"{predicate} {written(value)}"

    return Counter(map(written, found.objects(None, _SH.result)))


def twins(kind: str, folder: Path) -> Graph:
    copies = []
    for path in [TWINS / f"{CONTEXT}.ttl", *sorted(TWINS.glob(f"*.{kind}.ttl"))]:
        copies.append(folder / f"{path.name.split('.')[0]}.ttl")
        copies[-1].write_text(HEADER + path.read_text(encoding="utf-8"), encoding="utf-8")
    return load_graph(default_locations(), copies, only=True)


def assert_same(graph: Graph) -> None:
    shapes = as_rdflib(graph.shapes)
    mine, other = results(report(graph), shapes), results(theirs(graph), shapes)
    assert mine
    assert mine - other == other - mine == Counter()


@pytest.mark.slow
def test_the_report_on_every_broken_twin_is_that_of_pyshacl(tmp_path: Path) -> None:
    assert_same(twins("invalid", tmp_path))


def test_the_report_on_paths_severities_and_queries_is_that_of_pyshacl(project: Project) -> None:
    graph = load_graph(project({**BASE, "ontology/shapes/more.ttl": SHAPES, "data/a.ttl": DATA}))
    found = report(graph)
    assert len(set(found.objects(None, _SH.resultSeverity))) == 3
    assert_same(graph)


def test_the_variables_of_a_query_are_filled_in(project: Project) -> None:
    graph = load_graph(project({**BASE, "ontology/shapes/more.ttl": SHAPES, "data/a.ttl": DATA}))
    told = {str(text) for text in report(graph).objects(None, _SH.resultMessage)}
    assert {"https://w3id.org/ascn-kg/id/city/a has a1", "[] has b"} < told
    assert "{label} has {path} {value}, not capitals." in told, "a sh:message of a shape is left as it is"


def test_a_graph_without_faults_conforms(project: Project) -> None:
    graph = load_graph(project({**BASE, "data/a.ttl": "city:a a ascn:City ."}))
    found = report(graph)
    assert [str(value) for value in found.objects(None, _SH.conforms)] == ["true"]
    assert len(found) == 2


def test_the_bytes_are_always_the_same(tmp_path: Path) -> None:
    again = tmp_path / "again"
    again.mkdir()
    assert ours(twins("invalid", tmp_path)) == ours(twins("invalid", again))


def test_blank_nodes_do_not_change_the_bytes(project: Project) -> None:
    files = {**BASE, "ontology/shapes/more.ttl": SHAPES, "data/a.ttl": DATA}
    first, second = (ours(load_graph(project(files, name))) for name in ("one", "two"))
    assert first == second


def test_a_literal_is_copied_as_it_is_written(project: Project) -> None:
    graph = load_graph(project({**BASE, "data/a.ttl": 'city:a a ascn:City ; ascn:day "2018-4-1"^^xsd:date .'}))
    shapes = ShapesGraph(graph.shapes)
    values = [q.object for q in w3c_report(results_of(graph, shapes), shapes) if q.predicate.value == SH + "value"]
    assert set(values) == {ox.Literal("2018-4-1", datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#date"))}
