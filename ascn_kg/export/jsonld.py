"""JSON-LD 1.1 with our own context; literals keep their exact lexical form."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import groupby

import pyoxigraph as ox

from ascn_kg.errors import AscnKgError
from ascn_kg.export.rdf import iris_of, used_prefixes
from ascn_kg.namespaces import RDF, XSD

_TYPE, _FIRST, _REST, _NIL = RDF + "type", RDF + "first", RDF + "rest", RDF + "nil"
_STRING, _LANG_STRING = XSD + "string", RDF + "langString"
_LOCAL = frozenset("/#?")
Term = ox.NamedNode | ox.BlankNode | ox.Literal
Json = dict[str, object]


class JsonLd:
    """Writes documents that share one context: the prefixes in use, and the one type a predicate's values have."""

    def __init__(self, quads: Sequence[ox.Quad]) -> None:
        """``quads`` are all statements of all documents that will use this context."""
        schemes = {iri.partition(":")[0] for iri in iris_of(quads)}
        # A prefix named like a scheme would swallow the absolute IRIs of that scheme.
        self._prefixes = {p: address for p, address in used_prefixes(quads).items() if p not in schemes}
        self._by_length = sorted(((address, p) for p, address in self._prefixes.items()), reverse=True)
        self._types = _value_types(quads)
        self.context: Json = {"@version": 1.1, **self._prefixes}
        for predicate, kind in sorted(self._types.items()):
            shown = kind if kind == "@id" else self._shrink(kind)
            self.context[self._shrink(predicate)] = {"@id": predicate, "@type": shown}

    def context_document(self) -> bytes:
        """The context alone."""
        return _dump({"@context": self.context})

    def document(self, quads: Sequence[ox.Quad]) -> bytes:
        """One node object per named graph and subject; ``quads`` must be sorted by these."""
        graphs: list[Json] = []
        by_graph = [(name, list(group)) for name, group in groupby(quads, key=lambda quad: quad.graph_name)]
        shared = _in_several([group for _, group in by_graph])
        for name, group in by_graph:
            nodes = self._nodes(group, shared)
            if isinstance(name, ox.DefaultGraph):
                graphs.extend(nodes)
            else:
                graphs.append({"@id": self._reference(name), "@graph": nodes})
        return _dump({"@context": self.context, "@graph": graphs})

    def _nodes(self, quads: list[ox.Quad], shared: set[ox.BlankNode]) -> list[Json]:
        lists, inside = _lists(quads, shared)
        nodes: list[Json] = []
        for subject, group in groupby((q for q in quads if q.subject not in inside), key=lambda quad: quad.subject):
            node: Json = {"@id": self._reference(subject)}
            for predicate, statements in groupby(group, key=lambda quad: quad.predicate.value):
                values = [self._value(predicate, quad.object, lists) for quad in statements]
                node["@type" if predicate == _TYPE else self._shrink(predicate)] = (
                    values if len(values) > 1 else values[0]
                )
            nodes.append(node)
        return nodes

    def _value(self, predicate: str, value: object, lists: dict[ox.BlankNode, list[Term]]) -> object:
        if isinstance(value, ox.BlankNode) and value in lists:
            return {"@list": [self._value(predicate, member, lists) for member in lists[value]]}
        if isinstance(value, ox.NamedNode | ox.BlankNode):
            reference = self._reference(value)
            return reference if predicate == _TYPE or self._types.get(predicate) == "@id" else {"@id": reference}
        if not isinstance(value, ox.Literal):
            raise AscnKgError(f"{value}: JSON-LD has no way to write this term. Take it out of the data.")
        if value.language:
            return {"@value": value.value, "@language": value.language}
        datatype = value.datatype.value
        if datatype == self._types.get(predicate, _STRING):
            return value.value
        return {"@value": value.value, "@type": self._shrink(datatype)}

    def _reference(self, node: object) -> str:
        return self._shrink(node.value) if isinstance(node, ox.NamedNode) else str(node)

    def _shrink(self, iri: str) -> str:
        for address, prefix in self._by_length:
            if iri.startswith(address) and len(iri) > len(address) and _LOCAL.isdisjoint(iri[len(address) :]):
                return f"{prefix}:{iri[len(address) :]}"
        return iri


def _value_types(quads: Iterable[ox.Quad]) -> dict[str, str]:
    """Predicate -> "@id" or a datatype, where all its values are of that one type; plain text needs none."""
    kinds: dict[str, set[str]] = defaultdict(set)
    for quad in quads:
        literal = quad.object if isinstance(quad.object, ox.Literal) else None
        kinds[quad.predicate.value].add(literal.datatype.value if literal else "@id")
    single = {predicate: next(iter(found)) for predicate, found in kinds.items() if len(found) == 1}
    untyped = (_STRING, _LANG_STRING)
    return {p: kind for p, kind in single.items() if kind not in untyped and p not in (_TYPE, _FIRST, _REST)}


def _in_several(graphs: list[list[ox.Quad]]) -> set[ox.BlankNode]:
    """The blank nodes that stand in more than one named graph."""
    seen: set[ox.BlankNode] = set()
    shared: set[ox.BlankNode] = set()
    for quads in graphs:
        here = {term for quad in quads for term in (quad.subject, quad.object) if isinstance(term, ox.BlankNode)}
        shared |= here & seen
        seen |= here
    return shared


def _lists(
    quads: Iterable[ox.Quad], shared: set[ox.BlankNode]
) -> tuple[dict[ox.BlankNode, list[Term]], set[ox.BlankNode]]:
    """The RDF lists JSON-LD can write as such, by their head, and all their nodes.

    Each node of such a list has one rdf:first and one rdf:rest and nothing else, and one statement points to it;
    none of them is ``shared`` with another named graph.
    """
    about: dict[object, list[ox.Quad]] = defaultdict(list)
    pointing: dict[object, list[ox.Quad]] = defaultdict(list)
    for quad in quads:
        about[quad.subject].append(quad)
        pointing[quad.object].append(quad)

    def is_link(node: object) -> bool:
        if not isinstance(node, ox.BlankNode) or node in shared or len(pointing[node]) != 1:
            return False
        return sorted(quad.predicate.value for quad in about[node]) == [_FIRST, _REST]

    lists: dict[ox.BlankNode, list[Term]] = {}
    inside: set[ox.BlankNode] = set()
    for head in [node for node in about if is_link(node) and pointing[node][0].predicate.value != _REST]:
        members: list[Term] = []
        links: list[ox.BlankNode] = []
        link: object = head
        while is_link(link) and link not in links:
            first, rest = sorted(about[link], key=lambda quad: quad.predicate.value)
            members.append(first.object)  # type: ignore[arg-type]
            links.append(link)  # type: ignore[arg-type]
            link = rest.object
        if isinstance(link, ox.NamedNode) and link.value == _NIL:
            lists[links[0]] = members
            inside.update(links)
    return lists, inside


def _dump(document: Json) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()
