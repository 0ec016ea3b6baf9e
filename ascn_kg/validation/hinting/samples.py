"""What things of the same class have for a property: the example a hint shows."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import NamedTuple

import pyoxigraph as ox

from ascn_kg.graph import Graph, Term
from ascn_kg.turtle.writing import written
from ascn_kg.validation.hinting.kinds import Kinds
from ascn_kg.validation.results import Result
from ascn_kg.validation.shapes import ShapesGraph


class Sample(NamedTuple):
    """The IRI of a thing, and in Turtle what it has."""

    holder: str
    value: str


class Samples:
    """Finds examples among the things of one graph that have none of the results."""

    def __init__(self, graph: Graph, shapes: ShapesGraph, kinds: Kinds, results: Iterable[Result]) -> None:
        self._graph, self._shapes, self._kinds = graph, shapes, kinds
        self._at_fault = {self.numbers(each) for each in results}
        self._found: dict[tuple[Term, int, int], Sample | None] = {}

    def of(self, result: Result) -> Sample | None:
        """What the first thing of the same class has for the property, of those that keep the rule."""
        focus, path = self.numbers(result)
        for kind in sorted(self._kinds.of(focus)):
            key = (result.shape, path, kind)
            if key not in self._found:
                self._found[key] = self._first(path, kind, self._wanted(result.shape))
            if sample := self._found[key]:
                return sample
        return None

    def numbers(self, result: Result) -> tuple[int, int]:
        """Focus node and property of a result as numbers, -1 where there are none."""
        number = self._graph.terms.get
        path = number(ox.NamedNode(result.path)) if result.path else None
        focus = number(result.focus)
        return -1 if focus is None else focus, -1 if path is None else path

    def _first(self, path: int, kind: int, fits: Callable[[Term], bool]) -> Sample | None:
        terms = self._graph.terms
        for subject, values in self._kinds.values(path).items():
            holder = terms[subject]
            if (subject, path) in self._at_fault or kind not in self._kinds.of(subject):
                continue
            for value in values:
                if isinstance(holder, ox.NamedNode) and fits(terms[value]):
                    return Sample(holder.value, written(terms[value]))
        return None

    def _wanted(self, shape: Term) -> Callable[[Term], bool]:
        """Whether a value is one of those that a shape counts. Raises ``re.error`` on a pattern that is none."""
        inner = [*self._shapes.values(shape, "qualifiedValueShape"), shape]
        lists = [head for one in inner for head in self._shapes.values(one, "languageIn")]
        tags = {tag.value for head in lists for tag in self._shapes.items(head)}
        patterns = [re.compile(pattern.value) for one in inner for pattern in self._shapes.values(one, "pattern")]

        def fits(value: Term) -> bool:
            tag = getattr(value, "language", None)
            return (not tags or tag in tags) and all(pattern.search(value.value) for pattern in patterns)

        return fits
