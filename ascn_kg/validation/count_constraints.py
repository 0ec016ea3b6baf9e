"""Constraints on how many values there are, and on one value beside the others of its focus node."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

import pyoxigraph as ox

from ascn_kg.graph import Term
from ascn_kg.validation.columns import Pairs
from ascn_kg.validation.compiled import Check, Fault, Scope
from ascn_kg.validation.literals import before, is_text
from ascn_kg.validation.shapes import ShapesGraph, Unsupported


def distinct_values(pairs: Pairs) -> Counter[int]:
    """Focus node -> how many different values it has."""
    if len(pairs.focus_set) == len(pairs.foci):
        return Counter(pairs.focus_set)
    return Counter(focus for focus, _ in set(pairs))


def min_count(shapes: ShapesGraph, node: Term) -> list[Check]:
    """``sh:minCount``: every focus node has as many values at least."""
    least = shapes.number(node, "minCount") or 0

    def faults(scope: Scope) -> Iterator[Fault]:
        if least == 0:
            return iter(())
        if least == 1:
            return map(Fault, scope.foci - scope.pairs.focus_set)
        counted = distinct_values(scope.pairs)
        return (Fault(focus) for focus in scope.foci if counted[focus] < least)

    return [faults]


def max_count(shapes: ShapesGraph, node: Term) -> list[Check]:
    """``sh:maxCount``: no focus node has more values."""
    most = shapes.number(node, "maxCount") or 0

    def faults(scope: Scope) -> Iterator[Fault]:
        if most == 0:
            return map(Fault, scope.pairs.focus_set)
        if len(scope.pairs.focus_set) == len(scope.pairs.foci):
            return iter(())
        return (Fault(focus) for focus, count in distinct_values(scope.pairs).items() if count > most)

    return [faults]


def has_value(shapes: ShapesGraph, node: Term) -> list[Check]:
    """``sh:hasValue``: every focus node has this value."""

    def check(wanted: Term) -> Check:
        def faults(scope: Scope) -> Iterator[Fault]:
            number = scope.data.terms.get(wanted)
            have = {focus for focus, value in scope.pairs if value == number}
            return map(Fault, scope.foci - have)

        return faults

    return [check(wanted) for wanted in shapes.values(node, "hasValue")]


def unique_lang(shapes: ShapesGraph, node: Term) -> list[Check]:
    """``sh:uniqueLang``: no two values of a focus node are in one language."""
    if not shapes.flag(node, "uniqueLang"):
        return []

    def faults(scope: Scope) -> Iterator[Fault]:
        if len(scope.pairs.focus_set) == len(scope.pairs.foci):
            return iter(())
        tags = {number: _tag(term) for number, term in scope.data.texts(scope.pairs.value_set)}
        counted = Counter((focus, tags[value]) for focus, value in set(scope.pairs))
        return (Fault(focus) for focus, tag in {key for key, count in counted.items() if count > 1} if tag)

    return [faults]


def _tag(term: Term) -> str | None:
    return term.language.lower() if isinstance(term, ox.Literal) and term.language else None


def less_than(name: str, *, or_equal: bool) -> Callable[[ShapesGraph, Term], list[Check]]:
    """``sh:lessThan`` and ``sh:lessThanOrEquals``: every value comes before every value of the other property."""

    def read(shapes: ShapesGraph, node: Term) -> list[Check]:
        return [check(other) for other in _properties(shapes, node, name)]

    def check(other: ox.NamedNode) -> Check:
        def faults(scope: Scope) -> Iterator[Fault]:
            others, known, term = scope.data.step(other).by_focus, {}, scope.data.terms
            for focus, value in scope.pairs:
                for compared in others.get(focus, ()):
                    pair = (value, compared)
                    if pair not in known:
                        known[pair] = _precedes(term[value], term[compared], or_equal=or_equal)
                    if not known[pair]:
                        yield Fault(focus, value)

        return faults

    return read


def _precedes(one: Term, other: Term, *, or_equal: bool) -> bool:
    if isinstance(one, ox.BlankNode) or isinstance(other, ox.BlankNode):
        return False
    texts = [not isinstance(term, ox.Literal) or is_text(term) for term in (one, other)]
    if all(texts):
        return one.value <= other.value if or_equal else one.value < other.value
    if any(texts) or not isinstance(one, ox.Literal) or not isinstance(other, ox.Literal):
        return False
    try:
        return before(one, other, or_equal=or_equal)
    except (ArithmeticError, TypeError):
        return False


def equals(shapes: ShapesGraph, node: Term) -> list[Check]:
    """``sh:equals``: the values are just those of the other property."""

    def check(other: ox.NamedNode) -> Check:
        def faults(scope: Scope) -> Iterator[Fault]:
            ours, theirs = set(scope.pairs), set(scope.data.step(other))
            for focus, value in ours - theirs:
                yield Fault(focus, value)
            for focus, value in theirs - ours:
                if focus in scope.foci:
                    yield Fault(focus, value)

        return faults

    return [check(other) for other in _properties(shapes, node, "equals")]


def disjoint(shapes: ShapesGraph, node: Term) -> list[Check]:
    """``sh:disjoint``: no value is one of the other property."""

    def check(other: ox.NamedNode) -> Check:
        return lambda scope: (Fault(*pair) for pair in set(scope.pairs) & set(scope.data.step(other)))

    return [check(other) for other in _properties(shapes, node, "disjoint")]


def _properties(shapes: ShapesGraph, node: Term, name: str) -> Iterator[ox.NamedNode]:
    for other in shapes.values(node, name):
        if not isinstance(other, ox.NamedNode):
            raise Unsupported(f"sh:{name} {other} is no property")
        yield other
