"""Copies statements into rdflib, for pySHACL, owlrl and callers who work with rdflib."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox
import rdflib
from rdflib.term import Node

from ascn_kg.namespaces import XSD


def as_rdflib(statements: Iterable[ox.Quad | ox.Triple]) -> rdflib.Graph:
    """A new rdflib graph holding the triples of the given statements; the named graph is dropped."""
    graph = rdflib.Graph()
    terms: dict[object, Node] = {}

    def term(value: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Node:
        known = terms.get(value)
        if known is None:
            known = terms[value] = to_rdflib(value)
        return known

    for statement in statements:
        graph.add((term(statement.subject), term(statement.predicate), term(statement.object)))
    return graph


def to_rdflib(value: ox.NamedNode | ox.BlankNode | ox.Literal | ox.Triple) -> Node:
    """The rdflib node of a pyoxigraph term, literals as written."""
    if isinstance(value, ox.NamedNode):
        return rdflib.URIRef(value.value)
    if isinstance(value, ox.BlankNode):
        return rdflib.BNode(value.value)
    if isinstance(value, ox.Literal):
        if value.language:
            return rdflib.Literal(value.value, lang=value.language)
        plain = value.datatype.value == XSD + "string"
        datatype = None if plain else rdflib.URIRef(value.datatype.value)
        # As written: rdflib would drop the zone of a date and turn a malformed boolean into false.
        return rdflib.Literal(value.value, datatype=datatype, normalize=False)
    raise TypeError(f"rdflib has no term for {value}")


def from_rdflib(node: Node) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    """The pyoxigraph term of an rdflib node."""
    if isinstance(node, rdflib.URIRef):
        return ox.NamedNode(str(node))
    if isinstance(node, rdflib.BNode):
        return ox.BlankNode(str(node))
    if isinstance(node, rdflib.Literal):
        if node.language:
            return ox.Literal(str(node), language=node.language)
        return ox.Literal(str(node), datatype=ox.NamedNode(str(node.datatype)) if node.datatype else None)
    raise TypeError(f"not an RDF term: {node!r}")
