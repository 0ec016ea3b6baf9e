"""The graph under validation, in numbers: pairs of a property, instances of a class, values of literals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property

import pyoxigraph as ox

from ascn_kg.graph import Graph, Term
from ascn_kg.namespaces import RDF, RDFS

TYPE = ox.NamedNode(RDF + "type")
SUBCLASS = ox.NamedNode(RDFS + "subClassOf")


class Pairs:
    """Focus nodes and value nodes side by side, as numbers; what is asked of all of them at once is kept."""

    def __init__(self, foci: list[int], values: list[int]) -> None:
        self.foci = foci
        self.values = values

    @classmethod
    def of(cls, pairs: Iterable[tuple[int, int]]) -> Pairs:
        """The given pairs."""
        listed = list(pairs)
        return cls([focus for focus, _ in listed], [value for _, value in listed])

    @classmethod
    def joined(cls, several: Iterable[Pairs]) -> Pairs:
        """The pairs of all."""
        foci: list[int] = []
        values: list[int] = []
        for pairs in several:
            foci += pairs.foci
            values += pairs.values
        return cls(foci, values)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return zip(self.foci, self.values, strict=True)

    @cached_property
    def focus_set(self) -> set[int]:
        """The focus nodes that have a value."""
        return set(self.foci)

    @cached_property
    def value_set(self) -> set[int]:
        """The value nodes."""
        return set(self.values)

    @cached_property
    def by_focus(self) -> dict[int, set[int]]:
        """Focus node -> its values."""
        found: dict[int, set[int]] = defaultdict(set)
        for focus, value in self:
            found[focus].add(value)
        return found

    @cached_property
    def by_value(self) -> dict[int, set[int]]:
        """Value -> the focus nodes that have it."""
        return Pairs(self.values, self.foci).by_focus

    def with_value(self, values: set[int]) -> Iterator[tuple[int, int]]:
        """The pairs whose value is one of these."""
        if not values:
            return iter(())
        return (pair for pair in self if pair[1] in values)

    def then(self, further: Pairs) -> Pairs:
        """These pairs led on: (a, b) and (b, c) give (a, c)."""
        ends = further.by_focus
        return Pairs.of({(focus, end) for focus, value in self for end in ends.get(value, ())})


class Data:
    """The asserted statements of a graph as the constraints look at them."""

    def __init__(self, graph: Graph) -> None:
        self.graph = graph
        self.terms = graph.terms
        self._steps: dict[tuple[int | None, bool], Pairs] = {}
        self._members: dict[int, frozenset[int]] = {}

    def number(self, term: Term) -> int:
        """The number of a term, which it gets if it has none."""
        return self.terms.number(term)

    def texts(self, numbers: Iterable[int]) -> Iterator[tuple[int, Term]]:
        """Each number with its term."""
        everything = self.terms.all
        return ((number, everything[number]) for number in numbers)

    @cached_property
    def store(self) -> ox.Store:
        """An index of the asserted statements for SPARQL."""
        everything, store = self.terms.all, ox.Store()
        store.bulk_extend(
            ox.Quad(everything[subject], everything[predicate], everything[value])  # type: ignore[arg-type]
            for subject, predicate, value in self.graph.columns
        )
        return store

    def step(self, predicate: ox.NamedNode, *, back: bool = False) -> Pairs:
        """All subjects and objects of a property, or objects and subjects."""
        key = (self.terms.get(predicate), back)
        if key not in self._steps:
            subjects, objects = self.graph.columns.by_predicate.get(key[0], ([], []))  # type: ignore[arg-type]
            self._steps[key] = Pairs(objects, subjects) if back else Pairs(subjects, objects)
        return self._steps[key]

    def instances(self, of: Term) -> frozenset[int]:
        """The instances of a class and of its sub-classes, however deep."""
        top = self.number(of)
        if top not in self._members:
            classes, todo = {top}, [top]
            subclasses = self.step(SUBCLASS, back=True).by_focus
            while todo:
                new = subclasses.get(todo.pop(), set()) - classes
                classes |= new
                todo += new
            self._members[top] = frozenset().union(*(self._instances.get(each, ()) for each in classes))
        return self._members[top]

    @cached_property
    def _instances(self) -> dict[int, list[int]]:
        """Class -> what is said to be of it."""
        found: dict[int, list[int]] = defaultdict(list)
        for subject, kind in self.step(TYPE):
            found[kind].append(subject)
        return found
