"""A SPARQL 1.1 endpoint: sends queries by the protocol and reads the answers."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from ascn_kg.errors import AscnKgError
from ascn_kg.namespaces import BASE, GRAPHS, XSD
from ascn_kg.publish.connection import Connection, check_url, first_line

DATASET = BASE + "dataset"
JSON = "application/sparql-results+json"
CHUNK = 200  # IRIs in one query: some servers refuse long ones (Virtuoso: 10,000 lines of SQL)

Value = ox.NamedNode | ox.BlankNode | ox.Literal | None


class Endpoint:
    """The query service at ``url``, and which of its graphs are ours."""

    def __init__(self, url: str, connection: Connection) -> None:
        self.url, self._connection = check_url(url), connection
        self._graphs: tuple[str, ...] | None = None

    def select(self, sparql: str, names: Iterable[str], graphs: Iterable[str] = ()) -> list[tuple[Value, ...]]:
        """The rows of a SELECT over the union of ``graphs`` (none: the endpoint's default), one value for each name.

        Raises :class:`AscnKgError` in words where the endpoint cannot be reached, refuses, or does not speak SPARQL.
        """
        solutions = self._query(sparql, graphs)
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
            found = self.select(f"SELECT DISTINCT ?g WHERE {{ GRAPH ?g {{ ?s ?p ?o }} {_OURS} }}", ["g"])
            self._graphs = tuple(sorted(g.value for (g,) in found if isinstance(g, ox.NamedNode)))
            if not self._graphs and not self.select(f"SELECT ?p WHERE {{ <{DATASET}> ?p ?o }} LIMIT 1", ["p"]):
                raise AscnKgError(
                    f"{self.url}: holds nothing of this graph (no <{DATASET}>). "
                    "Check the address, or load the graph there: ascn-kg push URL."
                )
        return self._graphs

    def only(self, graphs: Iterable[str]) -> Endpoint:
        """The same endpoint, of which these graphs alone are ours; with none, its default graph."""
        part = Endpoint(self.url, self._connection)
        part._graphs = tuple(graphs)
        return part

    def rows(self, sparql: str, names: Iterable[str]) -> list[tuple[Value, ...]]:
        """The rows of a SELECT over our data."""
        return self.select(sparql, names, self.graphs())

    def statements(self, subjects: Iterable[str], predicates: Iterable[str] = ()) -> Iterator[ox.Quad]:
        """Our statements about these subjects, with ``predicates`` only those; in several queries where needed."""
        yield from self._matching("s", subjects, predicates)

    def statements_with(self, predicates: Iterable[str], objects: Iterable[str]) -> Iterator[ox.Quad]:
        """Our statements with one of these predicates whose object is one of these IRIs."""
        yield from self._matching("o", objects, predicates)

    def _matching(self, place: str, iris: Iterable[str], predicates: Iterable[str]) -> Iterator[ox.Quad]:
        wanted = sorted(set(iris))
        limit = "VALUES ?p { " + " ".join(f"<{iri}>" for iri in predicates) + " } " if predicates else ""
        for at in range(0, len(wanted), CHUNK):
            values = " ".join(str(ox.NamedNode(iri)) for iri in wanted[at : at + CHUNK])
            sparql = f"SELECT DISTINCT ?s ?p ?o WHERE {{ VALUES ?{place} {{ {values} }} {limit}?s ?p ?o }}"
            yield from quads(self.rows(sparql, "spo"))

    def _query(self, sparql: str, graphs: Iterable[str]) -> ox.QuerySolutions | ox.QueryBoolean:
        fields = [("query", sparql), *(("default-graph-uri", graph) for graph in graphs)]
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


_OURS = f'FILTER (STRSTARTS(STR(?g), "{GRAPHS}"))'


# Virtuoso gives blank nodes as addresses of a scheme of its own, which no label can be.
_NODE_ID = re.compile(rb'("type":\s*"bnode",\s*"value":\s*")nodeID://')


def quads(rows: Iterable[tuple[Value, ...]]) -> Iterator[ox.Quad]:
    """Rows of subject, predicate and object as statements."""
    for subject, predicate, value in rows:
        if isinstance(subject, ox.NamedNode | ox.BlankNode) and isinstance(predicate, ox.NamedNode) and value:
            yield ox.Quad(subject, predicate, value)


def _mended(value: Value) -> Value:
    """Virtuoso gives back booleans as ``"1"^^xsd:boolean``; ours are written true and false."""
    if isinstance(value, ox.Literal) and value.datatype.value == XSD + "boolean" and value.value in ("0", "1"):
        return ox.Literal("true" if value.value == "1" else "false", datatype=value.datatype)
    return value
