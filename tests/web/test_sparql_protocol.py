"""Requests to the endpoint: which queries they carry, over which graphs, and what is refused in which words."""

from __future__ import annotations

import gzip
from urllib.parse import urlencode

import pyoxigraph as ox
import pytest

from ascn_kg.graph import Graph
from ascn_kg.knowledge import KnowledgeGraph
from ascn_kg.web.document import Document
from ascn_kg.web.sparql import METHODS, DescriptionJob, QueryJob, interpret
from tests.web.sparql_requests import ADDRESS, DIRECT, FORM, answered, got, rows, truth

S = "SELECT ?s { ?s ?p ?o } ORDER BY ?s"
ASK = "query=ASK%20%7B%7D"


@pytest.fixture(scope="module")
def graph() -> Graph:
    """One statement in each of two graphs."""
    node = ox.NamedNode
    return Graph(ox.Quad(node(f"urn:{g}"), node("urn:p"), ox.Literal(g), node(f"urn:graph:{g}")) for g in "ab")


@pytest.mark.parametrize(
    ("method", "query_string", "kind", "body"),
    [
        ("GET", ASK, "", b""),
        ("HEAD", ASK, "", b""),
        ("GET", "query=ASK+%7B%7D", "", b""),
        ("GET", f"{ASK}&unknown=1&unknown=2&output=json", "", b""),
        ("GET", f"{ASK}&default-graph-uri=&named-graph-uri=", "", b""),  # as a form sends fields left empty
        ("GET", "query=%EF%BB%BFASK%20%7B%7D", "", b""),
        ("POST", "", FORM, ASK.encode()),
        ("POST", "", f"{FORM}; charset=UTF-8", ASK.encode()),
        ("POST", "", FORM.upper(), ASK.encode()),
        ("POST", ASK, FORM, b""),
        ("POST", "", DIRECT, b"ASK {}"),
        ("POST", "", f'{DIRECT};charset="utf-8"', b"ASK {}"),
        ("POST", "", DIRECT, b"\xef\xbb\xbfASK {}"),
        ("POST", "", DIRECT, 'ASK { FILTER("é" = "\\u00e9") }'.encode()),
    ],
)
def test_queries_come_in_three_ways(method: str, query_string: str, kind: str, body: bytes, graph: Graph) -> None:
    assert truth(answered(graph, method, query_string, {"content-type": kind}, body))


REFUSED = [
    ("GET", "default-graph-uri=urn:x", {}, b"", 400, "There is no query"),
    ("GET", "query=", {}, b"", 400, "empty"),
    ("GET", "query=%20%0A", {}, b"", 400, "empty"),
    ("GET", f"{ASK}&{ASK}", {}, b"", 400, "There are 2 queries. Send exactly one."),
    ("GET", "query=%FF", {}, b"", 400, "not UTF-8"),
    ("GET", f"{ASK}&default-graph-uri=%FF", {}, b"", 400, "not UTF-8"),
    ("GET", f"{ASK}&default-graph-uri=data1.ttl", {}, b"", 400, "names no graph: it is no IRI"),
    ("GET", f"{ASK}&named-graph-uri=a%20b", {}, b"", 400, "'a b' names no graph"),
    ("GET", "&".join(["x=1"] * 1001), {}, b"", 400, "more than 1000 parameters"),
    ("GET", "update=DROP+ALL", {}, b"", 403, "Updates are refused"),
    ("GET", f"{ASK}&update=DROP+ALL", {}, b"", 403, "Updates are refused"),
    ("GET", "query=DROP+ALL", {}, b"", 403, "Line 1, column 1: DROP would change the graph"),
    ("GET", "query=LOAD+%3Cfile:///etc/passwd%3E", {}, b"", 403, "LOAD would change the graph"),
    ("GET", "query=ASK+%7B%0ASERVICE+%3Curn:x%3E+%7B%7D%7D", {}, b"", 403, "Line 2, column 1: SERVICE would send"),
    ("POST", "", {"content-type": FORM}, b"", 400, "There is no query"),
    ("POST", "", {"content-type": FORM}, b"query=ASK+%7B%7D&query=ASK+%7B%7D", 400, "exactly one"),
    ("POST", ASK, {"content-type": FORM}, ASK.encode(), 400, "exactly one"),
    ("POST", ASK, {"content-type": DIRECT}, b"ASK {}", 400, "exactly one"),
    ("POST", "", {"content-type": DIRECT}, b"", 400, "empty"),
    ("POST", "", {"content-type": DIRECT}, b"ASK { \xff }", 400, "not UTF-8"),
    ("POST", "", {"content-type": DIRECT}, "ASK {}".encode("utf-16"), 400, "not UTF-8"),
    ("POST", "", {"content-type": f"{DIRECT}; charset=latin-1"}, b"ASK {}", 400, "not UTF-8"),
    ("POST", "", {"content-type": FORM}, b"query=\xff", 400, "not UTF-8"),
    ("POST", "", {"content-type": FORM}, b"update=DROP+ALL", 403, "Updates are refused"),
    ("POST", "", {"content-type": "application/sparql-update"}, b"DROP ALL", 403, "Updates are refused"),
    ("POST", "", {}, b"ASK {}", 415, "the request has no Content-Type"),
    ("POST", "", {"content-type": "application/json"}, b"{}", 415, "this is application/json"),
    ("POST", "", {"content-type": "multipart/form-data; boundary=x"}, b"", 415, "this is multipart/form-data"),
    (
        "POST",
        "",
        {"content-type": DIRECT, "content-encoding": "gzip"},
        gzip.compress(b"ASK {}"),
        415,
        "without Content-Encoding",
    ),
    ("PUT", ASK, {}, b"", 405, "by GET or POST"),
    ("DELETE", "graph=urn:graph:a", {}, b"", 405, "Nothing can be changed here"),
    ("PATCH", "", {}, b"", 405, "by GET or POST"),
    ("QUERY", "", {"content-type": DIRECT}, b"ASK {}", 405, "by GET or POST"),
]


