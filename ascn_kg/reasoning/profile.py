"""Refuses axioms that lie outside of OWL 2 RL, so that none is silently passed over.

After the grammar of the profile in the W3C's "OWL 2 Profiles", section 4.2. Wider than it in one thing: a range may
also be one of the datatypes of dates and times.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property

import pyoxigraph as ox

from ascn_kg.errors import UnsupportedAxiomError
from ascn_kg.namespaces import OWL, RDF, RDFS, XSD, shrink
from ascn_kg.reasoning.compiler import Axioms, class_key, vocabulary
from ascn_kg.reasoning.datatypes import KNOWN

# Words of OWL 2 that are in none of the profile's axioms, and what says the same where something does.
_OUTSIDE = {
    "disjointUnionOf": "State rdfs:subClassOf for each part and owl:AllDisjointClasses over them",
    "hasSelf": "",
    "minCardinality": "A shape (sh:minCount) can ask for it",
    "minQualifiedCardinality": "A shape (sh:qualifiedMinCount) can ask for it",
    "cardinality": "A shape (sh:minCount and sh:maxCount) can ask for it",
    "qualifiedCardinality": "A shape (sh:qualifiedMinCount and sh:qualifiedMaxCount) can ask for it",
    "onProperties": "",
    "onDatatype": "A shape (sh:minInclusive, sh:pattern …) can ask for it",
    "withRestrictions": "A shape (sh:minInclusive, sh:pattern …) can ask for it",
    "datatypeComplementOf": "",
    **dict.fromkeys(("topObjectProperty", "bottomObjectProperty", "topDataProperty", "bottomDataProperty"), ""),
}
_OUTSIDE_KINDS = {"ReflexiveProperty": ""}

# How a class is described: the predicate that holds the description, and where the profile allows it.
_SUB, _SUPER, _EQUIVALENT = "as a sub-class", "as a super-class", "as an equivalent class"
_DESCRIBED = {
    "oneOf": {_SUB},
    "unionOf": {_SUB},
    "someValuesFrom": {_SUB},
    "intersectionOf": {_SUB, _SUPER, _EQUIVALENT},
    "hasValue": {_SUB, _SUPER, _EQUIVALENT},
    "complementOf": {_SUPER},
    "allValuesFrom": {_SUPER},
    "maxCardinality": {_SUPER},
    "maxQualifiedCardinality": {_SUPER},
}
# Axioms on properties: whether a property is their subject, and whether one is their object. A word of OWL itself
# there would change what all other axioms mean.
_ON_PROPERTIES = {
    **dict.fromkeys((RDFS + "domain", RDFS + "range", OWL + "propertyChainAxiom"), (True, False)),
    **dict.fromkeys((OWL + "onProperty", OWL + "assertionProperty"), (False, True)),
    **dict.fromkeys((RDFS + "subPropertyOf", OWL + "equivalentProperty"), (True, True)),
    **dict.fromkeys((OWL + "inverseOf", OWL + "propertyDisjointWith"), (True, True)),
}
_TYING = (
    *(RDFS + name for name in ("subClassOf", "domain", "range")),
    *(OWL + name for name in ("equivalentClass", "disjointWith", "allValuesFrom", "complementOf")),
    *(OWL + name for name in ("someValuesFrom", "onClass", "onProperty")),
)
_TYING_LISTS = ("intersectionOf", "unionOf", "members")
_PROPERTY_LISTS = ("propertyChainAxiom", "hasKey")
_DATATYPE_LIKE = (XSD, RDF + "langString", RDF + "PlainLiteral", RDF + "XMLLiteral", RDF + "HTML", RDFS + "Literal")


# The number of a term and what is wrong with an axiom of it.
_Problem = tuple[int, str]


def check(axioms: Axioms, where: Callable[[int], str] = lambda number: "") -> None:
    """Raise :class:`UnsupportedAxiomError` for the axioms that no rule of the profile can follow to the end.

    ``where`` tells the file that speaks of the term of a number, or an empty text.
    """
    found = _Check(axioms)
    problems = [
        ": ".join(part for part in (where(number), found.shown(number), text) if part)
        for number, text in found.problems()
    ]
    if problems:
        raise UnsupportedAxiomError(list(dict.fromkeys(problems)))


class _Check:
    def __init__(self, axioms: Axioms) -> None:
        self.axioms, self.terms = axioms, axioms.terms

    def problems(self) -> Iterator[_Problem]:
        """One sentence for each axiom that is not in the profile."""
        yield from self._outside()
        yield from self._about_owl()
        yield from self._classes()
        yield from self._numbers()
        yield from self._datatypes()
        yield from self._incomplete()

    def _pairs(self, iri: str) -> Iterable[tuple[int, ...]]:
        number = self.terms.get(ox.NamedNode(iri))
        return () if number is None else self.axioms.extension(number)

    def _members(self, iri: str) -> Iterable[int]:
        number = self.terms.get(ox.NamedNode(iri))
        return () if number is None else [thing for (thing,) in self.axioms.extension(class_key(number))]

    def _list(self, iri: str) -> Iterator[tuple[int, int]]:
        for owner, head in self._pairs(iri):
            for member in self.axioms.members(head):
                yield owner, member

    def shown(self, number: int) -> str:
        """The name of a class or property; of one without a name, that of what an axiom or description ties it to."""
        reached, todo = {number}, [number]
        for each in todo:
            term = self.terms[each]
            if isinstance(term, ox.NamedNode):
                return shrink(term.value)
            new = [n for n in self._tied.get(each, ()) if n not in reached]
            reached.update(new)
            todo += new
        return str(self.terms[number])

    @cached_property
    def _tied(self) -> dict[int, list[int]]:
        """Class without a name -> the classes and properties whose axioms speak of it."""
        tied: dict[int, list[int]] = {}
        for iri in _TYING:
            for one, other in self._pairs(iri):
                tied.setdefault(other, []).append(one)
                tied.setdefault(one, []).append(other)
        for name in _TYING_LISTS:
            for owner, member in self._list(OWL + name):
                tied.setdefault(member, []).append(owner)
                tied.setdefault(owner, []).append(member)
        return tied

    def _outside(self) -> Iterator[_Problem]:
        for name, instead in _OUTSIDE.items():
            for subject, _ in self._pairs(OWL + name):
                yield subject, f"owl:{name} is not in OWL 2 RL. {instead or 'Leave it out'}."
        for name in _OUTSIDE_KINDS:
            for subject in self._members(OWL + name):
                yield subject, f"owl:{name} is not in OWL 2 RL. Leave it out."

    def _about_owl(self) -> Iterator[_Problem]:
        """Axioms on the properties that axioms are written with."""
        links = [(iri, pair) for iri in _ON_PROPERTIES for pair in self._pairs(iri)]
        named = [
            (iri, number)
            for iri, pair in links
            for number, is_property in zip(pair, _ON_PROPERTIES[iri], strict=True)
            if is_property
        ]
        named += [(OWL + name, member) for name in _PROPERTY_LISTS for _, member in self._list(OWL + name)]
        for iri, number in named:
            if self._is_owl(number):
                yield number, f"{shrink(iri)} on a word of OWL itself. Use a property of its own."

    def _is_owl(self, number: int) -> bool:
        term = self.terms[number]
        return isinstance(term, ox.NamedNode) and term.value in vocabulary()

    def _classes(self) -> Iterator[_Problem]:
        """Every class that an axiom speaks of, held against what the profile allows at that place."""
        for iri, sides in (
            (RDFS + "subClassOf", (_SUB, _SUPER)),
            (OWL + "equivalentClass", (_EQUIVALENT, _EQUIVALENT)),
            (OWL + "disjointWith", (_SUB, _SUB)),
            (RDFS + "domain", (None, _SUPER)),
            (RDFS + "range", (None, _SUPER)),
            (OWL + "hasKey", (_SUB, None)),
        ):
            for pair in self._pairs(iri):
                for number, place in zip(pair, sides, strict=True):
                    if place is not None:
                        yield from self._class(number, place, set())
        for node in self._members(OWL + "AllDisjointClasses"):
            for owner, member in self._list(OWL + "members"):
                if owner == node:
                    yield from self._class(member, _SUB, set())
        for name in _DESCRIBED:
            for described, _ in self._pairs(OWL + name):
                if self.axioms.extension(class_key(described)):
                    yield from self._class(described, _SUPER, set())

    def _class(self, number: int, place: str, seen: set[int]) -> Iterator[_Problem]:
        if number in seen:
            return
        seen.add(number)
        if place != _SUPER and self._is_iri(number, OWL + "Thing"):
            yield number, f"{place} is not in OWL 2 RL. Name the class that is meant."
        if isinstance(self.terms[number], ox.NamedNode):
            return  # a named class may stand anywhere; what describes it is an axiom of its own
        kinds = [name for name in _DESCRIBED if any(s == number for s, _ in self._pairs(OWL + name))]
        for name in kinds:
            if place not in _DESCRIBED[name]:
                yield number, f"owl:{name} {place} is not in OWL 2 RL. State a weaker axiom instead."
        for name, inner in (("intersectionOf", place), ("unionOf", place)):
            for owner, member in self._list(OWL + name):
                if owner == number:
                    yield from self._class(member, inner, seen)
        for name, inner in (
            ("someValuesFrom", _SUB),
            ("allValuesFrom", _SUPER),
            ("complementOf", _SUB),
            ("onClass", _SUB),
        ):
            for owner, filler in self._pairs(OWL + name):
                if owner == number and not self._is_iri(filler, OWL + "Thing"):
                    yield from self._class(filler, inner, seen)

    def _is_iri(self, number: int, iri: str) -> bool:
        term = self.terms[number]
        return isinstance(term, ox.NamedNode) and term.value == iri

    def _numbers(self) -> Iterator[_Problem]:
        for name in ("maxCardinality", "maxQualifiedCardinality"):
            for subject, value in self._pairs(OWL + name):
                if self.terms[value].value.lstrip("+0") not in ("", "1"):
                    yield subject, f"owl:{name} {self.terms[value].value}: OWL 2 RL has only 0 and 1."

    def _datatypes(self) -> Iterator[_Problem]:
        declared = set(self._members(RDFS + "Datatype"))
        for iri in (
            RDFS + "range",
            OWL + "someValuesFrom",
            OWL + "allValuesFrom",
            OWL + "onClass",
            OWL + "onDataRange",
        ):
            for subject, value in self._pairs(iri):
                term = self.terms[value]
                if not isinstance(term, ox.NamedNode) or term.value in KNOWN:
                    continue
                if value in declared or term.value.startswith(_DATATYPE_LIKE):
                    yield subject, f"{shrink(iri)} {self.shown(value)} is a datatype that is not known."
        for subject, member in self._list(OWL + "oneOf"):
            if isinstance(self.terms[member], ox.Literal):
                yield subject, "owl:oneOf over literals is not in OWL 2 RL. A shape (sh:in) can."

    def _incomplete(self) -> Iterator[_Problem]:
        """Restrictions without a property, and lists without members: no rule would read them."""
        on = {subject for subject, _ in self._pairs(OWL + "onProperty")}
        for name in ("someValuesFrom", "allValuesFrom", "hasValue", "maxCardinality", "maxQualifiedCardinality"):
            for subject, _ in self._pairs(OWL + name):
                if subject not in on:
                    yield subject, f"owl:{name} without owl:onProperty. Name the property."
        classes = {subject for subject, _ in self._pairs(OWL + "onClass")}
        for subject, _ in self._pairs(OWL + "maxQualifiedCardinality"):
            if subject not in classes:
                yield subject, "owl:maxQualifiedCardinality without owl:onClass. Name the class."
        for name in (
            "propertyChainAxiom",
            "hasKey",
            "intersectionOf",
            "unionOf",
            "oneOf",
            "members",
            "distinctMembers",
        ):
            for subject, head in self._pairs(OWL + name):
                if not self.axioms.members(head):
                    yield subject, f"owl:{name} over an empty list. Name its members, or leave it out."
