"""A SPARQL 1.1 endpoint: sends queries by the protocol and reads the answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from ascn_kg.errors import AscnKgError
from ascn_kg.namespaces import BASE, GRAPHS, XSD
from ascn_kg.publish.connection import Connection, Fields, check_url, first_line

DATASET = BASE + "dataset"
JSON = "application/sparql-results+json"
CHUNK = 200  # IRIs in one query: some servers refuse long ones (Virtuoso: 10,000 lines of SQL)

Value = ox.NamedNode | ox.BlankNode | ox.Literal | None


class Endpoint:
    """The query service at ``url``, and where our data stand in it."""

    def __init__(self, url: str, connection: Connection) -> None:
        self.url, self._connection = check_url(url), connection
        self._graphs: tuple[str, ...] | None = None
        self._dataset: list[tuple[str, str]] | None = None

    def select(self, sparql: str, names: Iterable[str], dataset: Fields = ()) -> list[tuple[Value, ...]]:
        """The rows of a SELECT, one value for each name; ``dataset`` are fields that say which graphs to ask.

        Raises :class:`AscnKgError` in words where the endpoint cannot be reached, refuses, or does not speak SPARQL.
        """
        solutions = self._query(sparql, dataset)
        if not isinstance(solutions, ox.QuerySolutions):
            raise self._no_sparql("it answers with a yes or no instead of rows")
        known = {variable.value for variable in solutions.variables}
        wanted = [name if name in known else None for name in names]
        try:
            return [tuple(None if name is None else _mended(row[name]) for name in wanted) for row in solutions]
        except (SyntaxError, ValueError) as error:
            raise self._no_sparql(str(error)) from None

    def graphs(self) -> tuple[str, ...]:
        """Names of the graphs that hold our data; empty where the endpoint's default graph does.

        Raises :class:`AscnKgError` where neither does.
        """
        if self._graphs is None:
            found = self.select("SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }", ["g"])
            names = [g.value for (g,) in found if isinstance(g, ox.NamedNode)]
            ours = tuple(sorted(name for name in names if name.startswith(GRAPHS)))
            if not ours and not self._holds_data([]):
                raise AscnKgError(
                    f"{self.url}: holds nothing of this graph (no <{DATASET}>). "
                    "Check the address, or load the graph there: ascn-kg push URL."
                )
            shared = any(not name.startswith((GRAPHS, *_OF_SERVERS)) for name in names)
            self._graphs, self._dataset = ours, self._choose(ours, shared)
        return self._graphs

    def rows(self, sparql: str, names: Iterable[str]) -> list[tuple[Value, ...]]:
        """The rows of a SELECT over our data."""
        self.graphs()
        return self.select(sparql, names, self._dataset or ())

    def statements(self, subjects: Iterable[str], predicates: Iterable[str] = ()) -> Iterator[ox.Quad]:
        """Our statements about these subjects, each in its named graph; with ``predicates`` only those."""
        yield from self._matching("s", subjects, predicates)

    def statements_with(self, predicates: Iterable[str], objects: Iterable[str]) -> Iterator[ox.Quad]:
        """Our statements with one of these predicates whose object is one of these IRIs."""
        yield from self._matching("o", objects, predicates)

    def _choose(self, ours: tuple[str, ...], shared: bool) -> list[tuple[str, str]]:
        """What to send so that a query without GRAPH is about our data, all of it and nothing else.

        Naming every graph always does, but slows some stores down sixty times: where no other data are, their union of
        all graphs is as good. Virtuoso gives it by itself, Oxigraph when asked, others not at all.
        """
        for union in ([], [("union-default-graph", "")]) if ours and not shared else ():
            if self._holds_data(union):
                return union
        return [("default-graph-uri", graph) for graph in ours]

    def _holds_data(self, dataset: Fields) -> bool:
        return bool(self.select(f"SELECT ?p WHERE {{ <{DATASET}> ?p ?o }} LIMIT 1", ["p"], dataset))

    def _matching(self, place: str, iris: Iterable[str], predicates: Iterable[str]) -> Iterator[ox.Quad]:
        ours = set(self.graphs())
        wanted = sorted(set(iris))
        limit = "VALUES ?p { " + " ".join(f"<{iri}>" for iri in predicates) + " } " if predicates else ""
        pattern = "GRAPH ?g { ?s ?p ?o }" if ours else "?s ?p ?o"
        for at in range(0, len(wanted), CHUNK):
            values = " ".join(str(ox.NamedNode(iri)) for iri in wanted[at : at + CHUNK])
            sparql = f"SELECT DISTINCT ?s ?p ?o ?g WHERE {{ VALUES ?{place} {{ {values} }} {limit}{pattern} }}"
            found = self.select(sparql, "spog")
            yield from quads(row for row in found if not ours or (row[3] and row[3].value in ours))

    def _query(self, sparql: str, dataset: Fields) -> ox.QuerySolutions | ox.QueryBoolean:
        fields = [("query", sparql), *dataset]
        response = self._connection.send("POST", self.url, data=fields, headers={"Accept": JSON})
        kind = response.headers.get("Content-Type", "").partition(";")[0].strip()
        if kind not in (JSON, "application/json"):
            raise self._no_sparql(f"it sends {kind or 'data of no kind'}: {first_line(response)[:80]}")
        cap = response.headers.get("X-SPARQL-MaxRows")
        try:
            content = _NODE_ID.sub(rb"\1", response.content)
            solutions = ox.parse_query_results(content, format=ox.QueryResultsFormat.JSON)
        except (SyntaxError, ValueError) as error:
            raise self._no_sparql(str(error)) from None
        if cap is not None:  # Virtuoso says so only where it has cut the answer off
            raise AscnKgError(
                f"{self.url}: the server cut the answer off after {cap} rows. Raise ResultSetMaxRows in its settings."
            )
        return solutions

    def _no_sparql(self, detail: str) -> AscnKgError:
        return AscnKgError(
            f"{self.url}: this is no SPARQL endpoint, or not one that answers in JSON ({detail}). Check the address."
        )


# Graphs that Virtuoso has of itself.
_OF_SERVERS = (
    "http://www.openlinksw.com/",
    "http://www.w3.org/ns/ldp#",
    "http://www.w3.org/2002/07/owl#",
    "http://localuriqaserver/",
    "urn:",
)


# Virtuoso gives blank nodes as addresses of a scheme of its own, which no label can be.
_NODE_ID = re.compile(rb'("type":\s*"bnode",\s*"value":\s*")nodeID://')


def quads(rows: Iterable[tuple[Value, ...]]) -> Iterator[ox.Quad]:
    """Rows of subject, predicate, object and, where there is one, graph as statements."""
    for subject, predicate, value, *graph in rows:
        if isinstance(subject, ox.NamedNode | ox.BlankNode) and isinstance(predicate, ox.NamedNode) and value:
            name = graph[0] if graph and isinstance(graph[0], ox.NamedNode) else None
            yield ox.Quad(subject, predicate, value, name)


def _mended(value: Value) -> Value:
    """Virtuoso gives back booleans as ``"1"^^xsd:boolean``; ours are written true and false."""
    if isinstance(value, ox.Literal) and value.datatype.value == XSD + "boolean" and value.value in ("0", "1"):
        return ox.Literal("true" if value.value == "1" else "false", datatype=value.datatype)
    return value
