"""The W3C's tests of the SPARQL 1.1 Protocol, as far as they are about queries.

The requests are those that https://w3c.github.io/rdf-tests/sparql/sparql11/protocol/ describes, the graphs are made for
them. Where the W3C expects an update to be carried out, we refuse it, which the protocol leaves to a service.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from urllib.parse import quote

import pyoxigraph as ox
import pytest

from ascn_kg.graph import Graph
from ascn_kg.namespaces import RDF
from tests.web.sparql_requests import DIRECT, FORM, answered, truth

DATA = "http://kasei.us/2009/09/sparql/data/data"
BOOLEAN = ("application/sparql-results+xml", "application/sparql-results+json")
TABULAR = (*BOOLEAN, "text/csv", "text/tab-separated-values")
TRIPLES = ("text/turtle", "application/n-triples", "application/ld+json", "application/rdf+xml")
UPDATE = "application/sparql-update"


@dataclass(frozen=True)
class Case:
    """A request of the W3C; ``types`` are the media types it may be answered with, ``true`` what ASK must say."""

    name: str
    method: str = "GET"
    query: str = ""
    kind: str = ""
    body: str = ""
    types: tuple[str, ...] = BOOLEAN
    true: bool = True
    encoding: str = "utf-8"
    headers: dict[str, str] = field(default_factory=dict)


def data(number: int) -> str:
    return f"{DATA}{number}.rdf"


def named(parameter: str, *numbers: int) -> str:
    return "&".join(f"{parameter}={quote(data(number), safe='')}" for number in numbers)


def typed(*numbers: int) -> str:
    return " . ".join(f"<{data(number)}> a ?type" for number in numbers)


IN_GRAPHS = f"GRAPH ?g1 {{ {typed(1)} }} GRAPH ?g2 {{ {typed(2)} }}"
DEFAULT_0 = named("default-graph-uri", 0)
DEFAULTS, NAMED = named("default-graph-uri", 1, 2), named("named-graph-uri", 1, 2)

ANSWERED = [
    Case("query_get", query=f"query=ASK%20%7B%7D&{DEFAULT_0}"),
    Case("query_post_form", "POST", DEFAULT_0, FORM, "query=ASK%20%7B%7D"),
    Case("query_post_direct", "POST", "", DIRECT, "ASK {}"),
    Case("query_dataset_default_graphs_get", query=f"query={quote(f'ASK {{ {typed(1, 2)} }}')}&{DEFAULTS}"),
    Case("query_dataset_default_graphs_post", "POST", DEFAULTS, DIRECT, f"ASK {{ {typed(1, 2)} }}"),
    Case("query_dataset_named_graphs_get", query=f"query={quote(f'ASK {{ {IN_GRAPHS} }}')}&{NAMED}"),
    Case("query_dataset_named_graphs_post", "POST", NAMED, DIRECT, f"ASK {{ {IN_GRAPHS} }}"),
    Case(
        "query_dataset_full",
        "POST",
        f"{named('default-graph-uri', 3)}&{NAMED}",
        DIRECT,
        f"ASK {{ {typed(3)} {IN_GRAPHS} }}",
    ),
    # As published, the & between the two names is escaped, so that they are one name: here it parts them.
    Case("query_multiple_dataset", "POST", NAMED, DIRECT, f"ASK FROM <{data(3)}> {{ {IN_GRAPHS} }}"),
    Case("query_content_type_select", "POST", DEFAULT_0, DIRECT, "SELECT (1 AS ?value) {}", TABULAR, False),
    Case("query_content_type_ask", "POST", DEFAULT_0, DIRECT, "ASK {}", BOOLEAN, False),
    Case("query_content_type_describe", "POST", DEFAULT_0, DIRECT, "DESCRIBE <http://example.org/>", TRIPLES, False),
    Case("query_content_type_construct", "POST", DEFAULT_0, DIRECT, "CONSTRUCT { <s> <p> 1 } WHERE {}", TRIPLES, False),
]
REFUSED = [
    Case("bad_query_method", "PUT", f"query=ASK%20%7B%7D&{DEFAULT_0}", FORM),
    Case("bad_multiple_queries", query="query=ASK%20%7B%7D&query=SELECT%20%2A%20%7B%7D"),
    Case("bad_query_wrong_media_type", "POST", "", "text/plain", "ASK {}"),
    Case("bad_query_missing_form_type", "POST", "", "", "query=ASK%20%7B%7D"),
    Case("bad_query_missing_direct_type", "POST", "", "", "ASK {}"),
    Case("bad_query_non_utf8", "POST", "", f"{DIRECT}; charset=UTF-16", "ASK {}", encoding="utf-16"),
    Case("bad_query_syntax", query="query=ASK%20%7B"),
    Case("bad_update_get", query="update=CLEAR%20ALL"),
    Case("bad_multiple_updates", "POST", "", FORM, "update=CLEAR%20NAMED&update=CLEAR%20DEFAULT"),
    Case("bad_update_wrong_media_type", "POST", "", "text/plain", "CLEAR NAMED"),
    Case("bad_update_missing_form_type", "POST", "", "", "update=CLEAR%20NAMED"),
    Case("bad_update_non_utf8", "POST", "", f"{UPDATE}; charset=UTF-16", "CLEAR NAMED", encoding="utf-16"),
    Case("bad_update_syntax", "POST", "", FORM, "update=CLEAR%20XYZ"),
    Case("bad_update_dataset_conflict", "POST", "using-named-graph-uri=http%3A%2F%2Fx%2F", FORM, "update=DROP%20ALL"),
    # These the W3C expects to be carried out.
    Case("update_post_form", "POST", "", FORM, "update=CLEAR%20ALL"),
    Case("update_post_direct", "POST", "", UPDATE, "CLEAR ALL"),
    Case("update_dataset_default_graph", "POST", named("using-graph-uri", 1), UPDATE, "CLEAR ALL"),
    Case("update_dataset_named_graphs", "POST", named("using-named-graph-uri", 1, 2), UPDATE, "CLEAR ALL"),
]


@pytest.fixture(scope="module")
def documents() -> Graph:
    """Three graphs, each of which says of itself that it is a document; a fourth, data0, holds nothing."""
    node = ox.NamedNode
    document = node("http://xmlns.com/foaf/0.1/Document")
    return Graph(ox.Quad(node(data(n)), node(RDF + "type"), document, node(data(n))) for n in (1, 2, 3))


def headers_of(case: Case) -> dict[str, str]:
    return {"content-type": case.kind} if case.kind else {}


@pytest.mark.parametrize("case", ANSWERED, ids=lambda case: case.name)
def test_answered(case: Case, documents: Graph) -> None:
    document = answered(documents, case.method, case.query, headers_of(case), case.body.encode(case.encoding))
    assert document.status == 200, document.content.decode()
    assert document.media_type.partition(";")[0] in case.types
    if case.true:
        assert truth(document)


@pytest.mark.parametrize("case", ANSWERED, ids=lambda case: case.name)
def test_the_answer_depends_on_the_graphs(case: Case) -> None:
    """Over no data, what asks for data is false: so the answers above are no accident."""
    document = answered(Graph(), case.method, case.query, headers_of(case), case.body.encode(case.encoding))
    assert document.status == 200
    if case.true:
        assert truth(document) is ("type" not in case.query + case.body)


@pytest.mark.parametrize("case", REFUSED, ids=lambda case: case.name)
def test_refused(case: Case, documents: Graph) -> None:
    document = answered(documents, case.method, case.query, headers_of(case), case.body.encode(case.encoding))
    assert 400 <= document.status < 500
    assert document.media_type == "text/plain; charset=utf-8"
    assert len(documents.store) == 3
