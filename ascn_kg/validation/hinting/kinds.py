"""What things are and have, looked up for hints: stated classes with those above them, values of properties."""

from __future__ import annotations

from functools import cached_property

import pyoxigraph as ox

from ascn_kg.graph import Graph, Term
from ascn_kg.namespaces import RDF, RDFS


class Kinds:
    """The stated classes and values of the things of one graph, in numbers of its terms."""

    def __init__(self, graph: Graph) -> None:
        self._graph = graph
        self._by_path: dict[int, dict[int, list[int]]] = {}
        self._members: dict[Term, list[str]] = {}

    def values(self, path: int) -> dict[int, list[int]]:
        """Thing -> its values of one property, in the order of the graph."""
        if path not in self._by_path:
            values = self._by_path[path] = {}
            for subject, value in zip(*self._graph.columns.by_predicate.get(path, ([], [])), strict=True):
                values.setdefault(subject, []).append(value)
        return self._by_path[path]

    def of(self, thing: int) -> list[int]:
        """The stated classes of a thing."""
        return self._types.get(thing, [])

    def members(self, kind: Term) -> list[str]:
        """The IRIs of the things stated to be of a class or of one below it, sorted."""
        if kind not in self._members:
            below = self._below(self._graph.terms.get(kind))
            things = (self._graph.terms[thing] for thing, kinds in self._types.items() if below & {*kinds})
            self._members[kind] = sorted(thing.value for thing in things if isinstance(thing, ox.NamedNode))
        return self._members[kind]

    @cached_property
    def _types(self) -> dict[int, list[int]]:
        return self.values(self._number(RDF + "type"))

    def _below(self, kind: int | None) -> set[int | None]:
        stated = self.values(self._number(RDFS + "subClassOf"))
        below: set[int | None] = {kind}
        while True:
            further = {one for one, above in stated.items() if below & {*above}}
            if further <= below:
                return below
            below |= further

    def _number(self, iri: str) -> int:
        number = self._graph.terms.get(ox.NamedNode(iri))
        return -1 if number is None else number
