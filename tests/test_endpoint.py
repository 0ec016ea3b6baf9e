"""Asking an endpoint: the same answers as here, and in words whatever an endpoint may do wrong."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pyoxigraph as ox
import pytest

from ascn_kg.cli import main
from ascn_kg.errors import AscnKgError
from ascn_kg.knowledge import KnowledgeGraph
from ascn_kg.namespaces import GRAPHS
from ascn_kg.publish import Connection, Endpoint, ask_endpoint
from ascn_kg.publish.connection import check_url, is_loopback, read_login
from ascn_kg.rendering import FORMATS, render
from tests.endpoint_in_process import JSON, Reply, Request, serving, store_of
from tests.servers import free_port

NO_ROWS = b'{"head": {"vars": ["g", "p"]}, "results": {"bindings": []}}'
ASKED = [
    ("cities-joined-after", "en", {"year": "2018"}),
    ("members-as-of", "id", {"as_of": "2018-12-31"}),
    pytest.param("initiatives-of-city", "en", {"city": "makas-SAR"}, marks=pytest.mark.slow),
    ("initiatives-of-city", "id", {"city": "city:makassar"}),
    pytest.param("what-documents-say", "id", {"thing": "World Cities Summit"}, marks=pytest.mark.slow),
    pytest.param("disagreements", "en", {}, marks=pytest.mark.slow),
    ("sources", "id", {}),
    ("passages-left-out", "en", {}),
]


@pytest.fixture(scope="module")
def queries(knowledge: KnowledgeGraph) -> Iterator[str]:
    """Where an endpoint with the whole graph takes queries; somebody else's data are beside it."""
    foreign = ox.NamedNode("https://example.org/somebody-else")
    city = ox.NamedNode("https://w3id.org/ascn-kg/id/city/makassar")
    label = ox.NamedNode("http://www.w3.org/2000/01/rdf-schema#label")
    store = ox.Store()
    knowledge.graph.fill(store)
    store.add(ox.Quad(city, label, ox.Literal("A", language="en"), foreign))
    with serving(store_of(store)) as (url, _):
        yield f"{url}/query"


@pytest.mark.parametrize(("name", "lang", "given"), ASKED)
def test_same_answer(name: str, lang: str, given: dict[str, str], queries: str, knowledge: KnowledgeGraph) -> None:
    here = knowledge.ask(name, lang=lang, **given)
    with Connection() as connection:
        there, graph = ask_endpoint(Endpoint(queries, connection), knowledge.questions[name], given, lang)
    assert there.rows == here.rows
    for format in set(FORMATS) - {"turtle"}:  # a store keeps values, not how a number was written
        assert render(there, graph, format) == render(here, knowledge.graph, format)


def test_same_as_turtle(queries: str, knowledge: KnowledgeGraph) -> None:
    here = knowledge.ask("cities-joined-after", year=2018)
    with Connection() as connection:
        there, graph = ask_endpoint(Endpoint(queries, connection), here.question, {"year": "2018"})
    assert render(there, graph, "turtle") == render(here, knowledge.graph, "turtle")


def test_data_in_the_default_graph(knowledge: KnowledgeGraph) -> None:
    """Somebody loaded one file of the export instead of pushing."""
    store = ox.Store()
    store.extend(ox.Quad(quad.subject, quad.predicate, quad.object) for quad in knowledge.graph.statements)
    store.extend(ox.Quad(*triple) for triple in knowledge.graph.inferred)
    here = knowledge.ask("cities-joined-after", year=2018)
    with serving(store_of(store)) as (url, _), Connection() as connection:
        there, _ = ask_endpoint(Endpoint(f"{url}/query", connection), here.question, {"year": "2018"})
    assert (there.rows, there.citations, there.gaps) == (here.rows, here.citations, here.gaps)


def test_near_matches_come_from_the_endpoint(queries: str, knowledge: KnowledgeGraph) -> None:
    question = knowledge.questions["initiatives-of-city"]
    with Connection() as connection, pytest.raises(AscnKgError, match=r"Did you mean Makassar \(city:makassar\)"):
        ask_endpoint(Endpoint(queries, connection), question, {"city": "Makasar"})


def test_command_line(queries: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["ask", "cities-joined-after", "--year", "2018"]) == 0
    here = capsys.readouterr().out
    assert main(["ask", "cities-joined-after", "--year", "2018", "--endpoint", queries]) == 0
    assert capsys.readouterr().out == here


