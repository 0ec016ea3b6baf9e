"""The ways in which one rule can conclude one fact: found backwards, from the fact to the premises that hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

import pyoxigraph as ox

from ascn_kg.namespaces import OWL
from ascn_kg.reasoning.compiler import Atom, Numbers, Program, Rule, class_key
from ascn_kg.reasoning.facts import Facts

Binding = dict[str, int]
Pattern = tuple[int | None, int | None, int | None]
"""Subject, predicate and object; None where it may be anything."""


class Instance(NamedTuple):
    """A rule with its variables filled in: where all ``premises`` hold, so does its conclusion.

    The premises are those of the rule's body, in its order, then the axioms the rule was compiled from.
    """

    rule: Rule
    premises: tuple[Numbers, ...]


class Rules:
    """The rules of a program by what they conclude."""

    def __init__(self, program: Program, facts: Facts) -> None:
        self._facts = facts
        self._by_key: dict[int | None, list[tuple[int, Rule]]] = {}
        for place, rule in enumerate(program.all):
            if rule.head is not None:
                self._by_key.setdefault(self._key(rule.head), []).append((place, rule))
        self._same = facts.terms.get(ox.NamedNode(OWL + "sameAs"))

    def instances(self, fact: Numbers) -> Iterator[Instance]:
        """Every instance of a rule that concludes the fact from others that hold; each once."""
        seen: set[tuple[str, frozenset[Numbers]]] = set()
        for rule in self.concluding(fact):
            binding = unify(rule.head, fact)
            if binding is None:
                continue
            for found in matches(self._facts, rule.body, binding):
                premises = (*(fact_of(atom, found) for atom in rule.body), *rule.axioms)
                mark = (rule.name, frozenset(premises))
                if fact not in premises and mark not in seen:
                    seen.add(mark)
                    yield Instance(rule, premises)
        yield from self._of_values(fact)

    def concluding(self, pattern: Pattern) -> list[Rule]:
        """The rules whose head may be the pattern, in the order of the program."""
        _, predicate, value = pattern
        keys = {None, self._key((0, predicate, value))} if predicate is not None else set(self._by_key)
        if predicate == self._facts.type and value is None:
            keys.update(key for key in self._by_key if key is not None and key < 0)
        found = [entry for key in keys for entry in self._by_key.get(key, ())]
        return [rule for _, rule in sorted(found, key=lambda entry: entry[0])]

    def _key(self, atom: Sequence[int | str | None]) -> int | None:
        """The relation a head adds to; None where that is any."""
        _, predicate, value = atom
        if not isinstance(predicate, int):
            return None
        if predicate != self._facts.type:
            return predicate
        return class_key(value) if isinstance(value, int) else None

    def _of_values(self, fact: Numbers) -> Iterator[Instance]:
        """What is known of literals without any premise: table 8 of the rules."""
        subject, predicate, value = fact
        if not isinstance(self._facts.terms[subject], ox.Literal):
            return
        if predicate == self._facts.type:
            yield Instance(Rule("dt-type2", (), fact, None, ()), ())
        elif predicate == self._same and isinstance(self._facts.terms[value], ox.Literal):
            yield Instance(Rule("dt-eq", (), fact, None, ()), ())


def unify(head: Atom | None, pattern: Pattern) -> Binding | None:
    """What the variables of a head stand for if it is to be the pattern; None if it cannot be."""
    if head is None:
        return None
    binding: Binding = {}
    for part, term in zip(head, pattern, strict=True):
        if term is None:
            continue
        if isinstance(part, str):
            if binding.setdefault(part, term) != term:
                return None
        elif part != term:
            return None
    return binding


def filled(atom: Atom, binding: Binding) -> Pattern:
    """An atom as a pattern, its variables replaced by what they stand for, None where that is open."""
    subject, predicate, value = (binding.get(part) if isinstance(part, str) else part for part in atom)
    return subject, predicate, value


def fact_of(atom: Atom, binding: Binding) -> Numbers:
    """An atom all of whose variables are bound, as a fact."""
    subject, predicate, value = (binding[part] if isinstance(part, str) else part for part in atom)
    return subject, predicate, value


def matches(facts: Facts, body: Sequence[Atom], binding: Binding) -> Iterator[Binding]:
    """Every way to fill the variables of a body so that all of it holds."""
    if not body:
        yield binding
        return
    best = max(range(len(body)), key=lambda place: _boundness(body[place], binding))
    atom, rest = body[best], [*body[:best], *body[best + 1 :]]
    subject, predicate, value = filled(atom, binding)
    if predicate is None:
        raise ValueError("no rule reads every property at once")
    for fact in facts.matching(subject, predicate, value):
        more = _extended(atom, fact, binding)
        if more is not None:
            yield from matches(facts, rest, more)


def _boundness(atom: Atom, binding: Binding) -> tuple[bool, int]:
    """Properties that are known first, then what is known best."""
    _, predicate, _ = pattern = filled(atom, binding)
    return predicate is not None, sum(part is not None for part in pattern)


def _extended(atom: Atom, fact: Iterable[int], binding: Binding) -> Binding | None:
    more = dict(binding)
    for part, term in zip(atom, fact, strict=True):
        if isinstance(part, str) and more.setdefault(part, term) != term:
            return None
    return more
