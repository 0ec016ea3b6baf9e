"""Leaves out the statements from which nothing new can follow, so that the engine has less to go through."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import pyoxigraph as ox

from ascn_kg.namespaces import OWL, RDF, RDFS

_TYPE = RDF + "type"
_AXIOMS = (RDF, RDFS, OWL)
_REMARKS = {
    *(RDFS + name for name in ("label", "comment", "seeAlso", "isDefinedBy")),
    *(OWL + name for name in ("versionInfo", "deprecated", "priorVersion")),
}
_DECLARATIONS = {
    RDF + "Property",
    *(OWL + name for name in ("ObjectProperty", "DatatypeProperty", "AnnotationProperty")),
}

# Axioms that may make two names the same: then what is said of one holds of the other, whatever the property.
_MERGING = {OWL + name for name in ("sameAs", "hasKey", "maxCardinality", "maxQualifiedCardinality")}
_MERGING_KINDS = {OWL + "FunctionalProperty", OWL + "InverseFunctionalProperty"}


def relevant(statements: Iterable[ox.Triple]) -> list[ox.Triple]:
    """The statements an OWL 2 RL engine needs to see; the closure of the rest adds nothing to theirs.

    Every RL rule joins a statement ``s p o`` that is no axiom itself with an axiom that names ``p``. So where no
    axiom names ``p`` (labels, definitions, digests …) nothing follows from it. Where the only axioms are a domain
    and a range, a type of ``s`` or ``o`` follows, and nothing new does if that type, or a sub-class of it, is
    stated. Only equality reaches every property; where an axiom could bring it about, nothing is left out. A
    literal of the wrong form is left to the shapes, which run first and see every statement.
    """
    statements = list(statements)
    if any(q.predicate.value in _MERGING or _iri(q.object) in _MERGING_KINDS for q in statements):
        return statements
    busy: set[str] = set()
    demands: dict[str, list[tuple[bool, str]]] = defaultdict(list)
    supers: dict[str, set[str]] = defaultdict(set)
    types: dict[ox.NamedNode | ox.BlankNode, set[str]] = defaultdict(set)
    for quad in statements:
        predicate, value = quad.predicate.value, _iri(quad.object)
        if predicate in (RDFS + "domain", RDFS + "range"):
            demands[_iri(quad.subject)].append((predicate == RDFS + "domain", value))
        elif predicate == _TYPE:
            types[quad.subject].add(value)  # type: ignore[index]
            if value not in _DECLARATIONS:
                busy.add(_iri(quad.subject))
        elif predicate.startswith(_AXIOMS) and predicate not in _REMARKS:
            busy.update((_iri(quad.subject), value))
            if predicate == RDFS + "subClassOf":
                supers[_iri(quad.subject)].add(value)

    above: dict[str, set[str]] = {}

    def told(node: ox.NamedNode | ox.BlankNode) -> set[str]:
        return set().union(*(_reachable(each, supers, above) for each in types.get(node, ())))

    def met(quad: ox.Triple, of_subject: bool, demanded: str) -> bool:
        node = quad.subject if of_subject else quad.object
        if isinstance(node, ox.Literal):
            return node.datatype.value == demanded
        return bool(demanded) and demanded in told(node)  # type: ignore[arg-type]

    def entails(quad: ox.Triple) -> bool:
        predicate = quad.predicate.value
        if predicate in busy or (predicate.startswith(_AXIOMS) and predicate not in _REMARKS):
            return True
        return not all(met(quad, *demand) for demand in demands.get(predicate, ()))

    return [quad for quad in statements if entails(quad)]


def _iri(node: object) -> str:
    return node.value if isinstance(node, ox.NamedNode) else ""


def _reachable(start: str, supers: dict[str, set[str]], known: dict[str, set[str]]) -> set[str]:
    if start not in known:
        found, todo = {start}, [start]
        while todo:
            new = supers.get(todo.pop(), set()) - found
            found |= new
            todo.extend(new)
        known[start] = found
    return known[start]
