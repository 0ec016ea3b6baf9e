"""The formats of answers, how clients choose among them, and the limits, which hold to the row."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
import rdflib

from ascn_kg.graph import Graph
from ascn_kg.knowledge import KnowledgeGraph
from ascn_kg.web.sparql import Limits
from ascn_kg.web.sparql.formats import ROWS, TRIPLES
from tests.web.sparql_requests import got

CITIES = "SELECT ?c ?l { ?c a ascn:City ; rdfs:label ?l FILTER(LANG(?l) = 'en') } ORDER BY ?c"
LABELS = "CONSTRUCT { ?c rdfs:label ?l } { ?c a ascn:City ; rdfs:label ?l }"
JSON, XML = "application/sparql-results+json", "application/sparql-results+xml"
TTL, NT, JSONLD, RDFXML = "text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml"
CSV, TSV, UTF8 = "text/csv", "text/tab-separated-values", "; charset=utf-8"
FIREFOX = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
CHROMIUM = FIREFOX.replace("*/*", "image/avif,image/webp,image/apng,*/*") + ",application/signed-exchange;v=b3;q=0.7"
JENA = f"{JSON}, application/json;q=0.9, {XML};q=0.8, {TSV};q=0.7, {CSV};q=0.6, */*;q=0.1"

ACCEPTED = [
    (CITIES, None, JSON),
    (CITIES, "", JSON),
    (CITIES, "*/*", JSON),
    (CITIES, "application/*", JSON),
    (CITIES, XML, XML),
    (CITIES, f"{JSON};q=0.5, {XML};q=0.9", XML),
    (CITIES, f"{JSON};q=0, */*", XML),
    (CITIES, CSV, CSV + UTF8),
    (CITIES, "text/*", CSV + UTF8),
    (CITIES, TSV, TSV + UTF8),
    (CITIES, f"{CSV};q=0.1, {TSV};q=0.2", TSV + UTF8),
    (CITIES, "application/json", "application/json"),
    (CITIES, "application/xml", "application/xml"),
    (CITIES, JENA, JSON),
    (CITIES, FIREFOX, JSON),
    (CITIES, CHROMIUM, JSON),
    (CITIES, f"{TTL}, {JSON};q=0.3", JSON),
    ("ASK {}", None, JSON),
    ("ASK {}", XML, XML),
    ("ASK {}", CSV, CSV + UTF8),
    (LABELS, None, TTL + UTF8),
    (LABELS, "*/*", TTL + UTF8),
    (LABELS, TTL, TTL + UTF8),
    (LABELS, NT, NT),
    (LABELS, JSONLD, JSONLD),
    (LABELS, RDFXML, RDFXML),
    (LABELS, f"{RDFXML}, */*;q=0.1", RDFXML),
    (LABELS, "application/json", "application/json"),
    (LABELS, FIREFOX, TTL + UTF8),
    (LABELS, f"{JSON}, {JSONLD};q=0.2", JSONLD),
    ("DESCRIBE city:hanoi", NT, NT),
]


@pytest.mark.parametrize(("query", "accept", "media"), ACCEPTED)
def test_the_accept_header_chooses(query: str, accept: str | None, media: str, knowledge: KnowledgeGraph) -> None:
    document = got(knowledge.graph, query, accept=accept)
    assert (document.status, document.media_type) == (200, media)
    assert document.headers["Vary"] == "Accept, Accept-Language"


@pytest.mark.parametrize(
    ("query", "accept", "listed"),
    [
        (CITIES, "image/png", ROWS),
        (CITIES, TTL, ROWS),
        (CITIES, f"{JSON};q=0, image/*", ROWS),
        ("ASK {}", RDFXML, ROWS),
        (LABELS, JSON, TRIPLES),
        (LABELS, CSV, TRIPLES),
    ],
)
def test_nothing_acceptable_tells_what_there_is(
    query: str, accept: str, listed: tuple[object, ...], knowledge: KnowledgeGraph
) -> None:
    document = got(knowledge.graph, query, accept=accept)
    assert document.status == 406
    for form in ROWS if listed is ROWS else TRIPLES:
        assert f"{form.media} (format={form.name})" in document.content.decode()


@pytest.mark.parametrize(
    ("query", "words", "media"),
    [
        (CITIES, ["csv"], CSV + UTF8),
        (CITIES, ["XML"], XML),
        (CITIES, ["nonsense", "tsv"], TSV + UTF8),
        (CITIES, ["tsv", "text/tab-separated-values"], TSV + UTF8),
        (LABELS, ["xml"], RDFXML),
        (LABELS, ["rdf+xml"], RDFXML),
        (LABELS, ["json"], JSONLD),
        (LABELS, ["json-ld", "application/ld+json,application/x-json+ld"], JSONLD),
        (LABELS, ["n3"], TTL + UTF8),
        (LABELS, ["nt"], NT),
    ],
)
def test_format_comes_before_the_header(query: str, words: list[str], media: str, knowledge: KnowledgeGraph) -> None:
    document = got(knowledge.graph, query, *(("format", word) for word in words), accept="image/png")
    assert (document.status, document.media_type) == (200, media)


@pytest.mark.parametrize(("query", "word"), [(CITIES, "turtle"), (LABELS, "csv"), (CITIES, ""), (CITIES, "pdf")])
def test_formats_there_are_not(query: str, word: str, knowledge: KnowledgeGraph) -> None:
    assert got(knowledge.graph, query, ("format", word), accept="*/*").status == 406


def test_rows_are_the_same_in_every_format(knowledge: KnowledgeGraph) -> None:
    found = knowledge.query(CITIES)
    assert isinstance(found, ox.QuerySolutions)
    wanted = [(row["c"].value, row["l"].value) for row in found]
    assert len(wanted) > 30
    graph = knowledge.graph
    bindings = json.loads(got(graph, CITIES).content)["results"]["bindings"]
    assert [(row["c"]["value"], row["l"]["value"]) for row in bindings] == wanted
    tree = ElementTree.fromstring(got(graph, CITIES, accept=XML).content)
    texts = [element.text for element in tree.iter() if element.tag.endswith(("}uri", "}literal"))]
    assert list(zip(texts[::2], texts[1::2], strict=True)) == wanted
    table = list(csv.reader(io.StringIO(got(graph, CITIES, accept=CSV).content.decode())))
    assert (table[0], [tuple(row) for row in table[1:]]) == (["c", "l"], wanted)
    lines = got(graph, CITIES, accept=TSV).content.decode().splitlines()
    assert lines[0] == "?c\t?l"
    assert lines[1:] == [f'<{iri}>\t"{label}"@en' for iri, label in wanted]


@pytest.mark.parametrize(("accept", "parser"), [(TTL, "turtle"), (NT, "nt"), (JSONLD, "json-ld"), (RDFXML, "xml")])
def test_triples_are_the_same_in_every_format(accept: str, parser: str, knowledge: KnowledgeGraph) -> None:
    document = got(knowledge.graph, LABELS, accept=accept)
    found = knowledge.query(LABELS)
    assert isinstance(found, ox.QueryTriples)
    wanted = rdflib.Graph().parse(data="".join(f"{triple} .\n" for triple in set(found)), format="nt")
    assert set(rdflib.Graph().parse(data=document.content, format=parser)) == set(wanted)
    assert got(knowledge.graph, LABELS, accept=accept).content == document.content
    assert got(knowledge.graph, LABELS + " ORDER BY DESC(?l)", accept=accept).content == document.content


@pytest.mark.parametrize("query", ["ASK {}", "ASK { city:hanoi a ascn:Nation }"])
def test_ask_in_every_format(query: str, knowledge: KnowledgeGraph) -> None:
    wanted = query == "ASK {}"
    word = "true" if wanted else "false"
    assert json.loads(got(knowledge.graph, query).content) == {"head": {}, "boolean": wanted}
    assert f"<boolean>{word}</boolean>" in got(knowledge.graph, query, accept=XML).content.decode()
    for accept in (CSV, TSV):
        assert got(knowledge.graph, query, accept=accept).content.decode() == f"{word}\n"


NASTY = ['"}},{"', "}},{", "{},{", "<result>", "&<>'\"", "a\r\nb\n\nc\td", "\\", '\\"},{', ",", '""', "é😀", ""]


@pytest.fixture(scope="module")
def nasty() -> Graph:
    """Texts that look like the marks between rows."""
    node = ox.NamedNode
    return Graph(
        ox.Quad(node(f"urn:{number}"), node("urn:p"), ox.Literal(text), node("urn:g"))
        for number, text in enumerate(NASTY)
    )


SHAPES: dict[str, Callable[[int], str]] = {
    "plain": lambda n: f"SELECT ?s ?o {{ ?s ?p ?o }} ORDER BY ?s LIMIT {n}",
    "texts": lambda n: f"SELECT ?o ?p {{ ?s ?p ?o }} ORDER BY ?s LIMIT {n}",
    "one column": lambda n: f"SELECT ?o {{ ?s ?p ?o }} ORDER BY DESC(?s) LIMIT {n}",
    "empty rows": lambda n: f"SELECT ?none {{ ?s ?p ?o }} LIMIT {n}",
    "no column": lambda n: (
        f"SELECT * {{ {{ }} UNION {{ }} UNION {{ }} UNION {{ }} UNION {{ }} UNION {{ }} }} LIMIT {n}"
    ),
    "some empty": lambda n: f"SELECT ?a {{ ?s ?p ?o OPTIONAL {{ ?s <urn:p> ?a FILTER(?s < <urn:4>) }} }} LIMIT {n}",
}


@pytest.mark.parametrize("format", [form.name for form in ROWS])
@pytest.mark.parametrize("shape", SHAPES)
def test_the_row_limit_holds_to_the_row(shape: str, format: str, nasty: Graph) -> None:
    query = SHAPES[shape]
    for count in (1, 5):
        assert got(nasty, query(count), ("format", format), limits=Limits(rows=count)).status == 200
        document = got(nasty, query(count + 1), ("format", format), limits=Limits(rows=count))
        assert document.status == 507
        assert f"more than {count} rows" in document.content.decode()
        assert "ORDER BY, LIMIT and OFFSET" in document.content.decode()


@pytest.mark.parametrize("format", [form.name for form in TRIPLES])
def test_the_limit_of_triples_holds(format: str, nasty: Graph) -> None:
    query = "CONSTRUCT { ?s ?p ?o . ?s ?p ?s } { ?s ?p ?o }"
    count = 2 * len(NASTY)
    assert got(nasty, query, ("format", format), limits=Limits(rows=count)).status == 200
    assert got(nasty, query, ("format", format), limits=Limits(rows=count - 1)).status == 507
    again = "CONSTRUCT { ?s ?p 1 } { ?s ?p ?o . ?a ?b ?c }"  # each triple twelve times
    assert got(nasty, again, ("format", format), limits=Limits(rows=len(NASTY))).status == 200


@pytest.mark.parametrize("format", [form.name for form in (*ROWS, *TRIPLES)])
def test_the_byte_limit_holds_to_the_byte(format: str, nasty: Graph) -> None:
    query = SHAPES["plain"](9) if format in [form.name for form in ROWS] else "CONSTRUCT WHERE { ?s ?p ?o }"
    size = len(got(nasty, query, ("format", format)).content)
    assert got(nasty, query, ("format", format), limits=Limits(size=size)).status == 200
    document = got(nasty, query, ("format", format), limits=Limits(size=size - 2))
    assert document.status == 507
    assert "MB, the most that is given at once" in document.content.decode()
    assert "batas untuk satu jawaban" in got(nasty, query, lang="id", limits=Limits(size=9)).content.decode()


def test_a_large_answer_is_whole(knowledge: KnowledgeGraph) -> None:
    """More than a piece of what the engine writes at once."""
    query = "SELECT * { ?s rdfs:label ?o }"
    found = knowledge.query(query)
    assert isinstance(found, ox.QuerySolutions)
    count = sum(1 for _ in found)
    document = got(knowledge.graph, query, limits=Limits(rows=count))
    assert len(json.loads(document.content)["results"]["bindings"]) == count
    assert got(knowledge.graph, query, limits=Limits(rows=count - 1)).status == 507


@pytest.mark.parametrize("format", ["json", "csv"])
def test_an_answer_without_end_stops_at_the_limit(format: str, knowledge: KnowledgeGraph) -> None:
    document = got(knowledge.graph, "SELECT ?a { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }", ("format", format))
    assert document.status == 507


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ('CONSTRUCT { <urn:s> <urn:p> "\\b" } {}', "control character"),
        ("CONSTRUCT { <urn:s> <urn:p> <<( <urn:s> <urn:p> 1 )>> } {}", "a statement about a statement"),
        ("CONSTRUCT { <urn:s> <http://example.org/> 1 } {}", "example.org"),
        ("CONSTRUCT { <urn:s> <http://example.org/1> 1 } {}", "example.org"),
    ],
)
def test_what_a_format_cannot_hold(query: str, words: str, nasty: Graph) -> None:
    document = got(nasty, query, accept=RDFXML)
    assert document.status == 406
    assert words in document.content.decode()


def test_blank_nodes_have_names_of_the_answer(nasty: Graph) -> None:
    query = "CONSTRUCT { [] <urn:p> ?o . _:a <urn:q> _:b } { VALUES ?o { 2 1 } }"
    document = got(nasty, query, accept=NT)
    assert document.status == 200
    assert document.content == got(nasty, query.replace("2 1", "1 2"), accept=NT).content
    assert rdflib.Graph().parse(data=got(nasty, query).content, format="turtle")
