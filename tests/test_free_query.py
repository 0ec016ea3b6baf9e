"""What of a freely typed query reaches an engine: no update, no call of another server, nothing that ends it."""

from __future__ import annotations

import random
import socket
import threading
from collections.abc import Callable, Iterator

import pyoxigraph as ox
import pytest

from ascn_kg.errors import QuestionError
from ascn_kg.graph import Graph
from ascn_kg.knowledge import KnowledgeGraph
from ascn_kg.questions.free_query import DEEPEST, LONGEST, Dataset, ask_freely, read_query
from ascn_kg.web.sparql.isolation import no_new_files


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("PREFIX insert: <urn:delete> SELECT ?drop {}", "SELECT"),
        ("BASE <urn:INSERT>\n# DELETE\nASK {}", "ASK"),
        ("select (1 as ?load) {}", "SELECT"),
        ("DESCRIBE <urn:x>", "DESCRIBE"),
        ('CONSTRUCT { ?s ?p "DROP ALL" } WHERE { ?s ?p ?clear }', "CONSTRUCT"),
        ("", ""),
        ("hello", ""),
    ],
)
def test_forms(text: str, form: str) -> None:
    assert read_query(text).form == form


@pytest.mark.parametrize(
    "text",
    [
        "insert data {}",
        "PREFIX a: <urn:b> DELETE WHERE { ?s ?p ?o }",
        "WITH <urn:g> DELETE {} WHERE {}",
        "CLEAR ALL",
        "LOAD <file:///etc/passwd>",
        "# SELECT\nDROP GRAPH <urn:g>",
    ],
)
def test_updates_are_refused(text: str) -> None:
    with pytest.raises(QuestionError, match="would change the graph") as caught:
        read_query(text)
    assert caught.value.findings[0].rule == "question:update"


# Each has the engine open a connection to URL; the later ones look harmless to who cuts tokens by the book.
CALLS = [
    "SELECT * { SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <URL> { ?s ?p ?o } }",
    "select * { service<URL>{ ?s ?p ?o } }",
    "ASK { FILTER EXISTS { SERVICE <URL> { ?s ?p ?o } } }",
    "SELECT * { { SELECT * { SERVICE <URL> { ?s ?p ?o } } } }",
    "SELECT * { OPTIONAL { { } UNION { SERVICE <URL> { ?s ?p ?o } } } }",
    "CONSTRUCT { ?s ?p ?o } { SERVICE <URL> { ?s ?p ?o } }",
    "SELECT * { VALUES ?u { <URL> } LATERAL { SERVICE ?u { ?s ?p ?o } } }",
    "SELECT * { # a comment\r SERVICE <URL> { ?s ?p ?o }\n }",
    "SELECT * { SERVICESILENT<URL>{ ?s ?p ?o } }",
    "SELECT * { VALUES ?a { true }SERVICE<URL>{ ?s ?p ?o } }",
    "PREFIX : <URL> SELECT * { SERVICE:x{ ?s ?p ?o } }",
    "PREFIX : <URL> SELECT * { SERVICESILENT:x{ ?s ?p ?o } }",
    "PREFIX : <URL> SELECT * { { }SERVICE : { ?s ?p ?o } }",
    "SELECT * { VALUES ?a { 1 } FILTER(?a<3)SERVICE#>\n<URL>{ ?s ?p ?o } }",
    "SELECT * { VALUES ?a { 1 } FILTER(?a<3#>'''\n) SERVICE <URL> { ?s ?p ?o } #'''\n }",
    "SELECT * { VALUES ?a { 1 } FILTER(?a<'>') SERVICE <URL> { ?s ?p 'x','' } }",
    "SELECT * { VALUES ?a { 1 } BIND((?a<3)&&'>'='>' AS ?b) FILTER(1<'') SERVICE <URL> { ?s ?p '>' } }",
]


@pytest.fixture(scope="module")
def listener() -> Iterator[tuple[str, list[int]]]:
    """An address of this machine, and what comes in there."""
    came: list[int] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def accept() -> None:
            while True:
                try:
                    connection, _ = server.accept()
                except OSError:
                    return
                came.append(1)
                connection.close()

        threading.Thread(target=accept, daemon=True).start()
        yield f"http://127.0.0.1:{server.getsockname()[1]}/", came


def called(query: str, came: list[int]) -> bool:
    """Whether the engine opens a connection when it runs the query."""
    came.clear()
    try:
        found = ox.Store().query(query)
        if not isinstance(found, ox.QueryBoolean):
            list(found)
    except (OSError, SyntaxError, RuntimeError):
        pass
    return bool(came)


@pytest.mark.parametrize("query", CALLS)
def test_calls_of_other_servers_are_refused(query: str, listener: tuple[str, list[int]]) -> None:
    url, _ = listener
    with pytest.raises(QuestionError):
        read_query(query.replace("URL", url))


