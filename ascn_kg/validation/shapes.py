"""Reads a shapes graph: which shapes there are, what they say, and whom they concern."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property

import pyoxigraph as ox

from ascn_kg.graph import Term
from ascn_kg.namespaces import OWL, RDF, RDFS, SH

TARGETS = ("targetClass", "targetNode", "targetObjectsOf", "targetSubjectsOf")
NIL = ox.NamedNode(RDF + "nil")


class Unsupported(Exception):
    """A shape says something this engine does not do, or something malformed; pySHACL is to judge it."""


class ShapesGraph:
    """The statements of a shapes graph by subject and predicate."""

    def __init__(self, statements: Iterable[ox.Quad]) -> None:
        self._said: dict[Term, dict[str, list[Term]]] = {}
        for quad in statements:
            said = self._said.setdefault(quad.subject, {})  # type: ignore[arg-type]
            values = said.setdefault(quad.predicate.value, [])
            if quad.object not in values:
                values.append(quad.object)  # type: ignore[arg-type]

    def said_of(self, node: Term) -> dict[str, list[Term]]:
        """Predicate IRI -> its values, of one node."""
        return self._said.get(node, {})

    def values(self, node: Term, name: str) -> list[Term]:
        """The values of a property of the SHACL vocabulary."""
        return self.said_of(node).get(SH + name, [])

    def one(self, node: Term, name: str) -> Term | None:
        """The value of a property that may have one. Raises :class:`Unsupported` where it has several."""
        values = self.values(node, name)
        if len(values) > 1:
            raise Unsupported(f"{node} has several sh:{name}")
        return values[0] if values else None

    def number(self, node: Term, name: str) -> int | None:
        """The integer value of a property, None where it has none. Raises :class:`Unsupported` on anything else."""
        value = self.one(node, name)
        if value is None:
            return None
        if not isinstance(value, ox.Literal) or not value.value.isdecimal():
            raise Unsupported(f"sh:{name} {value} is no number")
        return int(value.value)

    def flag(self, node: Term, name: str) -> bool:
        """The boolean value of a property, false where it has none."""
        value = self.one(node, name)
        if value is None:
            return False
        if not isinstance(value, ox.Literal) or value.value not in ("true", "1", "false", "0"):
            raise Unsupported(f"sh:{name} {value} is neither true nor false")
        return value.value in ("true", "1")

    def items(self, head: Term) -> list[Term]:
        """The members of an RDF list. Raises :class:`Unsupported` where it is none."""
        items: list[Term] = []
        while head != NIL:
            said = self.said_of(head)
            first, rest = said.get(RDF + "first", []), said.get(RDF + "rest", [])
            if len(first) != 1 or len(rest) != 1 or len(items) > 10_000:
                raise Unsupported(f"{head} is no list")
            items += first
            head = rest[0]
        return items

    def holders(self, node: Term) -> list[Term]:
        """The shapes that have a property shape."""
        return [other for other, said in self._said.items() if node in said.get(SH + "property", ())]

    def messages(self, node: Term) -> list[ox.Literal]:
        """The ``sh:message`` of a shape, in all languages."""
        return [text for text in self.values(node, "message") if isinstance(text, ox.Literal)]

    def targets_node(self, node: Term, target: Term) -> bool:
        """Whether a shape names a node as its target."""
        return target in self.values(node, "targetNode")

    @cached_property
    def has_own_components(self) -> bool:
        """Whether the shapes graph defines kinds of constraints of its own."""
        return any(SH + "parameter" in said for said in self._said.values())

    @cached_property
    def targeting(self) -> tuple[Term, ...]:
        """The shapes that say themselves whom they concern."""
        return tuple(node for node, said in self._said.items() if self._has_target(node, said))

    def implicit_class(self, node: Term) -> bool:
        """Whether a shape is a class as well, and so concerns its instances."""
        types = self.said_of(node).get(RDF + "type", [])
        return any(isinstance(kind, ox.NamedNode) and kind.value in (RDFS + "Class", OWL + "Class") for kind in types)

    def without_targets(self, kept: set[Term], statements: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
        """The statements but for the targets of all shapes that are not ``kept``, so that only those run."""
        targets = {SH + name for name in TARGETS}
        for quad in statements:
            is_target = quad.predicate.value in targets or (
                quad.predicate.value == RDF + "type" and self.implicit_class(quad.subject)  # type: ignore[arg-type]
            )
            if not is_target or quad.subject in kept:
                yield quad

    def _has_target(self, node: Term, said: dict[str, list[Term]]) -> bool:
        if any(SH + name in said for name in TARGETS):
            return True
        return self.implicit_class(node) and self._is_shape(said)

    def _is_shape(self, said: dict[str, list[Term]]) -> bool:
        kinds = {ox.NamedNode(SH + "NodeShape"), ox.NamedNode(SH + "PropertyShape")}
        return not kinds.isdisjoint(said.get(RDF + "type", ())) or SH + "property" in said or SH + "node" in said
