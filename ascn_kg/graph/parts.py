"""The statements of a graph as the parts of an index: by predicate, those of rdf:type by class."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Iterator
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING

import pyoxigraph as ox

from ascn_kg.graph.index import TYPE, Part, part_of
from ascn_kg.graph.statements import quads_of
from ascn_kg.namespaces import INFERRED_GRAPH

if TYPE_CHECKING:
    from ascn_kg.graph.graph import Graph


class StatementParts:
    """The asserted and inferred statements of one graph."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph

    @property
    def names(self) -> Collection[Part]:
        """The parts there are."""
        return self._rows.keys()

    def put(self, parts: Collection[Part], store: ox.Store) -> None:
        """Put some of the parts into the store."""
        store.extend(self.quads(parts))

    def put_all(self, store: ox.Store) -> None:
        """Put everything into a store that is still empty."""
        self._graph.fill(store)

    def quads(self, parts: Collection[Part]) -> list[ox.Quad]:
        """The statements of some of the parts, each in its named graph."""
        graph, stated = self._graph, len(self._graph.columns)
        rows = sorted(row for part in parts for row in self._rows.get(part, ()))
        cut = bisect_left(rows, stated)
        asserted = graph.columns.at(rows[:cut])
        entailed = graph.entailed.at(row - stated for row in rows[cut:])
        inferred = graph.terms.number(ox.NamedNode(INFERRED_GRAPH))
        return [
            *quads_of(graph.terms, asserted, [graph.graphs[row] for row in rows[:cut]]),
            *quads_of(graph.terms, entailed, [inferred] * len(entailed)),
        ]

    def each(self) -> Iterator[tuple[Part, list[ox.Quad]]]:
        """Each part with its statements."""
        for name in self.names:
            yield name, self.quads([name])

    @cached_property
    def _rows(self) -> dict[Part, list[int]]:
        """Part -> the rows of its statements, those of what follows counted on from those of what is stated."""
        graph = self._graph
        terms, type_ = graph.terms.all, graph.terms.get(ox.NamedNode(TYPE))
        found: dict[int, list[int]] = {}
        # A class counts as its number below zero, so that each name is made but once.
        for row, (_, predicate, value) in enumerate(chain(graph.columns, graph.entailed)):
            found.setdefault(~value if predicate == type_ else predicate, []).append(row)
        return {part_of(TYPE, terms[~key].value) if key < 0 else terms[key].value: rows for key, rows in found.items()}
