"""Queries that mean harm: none reads a file, calls another server or ends the process, and each is told what is wrong.

What only takes long or much memory is ended by whoever runs the job; see the tests of the workers.
"""

from __future__ import annotations

import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from ascn_kg.graph import Graph
from ascn_kg.knowledge import KnowledgeGraph
from ascn_kg.questions.free_query import FreeQuery
from ascn_kg.web.sparql import job
from ascn_kg.web.sparql.isolation import no_new_files
from tests.test_free_query import CALLS, called, listener
from tests.web.sparql_requests import DIRECT, answered, got, rows

__all__ = ["listener"]

SOON = 5.0  # seconds, on a busy machine


@pytest.mark.parametrize("query", CALLS)
def test_no_query_calls_another_server(query: str, listener: tuple[str, list[int]]) -> None:
    url, came = listener
    came.clear()
    assert got(Graph(), query.replace("URL", url)).status in (400, 403)
    assert not came


@pytest.mark.parametrize("query", [CALLS[0], CALLS[11], CALLS[14], CALLS[15]])
def test_not_even_one_that_is_let_through(
    query: str, listener: tuple[str, list[int]], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second line: the process can open nothing while the engine works."""
    url, came = listener
    assert called(query.replace("URL", url), came)
    came.clear()
    monkeypatch.setattr(job, "read_query", lambda text: FreeQuery(text, "SELECT", "query"))
    document = got(Graph(), query.replace("URL", url))
    assert document.status == 403
    assert "call another server" in document.content.decode()
    assert not came


def test_files_can_be_opened_again_after_a_query(tmp_path: Path) -> None:
    with no_new_files(), pytest.raises(OSError, match="Too many open files"):
        (tmp_path / "new").write_text("x")
    (tmp_path / "new").write_text("x")
    got(Graph(), "SELECT nonsense")
    assert (tmp_path / "new").read_text() == "x"


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * FROM <FILE> { ?s ?p ?o }",
        "SELECT * FROM NAMED <FILE> { GRAPH ?g { ?s ?p ?o } }",
        "SELECT * { GRAPH <FILE> { ?s ?p ?o } }",
        "SELECT (<FILE>(1) AS ?x) { }",
        "DESCRIBE <FILE>",
        "LOAD <FILE>",
    ],
)
def test_no_query_reads_a_file(query: str, tmp_path: Path) -> None:
    file = tmp_path / "secret.ttl"
    file.write_text('<urn:s> <urn:p> "secret" .', encoding="utf-8")
    document = got(Graph(), query.replace("FILE", file.as_uri()))
    assert document.status in (200, 400, 403)
    assert b'"secret"' not in document.content


@pytest.fixture(scope="module")
def ring() -> Graph:
    """Four things in a ring, so that paths find no end."""
    node = ox.NamedNode
    return Graph(
        ox.Quad(node(f"urn:{number}"), node("urn:p"), node(f"urn:{(number + 1) % 4}"), node("urn:g"))
        for number in range(4)
    )


NESTED = {
    "braces": "SELECT * {" + "{" * 3_000 + "}" * 3_000 + "}",
    "open braces": "SELECT * " + "{" * 3_000,
    "parentheses": "ASK { FILTER(" + "(" * 3_000 + "1" + ")" * 3_000 + ") }",
    "functions": "ASK { FILTER(" + "STR(" * 2_000 + "1" + ")" * 2_000 + ") }",
    "blank nodes": "SELECT * { ?s ?p " + "[ ?p " * 1_500 + "1" + "]" * 1_500 + " }",
    "collections": "SELECT * { ?s ?p " + "( " * 1_500 + "1" + ")" * 1_500 + " }",
    "paths": "SELECT * { ?s " + "(" * 1_500 + "<urn:p>" + ")*" * 1_500 + " ?o }",
    "EXISTS": "ASK {" + "FILTER EXISTS {" * 1_500 + "}" * 1_500 + "}",
    "SELECT": "SELECT * {" + "{ SELECT * {" * 1_500 + "}}" * 1_500 + "}",
    "triples": "SELECT * { ?s ?p " + "<<( ?a <urn:p> " * 1_500 + "1" + " )>>" * 1_500 + " }",
    "not": "ASK { FILTER(" + "!" * 10_000 + "true) }",
}


@pytest.mark.parametrize("kind", NESTED)
def test_nesting_is_refused_before_the_engine_sees_it(kind: str, ring: Graph) -> None:
    began = time.monotonic()
    document = answered(ring, "POST", "", {"content-type": DIRECT}, NESTED[kind].encode())
    assert document.status == 400
    assert any(words in document.content.decode() for words in ("brackets stand in one another", "more than 4,000"))
    assert time.monotonic() - began < SOON


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s (((<urn:p>*)*)*)* ?o }",
        "SELECT * { ?s ((<urn:p>+)+/(<urn:p>?)*)|(^<urn:p>*)* ?o }",
        "SELECT * { ?s !(<urn:x>|^<urn:y>)* ?o }",
        "ASK { <urn:0> <urn:p>*/<urn:p>*/<urn:p>*/<urn:p>* <urn:nothing> }",
        "SELECT * { ?s <urn:p> ?o FILTER(REGEX(STR(?s), '(a+)+$')) }",
        "ASK { FILTER(REGEX('" + "a" * 50_000 + "!', '^(a|aa|a?)+$')) }",
        "ASK { FILTER(REGEX('a', '((((a{99}){99}){99}){99}){99}')) }",
        "ASK { FILTER(REGEX('a', '" + "(" * 60 + "a" + ")*" * 60 + "')) }",
        "ASK { FILTER(STRLEN('" + "x" * 200_000 + "') > 1) }",
        "SELECT (REPLACE('" + "a" * 300 + "', '', '" + "b" * 300 + "') AS ?x) {}",
        "SELECT ?x { VALUES ?x { " + "1 " * 20_000 + "} }",
        "SELECT (1E308 * 1E308 AS ?a) (1/0 AS ?b) (999999999999999999 * 999999999999999999 AS ?c) {}",
        "SELECT (STRDT('9' , <urn:none>) AS ?a) (IRI('a b<>') AS ?b) (STRLANG('a', '!') AS ?c) (NOW() AS ?d) {}",
        "SELECT * { ?s ?p ?o } LIMIT 99999999999999999999999999",
        "SELECT * { ?s ?p ?o } OFFSET 18446744073709551616",
        "SELECT ?\u200b\U0001f600 {}",
        "SELECT * { ?s ?p '\x00' }",
        "\x00\x01\x02",
    ],
)
def test_odd_queries_are_answered_or_refused_soon(query: str, ring: Graph) -> None:
    began = time.monotonic()
    document = answered(ring, "POST", "", {"content-type": DIRECT}, query.encode())
    assert document.status in (200, 400, 507)
    assert b"Traceback" not in document.content
    assert time.monotonic() - began < SOON


def test_what_was_asked_is_not_changed(knowledge: KnowledgeGraph) -> None:
    count = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"
    before = rows(got(knowledge.graph, count))
    for update in ("DROP ALL", "INSERT DATA { <urn:s> <urn:p> 1 }", "DELETE WHERE { ?s ?p ?o }"):
        assert got(knowledge.graph, update).status == 403
        assert answered(knowledge.graph, "GET", "update=DROP+ALL").status == 403
        assert got(knowledge.graph, f"ASK {{}} ; {update}").status == 400
    assert rows(got(knowledge.graph, count)) == before
