"""Which things of a graph somebody may have meant: by the last part of the address, by what they are called."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cached_property

import pyoxigraph as ox

from ascn_kg.errors import NotFoundError
from ascn_kg.graph import Term
from ascn_kg.labels import Labels, fold
from ascn_kg.spelling import near_matches
from ascn_kg.validation.hinting.kinds import Kinds

# Names of a namespace beyond which only those that begin alike are compared.
_MANY = 5_000
# How many misspelt names of one validation are looked into: beyond that, something else is wrong with the data.
_SEARCHES = 300
_NUMBER = re.compile(r"[0-9-]+")


class Likeness:
    """Finds the things of one graph that are like what is written."""

    def __init__(self, labels: Labels, kinds: Kinds) -> None:
        self._labels, self._kinds = labels, kinds
        self._graph = labels.graph
        self._found: dict[tuple[str, str], list[str]] = {}

    def misspelt(self, term: Term | None) -> list[str]:
        """The things like a term of which nothing is said, among those of its namespace."""
        if not isinstance(term, ox.NamedNode) or self._graph.terms.get(term) in self._described:
            return []
        address, local = split(term.value)
        return self._near(local, address)

    def below(self, address: str) -> list[str]:
        """All things whose IRI is the address and one more part."""
        return [address + name for name in self._names.get(address, []) if name]

    def among(self, value: ox.NamedNode, address: str) -> list[str]:
        """The things below an address that have a name like the value's, or are called as it is."""
        return self._near(split(value.value)[1], address) or self._called_alike(value, self.below(address))

    def of_class(self, value: ox.NamedNode, kind: Term) -> list[str]:
        """The things of a class that have the value's last part, or are called as it is."""
        members, local = self._kinds.members(kind), split(value.value)[1]
        return [iri for iri in members if split(iri)[1] == local] or self._called_alike(value, members[:_MANY])

    def named(self, text: str, kind: str | None) -> str | None:
        """The thing that a text names, of a class if one is given; None where it names none, or several."""
        try:
            return self._labels.find(text, kind)
        except NotFoundError:
            return None

    def _near(self, local: str, address: str) -> list[str]:
        if (local, address) not in self._found:
            if len(self._found) >= _SEARCHES:
                return []
            self._found[local, address] = [address + name for name in self._near_names(local, address)]
        return self._found[local, address]

    def _near_names(self, local: str, address: str) -> list[str]:
        names = self._names.get(address, [])
        if len(names) > _MANY:
            names = [name for name in names if name[:2] == local[:2]]
        if exact := [name for name in names if fold(name) == fold(local)]:
            return exact
        likely = near_matches(local, names, 3, 0.85) or near_matches(local, names, 3, 0.7)
        # A name with another number is another thing, not a misspelling.
        bare = _NUMBER.sub("", local)
        return [name for name in likely if name.startswith(local) or _NUMBER.sub("", name) != bare]

    def _called_alike(self, value: ox.NamedNode, candidates: Iterable[str]) -> list[str]:
        called = set(self._folded(value.value))
        return [iri for iri in candidates if not called.isdisjoint(self._folded(iri))][:3]

    def _folded(self, iri: str) -> Iterator[str]:
        return (fold(self._labels.label(iri, lang)) for lang in ("en", "id"))

    @cached_property
    def _described(self) -> set[int]:
        return set(self._graph.columns.subjects)

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        """Namespace -> the last parts of the IRIs in it that are described."""
        names: dict[str, list[str]] = {}
        for number in sorted(self._described):
            term = self._graph.terms[number]
            if isinstance(term, ox.NamedNode):
                address, local = split(term.value)
                names.setdefault(address, []).append(local)
        return names


def split(iri: str) -> tuple[str, str]:
    """Namespace and last part."""
    cut = max(iri.rfind("#"), iri.rfind("/")) + 1
    return iri[:cut], iri[cut:]
