"""Loads the graph into a store by the SPARQL 1.1 Graph Store HTTP Protocol, each file as a named graph of its own.

A graph is replaced as a whole, so that pushing again, after a failure or a change, always ends with the same state.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit, urlunsplit

import pyoxigraph as ox

from ascn_kg.errors import AscnKgError
from ascn_kg.graph import Graph, Terms
from ascn_kg.namespaces import GRAPHS, INFERRED_GRAPH
from ascn_kg.publish.connection import Connection, check_url
from ascn_kg.publish.endpoint import Endpoint

N_TRIPLES = "application/n-triples"
CHUNK = 10_000_000  # bytes of N-Triples in one request

Triple = tuple[int, int, int]  # numbers of terms

# How the address of a store ends -> how that of its queries does: Oxigraph, Virtuoso, Fuseki, GraphDB and RDF4J.
_QUERIES = {
    "/store": "/query",
    "/sparql-graph-crud-auth": "/sparql",
    "/sparql-graph-crud": "/sparql",
    "/data": "/query",
    "/rdf-graphs/service": "",
}
_STORES = {"/query": "/store", "/sparql": "/sparql-graph-crud-auth"}


@dataclass(frozen=True)
class Pushed:
    """What a store holds after a push: named graphs, their statements, and stale graphs that were removed or kept."""

    store: str
    queries: str
    graphs: int
    statements: int
    removed: tuple[str, ...] = ()
    kept: tuple[str, ...] = ()


def push(
    graph: Graph,
    url: str,
    connection: Connection,
    *,
    query_url: str | None = None,
    keep: bool = False,
    chunk: int = CHUNK,
    report: Callable[[str], None] | None = None,
) -> Pushed:
    """Put every named graph of ``graph``, the inferred one included, into the store at ``url``; then count there.

    Graphs of ours that are in the store and no longer here are removed unless ``keep``; graphs of others are never
    touched. Raises :class:`AscnKgError` where the store cannot be reached, refuses, or counts otherwise at the end.
    """
    say = report or (lambda _: None)
    store, queries = addresses(url, query_url, connection)
    endpoint = Endpoint(queries, connection)
    before = counts(endpoint)
    contents = named_graphs(graph)
    # The smallest first: a wrong address or login shows, and a digest login is settled, before much was sent.
    for number, name in enumerate(sorted(contents, key=lambda each: len(contents[each])), 1):
        say(f"{number}/{len(contents)}  {name.removeprefix(GRAPHS)}: {len(contents[name]):,} statements")
        _put(connection, store, name, chunks(graph.terms, contents[name], chunk))
    stale = tuple(sorted(set(before) - set(contents)))
    for name in () if keep else stale:
        say(f"removing {name.removeprefix(GRAPHS)}, which is no longer part of the graph")
        connection.send("DELETE", store, params=[("graph", name)], accepted=(404,))
    say("counting")
    _check(counts(endpoint), contents, queries)
    return Pushed(
        store=store,
        queries=queries,
        graphs=len(contents),
        statements=sum(map(len, contents.values())),
        removed=() if keep else stale,
        kept=stale if keep else (),
    )


def addresses(url: str, query_url: str | None, connection: Connection) -> tuple[str, str]:
    """The addresses of the graph store and of the queries, from either of the two or the server's own.

    Raises :class:`AscnKgError` where one cannot be worked out from the other.
    """
    parts = urlsplit(check_url(url))
    path = parts.path.rstrip("/")

    def at(changed: str) -> str:
        return urlunsplit((parts.scheme, parts.netloc, changed, parts.query, ""))

    if query_url is not None:
        return url, check_url(query_url)
    for ending, other in _QUERIES.items():
        if path.endswith(ending):
            return url, at(path.removesuffix(ending) + other)
    for ending, other in _STORES.items():
        if path.endswith(ending):
            return at(path.removesuffix(ending) + other), url
    for queries, store in _STORES.items() if not path else ():
        # Anything but a query is refused there: a server that has the address says so with 400, others with 404.
        if connection.send("GET", at(queries), accepted=tuple(range(300, 600))).status_code not in (404, 405):
            return at(store), at(queries)
    raise AscnKgError(
        f"{url}: which address takes queries cannot be told from this one. Give it with --query-url; "
        "URL is that of the Graph Store Protocol, such as http://localhost:7878/store."
    )


def named_graphs(graph: Graph) -> dict[str, list[Triple]]:
    """The distinct statements of each named graph as numbers of the graph's terms, those with blank nodes first."""
    found: dict[int, dict[Triple, None]] = {}
    for triple, name in zip(graph.columns, graph.graphs, strict=True):
        found.setdefault(name, {})[triple] = None
    if graph.entailed:
        found[graph.terms.number(ox.NamedNode(INFERRED_GRAPH))] = dict.fromkeys(graph.entailed)
    blank = {number for number, term in enumerate(graph.terms.all) if isinstance(term, ox.BlankNode)}
    return {
        iri.value: sorted(triples, key=lambda triple: blank.isdisjoint(triple))
        for number, triples in found.items()
        if isinstance(iri := graph.terms[number], ox.NamedNode)
    }


def counts(endpoint: Endpoint) -> dict[str, int]:
    """How many statements each graph of ours holds in the store."""
    sparql = (
        "SELECT ?g (COUNT(*) AS ?n) WHERE { GRAPH ?g { ?s ?p ?o } "
        f'FILTER (STRSTARTS(STR(?g), "{GRAPHS}")) }} GROUP BY ?g'
    )
    found = endpoint.select(sparql, ["g", "n"])
    return {g.value: int(n.value) for g, n in found if isinstance(g, ox.NamedNode) and isinstance(n, ox.Literal)}


def chunks(terms: Terms, triples: Iterable[Triple], size: int) -> Iterator[bytes]:
    """N-Triples of at most ``size`` bytes each, but that all blank nodes stand in the first: each file has its own."""
    written: dict[int, str] = {}
    lines: list[bytes] = []
    length = 0
    for triple in triples:
        for number in triple:
            if number not in written:
                written[number] = str(terms[number])
        line = f"{' '.join(written[number] for number in triple)} .\n".encode()
        if lines and length + len(line) > size and not any(written[number].startswith("_:") for number in triple):
            yield b"".join(lines)
            lines, length = [], 0
        lines.append(line)
        length += len(line)
    yield b"".join(lines)


def _put(connection: Connection, store: str, name: str, parts: Iterable[bytes]) -> None:
    """Replace one named graph. Every request may be sent twice: appending the same statements changes nothing."""
    for number, part in enumerate(parts):
        method = "POST" if number else "PUT"
        connection.send(method, store, params=[("graph", name)], data=part, headers={"Content-Type": N_TRIPLES})


def _check(found: dict[str, int], wanted: dict[str, list[Triple]], queries: str) -> None:
    for name, triples in wanted.items():
        if found.get(name, 0) != len(triples):
            raise AscnKgError(
                f"{queries}: counts {found.get(name, 0):,} statements in {name}, but {len(triples):,} were sent. "
                "Push again; if the number stays, the store drops or merges statements."
            )
