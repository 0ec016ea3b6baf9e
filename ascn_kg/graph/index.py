"""An index for queries that grows by what they ask of: most questions speak of a tenth of all statements."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from threading import Lock
from typing import Protocol

import pyoxigraph as ox

from ascn_kg.collector import without_collector
from ascn_kg.namespaces import RDF

TYPE = RDF + "type"
_TYPED = "a "
# The statements of one predicate; of rdf:type, those with one class.
Part = str


def part_of(predicate: str, value: str | None = None) -> Part:
    """The part in which the statements of a predicate are; of rdf:type, those with this class, or all without one."""
    return predicate if predicate != TYPE or value is None else _TYPED + value


class Parts(Protocol):
    """Where the statements come from."""

    @property
    def names(self) -> Collection[Part]:
        """The parts there are."""

    def put(self, parts: Collection[Part], store: ox.Store) -> None:
        """Put some of the parts into the store."""

    def put_all(self, store: ox.Store) -> None:
        """Put everything into a store that is still empty."""


class Index(Protocol):
    """A store for queries."""

    def over(self, wanted: Iterable[Part] | None = None) -> ox.Store:
        """The store, holding at least the wanted parts; all of them without."""


class WholeIndex:
    """A store that holds everything."""

    def __init__(self, store: ox.Store) -> None:
        self._store = store

    def over(self, wanted: Iterable[Part] | None = None) -> ox.Store:
        return self._store


class GrowingIndex:
    """A store in memory that gets a part when it is first wanted."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._store = ox.Store()
        self._missing: set[Part] | None = None  # None: nothing was looked for yet
        self._lock = Lock()

    def over(self, wanted: Iterable[Part] | None = None) -> ox.Store:
        with self._lock, without_collector():
            if wanted is None and self._missing is None:
                self._parts.put_all(self._store)
                self._missing = set()
            else:
                if self._missing is None:
                    self._missing = set(self._parts.names)
                new = self._missing if wanted is None else self._named(wanted) & self._missing
                if new:
                    self._parts.put(new, self._store)
                self._missing = self._missing - new
        return self._store

    def _named(self, wanted: Iterable[Part]) -> set[Part]:
        """The wanted parts, those of all classes where rdf:type is asked for without one."""
        parts = set(wanted)
        if TYPE in parts:
            parts.update(part for part in self._parts.names if part.startswith(_TYPED))
        return parts
