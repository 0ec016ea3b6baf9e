"""Explains one triple: its proofs, or the nearest miss, with the place and the citations of every statement used."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from ascn_kg.graph import Graph, Term, Terms, graph_of
from ascn_kg.labels import Labels
from ascn_kg.locations import Locations
from ascn_kg.namespaces import CONCEPTS, INFERRED_GRAPH, RDF, TERMS, THINGS
from ascn_kg.questions.citations import Citation, Citations, iris
from ascn_kg.reasoning.engine import entail
from ascn_kg.reasoning.facts import Facts
from ascn_kg.reasoning.instances import Rules
from ascn_kg.reasoning.nearest import Miss, nearest
from ascn_kg.reasoning.proofs import Found, Proof, Proofs
from ascn_kg.why.arguments import ArgumentReader
from ascn_kg.why.places import Fact, FilePlace, places_of

STATED, INFERRED, ABSENT = "stated", "inferred", "absent"

_FIRST, _REST, _NIL = (ox.NamedNode(RDF + name) for name in ("first", "rest", "nil"))


@dataclass(frozen=True)
class Explanation:
    """Why the triple ``fact`` holds (``verdict`` is stated or inferred), or why not (absent).

    Terms are numbers of ``terms``. ``found`` holds the proofs, ``miss`` what is missing for an absent triple (None
    where no rule concludes anything like it), ``known`` the objects that its subject and predicate do have.
    ``places``, ``evidence`` and ``marks`` give, for the stated facts that are used, where they stand in the files, the
    IRIs of their evidence, and the numbers of the ``citations`` of it; ``lists`` the members of the lists among them.
    """

    fact: Fact
    verdict: str
    terms: Terms
    found: Found
    miss: Miss | None = None
    known: tuple[Term, ...] = ()
    places: Mapping[Fact, list[FilePlace]] = field(default_factory=dict)
    evidence: Mapping[Fact, tuple[str, ...]] = field(default_factory=dict)
    marks: Mapping[Fact, tuple[int, ...]] = field(default_factory=dict)
    citations: tuple[Citation, ...] = ()
    lists: Mapping[int, tuple[int, ...]] = field(default_factory=dict)
    lang: str = "en"

    @property
    def triple(self) -> tuple[Term, Term, Term]:
        """Subject, predicate and object."""
        subject, predicate, value = (self.terms[number] for number in self.fact)
        return subject, predicate, value


def explain(
    graph: Graph,
    subject: str,
    predicate: str,
    value: str,
    *,
    labels: Labels,
    locations: Locations | None = None,
    lang: str = "en",
    limit: int = 1,
) -> Explanation:
    """Explain a triple, each of its terms given by label, slug, prefixed name or (the last) as a literal.

    ``graph`` holds what follows, too: citations are found by it. Up to ``limit`` proofs are looked for. Raises
    :class:`NotFoundError`, with near matches, where a name means nothing.
    """
    terms = graph.terms
    entailment = entail(graph)
    facts = Facts(terms, graph.reasoned_over(), entailment.derived)
    rules = Rules(entailment.program, facts)

    def objects(one: ox.NamedNode, link: ox.NamedNode) -> list[Term]:
        return [terms[found] for _, _, found in facts.matching(terms.number(one), terms.number(link), None)]

    reader = ArgumentReader(graph, labels, objects)
    second = reader.predicate(predicate)
    first = reader.subject(subject, second)
    third = reader.object(value, first, second)
    fact = (terms.number(first), terms.number(second), terms.number(third))

    stated = places_of(graph, {fact}, locations)
    if fact in stated:
        verdict, found = STATED, Found((Proof(fact),), all=True)
    else:
        found = Proofs(facts, rules).of(fact, limit)
        verdict = INFERRED if facts.holds(fact) else ABSENT
    miss = nearest(facts, rules, fact) if verdict == ABSENT else None
    known = tuple(dict.fromkeys(objects(first, second))) if verdict == ABSENT else ()
    used = {*_stated_facts(found.proofs), *_facts_of(miss)}
    citations = Citations(graph, labels, lang, own=True)
    evidence = {each: _evidence(each, terms, graph) for each in _in_order(found.proofs)}
    return Explanation(
        fact,
        verdict,
        terms,
        found,
        miss,
        known,
        {**places_of(graph, used, locations), **stated},
        evidence,
        {each: citations.cite(nodes) for each, nodes in evidence.items()},
        citations.all(),
        dict(_lists(facts, used)),
        lang,
    )


def _in_order(proofs: Iterable[Proof]) -> Iterator[Fact]:
    """The stated facts of proofs, in the order in which they are read."""
    for proof in proofs:
        if proof.rule is None:
            yield proof.fact
        yield from _in_order(proof.premises)


def _stated_facts(proofs: Iterable[Proof]) -> set[Fact]:
    return {fact for proof in proofs for fact in proof.stated}


def _facts_of(miss: Miss | None) -> set[Fact]:
    """The axioms and examples that a miss, and what it is because of, tells of."""
    if miss is None:
        return set()
    examples = {condition.example for condition in miss.met if condition.example is not None}
    return {*miss.rule.axioms, *examples, *_facts_of(miss.because)}


def _evidence(fact: Fact, terms: Terms, graph: Graph) -> tuple[str, ...]:
    """IRIs of the evidence of a stated fact: that for its property alone, else that for its subject.

    What leads to a passage cites that passage. The evidence of a subject is also behind what it links, but evidence of
    its dates, say, is not.
    """
    subject, predicate, value = (terms[number] for number in fact)
    if not isinstance(subject, ox.NamedNode) or not subject.value.startswith((THINGS, CONCEPTS)):
        return ()
    for passage in (value, subject):
        if isinstance(passage, ox.NamedNode) and iris(graph, passage.value, "fromSource"):
            return (passage.value,)
    property_ = str(predicate.value).removeprefix(TERMS)
    special = iris(graph, subject.value, f"{property_}Evidence") if property_.isidentifier() else []
    behind = iris(graph, subject.value, "evidence")
    if isinstance(value, ox.NamedNode):
        quads = graph.find(subject, TERMS + "evidence")
        stated = {quad.object for quad in quads if graph_of(quad) != INFERRED_GRAPH}
        behind = [iri for iri in behind if ox.NamedNode(iri) in stated] or behind
    return tuple(special or behind)


def _lists(facts: Facts, used: Iterable[Fact]) -> Iterator[tuple[int, tuple[int, ...]]]:
    """The lists that are objects of the facts, with their members."""
    first, rest, nil = (facts.terms.get(each) for each in (_FIRST, _REST, _NIL))
    for _, _, head in used:
        members: list[int] = []
        cell: int | None = head
        seen = {nil, None}
        while first is not None and rest is not None and cell not in seen:
            seen.add(cell)
            assert cell is not None
            members += [member for _, _, member in facts.matching(cell, first, None)]
            cell = next((after for _, _, after in facts.matching(cell, rest, None)), None)
        if members:
            yield head, tuple(members)
