"""Checks proofs step by step against the rules as the W3C's "OWL 2 Profiles" has them, written out here once more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

import pyoxigraph as ox

from ascn_kg.graph import Terms
from ascn_kg.namespaces import OWL, RDF, RDFS
from ascn_kg.reasoning.proofs import Proof

Fact = tuple[int, int, int]

# Premises, axioms among them, => conclusion; every word is a variable or one of WORDS.
RULES = {
    "prp-dom": "p domain c . x p y => x type c",
    "prp-rng": "p range c . x p y => y type c",
    "prp-symp": "p type Symmetric . x p y => y p x",
    "prp-trp": "p type Transitive . x p y . y p z => x p z",
    "prp-spo1": "p subPropertyOf q . x p y => x q y",
    "prp-eqp1": "p equivalentProperty q . x p y => x q y",
    "prp-eqp2": "p equivalentProperty q . x q y => x p y",
    "prp-inv1": "p inverseOf q . x p y => y q x",
    "prp-inv2": "p inverseOf q . x q y => y p x",
    "prp-fp": "p type Functional . x p y . x p z => y same z",
    "prp-ifp": "p type InverseFunctional . x p z . y p z => x same y",
    "cls-svf1": "c someValuesFrom d . c onProperty p . u p v . v type d => u type c",
    "cls-svf2": "c someValuesFrom Thing . c onProperty p . u p v => u type c",
    "cls-avf": "c allValuesFrom d . c onProperty p . u type c . u p v => v type d",
    "cls-hv1": "c hasValue v . c onProperty p . u type c => u p v",
    "cls-hv2": "c hasValue v . c onProperty p . u p v => u type c",
    "cax-sco": "c subClassOf d . x type c => x type d",
    "cax-eqc1": "c equivalentClass d . x type c => x type d",
    "cax-eqc2": "c equivalentClass d . x type d => x type c",
    "cls-maxc2": "c maxCardinality 1 . c onProperty p . u type c . u p y . u p z => y same z",
    "cls-maxqc3": "c maxQualifiedCardinality 1 . c onProperty p . c onClass d"
    " . u type c . u p y . y type d . u p z . z type d => y same z",
    "cls-maxqc4": "c maxQualifiedCardinality 1 . c onProperty p . c onClass Thing"
    " . u type c . u p y . u p z => y same z",
    "eq-sym": "x same y => y same x",
    "eq-trans": "x same y . y same z => x same z",
    "eq-rep-s": "s same t . s p o => t p o",
    "eq-rep-p": "p same q . s p o => s q o",
    "eq-rep-o": "o same q . s p o => s p q",
    "scm-sco": "c subClassOf d . d subClassOf e => c subClassOf e",
    "scm-eqc1": "c equivalentClass d => c subClassOf d",
    "scm-eqc2": "c subClassOf d . d subClassOf c => c equivalentClass d",
    "scm-spo": "p subPropertyOf q . q subPropertyOf r => p subPropertyOf r",
    "scm-eqp1": "p equivalentProperty q => p subPropertyOf q",
    "scm-eqp2": "p subPropertyOf q . q subPropertyOf p => p equivalentProperty q",
    "scm-dom1": "p domain c . c subClassOf d => p domain d",
    "scm-dom2": "q domain c . p subPropertyOf q => p domain c",
    "scm-rng1": "p range c . c subClassOf d => p range d",
    "scm-rng2": "q range c . p subPropertyOf q => p range c",
    "scm-hv": "c hasValue i . c onProperty p . p subPropertyOf q . d onProperty q . d hasValue i => c subClassOf d",
    "scm-svf1": "c someValuesFrom y . y subClassOf z . d someValuesFrom z . c onProperty p . d onProperty p"
    " => c subClassOf d",
    "scm-svf2": "c someValuesFrom y . d someValuesFrom y . c onProperty p . d onProperty q . p subPropertyOf q"
    " => c subClassOf d",
    "scm-avf1": "c allValuesFrom y . y subClassOf z . d allValuesFrom z . c onProperty p . d onProperty p"
    " => c subClassOf d",
    "scm-avf2": "c allValuesFrom y . d allValuesFrom y . c onProperty p . d onProperty q . p subPropertyOf q"
    " => d subClassOf c",
}
# Those of the rules that say the same of two conclusions.
MIRRORED = {
    "scm-eqc1": "c equivalentClass d => d subClassOf c",
    "scm-eqp1": "p equivalentProperty q => q subPropertyOf p",
}
WORDS = {
    "type": RDF + "type",
    **{name: RDFS + name for name in ("domain", "range", "subClassOf", "subPropertyOf")},
    **{name: OWL + name for name in ("equivalentProperty", "equivalentClass", "inverseOf", "someValuesFrom", "Thing")},
    **{name: OWL + name for name in ("allValuesFrom", "hasValue", "onProperty", "maxCardinality", "onClass")},
    "maxQualifiedCardinality": OWL + "maxQualifiedCardinality",
    **{kind: f"{OWL}{kind}Property" for kind in ("Symmetric", "Transitive", "Functional", "InverseFunctional")},
    "same": OWL + "sameAs",
}


class FaultyProofError(Exception):
    """What is wrong with a proof."""


class Checker:
    """Checks proofs over one graph, of which the stated facts are given."""

    def __init__(self, terms: Terms, stated: set[Fact]) -> None:
        self.terms, self.stated = terms, stated
        cells = {terms.get(ox.NamedNode(RDF + name)): name for name in ("first", "rest")}
        self._cells = {(s, cells[p]): o for s, p, o in stated if p in cells}

    def check(self, proof: Proof, below: tuple[Fact, ...] = ()) -> None:
        """Raise :class:`FaultyProofError` unless each step is one of its rule, and each leaf is stated."""
        if proof.fact in below:
            raise FaultyProofError("it rests on itself")
        if proof.rule is None:
            if proof.fact not in self.stated or proof.premises:
                raise FaultyProofError("a leaf that nobody stated")
            return
        if not self._is_step(proof):
            raise FaultyProofError(f"no step of {proof.rule.name}: {self._read(proof)}")
        for premise in proof.premises:
            self.check(premise, (*below, proof.fact))

    def _is_step(self, proof: Proof) -> bool:
        assert proof.rule is not None
        name, facts = proof.rule.name, [premise.fact for premise in proof.premises]
        if name in RULES:
            return any(self._fits(rule, facts, proof.fact) for rule in (RULES[name], MIRRORED.get(name, RULES[name])))
        subject, predicate, value = proof.fact
        if not facts:
            one, other = (self.terms[number] for number in (subject, value))
            if name == "dt-type2":
                return isinstance(one, ox.Literal)
            numbers = isinstance(one, ox.Literal) and isinstance(other, ox.Literal)
            return name == "dt-eq" and numbers and float(one.value) == float(other.value)
        axiom = facts[-1]
        members = self._members(axiom[2])
        link = str(self.terms[axiom[1]].value)
        data = facts[:-1]
        type_ = self._number("type")
        if name == "prp-spo2":
            chained = all(one[2] == other[0] for one, other in pairwise(data))
            return (
                link == OWL + "propertyChainAxiom"
                and [fact[1] for fact in data] == members
                and chained
                and (data[0][0], axiom[0], data[-1][2]) == proof.fact
            )
        typed = predicate == type_
        if name == "cls-int1":
            wanted = {(subject, type_, member) for member in members}
            return typed and link == OWL + "intersectionOf" and set(data) == wanted and value == axiom[0]
        if name == "cls-int2":
            known = data == [(subject, type_, axiom[0])]
            return typed and link == OWL + "intersectionOf" and known and value in members
        if name == "cls-uni":
            known = len(data) == 1 and data[0][:2] == (subject, type_) and data[0][2] in members
            return typed and link == OWL + "unionOf" and known and value == axiom[0]
        if name == "cls-oo":
            return typed and link == OWL + "oneOf" and not data and subject in members and value == axiom[0]
        if name == "scm-int":
            return link == OWL + "intersectionOf" and not data and subject == axiom[0] and value in members
        if name == "scm-uni":
            return link == OWL + "unionOf" and not data and value == axiom[0] and subject in members
        if name == "prp-key":
            return self._is_key(proof.fact, data, axiom, members)
        raise FaultyProofError(f"a rule that is not known: {name}")

    def _is_key(self, fact: Fact, data: list[Fact], axiom: Fact, members: list[int]) -> bool:
        one, _, other = fact
        type_ = self._number("type")
        typed = {(one, type_, axiom[0]), (other, type_, axiom[0])} <= set(data)
        values = {(s, p): o for s, p, o in data if p != type_}
        return typed and all(values[one, each] == values[other, each] for each in members)

    def _fits(self, rule: str, facts: Sequence[Fact], conclusion: Fact) -> bool:
        body, head = (part.split(" . ") for part in rule.split(" => "))
        return any(self._bound(head[0], conclusion, binding) for binding in self._bindings(body, facts, {}))

    def _bindings(
        self, patterns: Sequence[str], facts: Sequence[Fact], known: dict[str, int]
    ) -> Iterator[dict[str, int]]:
        """Every way in which the facts, each used once, are what the patterns ask for."""
        if not patterns:
            if not facts:
                yield known
            return
        for place, fact in enumerate(facts):
            more = self._bound(patterns[0], fact, known)
            if more is not None:
                yield from self._bindings(patterns[1:], [*facts[:place], *facts[place + 1 :]], more)

    def _bound(self, pattern: str, fact: Fact, known: dict[str, int]) -> dict[str, int] | None:
        more = dict(known)
        for word, term in zip(pattern.split(), fact, strict=True):
            if word == "1":
                fits = getattr(self.terms[term], "value", "").lstrip("+0") == "1"
            else:
                fits = term == (self._number(word) if word in WORDS else more.setdefault(word, term))
            if not fits:
                return None
        return more

    def _number(self, word: str) -> int | None:
        return self.terms.get(ox.NamedNode(WORDS[word]))

    def _members(self, head: int) -> list[int]:
        found = []
        while (head, "first") in self._cells:
            found.append(self._cells[head, "first"])
            head = self._cells[head, "rest"]
        return found

    def _read(self, proof: Proof) -> str:
        facts = [premise.fact for premise in proof.premises] + [proof.fact]
        return " | ".join(" ".join(str(self.terms[term]) for term in fact) for fact in facts)
