"""A whitelist of the axiom forms our ontology may use; whatever is not listed is refused.

Every form listed is in OWL 2 RL (W3C, OWL 2 Profiles, section 4.2) and none of them can merge two nodes.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from ascn_kg.namespaces import OWL, RDF, RDFS, SKOS, TERMS, XSD, shrink

TYPE = RDF + "type"
CLASS, OBJECT, DATA, ANNOTATION = (
    OWL + n for n in ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")
)
DISJOINT = OWL + "AllDisjointClasses"
CHARACTERISTICS = {OWL + "TransitiveProperty", OWL + "SymmetricProperty"}
TYPES = {CLASS, OBJECT, DATA, ANNOTATION, DISJOINT, OWL + "Ontology", *CHARACTERISTICS}
# Datatypes of the OWL 2 RL map that we use.
DATATYPES = {XSD + name for name in ("anyURI", "boolean", "decimal", "integer", "string")}
ANNOTATIONS = {RDFS + "label", SKOS + "definition", TERMS + "answers"}

Quads = list[ox.Quad]


def refused(quads: Iterable[ox.Quad]) -> list[str]:
    """One sentence for each statement of an ontology that is not of a listed form; empty when all are."""
    checker = _Checker(list(quads))
    return [
        f"{shrink_term(q.subject)} {shrink_term(q.predicate)}: {why}" for q in checker.quads if (why := checker.why(q))
    ]


def shrink_term(term: object) -> str:
    return shrink(term.value) if isinstance(term, ox.NamedNode) else str(term)


class _Checker:
    def __init__(self, quads: Quads) -> None:
        self.quads = quads
        self.kinds: dict[object, set[str]] = {}
        self.links: dict[tuple[object, str], object] = {}
        for quad in quads:
            self.links[quad.subject, quad.predicate.value] = quad.object
            if quad.predicate.value == TYPE and isinstance(quad.object, ox.NamedNode):
                self.kinds.setdefault(quad.subject, set()).add(quad.object.value)
        self.in_lists = {cell for quad in quads if quad.predicate.value in _LISTS for cell in self.cells(quad.object)}

    def cells(self, cell: object) -> Iterator[object]:
        while isinstance(cell, ox.BlankNode):
            yield cell
            cell = self.links.get((cell, RDF + "rest"))

    def members(self, head: object) -> list[object]:
        return [self.links.get((cell, RDF + "first")) for cell in self.cells(head)]

    def is_a(self, term: object, *kinds: str) -> bool:
        return isinstance(term, ox.NamedNode) and bool(self.kinds.get(term, set()) & set(kinds))

    def why(self, quad: ox.Quad) -> str | None:
        predicate, subject, object_ = quad.predicate.value, quad.subject, quad.object
        if self.is_a(subject, OWL + "Ontology"):
            return None
        if subject in self.in_lists and predicate in (RDF + "first", RDF + "rest"):
            return None
        if predicate == TYPE:
            return self._why_type(subject, object_)
        if predicate in ANNOTATIONS:
            return None if isinstance(object_, ox.Literal) else "an annotation must be a text"
        if predicate not in _FORMS:
            return "this axiom form is not on the list"
        return _FORMS[predicate](self, subject, object_)

    def _why_type(self, subject: object, kind: object) -> str | None:
        if not isinstance(kind, ox.NamedNode) or kind.value not in TYPES:
            return f"{shrink_term(kind)} is not a kind on the list"
        if kind.value in CHARACTERISTICS and not self.is_a(subject, OBJECT):
            return "only an object property has characteristics"
        return None

    def sub_class(self, subject: object, object_: object) -> str | None:
        return None if self.is_a(subject, CLASS) and self.is_a(object_, CLASS) else "both sides must be named classes"

    def sub_property(self, subject: object, object_: object) -> str | None:
        same = any(self.is_a(subject, kind) and self.is_a(object_, kind) for kind in (OBJECT, DATA))
        return None if same else "both sides must be object properties, or both data properties"

    def domain(self, subject: object, object_: object) -> str | None:
        return None if self.is_a(subject, OBJECT, DATA) and self.is_a(object_, CLASS) else "must be a named class"

    def range(self, subject: object, object_: object) -> str | None:
        if self.is_a(subject, OBJECT):
            return None if self.is_a(object_, CLASS) else "must be a named class"
        known = isinstance(object_, ox.NamedNode) and object_.value in DATATYPES
        return None if known else "must be a datatype that OWL 2 RL knows"

    def inverse(self, subject: object, object_: object) -> str | None:
        return None if self.is_a(subject, OBJECT) and self.is_a(object_, OBJECT) else "both must be object properties"

    def chain(self, subject: object, object_: object) -> str | None:
        members = self.members(object_)
        good = self.is_a(subject, OBJECT) and len(members) > 1 and all(self.is_a(m, OBJECT) for m in members)
        return None if good else "must be a list of object properties"

    def disjoint(self, subject: object, object_: object) -> str | None:
        members = self.members(object_)
        good = (
            DISJOINT in self.kinds.get(subject, set())
            and len(members) > 1
            and all(self.is_a(m, CLASS) for m in members)
        )
        return None if good else "must be a list of named classes"


_LISTS = {OWL + "propertyChainAxiom", OWL + "members"}
_FORMS = {
    RDFS + "subClassOf": _Checker.sub_class,
    RDFS + "subPropertyOf": _Checker.sub_property,
    RDFS + "domain": _Checker.domain,
    RDFS + "range": _Checker.range,
    OWL + "inverseOf": _Checker.inverse,
    OWL + "propertyChainAxiom": _Checker.chain,
    OWL + "members": _Checker.disjoint,
}
