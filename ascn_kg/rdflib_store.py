"""Shows a graph to rdflib without copying it: terms are translated one by one, when rdflib first meets them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any

import rdflib
from rdflib.exceptions import Error
from rdflib.store import Store
from rdflib.term import Node

from ascn_kg.namespaces import PREFIXES
from ascn_kg.rdflib_view import from_rdflib, to_rdflib

if TYPE_CHECKING:
    from ascn_kg.graph import Columns, Graph

Pattern = tuple[Node | None, Node | None, Node | None]
Index = dict[int, list[int]]


class ReadOnlyError(Error):
    """Somebody tried to change a graph that can only be read."""

    def __init__(self) -> None:
        super().__init__("this graph is a view and can only be read. Copy it first: copy = rdflib.Graph() + view.")


def view(graph: Graph, *, inferred: bool = True) -> rdflib.Graph:
    """The union of a graph's statements as an rdflib graph that can only be read; literals are as written."""
    columns = [graph.columns, graph.entailed] if inferred else [graph.columns]
    shown = rdflib.Graph(store=ViewStore(graph, columns), bind_namespaces="none")
    for prefix, address in PREFIXES.items():
        shown.bind(prefix, address)
    return shown


class ViewStore(Store):
    """An rdflib store over columns of term numbers. Each index is built when a pattern first needs it."""

    def __init__(self, graph: Graph, columns: Iterable[Columns]) -> None:
        super().__init__()
        self._terms = graph.terms
        self._columns = tuple(columns)
        self._nodes: dict[int, Node] = {}
        self._prefixes: dict[str, rdflib.URIRef] = {}
        self._by_predicate: dict[int, tuple[Index, Index]] = {}

    def triples(
        self, triple_pattern: Pattern, context: object = None
    ) -> Iterator[tuple[tuple[Node, Node, Node], Iterator[None]]]:
        """The triples that match, None standing for any term."""
        numbers = [None if node is None else self._number(node) for node in triple_pattern]
        if any(number is None and node is not None for number, node in zip(numbers, triple_pattern, strict=True)):
            return  # a term that stands nowhere
        for triple in self._matching(*numbers):
            subject, predicate, value = map(self._node, triple)
            yield (subject, predicate, value), iter(())

    def __len__(self, context: object = None) -> int:
        return len(self._rows)

    def _matching(
        self, subject: int | None, predicate: int | None, value: int | None
    ) -> Iterable[tuple[int, int, int]]:
        if predicate is not None:
            by_subject, by_object = self._index(predicate)
            if subject is not None:
                found = by_subject.get(subject, ())
                return ((subject, predicate, o) for o in found if value is None or o == value)
            if value is not None:
                return ((s, predicate, value) for s in by_object.get(value, ()))
            return ((s, predicate, o) for s, objects in by_subject.items() for o in objects)
        if subject is not None:
            rows = (self._rows[row] for row in self._row_index[0].get(subject, ()))
            return (row for row in rows if value is None or row[2] == value)
        if value is not None:
            return (self._rows[row] for row in self._row_index[1].get(value, ()))
        return self._rows

    @cached_property
    def _rows(self) -> list[tuple[int, int, int]]:
        return list(dict.fromkeys(chain.from_iterable(self._columns)))

    @cached_property
    def _row_index(self) -> tuple[Index, Index]:
        """Subject -> rows, object -> rows."""
        by_subject: Index = {}
        by_object: Index = {}
        for number, (subject, _, value) in enumerate(self._rows):
            by_subject.setdefault(subject, []).append(number)
            by_object.setdefault(value, []).append(number)
        return by_subject, by_object

    def _index(self, predicate: int) -> tuple[Index, Index]:
        """Subject -> objects, object -> subjects of one predicate."""
        if predicate not in self._by_predicate:
            by_subject: Index = {}
            by_object: Index = {}
            pairs = (zip(*c.by_predicate[predicate], strict=True) for c in self._columns if predicate in c.by_predicate)
            for subject, value in dict.fromkeys(chain.from_iterable(pairs)):
                by_subject.setdefault(subject, []).append(value)
                by_object.setdefault(value, []).append(subject)
            self._by_predicate[predicate] = by_subject, by_object
        return self._by_predicate[predicate]

    def _number(self, node: Node) -> int | None:
        try:
            return self._terms.get(from_rdflib(node))
        except (TypeError, ValueError):
            return None  # a variable, a formula, a malformed IRI: none of them stands in the graph

    def _node(self, number: int) -> Node:
        node = self._nodes.get(number)
        if node is None:
            node = self._nodes[number] = to_rdflib(self._terms[number])
        return node

    def bind(self, prefix: str, namespace: rdflib.URIRef, override: bool = True) -> None:
        """Prefixes are no statements: they may be bound."""
        if override or prefix not in self._prefixes:
            self._prefixes[prefix] = namespace

    def namespace(self, prefix: str) -> rdflib.URIRef | None:
        return self._prefixes.get(prefix)

    def prefix(self, namespace: rdflib.URIRef) -> str | None:
        return next((prefix for prefix, address in self._prefixes.items() if address == namespace), None)

    def namespaces(self) -> Iterator[tuple[str, rdflib.URIRef]]:
        return iter(self._prefixes.items())

    def add(self, *_: Any, **__: Any) -> None:
        """Raises :class:`ReadOnlyError`, as does whatever else would change the graph."""
        raise ReadOnlyError

    addN = remove = destroy = update = add