@pytest.mark.parametrize("query", [CALLS[0], CALLS[9], CALLS[11], CALLS[14], CALLS[15]])
def test_the_engine_would_really_call(query: str, listener: tuple[str, list[int]]) -> None:
    """So the refusals above are not of what does no harm."""
    url, came = listener
    assert called(query.replace("URL", url), came)


CALL = "SERVICE<http://127.0.0.1:9999/>{}"
AROUND = [
    f"SELECT * {{ %s {CALL} %s }}",
    f"SELECT * {{ VALUES ?a {{ 1 }} FILTER(?a%s{CALL} %s }}",
    f"SELECT * {{ ?s ?p ?o FILTER(?o<%s)%s{CALL}%s }}",
    "SELECT * { ?s ?p %sSERVICE:{ } %s }",
    "SELECT * { BIND(1<%s AS ?z)%sSERVICE : { } #%s\n }",
    "SELECT * { { %s}%sSERVICE%s<http://127.0.0.1:9999/>%s{}%s}",
]
WORDS = """
SERVICE service SILENT SERVICE:x <http://127.0.0.1:9999/> < <3 <a> <#> <'> #> '> ?a ?s$p $ : :: ex: ex:a ex:a. ex:%
ex:\\# ex:\\' _:b _:b. 1 1e5 1. .5 @en @en- ^^ true a FILTER( BIND( IF( EXISTS NOT IN VALUES?a{1} OPTIONAL UNION MINUS
GRAPH LATERAL && || << <<( >> {| |} {} \\u0022 \\u0027 \\' \\" ''' '' "" %20
"""
PIECES = [*WORDS.split(), *"{}()[]<>'\"#\\=!+-*/|^.,;~ \n\r\t\u00a0\u2028\ufeffé", '"""', "AS ?b"]


def would_call(store: ox.Store, query: str) -> bool:
    """Whether the engine tries to open a connection."""
    try:
        with no_new_files():
            found = store.query(query)
            _ = found if isinstance(found, ox.QueryBoolean) else list(found)
    except OSError:
        return True
    except (SyntaxError, RuntimeError, ValueError):
        return False
    return False


@pytest.mark.parametrize("rounds", [4_000, pytest.param(200_000, marks=pytest.mark.slow)])
def test_no_mixture_of_tokens_hides_a_call(rounds: int) -> None:
    """Whatever would call another server is refused."""
    chance = random.Random(rounds)
    store, calls = ox.Store(), 0
    for _ in range(rounds):
        shape = chance.choice(AROUND)
        mixed = ["".join(chance.choices(PIECES, k=chance.randint(0, 4))) for _ in range(shape.count("%s"))]
        query = "PREFIX ex: <http://x/> PREFIX : <http://127.0.0.1:9999/> " + shape % tuple(mixed)
        if would_call(store, query):
            calls += 1
            with pytest.raises(QuestionError):
                read_query(query)
    assert calls > 10


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service ?name { ?service a ascn:DigitalService }",
        'SELECT * { ?x ascn:service service:water ; rdfs:label "SERVICE <http://x/> { }" } # SERVICE <x> {}',
        "SELECT * { GRAPH service:x { ?s ?p ?o } }",
        "SELECT * FROM service:x { ?s ?p ?o }",
        "SELECT * FROM NAMED service:x { ?s ?p ?o }",
        "DESCRIBE service:water { }",
        "SELECT * { ?a <#b> ( ?c <http://x/it's#1> ) FILTER(?a <3 && ?b> 2) FILTER(?a<?b && ?b>2) }",
        "SELECT * { ?a <urn:x#y>/(<urn:x'y>|^<urn:z#>) ?b FILTER(?a IN (<urn:x#y>, <http://x/(y)>)) }",
    ],
)
def test_what_only_looks_like_a_call(query: str) -> None:
    assert read_query(query).form in ("SELECT", "DESCRIBE")


@pytest.mark.parametrize("brackets", ["()", "{}", "[]"])
def test_brackets_in_one_another(brackets: str) -> None:
    opened, closed = tuple(brackets)
    read_query("SELECT * { ?s ?p " + opened * (DEEPEST - 1) + closed * (DEEPEST - 1) + "}")
    with pytest.raises(QuestionError, match="more than 100 brackets"):
        read_query("SELECT * { ?s ?p " + opened * DEEPEST + closed * DEEPEST + "}")


