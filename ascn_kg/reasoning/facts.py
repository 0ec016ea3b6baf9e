"""What is stated of a graph and what follows from it, looked up by any part of a triple; each relation on first use."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import pyoxigraph as ox

from ascn_kg.graph import Columns, Terms
from ascn_kg.namespaces import RDF
from ascn_kg.reasoning.compiler import Numbers, class_key
from ascn_kg.reasoning.python_relations import extensions

Index = dict[int, list[int]]


class Facts:
    """The facts of one graph. ``derived`` maps the key of a relation to what follows there and is not stated."""

    def __init__(self, terms: Terms, columns: Columns, derived: dict[int, Any]) -> None:
        self.terms = terms
        self.type = terms.number(ox.NamedNode(RDF + "type"))
        self._stated = extensions(terms, columns)
        self._derived = derived
        self._stated_rows: dict[int, frozenset[tuple[int, ...]]] = {}
        self._rows: dict[int, dict[tuple[int, ...], None]] = {}
        self._indexes: dict[int, tuple[Index, Index]] = {}

    def is_stated(self, fact: Numbers) -> bool:
        """Whether the fact was written down."""
        key, row = self._place(fact)
        if key not in self._stated_rows:
            self._stated_rows[key] = frozenset(self._stated(key))
        return row in self._stated_rows[key]

    def holds(self, fact: Numbers) -> bool:
        """Whether the fact was written down or follows."""
        key, row = self._place(fact)
        return row in self._all(key)

    def matching(self, subject: int | None, predicate: int, value: int | None) -> Iterator[Numbers]:
        """The facts with the given terms; None stands for any."""
        if predicate == self.type:
            yield from self._typed(subject, value)
        elif subject is None and value is None:
            yield from ((one, predicate, other) for one, other in self._all(predicate))
        elif subject is None:
            assert value is not None
            yield from ((one, predicate, value) for one in self._index(predicate)[1].get(value, ()))
        elif value is None:
            yield from ((subject, predicate, other) for other in self._index(predicate)[0].get(subject, ()))
        elif self.holds((subject, predicate, value)):
            yield subject, predicate, value

    def _typed(self, subject: int | None, value: int | None) -> Iterator[Numbers]:
        classes = self._classes() if value is None else (value,)
        for each in classes:
            members = self._all(class_key(each))
            if subject is None:
                yield from ((member, self.type, each) for (member,) in members)
            elif (subject,) in members:
                yield subject, self.type, each

    def _classes(self) -> Iterable[int]:
        stated = {value for _, value in self._stated(self.type)}
        return sorted(stated | {class_key(key) for key in self._derived if key < 0})

    def _place(self, fact: Numbers) -> tuple[int, tuple[int, ...]]:
        subject, predicate, value = fact
        return (class_key(value), (subject,)) if predicate == self.type else (predicate, (subject, value))

    def _all(self, key: int) -> dict[tuple[int, ...], None]:
        """The facts of a relation, those that are stated first, in an order that is always the same."""
        if key not in self._rows:
            self._rows[key] = dict.fromkeys((*self._stated(key), *self._derived.get(key, ())))
        return self._rows[key]

    def _index(self, predicate: int) -> tuple[Index, Index]:
        """Subject -> objects, and object -> subjects."""
        if predicate not in self._indexes:
            ahead: Index = {}
            behind: Index = {}
            for subject, value in self._all(predicate):
                ahead.setdefault(subject, []).append(value)
                behind.setdefault(value, []).append(subject)
            self._indexes[predicate] = ahead, behind
        return self._indexes[predicate]
