"""Equality (table 4): what is said of one name holds of every other name of the same thing."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator
from itertools import permutations, product

import pyoxigraph as ox

from ascn_kg.graph import Terms
from ascn_kg.reasoning.compiler import Numbers
from ascn_kg.reasoning.datatypes import value


def names(pairs: Iterable[tuple[int, ...]]) -> dict[int, tuple[int, ...]]:
    """Term -> all terms that are the same as it, itself among them; only of terms that have another name."""
    groups: dict[int, list[int]] = {}
    for one, other in pairs:
        mine, theirs = groups.setdefault(one, [one]), groups.setdefault(other, [other])
        if mine is not theirs:
            mine += theirs
            groups.update(dict.fromkeys(theirs, mine))
    return {term: tuple(sorted(group)) for term, group in groups.items() if len(group) > 1}


def spread(names: dict[int, tuple[int, ...]], same: int, facts: Iterable[Numbers]) -> Iterator[Numbers]:
    """What follows from the facts by the names (eq-sym, eq-trans, eq-rep-s, eq-rep-p, eq-rep-o)."""
    for group in sorted(set(names.values())):
        for one, other in permutations(group, 2):
            yield one, same, other
    for fact in facts:
        if fact[1] != same and any(term in names for term in fact):
            yield from product(*(names.get(term, (term,)) for term in fact))


def same_values(terms: Terms) -> Iterator[tuple[int, int]]:
    """Pairs of literals that are two ways to write one value (dt-eq)."""
    first: dict[Hashable, int] = {}
    for number, term in enumerate(terms.all):
        if isinstance(term, ox.Literal):
            known = first.setdefault(value(term), number)
            if known != number:
                yield known, number
