"""Axioms outside of OWL 2 RL are refused by name; those inside pass."""

from __future__ import annotations

from pathlib import Path

import pytest

from ascn_kg.errors import UnsupportedAxiomError
from ascn_kg.graph import Graph, load_graph
from ascn_kg.locations import Locations
from ascn_kg.reasoning import close
from ascn_kg.reasoning.engine import entail
from tests.test_reasoning_rules import HEADER, graph_of


@pytest.mark.parametrize(
    ("turtle", "told"),
    [
        (":A owl:disjointUnionOf ( :B :C ) .", "<https://example.org/A>: owl:disjointUnionOf is not in OWL 2 RL"),
        (":A rdfs:subClassOf [ owl:onProperty :p ; owl:hasSelf true ] .", "owl:hasSelf is not in OWL 2 RL"),
        (":A rdfs:subClassOf [ owl:onProperty :p ; owl:minCardinality 1 ] .", "owl:minCardinality is not"),
        (":A rdfs:subClassOf [ owl:onProperty :p ; owl:cardinality 1 ] .", "owl:cardinality is not"),
        (":A rdfs:subClassOf [ owl:onProperty :p ; owl:maxCardinality 2 ] .", "owl:maxCardinality 2"),
        (
            ":A rdfs:subClassOf [ owl:onProperty :p ; owl:maxQualifiedCardinality 1 ] .",
            "owl:maxQualifiedCardinality without owl:onClass",
        ),
        (":p a owl:ReflexiveProperty .", "owl:ReflexiveProperty is not in OWL 2 RL"),
        (
            ":A rdfs:subClassOf [ owl:onProperty :p ; owl:someValuesFrom :B ] .",
            "owl:someValuesFrom as a super-class is not in OWL 2 RL",
        ),
        (
            ":A rdfs:subClassOf [ owl:unionOf ( :B :C ) ] .",
            "<https://example.org/A>: owl:unionOf as a super-class is not",
        ),
        (":a a [ owl:unionOf ( :B :C ) ] .", "owl:unionOf as a super-class is not"),
        (":a owl:topObjectProperty :b .", "owl:topObjectProperty is not"),
        (":p rdfs:range [ owl:unionOf ( :B :C ) ] .", "owl:unionOf as a super-class is not"),
        (":p rdfs:domain [ owl:oneOf ( :b :c ) ] .", "owl:oneOf as a super-class is not"),
        ("[ owl:complementOf :A ] rdfs:subClassOf :B .", "owl:complementOf as a sub-class is not"),
        (
            ":A owl:equivalentClass [ owl:onProperty :p ; owl:allValuesFrom :B ] .",
            "owl:allValuesFrom as an equivalent class is not",
        ),
        (
            ":A rdfs:subClassOf [ owl:intersectionOf ( :B [ owl:unionOf ( :C :D ) ] ) ] .",
            "owl:unionOf as a super-class is not",
        ),
        (
            ":A rdfs:subClassOf [ owl:onProperty :p ; owl:allValuesFrom [ owl:oneOf ( :b ) ] ] .",
            "owl:oneOf as a super-class is not",
        ),
        ("owl:Thing rdfs:subClassOf :A .", "owl:Thing: as a sub-class is not in OWL 2 RL"),
        (":A rdfs:subClassOf [ owl:allValuesFrom :B ] .", "owl:allValuesFrom without owl:onProperty"),
        (":p rdfs:range xsd:duration .", "xsd:duration is a datatype that is not known"),
        (":even a rdfs:Datatype . :p rdfs:range :even .", "<https://example.org/even> is a datatype that is not known"),
        (':A owl:oneOf ( "a" "b" ) .', "owl:oneOf over literals is not"),
        (":A owl:intersectionOf () .", "owl:intersectionOf over an empty list"),
        (":p owl:propertyChainAxiom () .", "owl:propertyChainAxiom over an empty list"),
        ("rdf:type rdfs:subPropertyOf :p .", "rdf:type: rdfs:subPropertyOf on a word of OWL itself"),
        (":p rdfs:subPropertyOf owl:sameAs .", "owl:sameAs: rdfs:subPropertyOf on a word of OWL itself"),
        (":p owl:propertyChainAxiom ( :q rdf:type ) .", "rdf:type: owl:propertyChainAxiom on a word of OWL itself"),
    ],
)
def test_refused(turtle: str, told: str) -> None:
    with pytest.raises(UnsupportedAxiomError) as caught:
        entail(graph_of(turtle))
    assert told in str(caught.value)


@pytest.mark.parametrize(
    "turtle",
    [
        "[ owl:unionOf ( :B :C ) ] rdfs:subClassOf :A .",
        "[ owl:oneOf ( :b :c ) ] rdfs:subClassOf :A .",
        "[ owl:intersectionOf ( :B [ owl:onProperty :p ; owl:someValuesFrom :C ] ) ] rdfs:subClassOf :A .",
        "[ owl:onProperty :p ; owl:someValuesFrom owl:Thing ] rdfs:subClassOf :A .",
        ":A rdfs:subClassOf [ owl:complementOf :B ] .",
        ":A rdfs:subClassOf owl:Thing , [ owl:onProperty :p ; owl:maxCardinality 01 ] .",
        ":A owl:equivalentClass [ owl:intersectionOf ( :B [ owl:onProperty :p ; owl:hasValue 7 ] ) ] .",
        ":p rdfs:domain owl:Thing ; rdfs:range xsd:date .",
        ":p rdfs:subPropertyOf rdfs:label .",
        ":p rdfs:range rdfs:Literal .",
    ],
)
def test_accepted(turtle: str) -> None:
    assert not entail(graph_of(turtle)).contradictions


def test_the_error_tells_all_of_them() -> None:
    with pytest.raises(UnsupportedAxiomError) as caught:
        close(graph_of(":A owl:disjointUnionOf ( :B :C ) . :p a owl:ReflexiveProperty ."))
    assert len(caught.value.problems) == 2


def test_the_error_names_the_file(tmp_path: Path) -> None:
    (tmp_path / "ontology").mkdir()
    (tmp_path / "data").mkdir()
    (tmp_path / "queries").mkdir()
    (tmp_path / "data" / "a.ttl").write_text(HEADER + ":a a :A .", encoding="utf-8")
    axiom = ":A rdfs:subClassOf [ owl:onProperty :p ; owl:minCardinality 1 ] ."
    (tmp_path / "ontology" / "o.ttl").write_text(HEADER + axiom, encoding="utf-8")
    with pytest.raises(UnsupportedAxiomError) as caught:
        close(load_graph(Locations(tmp_path)), locations=Locations(tmp_path))
    line, column = HEADER.count("\n") + 1, axiom.index("owl:minCardinality") + 1
    assert caught.value.problems == [
        f"ontology/o.ttl:{line}:{column}: <https://example.org/A>: owl:minCardinality is not in OWL 2 RL. "
        "A shape (sh:minCount) can ask for it."
    ]


def test_our_ontology_is_accepted(asserted: Graph) -> None:
    assert not entail(asserted).contradictions
