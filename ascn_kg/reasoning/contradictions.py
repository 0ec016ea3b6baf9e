"""What the engine found to contradict: each once, as the OWL term that forbids it and the things that break it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import pyoxigraph as ox

from ascn_kg.graph import Terms
from ascn_kg.namespaces import OWL, RDFS
from ascn_kg.reasoning.clashes import Contradiction
from ascn_kg.reasoning.compiler import Rule
from ascn_kg.reasoning.datatypes import FORMED, is_in, is_well_formed, value

# The axiom on a pair -> the same axiom on a list, which is named where both say it.
_LISTS = {
    OWL + "disjointWith": OWL + "AllDisjointClasses",
    OWL + "propertyDisjointWith": OWL + "AllDisjointProperties",
}
# Axioms that say the same of two things in either order -> where those two stand.
_EITHER_WAY = {
    **dict.fromkeys((*_LISTS, *_LISTS.values()), slice(-2, None)),
    OWL + "AsymmetricProperty": slice(0, 2),
    OWL + "differentFrom": slice(0, 2),
}
_ONLY_ONE = {
    "prp-fp": OWL + "FunctionalProperty",
    **dict.fromkeys(("cls-maxc2", "cls-maxqc3", "cls-maxqc4"), OWL + "maxCardinality"),
}
_TOO_MANY = "dt-diff"


def too_many(rules: Iterable[Rule], same: int) -> Iterator[Rule]:
    """For each rule that makes two values the same, one that finds them where both are literals (dt-diff)."""
    for rule in rules:
        if rule.name in _ONLY_ONE and rule.head is not None:
            subject, predicate = next(atom[:2] for atom in rule.body if atom[2] == rule.head[0])
            things = (subject, rule.head[0], rule.head[2], predicate)
            yield Rule(_TOO_MANY, rule.body, None, (_ONLY_ONE[rule.name], things), rule.axioms)


def contradictions(
    terms: Terms, denied: Iterable[tuple[Rule, dict[str, int]]], typed: Mapping[str, Iterable[int]]
) -> tuple[Contradiction, ...]:
    """The contradictions, sorted.

    ``denied`` are the rules that forbid something and the terms for their variables; ``typed`` maps the IRI of a
    datatype to the literals that an axiom wants to be of it.
    """
    told = [each for rule, terms_of in denied for each in _told(rule, terms_of, terms)]
    # What is found in several ways keeps the premises of one, always the same.
    found = {*sorted(told, key=lambda each: (each, each.premises))}
    found |= {each for datatype, literals in typed.items() for each in _mistyped(datatype, literals, terms)}
    found |= set(_ill_formed(terms))
    found = {each for each in found if Contradiction(_LISTS.get(each.axiom, ""), each.things) not in found}
    found -= _repeated(found)
    empty = {each.things[0] for each in found if each.axiom == OWL + "Nothing"}
    # A member of owl:Nothing is a member of every class: its other contradictions only repeat that.
    return tuple(sorted(each for each in found if each.axiom == OWL + "Nothing" or each.things[0] not in empty))


def _repeated(found: set[Contradiction]) -> set[Contradiction]:
    """That a thing differs from itself, where that only follows from another thing being the same and different."""
    unequal = [each for each in found if each.axiom == OWL + "differentFrom"]
    told = {thing for each in unequal if each.things[0] != each.things[1] for thing in each.things}
    return {each for each in unequal if each.things[0] == each.things[1] and each.things[0] in told}


def _told(rule: Rule, terms_of: dict[str, int], terms: Terms) -> Iterator[Contradiction]:
    assert rule.clash is not None
    axiom, parts = rule.clash
    things = [terms[part if isinstance(part, int) else terms_of[part]] for part in parts]
    if rule.name == _TOO_MANY:
        _, one, other, _ = things
        if not (isinstance(one, ox.Literal) and isinstance(other, ox.Literal)) or value(one) == value(other):
            return
    texts = [thing.value for thing in things]
    pair = slice(1, 3) if rule.name == _TOO_MANY else _EITHER_WAY.get(axiom)
    if pair is not None:
        texts[pair] = sorted(texts[pair])
    facts = [tuple(part if isinstance(part, int) else terms_of[part] for part in atom) for atom in rule.body]
    yield Contradiction(axiom, tuple(texts), (*facts, *rule.axioms))  # type: ignore[arg-type]


def _mistyped(datatype: str, literals: Iterable[int], terms: Terms) -> Iterator[Contradiction]:
    """Literals of which an axiom says that they are of a datatype that they are not of (dt-not-type)."""
    all_terms, wanted = terms.all, ox.NamedNode(datatype)
    for number in literals:
        literal = all_terms[number]
        # Most are of just that datatype, and there may be millions.
        if not isinstance(literal, ox.Literal) or literal.datatype == wanted:
            continue
        if not is_in(literal, datatype) and is_well_formed(literal.value, literal.datatype.value):
            yield Contradiction(RDFS + "range", (literal.value, datatype))


def _ill_formed(terms: Terms) -> Iterator[Contradiction]:
    """Literals that are not written as their own datatype asks (dt-not-type)."""
    by_datatype: dict[ox.NamedNode, list[ox.Literal]] = {}
    for term in terms.all:
        if isinstance(term, ox.Literal):
            by_datatype.setdefault(term.datatype, []).append(term)
    for datatype, literals in by_datatype.items():
        iri = datatype.value
        if iri in FORMED:
            for literal in literals:
                if not is_well_formed(literal.value, iri):
                    yield Contradiction(RDFS + "Datatype", (literal.value, iri))