@pytest.mark.parametrize(("method", "query_string", "headers", "body", "status", "words"), REFUSED)
def test_refusals(
    method: str, query_string: str, headers: dict[str, str], body: bytes, status: int, words: str, graph: Graph
) -> None:
    document = answered(graph, method, query_string, headers, body)
    assert document.status == status
    assert words in document.content.decode()
    assert document.media_type == "text/plain; charset=utf-8"
    assert document.headers["Access-Control-Allow-Origin"] == "*"
    assert document.headers["Content-Language"] == "en"
    assert document.headers["Cache-Control"] == "no-store"
    indonesian = answered(graph, method, query_string, {**headers, "accept-language": "id, en;q=0.5"}, body)
    assert indonesian.status == status
    assert indonesian.headers["Content-Language"] == "id"
    assert indonesian.content != document.content


def test_refusals_name_what_is_taken(graph: Graph) -> None:
    assert answered(graph, "PUT").headers["Allow"] == "GET, HEAD, POST, OPTIONS"
    assert answered(graph, "POST").headers["Accept-Post"] == f"{FORM}, {DIRECT}"


def test_pages_of_other_sites_may_ask(graph: Graph) -> None:
    document = answered(graph, "OPTIONS", "", {"origin": "https://example.org"})
    assert (document.status, document.content) == (204, b"")
    assert document.headers["Access-Control-Allow-Origin"] == "*"
    assert set(document.headers["Access-Control-Allow-Methods"].split(", ")) == set(METHODS)
    assert "Content-Type" in document.headers["Access-Control-Allow-Headers"]
    assert got(graph, "ASK {}").headers["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    ("query", "fields", "found"),
    [
        (S, [], "ab"),
        (S, ["default-graph-uri=urn:graph:a"], "a"),
        (S, ["default-graph-uri=urn:graph:a", "default-graph-uri=urn:graph:b"], "ab"),
        (S, ["named-graph-uri=urn:graph:a"], ""),
        (S, ["default-graph-uri=urn:graph:nobody-has-this"], ""),
        (S.replace("{", "FROM <urn:graph:b> {", 1), [], "b"),
        (S.replace("{", "FROM <urn:graph:b> {", 1), ["default-graph-uri=urn:graph:a"], "a"),
        (S.replace("{", "FROM <urn:graph:b> {", 1), ["named-graph-uri=urn:graph:a"], ""),
        ("SELECT ?s { GRAPH ?g { ?s ?p ?o } } ORDER BY ?s", [], "ab"),
        ("SELECT ?s { GRAPH ?g { ?s ?p ?o } }", ["default-graph-uri=urn:graph:a"], ""),
        ("SELECT ?s { GRAPH ?g { ?s ?p ?o } }", ["named-graph-uri=urn:graph:a"], "a"),
        ("SELECT ?s FROM NAMED <urn:graph:b> { GRAPH ?g { ?s ?p ?o } }", ["named-graph-uri=urn:graph:a"], "a"),
    ],
)
def test_the_protocol_names_graphs_before_the_query_does(
    query: str, fields: list[str], found: str, graph: Graph
) -> None:
    further = [(name, value) for name, _, value in (each.partition("=") for each in fields)]
    by_get = got(graph, query, *further)
    in_form = answered(graph, "POST", "", {"content-type": FORM}, urlencode([("query", query), *further]).encode())
    direct = answered(graph, "POST", urlencode(further), {"content-type": DIRECT}, query.encode())
    for document in (by_get, in_form, direct):
        assert [row["s"] for row in rows(document)] == [f"urn:{name}" for name in found]


