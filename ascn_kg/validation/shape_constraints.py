"""Constraints that other shapes stand in: a value conforms to them or not, or so many values do."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

import pyoxigraph as ox

from ascn_kg.graph import Term
from ascn_kg.namespaces import RDF, RDFS
from ascn_kg.validation.compiled import Check, CompiledShape, Fault, Scope
from ascn_kg.validation.shapes import ShapesGraph, Unsupported

Compile = Callable[[Term], CompiledShape]


def conforms_to(shapes: ShapesGraph, node: Term, compiled: Compile) -> list[Check]:
    """``sh:node``: every value conforms to the shape."""
    return [_broken_by([compiled(other)], lambda failed, _: failed > 0) for other in shapes.values(node, "node")]


def does_not_conform(shapes: ShapesGraph, node: Term, compiled: Compile) -> list[Check]:
    """``sh:not``: no value conforms to the shape."""
    return [_broken_by([compiled(other)], lambda failed, _: failed == 0) for other in shapes.values(node, "not")]


def all_of(shapes: ShapesGraph, node: Term, compiled: Compile) -> list[Check]:
    """``sh:and``: every value conforms to all shapes of the list."""
    return [_broken_by(parts, lambda failed, _: failed > 0) for parts in _lists(shapes, node, "and", compiled)]


def any_of(shapes: ShapesGraph, node: Term, compiled: Compile) -> list[Check]:
    """``sh:or``: every value conforms to one shape of the list at least."""
    return [_broken_by(parts, lambda failed, all_: failed == all_) for parts in _lists(shapes, node, "or", compiled)]


def just_one_of(shapes: ShapesGraph, node: Term, compiled: Compile) -> list[Check]:
    """``sh:xone``: every value conforms to just one shape of the list."""
    return [
        _broken_by(parts, lambda failed, all_: all_ - failed != 1) for parts in _lists(shapes, node, "xone", compiled)
    ]


def _lists(shapes: ShapesGraph, node: Term, name: str, compiled: Compile) -> list[list[CompiledShape]]:
    lists = [shapes.items(head) for head in shapes.values(node, name)]
    if not all(lists):
        raise Unsupported(f"an empty list of sh:{name}")
    return [[compiled(other) for other in dict.fromkeys(each)] for each in lists]


def _broken_by(parts: list[CompiledShape], is_broken: Callable[[int, int], bool]) -> Check:
    """A check on every value by how many of the shapes it fails, and how many there are."""

    def faults(scope: Scope) -> Iterator[Fault]:
        values = scope.pairs.value_set
        failed: Counter[int] = Counter()
        for part in parts:
            failed.update(scope.failing(part, values))
        broken = {value for value in values if is_broken(failed[value], len(parts))}
        return (Fault(*pair) for pair in scope.pairs.with_value(broken))

    return faults


def qualified(shapes: ShapesGraph, node: Term, compiled: Compile) -> dict[str, list[Check]]:
    """``sh:qualifiedValueShape``: so many values at least, or at most, conform to the shape.

    The result is in two, by the local name of the component each check belongs to.
    """
    least, most = shapes.number(node, "qualifiedMinCount"), shapes.number(node, "qualifiedMaxCount")
    if least is None and most is None:
        raise Unsupported("sh:qualifiedValueShape without a count")
    too_few: list[Check] = []
    too_many: list[Check] = []
    for wanted in shapes.values(node, "qualifiedValueShape"):
        part, siblings = compiled(wanted), [compiled(other) for other in _siblings(shapes, node, wanted)]
        if least is not None:
            too_few.append(_counted(part, siblings, lambda count: count < least))
        if most is not None:
            too_many.append(_counted(part, siblings, lambda count: count > most))
    return {"QualifiedMinCountConstraintComponent": too_few, "QualifiedMaxCountConstraintComponent": too_many}


def _counted(part: CompiledShape, siblings: list[CompiledShape], is_wrong: Callable[[int], bool]) -> Check:
    def faults(scope: Scope) -> Iterator[Fault]:
        values = scope.pairs.value_set
        fit = values - scope.failing(part, values)
        for sibling in siblings:
            fit &= scope.failing(sibling, fit)
        counted = Counter(focus for focus, _ in set(scope.pairs.with_value(fit)))
        wrong_without = is_wrong(0)
        return (Fault(focus) for focus in (scope.foci if wrong_without else counted) if is_wrong(counted[focus]))

    return faults


def _siblings(shapes: ShapesGraph, node: Term, wanted: Term) -> list[Term]:
    """The other qualified shapes of the same parents, where a value may count for one of them only."""
    if not shapes.flag(node, "qualifiedValueShapesDisjoint"):
        return []
    beside = [other for parent in shapes.holders(node) for other in shapes.values(parent, "property")]
    found = [shape for other in beside for shape in shapes.values(other, "qualifiedValueShape")]
    return [shape for shape in dict.fromkeys(found) if shape != wanted]


def closed(shapes: ShapesGraph, node: Term) -> list[Check]:
    """``sh:closed``: a value has no property but those of the property shapes and ``sh:ignoredProperties``."""
    if not shapes.flag(node, "closed"):
        return []
    allowed = {path for shape in shapes.values(node, "property") for path in shapes.values(shape, "path")}
    for head in shapes.values(node, "ignoredProperties"):
        allowed.update(shapes.items(head))
    resource = (ox.NamedNode(RDF + "type"), ox.NamedNode(RDFS + "Resource"))

    def faults(scope: Scope) -> Iterator[Fault]:
        data = scope.data
        for predicate, (subjects, objects) in data.graph.columns.by_predicate.items():
            term = data.terms[predicate]
            if term in allowed:
                continue
            for subject, value in zip(subjects, objects, strict=True):
                if subject in scope.pairs.value_set and (term, data.terms[value]) != resource:
                    for focus in scope.pairs.by_value[subject]:
                        yield Fault(focus, value, term)

    return [faults]
