"""Keeps of all that an engine entails only what says something about our things in our terms."""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from ascn_kg.namespaces import CONCEPTS, RDF, SKOS, TERMS, THINGS

_TYPE = RDF + "type"
_CONCEPT = SKOS + "Concept"


def clean(triples: Iterable[ox.Triple], asserted: Iterable[ox.Quad]) -> tuple[ox.Triple, ...]:
    """The triples about our things and concepts, in our classes and properties, that nobody asserted; sorted.

    Leaves out literal and blank subjects, owl:Thing, owl:sameAs, schema and datatype axioms.
    """
    stated = {quad.triple for quad in asserted}
    kept = {triple for triple in triples if _is_ours(triple) and triple not in stated}
    return tuple(sorted(kept, key=lambda t: (str(t.subject), str(t.predicate), str(t.object))))


def _is_ours(triple: ox.Triple) -> bool:
    subject, predicate, value = triple.subject, triple.predicate.value, triple.object
    if not isinstance(subject, ox.NamedNode) or not subject.value.startswith((THINGS, CONCEPTS)):
        return False
    if predicate == _TYPE:
        return isinstance(value, ox.NamedNode) and (value.value.startswith(TERMS) or value.value == _CONCEPT)
    return predicate.startswith(TERMS) and isinstance(value, ox.NamedNode | ox.Literal)
