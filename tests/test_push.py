"""Pushing to a graph store: all of it arrives, once, whatever happens on the way."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from ascn_kg.errors import AscnKgError
from ascn_kg.graph import Graph
from ascn_kg.knowledge import KnowledgeGraph
from ascn_kg.namespaces import GRAPHS, INFERRED_GRAPH
from ascn_kg.publish import Connection, push
from ascn_kg.publish.push import addresses, chunks
from tests.endpoint_in_process import Answering, Reply, Request, serving, store_of

ONE, TWO = GRAPHS + "data/one", GRAPHS + "data/two"
FOREIGN = "https://example.org/mine"


def node(name: str) -> ox.NamedNode:
    return ox.NamedNode(f"https://example.org/{name}")


def small() -> Graph:
    """Two named graphs, one with a blank node that two statements share, and an inferred one."""
    shared = ox.BlankNode("b")
    quads = [ox.Quad(node(f"s{n}"), node("p"), ox.Literal(f"Ä {n}\n"), ox.NamedNode(ONE)) for n in range(50)]
    quads += [
        ox.Quad(node("list"), node("p"), shared, ox.NamedNode(TWO)),
        ox.Quad(node("s"), node("p"), node("o"), ox.NamedNode(TWO)),
    ]
    quads += [ox.Quad(shared, node("p"), node("o"), ox.NamedNode(TWO))]
    return Graph(quads).with_inferred([ox.Triple(node("s"), node("q"), node("o"))])


def contents(store: ox.Store, graph: str) -> int:
    return len(list(store.quads_for_pattern(None, None, None, ox.NamedNode(graph))))


def test_everything_arrives_and_what_is_stale_goes() -> None:
    store = ox.Store()
    for graph in (FOREIGN, GRAPHS + "data/gone"):
        store.add(ox.Quad(node("x"), node("p"), node("y"), ox.NamedNode(graph)))
    steps: list[str] = []
    with serving(store_of(store)) as (url, seen), Connection(writes=True) as connection:
        done = push(small(), f"{url}/store", connection, chunk=500, report=steps.append)
    assert (done.graphs, done.statements, done.queries) == (3, 54, f"{url}/query")
    assert done.removed == (GRAPHS + "data/gone",)
    assert {graph: contents(store, graph) for graph in (ONE, TWO, INFERRED_GRAPH, FOREIGN)} == {
        ONE: 50,
        TWO: 3,
        INFERRED_GRAPH: 1,
        FOREIGN: 1,
    }
    assert max(len(request.body) for request in seen) <= 500
    assert [step for step in steps if "3/3" in step] == ["3/3  data/one: 50 statements"]
    assert FOREIGN not in {graph for request in seen for graph in request.fields.get("graph", [])}


def test_stale_graphs_can_stay() -> None:
    store = ox.Store()
    store.add(ox.Quad(node("x"), node("p"), node("y"), ox.NamedNode(GRAPHS + "data/gone")))
    with serving(store_of(store)) as (url, _), Connection() as connection:
        done = push(small(), f"{url}/store", connection, keep=True)
    assert (done.removed, done.kept) == ((), (GRAPHS + "data/gone",))
    assert contents(store, GRAPHS + "data/gone") == 1


def test_a_blank_node_stays_one_across_requests() -> None:
    store = ox.Store()
    with serving(store_of(store)) as (url, _), Connection() as connection:
        push(small(), f"{url}/store", connection, chunk=1)
    (quad,) = store.quads_for_pattern(node("list"), None, None)
    assert len(list(store.quads_for_pattern(quad.object, None, None))) == 1  # type: ignore[arg-type]


def test_chunks_hold_every_line_once() -> None:
    graph = Graph(ox.Quad(node(str(n)), node("p"), ox.Literal("x" * n), ox.NamedNode(ONE)) for n in range(100))
    parts = list(chunks(graph.terms, graph.columns, 1000))
    assert len(parts) > 5
    found = ox.parse(b"".join(parts), format=ox.RdfFormat.N_TRIPLES)
    assert {quad.triple for quad in found} == {quad.triple for quad in graph.statements}


def failing(store: ox.Store, fails: dict[int, Reply]) -> Answering:
    """A store that answers the n-th writing request otherwise: with 500 after it did the work, for example."""
    sound, count = store_of(store), 0

    def answer(request: Request) -> Reply:
        nonlocal count
        if request.path != "/store":
            return sound(request)
        count += 1
        done = sound(request)
        return fails.get(count, done)

    return answer


def test_a_failure_on_the_way_is_tried_again() -> None:
    store = ox.Store()
    with (
        serving(failing(store, {2: Reply(500, b"Deadlock"), 3: Reply(503), 5: Reply(502)})) as (url, _),
        Connection(writes=True, backoff=0) as connection,
    ):
        push(small(), f"{url}/store", connection, chunk=500)
    assert contents(store, ONE) == 50


def test_a_store_that_fails_for_good_leaves_something_to_push_again() -> None:
    store = ox.Store()
    with (
        serving(failing(store, {n: Reply(507, b"disk full") for n in range(3, 99)})) as (url, _),
        Connection(writes=True, backoff=0) as connection,
        pytest.raises(AscnKgError, match="HTTP 507: disk full"),
    ):
        push(small(), f"{url}/store", connection, chunk=500)
    with serving(store_of(store)) as (url, _), Connection() as connection:
        assert push(small(), f"{url}/store", connection).statements == 54


def test_a_store_that_loses_statements_is_found_out() -> None:
    def answer(request: Request) -> Reply:
        if request.path == "/store" and request.fields["graph"] == [ONE]:
            return Reply(204)
        return sound(request)

    sound = store_of(ox.Store())
    with (
        serving(answer) as (url, _),
        Connection() as connection,
        pytest.raises(AscnKgError, match=r"counts 0 .* 50 were"),
    ):
        push(small(), f"{url}/store", connection)


def test_ctrl_c_goes_through() -> None:
    def stop(step: str) -> None:
        if step.startswith("2/"):
            raise KeyboardInterrupt

    store = ox.Store()
    with serving(store_of(store)) as (url, _), Connection() as connection:
        with pytest.raises(KeyboardInterrupt):
            push(small(), f"{url}/store", connection, report=stop)
        assert push(small(), f"{url}/store", connection).statements == 54


@pytest.mark.parametrize(
    ("given", "store", "queries"),
    [
        ("/store", "/store", "/query"),
        ("/query", "/store", "/query"),
        ("/sparql-graph-crud-auth", "/sparql-graph-crud-auth", "/sparql"),
        ("/sparql", "/sparql-graph-crud-auth", "/sparql"),
        ("/ds/data", "/ds/data", "/ds/query"),
        ("/repositories/a/rdf-graphs/service", "/repositories/a/rdf-graphs/service", "/repositories/a"),
    ],
)
def test_addresses(given: str, store: str, queries: str) -> None:
    with Connection() as connection:
        found = addresses(f"http://x.example{given}", None, connection)
    assert found == (f"http://x.example{store}", f"http://x.example{queries}")


@pytest.mark.parametrize(("has", "store"), [("/query", "/store"), ("/sparql", "/sparql-graph-crud-auth")])
def test_addresses_of_a_bare_server(has: str, store: str) -> None:
    with (
        serving(lambda request: Reply(400 if request.path == has else 404)) as (url, _),
        Connection() as connection,
    ):
        assert addresses(url, None, connection) == (f"{url}{store}", f"{url}{has}")


def test_an_address_that_says_nothing() -> None:
    with Connection() as connection:
        with pytest.raises(AscnKgError, match="--query-url"):
            addresses("http://x.example/rdf", None, connection)
        assert addresses("http://x.example/rdf", "http://x.example/q", connection)[1] == "http://x.example/q"


def test_digest_login() -> None:
    store = ox.Store()
    sound = store_of(store)
    challenge = {"WWW-Authenticate": 'Digest realm="SPARQL", qop="auth", nonce="abc", opaque="x", algorithm=MD5'}

    def answer(request: Request) -> Reply:
        given = request.headers.get("authorization", "")
        if request.path == "/store" and 'username="dba"' not in given:
            return Reply(401, headers=challenge)
        return sound(request)

    with serving(answer) as (url, _), Connection("dba:dba") as connection:
        assert push(small(), f"{url}/store", connection).statements == 54
    assert contents(store, ONE) == 50


def test_the_graph_of_this_checkout(knowledge: KnowledgeGraph) -> None:
    store = ox.Store()
    with serving(store_of(store)) as (url, _), Connection() as connection:
        done = push(knowledge.graph, url, connection)
    assert done.graphs == len({quad.graph_name for quad in knowledge.graph.statements}) + 1
    assert len(store) == done.statements
