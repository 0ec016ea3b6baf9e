"""The index holds what was asked for, and that is enough: predicates and classes a query speaks of."""

from __future__ import annotations

from pathlib import Path

import pytest

from ascn_kg.graph import Graph, GrowingIndex, StatementParts, load_graph
from ascn_kg.knowledge import KnowledgeGraph
from ascn_kg.namespaces import RDF, RDFS, TERMS, THINGS, shrink
from ascn_kg.questions import Answer, ask
from ascn_kg.questions.parts import parts_of

from .conftest import Project
from .test_answers import ASKED, options_of

ALL_TYPES, LIST = "rdf:type", {"rdf:first", "rdf:rest"}


def named(sparql: str) -> set[str] | None:
    """The parts with prefixed names; classes with an "a" before them."""
    parts = parts_of(sparql)
    if parts is None:
        return None
    return {f"a {shrink(part[2:])}" if part.startswith("a ") else shrink(part) for part in parts}


@pytest.mark.parametrize(
    ("pattern", "parts"),
    [
        ("?c a ascn:City", {"a ascn:City"}),
        ("?c a ?kind", {ALL_TYPES}),
        ("?c a ascn:City , ascn:Place ; rdfs:label ?l , ?m .", {"a ascn:City", "a ascn:Place", "rdfs:label"}),
        ("?c rdf:type/rdfs:subClassOf* ascn:City", {ALL_TYPES, "rdfs:subClassOf"}),
        ("?c ^ascn:member ?d ; (ascn:a|ascn:b)+ ?e", {"ascn:member", "ascn:a", "ascn:b"}),
        ("[ a ascn:City ; ascn:a [ ascn:b ?c ] ] ascn:c ?c", {"a ascn:City", "ascn:a", "ascn:b", "ascn:c"}),
        ("[] ascn:a ?c", {"ascn:a"}),
        ("?c ascn:a ( 1 ?d )", {"ascn:a", *LIST}),
        ('?c ascn:a "x"@en , "1"^^xsd:date , -1 , true . ?c ascn:b 1.5', {"ascn:a", "ascn:b"}),
        ("?c ascn:a ?d OPTIONAL { ?d ascn:b ?e } FILTER (?e > 1) ?c ascn:d ?f", {"ascn:a", "ascn:b", "ascn:d"}),
        ("{ ?c ascn:a 1 } UNION { ?c ascn:b 1 } MINUS { ?c ascn:d 1 }", {"ascn:a", "ascn:b", "ascn:d"}),
        ("?c ascn:a 1 FILTER EXISTS { ?c ascn:b 1 }", {"ascn:a", "ascn:b"}),
        ("{ SELECT ?c (COUNT(?d) AS ?n) { ?c ascn:a ?d } GROUP BY ?c } ?c ascn:b ?e", {"ascn:a", "ascn:b"}),
        ("VALUES ?c { ascn:x } ?c ascn:a 1 BIND (1 AS ?one)", {"ascn:a"}),
        ("?c ?any ascn:City", None),
        ("?c ascn:a [ ?any 1 ]", None),
        ("?c !ascn:a ?d", None),
        ("?c nowhere:a ?d", None),
    ],
)
def test_what_a_pattern_speaks_of(pattern: str, parts: set[str] | None) -> None:
    assert named(f"SELECT ?c {{ {pattern} }}") == parts


def test_prefixes_of_the_query_count() -> None:
    query = "PREFIX own: <http://e.org/> SELECT ?c { ?c own:a ?d ; <http://e.org/b> 1 }"
    assert named(query) == {"<http://e.org/a>", "<http://e.org/b>"}
    assert named("DESCRIBE ?c { ?c ascn:a ?d }") is None


def test_nearly_every_question_says_what_it_speaks_of(knowledge: KnowledgeGraph) -> None:
    unclear = [name for name, question in knowledge.questions.items() if parts_of(question.sparql) is None]
    assert len(unclear) < len(knowledge.questions) / 10, unclear


@pytest.fixture(scope="module")
def parts(knowledge: KnowledgeGraph) -> StatementParts:
    """Those of the real graph, found once."""
    return StatementParts(knowledge.graph)


@pytest.mark.parametrize("asked", ASKED)
def test_an_index_that_grows_gives_the_same_answer(
    asked: str, knowledge: KnowledgeGraph, parts: StatementParts
) -> None:
    name, options = options_of(asked)
    question, whole = knowledge.questions[name], knowledge.graph

    def answer(graph: Graph) -> Answer:
        return ask(graph, question, options)

    own = knowledge.sources.indexed_graph(GrowingIndex(parts), lambda: whole.entailed)
    assert answer(own) == answer(whole)


def test_the_parts_are_all_there_is(project: Project) -> None:
    graph = load_graph(
        project(
            {"data/a.ttl": 'city:a a ascn:City ; rdfs:label "A" , 1 . [] a [] .', "data/b.ttl": "city:a a ascn:City ."}
        )
    )
    parts = StatementParts(graph)
    assert len(parts.names) == 3
    assert sorted(str(quad) for _, quads in parts.each() for quad in quads) == sorted(map(str, graph.statements))


def test_the_index_grows_by_what_is_asked(project: Project, tmp_path: Path) -> None:
    graph = load_graph(project({"data/a.ttl": 'city:a a ascn:City , ascn:Place ; rdfs:label "A" ; ascn:code "B" .'}))
    index = GrowingIndex(StatementParts(graph))
    wanted = [(["a " + TERMS + "City"], 1), ([RDFS + "label"], 2), ([RDF + "type"], 3), ([THINGS + "none"], 3)]
    assert [len(index.over(parts)) for parts, _ in wanted] == [size for _, size in wanted]
    assert len(index.over()) == 4