BROKEN = [
    (Reply(200, b"<html><title>x</title><p>Welcome</p></html>", {"Content-Type": "text/html"}), "text/html: Welcome"),
    (Reply(200, b"{", {"Content-Type": JSON}), "no SPARQL endpoint"),
    (Reply(200, b'{"head": {}, "boolean": true}', {"Content-Type": JSON}), "yes or no"),
    (Reply(200, NO_ROWS, {"Content-Type": JSON}), "holds nothing of this graph"),
    (Reply(404, b"<h1>Not\n found</h1>"), "HTTP 404"),
    (Reply(500, b"Virtuoso 42000 Error SQL too long\nmore"), "HTTP 500: Virtuoso 42000 Error SQL too long"),
    (Reply(401, headers={"WWW-Authenticate": "Basic realm=x"}), "wants a login"),
    (Reply(403), "wants a login"),
    (Reply(301, headers={"Location": "https://elsewhere.example/sparql"}), "moved to https://elsewhere.example/sparql"),
    (Reply(200, NO_ROWS, {"Content-Type": JSON, "X-SPARQL-MaxRows": "10000"}), "cut the answer off after 10000 rows"),
    (Reply(200, NO_ROWS[:30], {"Content-Type": JSON, "Content-Length": "900"}), "broke off"),
]


@pytest.mark.parametrize(("reply", "words"), BROKEN, ids=[words for _, words in BROKEN])
def test_what_an_endpoint_does_wrong(reply: Reply, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    with serving(lambda _: reply) as (url, _):
        assert main(["ask", "cities-joined-after", "--endpoint", f"{url}/query"]) == 2
    said = capsys.readouterr().err
    assert words in said
    assert said.startswith(f"ascn-kg: {url}/query: ")
    assert said.count("\n") == 1


def test_a_slow_endpoint_is_not_asked_twice(capsys: pytest.CaptureFixture[str]) -> None:
    def answer(_: Request) -> Reply:
        time.sleep(1)
        return Reply()

    with serving(answer) as (url, seen):
        assert main(["ask", "cities-joined-after", "--endpoint", url, "--timeout", "0.2"]) == 2
        assert len(seen) == 1
    assert "no answer within 0.2 seconds" in capsys.readouterr().err


def test_an_unreachable_endpoint() -> None:
    with Connection(retries=0) as connection, pytest.raises(AscnKgError, match=r"cannot be reached \(Connection ref"):
        Endpoint(f"http://127.0.0.1:{free_port()}/query", connection).graphs()


def test_a_busy_endpoint_is_asked_again() -> None:
    replies = iter([Reply(503), Reply(503), Reply(200, NO_ROWS, {"Content-Type": JSON})])
    with serving(lambda _: next(replies)) as (url, seen), Connection(backoff=0) as connection:
        assert Endpoint(url, connection).select("SELECT ?g {}", ["g"]) == []
        assert len(seen) == 3


def test_a_login_is_sent_only_when_asked_for() -> None:
    def answer(request: Request) -> Reply:
        if "authorization" not in request.headers:
            return Reply(401, headers={"WWW-Authenticate": 'Basic realm="x"'})
        return Reply(200, NO_ROWS, {"Content-Type": JSON})

    with serving(answer) as (url, seen), Connection("me:a:b") as connection:
        assert Endpoint(url, connection).select("SELECT ?g {}", ["g"]) == []
    assert [request.headers.get("authorization") for request in seen] == [None, "Basic bWU6YTpi"]


def test_values_that_virtuoso_writes_its_own_way() -> None:
    xsd = "http://www.w3.org/2001/XMLSchema#boolean"
    row = (
        '{"b": {"type": "typed-literal", "datatype": "%s", "value": "1"},'
        ' "n": {"type": "bnode", "value": "nodeID://b10"}, "t": {"type": "literal", "value": "nodeID://b10"}}'
    )
    body = ('{"head": {"vars": ["b", "n", "t"]}, "results": {"bindings": [' + row % xsd + "]}}").encode()
    with serving(lambda _: Reply(200, body, {"Content-Type": JSON})) as (url, _), Connection() as connection:
        (found,) = Endpoint(url, connection).select("SELECT * {}", ["b", "n", "t"])
    assert found == (ox.Literal(True), ox.BlankNode("b10"), ox.Literal("nodeID://b10"))


@pytest.mark.parametrize(
    "url",
    ["localhost:7878", "ftp://x/y", "http://", "http://a b/", "http://x:99999/", "file:///etc", "", "http://x/\n"],
)
def test_no_address(url: str) -> None:
    with pytest.raises(AscnKgError, match="no address of a server"):
        check_url(url)


def test_no_password_in_an_address() -> None:
    with pytest.raises(AscnKgError, match="--auth") as raised:
        check_url("http://me:secret@localhost/")
    assert "secret" not in str(raised.value)


@pytest.mark.parametrize(
    ("url", "own"), [("http://localhost:1/", True), ("http://[::1]/", True), ("http://127.9.9.9/", True)]
)
def test_loopback(url: str, own: bool) -> None:
    assert is_loopback(url) is own
    assert not is_loopback("http://example.org/")


def test_no_proxy_for_our_own_machine(queries: str, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    with Connection(retries=0) as connection:
        assert GRAPHS + "inferred" in Endpoint(queries, connection).graphs()


@pytest.mark.parametrize("auth", ["me", ":secret"])
def test_no_login(auth: str) -> None:
    with pytest.raises(AscnKgError, match="USER:PASSWORD"):
        read_login(auth)
