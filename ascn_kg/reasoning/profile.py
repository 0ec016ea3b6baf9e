"""Refuses axioms that lie outside of OWL 2 RL, so that none is silently passed over.

After the grammar of the profile in the W3C's "OWL 2 Profiles", section 4.2. Wider than it in one thing: a range may
also be one of the datatypes of dates and times.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from typing import NamedTuple

import pyoxigraph as ox

from ascn_kg.errors import UnsupportedAxiomError
from ascn_kg.findings import Finding, Region
from ascn_kg.namespaces import OWL, RDF, RDFS, XSD, shrink
from ascn_kg.reasoning.compiler import Axioms, class_key, vocabulary
from ascn_kg.reasoning.datatypes import KNOWN
from ascn_kg.reasoning.profile_words import words_of

# Words of OWL 2 that are in none of the profile's axioms, and what of a shape says the same where something does.
_OUTSIDE = {
    "disjointUnionOf": "",
    "hasSelf": "",
    "minCardinality": "sh:minCount",
    "minQualifiedCardinality": "sh:qualifiedMinCount",
    "cardinality": "sh:minCount and sh:maxCount",
    "qualifiedCardinality": "sh:qualifiedMinCount and sh:qualifiedMaxCount",
    "onProperties": "",
    "onDatatype": "sh:minInclusive, sh:pattern …",
    "withRestrictions": "sh:minInclusive, sh:pattern …",
    "datatypeComplementOf": "",
    **dict.fromkeys(("topObjectProperty", "bottomObjectProperty", "topDataProperty", "bottomDataProperty"), ""),
}
_OUTSIDE_KINDS = ("ReflexiveProperty",)

# How a class is described: the predicate that holds the description, and where the profile allows it.
_SUB, _SUPER, _EQUIVALENT = "as a sub-class", "as a super-class", "as an equivalent class"
_INDONESIAN = {_SUB: "sebagai subkelas", _SUPER: "sebagai superkelas", _EQUIVALENT: "sebagai kelas ekuivalen"}
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


class Problem(NamedTuple):
    """An axiom outside of the profile: the number of what it is about, its predicate (IRI), what is wrong with it."""

    number: int
    predicate: str
    kind: str
    values: tuple[str, ...] = ()


# Where the axiom of a problem is written.
Where = Callable[[Problem], Region | None]


def check(axioms: Axioms, where: Where = lambda problem: None) -> None:
    """Raise :class:`UnsupportedAxiomError` for the axioms that no rule of the profile can follow to the end."""
    judge = _Check(axioms)
    found = []
    for problem in judge.problems():
        messages, hints = words_of(problem.kind, judge.shown(problem.number), problem.values)
        name = axioms.terms[problem.number]
        found.append(
            Finding(
                rule="owl:" + problem.kind,
                severity="violation",
                focus=name.value if isinstance(name, ox.NamedNode) else "",
                path=problem.predicate,
                messages=messages,
                hints=hints,
                at=where(problem),
            )
        )
    if found:
        raise UnsupportedAxiomError(dict.fromkeys(found))


class _Check:
    def __init__(self, axioms: Axioms) -> None:
        self.axioms, self.terms = axioms, axioms.terms

    def problems(self) -> Iterator[Problem]:
        """Each axiom that is not in the profile."""
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

    def _outside(self) -> Iterator[Problem]:
        for name, shape in _OUTSIDE.items():
            kind = "disjoint-union" if name == "disjointUnionOf" else "ask-a-shape" if shape else "outside"
            for subject, _ in self._pairs(OWL + name):
                yield Problem(subject, OWL + name, kind, (name, shape))
        for name in _OUTSIDE_KINDS:
            for subject in self._members(OWL + name):
                yield Problem(subject, RDF + "type", "outside", (name,))

    def _about_owl(self) -> Iterator[Problem]:
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
                yield Problem(number, iri, "on-owl", (shrink(iri),))

    def _is_owl(self, number: int) -> bool:
        term = self.terms[number]
        return isinstance(term, ox.NamedNode) and term.value in vocabulary()

    def _classes(self) -> Iterator[Problem]:
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

    def _class(self, number: int, place: str, seen: set[int]) -> Iterator[Problem]:
        if number in seen:
            return
        seen.add(number)
        if place != _SUPER and self._is_iri(number, OWL + "Thing"):
            yield Problem(number, "", "thing", (place, _INDONESIAN[place]))
        if isinstance(self.terms[number], ox.NamedNode):
            return  # a named class may stand anywhere; what describes it is an axiom of its own
        kinds = [name for name in _DESCRIBED if any(s == number for s, _ in self._pairs(OWL + name))]
        for name in kinds:
            if place not in _DESCRIBED[name]:
                yield Problem(number, OWL + name, "place", (name, place, _INDONESIAN[place]))
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

    def _numbers(self) -> Iterator[Problem]:
        for name in ("maxCardinality", "maxQualifiedCardinality"):
            for subject, value in self._pairs(OWL + name):
                if self.terms[value].value.lstrip("+0") not in ("", "1"):
                    yield Problem(subject, OWL + name, "number", (name, self.terms[value].value))

    def _datatypes(self) -> Iterator[Problem]:
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
                    yield Problem(subject, iri, "datatype", (shrink(iri), self.shown(value)))
        for subject, member in self._list(OWL + "oneOf"):
            if isinstance(self.terms[member], ox.Literal):
                yield Problem(subject, OWL + "oneOf", "literals")

    def _incomplete(self) -> Iterator[Problem]:
        """Restrictions without a property, and lists without members: no rule would read them."""
        on = {subject for subject, _ in self._pairs(OWL + "onProperty")}
        for name in ("someValuesFrom", "allValuesFrom", "hasValue", "maxCardinality", "maxQualifiedCardinality"):
            for subject, _ in self._pairs(OWL + name):
                if subject not in on:
                    yield Problem(subject, OWL + name, "no-property", (name,))
        classes = {subject for subject, _ in self._pairs(OWL + "onClass")}
        for subject, _ in self._pairs(OWL + "maxQualifiedCardinality"):
            if subject not in classes:
                yield Problem(subject, OWL + "maxQualifiedCardinality", "no-class", ("maxQualifiedCardinality",))
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
                    yield Problem(subject, OWL + name, "empty", (name,))