def test_relative_addresses_are_relative_to_the_endpoint(graph: Graph) -> None:
    document = got(graph, "CONSTRUCT { <s> <#p> 1 } {}", accept="application/n-triples")
    assert document.content.startswith(b"<http://localhost:8000/s> <http://localhost:8000/sparql#p> ")
    other = got(graph, "BASE <urn:x:> CONSTRUCT { <s> <p> 1 } {}", accept="application/n-triples")
    assert b"localhost" not in other.content


def test_our_prefixes_need_no_declaration(knowledge: KnowledgeGraph) -> None:
    document = got(knowledge.graph, "SELECT ?l { city:hanoi rdfs:label ?l FILTER(LANG(?l) = 'id') }")
    assert rows(document) == [{"l": "Hanoi"}]
    own = got(knowledge.graph, "PREFIX city: <urn:x:> SELECT ?l { city:hanoi rdfs:label ?l }")
    assert rows(own) == []


@pytest.mark.parametrize(
    ("query", "en", "indonesian"),
    [
        (
            "SELECT * {\n ?s foo:bar ?o }",
            "Line 2, column 5: the prefix of foo:bar is not declared. Write at the top: PREFIX foo: <https://…>",
            "Baris 2, kolom 5: awalan pada foo:bar belum dideklarasikan.",
        ),
        ("SELECT * { ?s a ctiy:x }", "Did you mean city:x?", "Maksud Anda city:x?"),
        ("SELECT * {\n FLITER(1) }", "Line 2, column 2: FLITER is no word of SPARQL. Did you mean FILTER?", "Baris 2"),
        ("ASK { ?s ?p", "Line 1, column 5: this { is not closed", "Baris 1, kolom 5"),
        ("ASK { ?s ?p }", "Line 1, column 13: not valid SPARQL", "Baris 1, kolom 13"),
        ("ASK { ?s = ?p }", "Line 1, column 10: = stands outside of a FILTER.", "= berada di luar FILTER"),
        ('ASK { ?s ?p "a }', "Line 1, column 13: cannot read", "tidak dapat dibaca sebagai SPARQL"),
        ("hello", "Line 1, column 1: hello is no word of SPARQL", "hello bukan kata SPARQL"),
        (
            "ASK { FILTER(<urn:f>(1)) }",
            "The query cannot be run: The custom function <urn:f>",
            "tidak dapat dijalankan",
        ),
    ],
)
def test_mistakes_are_told_with_their_place_and_what_to_mend(
    query: str, en: str, indonesian: str, graph: Graph
) -> None:
    document = got(graph, query)
    assert document.status == 400
    assert en in document.content.decode()
    assert indonesian in got(graph, query, lang="id").content.decode()


def test_what_comes_without_a_query(graph: Graph) -> None:
    for accept in (None, "*/*", "text/turtle", "application/rdf+xml, text/html;q=0.9"):
        headers = {} if accept is None else {"accept": accept}
        assert isinstance(interpret("GET", b"", headers, b"", address=ADDRESS), DescriptionJob)
    browser = answered(graph, "GET", "", {"accept": "text/html,*/*;q=0.8", "accept-language": "id"})
    assert (browser.status, browser.headers["Location"]) == (303, "editor.id.html")
    assert browser.headers["Vary"] == "Accept, Accept-Language"
    only_rows = answered(graph, "GET", "", {"accept": "application/sparql-results+json"})
    assert only_rows.status == 406


def test_a_browser_that_asks_gets_its_answer() -> None:
    asked = interpret("GET", ASK.encode(), {"accept": "text/html"}, b"", address=ADDRESS)
    assert isinstance(asked, QueryJob)
    assert not isinstance(asked, Document)