# Each ended the engine's process some time before the length that is refused is reached three times.
LONG: dict[str, Callable[[int], str]] = {
    "UNION": lambda n: "SELECT * {" + " UNION ".join(["{ ?s ?p ?o }"] * n) + "}",
    "OPTIONAL": lambda n: "SELECT * {" + "OPTIONAL { ?s ?p ?o } " * n + "}",
    "MINUS": lambda n: "SELECT * {" + "MINUS { ?s ?p ?o } " * n + "}",
    "BIND": lambda n: "SELECT * {" + "".join(f"BIND(1 AS ?a{i}) " for i in range(n)) + "}",
    "SELECT": lambda n: "SELECT " + "".join(f"(1 AS ?a{i})" for i in range(n)) + " {}",
    "FILTER": lambda n: "SELECT * {" + "FILTER(1)" * n + "}",
    "!": lambda n: "ASK { FILTER(" + "!" * n + "true) }",
    "-": lambda n: "ASK { FILTER(" + "1 - " * n + "1) }",
    "|": lambda n: "ASK { ?s " + "<p:>|" * n + "<p:> ?o }",
    "ORDER BY": lambda n: "SELECT * {} ORDER BY " + "(1)" * n,
    "VALUES": lambda n: "SELECT * {" + "VALUES(){} " * n + "}",
}


@pytest.mark.parametrize("kind", LONG)
def test_long_queries_are_refused(kind: str) -> None:
    with pytest.raises(QuestionError, match="more than 4,000 words"):
        read_query(LONG[kind](LONGEST))


@pytest.mark.parametrize("kind", LONG)
def test_the_longest_that_is_let_through_does_not_end_the_process(kind: str) -> None:
    low, high = 1, LONGEST
    while high - low > 1:
        middle = (low + high) // 2
        try:
            read_query(LONG[kind](middle))
            low = middle
        except QuestionError:
            high = middle
    found = ask_freely(Graph(), LONG[kind](low))
    assert isinstance(found, ox.QueryBoolean) or list(found) is not None


def test_many_values_are_no_long_query() -> None:
    rows = " ".join(f"({number} <urn:x>)" for number in range(20_000))
    assert read_query(f"SELECT * {{ VALUES (?a ?b) {{ {rows} }} }}").form == "SELECT"


@pytest.fixture
def two_graphs() -> Graph:
    """One statement in each of two graphs."""
    node = ox.NamedNode
    return Graph(ox.Quad(node(f"urn:{g}"), node("urn:p"), node(f"urn:{g}"), node(f"urn:graph:{g}")) for g in "ab")


HERE, THERE = "SELECT ?s { ?s ?p ?o } ORDER BY ?s", "SELECT ?s { GRAPH ?g { ?s ?p ?o } } ORDER BY ?s"


@pytest.mark.parametrize(
    ("text", "dataset", "found"),
    [
        (HERE, None, "ab"),
        (THERE, None, "ab"),
        (HERE.replace("{", "FROM <urn:graph:a> {", 1), None, "a"),
        (HERE.replace("{", "FROM <urn:graph:a> FROM <urn:graph:b> {", 1), None, "ab"),
        (HERE.replace("{", "FROM <urn:graph:none> {", 1), None, ""),
        (THERE.replace("{", "FROM <urn:graph:a> {", 1), None, ""),
        (HERE.replace("{", "FROM NAMED <urn:graph:a> {", 1), None, ""),
        (THERE.replace("{", "FROM NAMED <urn:graph:a> {", 1), None, "a"),
        (HERE, Dataset(("urn:graph:b",), ()), "b"),
        (THERE, Dataset(("urn:graph:b",), ()), ""),
        (HERE, Dataset((), ("urn:graph:b",)), ""),
        (THERE, Dataset((), ("urn:graph:b",)), "b"),
        (HERE.replace("{", "FROM <urn:graph:a> {", 1), Dataset(("urn:graph:b",), ()), "b"),
        (HERE, Dataset(("urn:graph:none",), ()), ""),
    ],
)
def test_the_graphs_a_query_is_asked_of(text: str, dataset: Dataset | None, found: str, two_graphs: Graph) -> None:
    solutions = ask_freely(two_graphs, text, dataset=dataset)
    assert isinstance(solutions, ox.QuerySolutions)
    assert [row["s"].value for row in solutions] == [f"urn:{name}" for name in found]


def test_the_library_minds_from(knowledge: KnowledgeGraph) -> None:
    counts = []
    for clause in ("", "FROM graph:inferred", "FROM graph:none"):
        found = knowledge.query(f"SELECT (COUNT(*) AS ?n) {clause} {{ ?s ?p ?o }}")
        assert isinstance(found, ox.QuerySolutions)
        counts.append(int(next(found)["n"].value))
    assert counts[0] > counts[1] > counts[2] == 0


def test_faults_name_the_place_and_what_is_meant() -> None:
    query = read_query("SELECT * {\n ?c a ctiy:Hanoi }")
    with pytest.raises(SyntaxError) as caught:
        ask_freely(Graph(), query.text)
    finding = query.fault(caught.value)
    assert str(finding.at) == "query:2:7"
    assert "Did you mean city:Hanoi?" in finding.hint("en")
    assert "Maksud Anda city:Hanoi?" in finding.hint("id")
