"""The SPARQL that shapes are written in: our own reading gives the rows that Oxigraph gives, literals as written."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from ascn_kg.graph import Graph
from ascn_kg.namespaces import RDF, RDFS, SH
from ascn_kg.validation import engine
from ascn_kg.validation.columns import Data
from ascn_kg.validation.shapes import ShapesGraph, Unsupported
from ascn_kg.validation.sparql import answer, read_query
from ascn_kg.validation.sparql_constraints import read_constraint

from .shacl_cases import DECLARED
from .test_shacl_features import quads

KNOWN = {"e": "http://example.org/", "rdf": RDF, "rdfs": RDFS}
DATA = """
:a a :C ; :p :b, :c ; :n 1, 2 ; :t "one"@en, "eins"@de ; :day "2024-01-01"^^xsd:date .
:b a :D ; :p :c ; :n 2 ; :t "one" ; :day "2024-02-01"^^xsd:date ; :until "2024-01-15"^^xsd:date .
:c a :E ; :p :a ; :q :c ; :t "two"@id ; :until "2024-03-01"^^xsd:date .
:d :p :d ; :q "one" .
:D rdfs:subClassOf :C . :E rdfs:subClassOf :D .
"""
QUERIES = [
    "{ ?value e:p ?x }",
    "{ ?value a e:C ; e:p ?x . ?x e:p ?y }",
    "{ ?value e:p ?value }",
    "{ ?value e:p ?x , e:c }",
    "{ ?x ?value ?y }",
    "{ e:a ?value ?y . ?y e:p ?z }",
    "{ ?value ?p e:c . e:c ?p ?z }",
    "{ ?x e:p ?value . ?x ?p ?value }",
    "{ ?value e:p|e:q ?x . ?x a e:E }",
    "{ ?value e:p/e:p ?value }",
    "{ ?value e:p+ e:a }",
    "{ e:b e:p* ?value }",
    "{ ?value e:p? e:c }",
    "{ ?value ^e:p e:a }",
    "{ ?value (e:p|^e:p)+ e:d }",
    "{ ?value a/rdfs:subClassOf* e:C }",
    "{ ?value e:p+ ?value }",
    "{ { ?value a e:C } UNION { ?value e:q ?x } UNION { ?value e:n 2 } }",
    "{ ?value e:p ?x . { ?x e:day ?day } UNION { ?x e:until ?day } ?value e:day ?own . FILTER (?day > ?own) }",
    "{ ?value e:t ?t OPTIONAL { ?value e:day ?day } FILTER (!COALESCE(?day > ?day, false)) }",
    "{ ?value e:p ?x OPTIONAL { ?value e:until ?u } OPTIONAL { ?x e:until ?u } FILTER (COALESCE(?u = ?u, false)) }",
    "{ ?value e:p ?x FILTER EXISTS { ?x e:n ?n } }",
    "{ ?value e:p ?x FILTER NOT EXISTS { ?x e:p ?value } }",
    "{ ?value e:p ?x FILTER NOT EXISTS { ?x ?p e:a } }",
    "{ ?value e:until ?own FILTER NOT EXISTS { ?x e:day ?day FILTER (?day > ?own) } }",
    "{ ?value e:until ?own FILTER EXISTS { ?x e:day ?day FILTER (?day > ?own) } }",
    "{ ?value e:until ?own OPTIONAL { ?x e:day ?day FILTER (?day > ?own) } FILTER (COALESCE(?day = ?day, false)) }",
    "{ ?value e:p ?x . { ?x e:n ?n FILTER (?value != ?x) } }",
    "{ ?value e:p ?x . { ?x e:n ?n OPTIONAL { ?x e:until ?u } } FILTER (COALESCE(?u = ?u, false)) }",
    "{ ?value e:n ?n FILTER (?n >= 2 && ?n < 3) }",
    "{ ?value e:n ?n FILTER (?n = 1 || ?n != ?n) }",
    "{ ?value e:n ?n OPTIONAL { ?value e:until ?u } FILTER (!(?u != ?u || ?n > 5)) }",
    "{ ?value e:n ?n OPTIONAL { ?value e:until ?u } FILTER (?u = ?u || ?n = 1) }",
    "{ ?value e:n ?n FILTER (?n IN (1, 3)) }",
    "{ ?value e:n ?n FILTER (?n NOT IN (1, 3)) }",
    '{ ?value e:t ?t FILTER (LANG(?t) = "en") }',
    '{ ?value e:t ?t FILTER (LANG(?t) != "" && STRSTARTS(STR(?t), "o")) }',
    '{ ?value e:t ?t FILTER (STRENDS(STR(?t), "ns") || CONTAINS(?t, "w")) }',
    '{ ?value e:t ?t FILTER REGEX(STR(?t), "^(one|two)$") }',
    "{ ?value e:q ?t FILTER (ISIRI(?t)) }",
    "{ ?value e:q ?t FILTER (ISLITERAL(?t)) }",
    '{ ?value e:t ?t BIND (CONCAT(STRAFTER(STR(?value), "org/"), "-", STR(?t)) AS ?s) FILTER (?s = "a-one") }',
    "{ { SELECT DISTINCT $this ?value WHERE { ?value ?p ?o } } FILTER NOT EXISTS { ?value a ?c } }",
    "{ { SELECT $this ?value WHERE { ?s ?p ?value FILTER (ISIRI(?value)) } } ?value e:p ?x }",
    "{ $this e:p ?value }",
    "{ ?value e:p ?x FILTER ($this != ?x) }",
    "{ ?value e:p ?x FILTER NOT EXISTS { $this e:p ?x } }",
    "{ ?value e:nowhere ?x }",
    "{ ?value e:p e:nobody }",
]
# Read by Oxigraph alone.
LEFT = [
    "{ ?value e:n ?n } GROUP BY $this ?value",
    "{ ?value e:n ?n FILTER (?n + 1 = 3) }",
    "{ ?value e:n 1.0 }",
    '{ ?value e:t "one"@en }',
    "{ ?value e:p [ e:p ?x ] }",
    "{ ?value e:p* ?x }",
    "{ ?value e:p ?x . { ?x e:q ?y FILTER NOT EXISTS { ?x e:q ?value } } }",
    "{ ?value e:p ?x OPTIONAL { ?x e:until ?u } ?y e:until ?u }",
]
SELECT = "SELECT DISTINCT $this ?value WHERE "
FOCUS = ox.NamedNode("http://example.org/a")


@pytest.fixture(scope="module")
def data() -> Data:
    return Data(Graph(quads(DATA)))


def rows_of_oxigraph(query: str, data: Data) -> set[str]:
    solutions = data.store.query(query, prefixes=KNOWN, substitutions={ox.Variable("this"): FOCUS})
    assert isinstance(solutions, ox.QuerySolutions)
    return {str(row["value"]) for row in solutions}


def rows_of_ours(query: str, data: Data) -> set[str]:
    table = answer(read_query(query, KNOWN), data, [data.number(FOCUS)])
    assert table.column("this") <= {data.number(FOCUS)}
    return {str(data.terms[number]) for number in table.column("value")}


@pytest.mark.parametrize("group", QUERIES)
def test_our_rows_are_those_of_oxigraph(group: str, data: Data) -> None:
    assert rows_of_ours(SELECT + group, data) == rows_of_oxigraph(SELECT + group, data)


@pytest.mark.parametrize("group", LEFT)
def test_what_is_not_read_here_is_refused_not_misread(group: str, data: Data) -> None:
    with pytest.raises(Unsupported):
        rows_of_ours(SELECT + group, data)


@pytest.mark.parametrize("group", LEFT)
def test_what_is_not_read_here_is_asked_of_oxigraph(group: str, data: Data) -> None:
    shapes = (
        DECLARED + ":S a sh:NodeShape ; sh:targetNode :a ; sh:sparql [ sh:prefixes <http://example.org/> ;"
        f" sh:select '''{SELECT + group}''' ] ."
    )
    found, left = engine.run(data.graph, ShapesGraph(quads(shapes)))
    assert left == {}
    assert {str(result.value) for result in found} == rows_of_oxigraph(SELECT + group, data)


def test_every_query_of_our_shapes_is_read_here(asserted: Graph) -> None:
    shapes = ShapesGraph(asserted.shapes)
    constraints = [node for shape in shapes.targeting for node in shapes.values(shape, "sparql")]
    assert len(constraints) == sum(quad.predicate.value == SH + "select" for quad in asserted.shapes)
    for constraint in constraints:
        text, prefixes = read_constraint(shapes, constraint)
        read_query(text, prefixes)


def test_a_number_is_compared_by_value_and_read_as_written() -> None:
    data = Data(Graph(quads(":a :n 01 . :b :n 1 .")))
    by_value = rows_of_ours(SELECT + "{ ?value e:n ?n FILTER (?n = 1) }", data)
    by_text = rows_of_ours(SELECT + '{ ?value e:n ?n FILTER (STR(?n) = "01") }', data)
    assert by_value == {"<http://example.org/a>", "<http://example.org/b>"}
    assert by_text == {"<http://example.org/a>"}, "Oxigraph keeps 1, and would find nothing"
