"""Reads the sentences in which owlrl reports a contradiction."""

from __future__ import annotations

import re
from collections.abc import Iterator

import rdflib
from rdflib import OWL, RDF, RDFS

from ascn_kg.reasoning.clashes import Contradiction

# owlrl offers no structure, only text. IRIs hold no spaces; what may be a literal is matched greedily.
# Each: pattern, axiom, and which groups name the things, in the order the wording of that axiom wants.
_PATTERNS: tuple[tuple[str, rdflib.URIRef, tuple[int, ...]], ...] = (
    (r"Disjoint classes (\S+) and (\S+) have a common individual (.+)", OWL.disjointWith, (3, 1, 2)),
    (r"Violation of complementarity for classes (\S+) and (\S+) on element .+", OWL.complementOf, (1, 2)),
    (r"(.+) is defined of type 'Nothing'", OWL.Nothing, (1,)),
    (r"Irreflexive property used on (.+) with (\S+)", OWL.IrreflexiveProperty, (1, 2)),
    (r"Erroneous usage of asymmetric property (\S+) on (\S+) and (.+)", OWL.AsymmetricProperty, (2, 3, 1)),
    (
        r"Disjoint properties in an 'AllDisjointProperties' are not really disjoint: "
        r"\((\S+), (\S+),(.+)\) and \(\S+,(\S+),.+\)",
        OWL.propertyDisjointWith,
        (1, 3, 2, 4),
    ),
    (
        r"Erroneous usage of disjoint properties (\S+) and (\S+) on (\S+) and (.+)",
        OWL.propertyDisjointWith,
        (3, 4, 1, 2),
    ),
    (
        r"Negative \((?:object|datatype)\) property assertion violated for: \((\S+), (\S+), (.+)\)",
        OWL.NegativePropertyAssertion,
        (1, 3, 2),
    ),
    (
        r"'sameAs' and '(?:differentFrom|AllDifferent)' cannot be used on the same subject-object pair: "
        r"\((\S+), (\S+)\)",
        OWL.differentFrom,
        (1, 2),
    ),
    (r"Lexical value of the literal '(.*)' does not match its datatype \((\S+)\)", RDFS.Datatype, (1, 2)),
    (
        r"Violation of type restriction for allValuesFrom in (\S+) for datatype (\S+) on value (.+)",
        OWL.allValuesFrom,
        (3, 1, 2),
    ),
    (r"Erroneous usage of maximum cardinality with \S+ and (.+)", OWL.maxCardinality, (1,)),
    (
        r"Erroneous usage of maximum qualified cardinality with \S+, (\S+) and (.+)",
        OWL.maxQualifiedCardinality,
        (2, 1),
    ),
)
# The axiom on a pair -> the same axiom on a list.
_LISTS = {OWL.disjointWith: OWL.AllDisjointClasses, OWL.propertyDisjointWith: OWL.AllDisjointProperties}


def parse(message: str, graph: rdflib.Graph) -> Iterator[Contradiction]:
    """The contradictions one message reports; ``graph`` is the closed graph it is about.

    A message of a form not known here becomes one contradiction whose axiom is the message itself.
    """
    for pattern, axiom, order in _PATTERNS:
        match = re.fullmatch(pattern, message, re.DOTALL)
        if match is None:
            continue
        things = tuple(match[group] for group in order)
        if axiom in _LISTS:
            # Two axioms may say the same of a pair, once in each order: that is one contradiction.
            first, second = sorted(things[-2:])
            yield Contradiction(str(_stated_as(axiom, first, second, graph)), (*things[:-2], first, second))
        elif axiom == OWL.complementOf:
            # owlrl names a class where it means the individual, so the individuals are looked up.
            one, other = (rdflib.URIRef(name) if ":" in name else rdflib.BNode(name) for name in things)
            for thing in graph.subjects(RDF.type, one):
                if (thing, RDF.type, other) in graph:
                    yield Contradiction(str(axiom), (str(thing), *things))
        else:
            yield Contradiction(str(axiom), things)
        return
    yield Contradiction(message, ())


def _stated_as(axiom: rdflib.URIRef, first: str, second: str, graph: rdflib.Graph) -> rdflib.URIRef:
    """Whether the axiom is stated of a list or of a pair: what owlrl reports does not tell."""
    one, other = rdflib.URIRef(first), rdflib.URIRef(second)
    for node in graph.subjects(RDF.type, _LISTS[axiom]):
        for members in graph.objects(node, OWL.members):
            if {one, other} <= set(graph.items(members)):
                return _LISTS[axiom]
    return axiom
