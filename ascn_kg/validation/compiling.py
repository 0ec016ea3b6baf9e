"""Compiles the shapes of a shapes graph; which part of the SHACL vocabulary is read by whom."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from ascn_kg.graph import Term
from ascn_kg.namespaces import SH
from ascn_kg.validation import count_constraints as counts
from ascn_kg.validation import shape_constraints as nested
from ascn_kg.validation import value_constraints as values
from ascn_kg.validation.compiled import Check, CompiledShape, Constraint
from ascn_kg.validation.paths import read_path
from ascn_kg.validation.shapes import TARGETS, ShapesGraph, Unsupported
from ascn_kg.validation.sparql_constraints import sparql

Reader = Callable[[ShapesGraph, Term], list[Check]]

# Parameter -> its component and what reads it, for constraints that no other shape stands in.
_READERS: dict[str, tuple[str, Reader]] = {
    "class": ("ClassConstraintComponent", values.instance_of),
    "datatype": ("DatatypeConstraintComponent", values.datatype),
    "nodeKind": ("NodeKindConstraintComponent", values.node_kind),
    "in": ("InConstraintComponent", values.one_of),
    "pattern": ("PatternConstraintComponent", values.pattern),
    "minLength": ("MinLengthConstraintComponent", values.min_length),
    "maxLength": ("MaxLengthConstraintComponent", values.max_length),
    "languageIn": ("LanguageInConstraintComponent", values.language_in),
    "minInclusive": (
        "MinInclusiveConstraintComponent",
        values.bound("minInclusive", lambda order: order >= 0),
    ),
    "minExclusive": (
        "MinExclusiveConstraintComponent",
        values.bound("minExclusive", lambda order: order > 0),
    ),
    "maxInclusive": (
        "MaxInclusiveConstraintComponent",
        values.bound("maxInclusive", lambda order: order <= 0),
    ),
    "maxExclusive": (
        "MaxExclusiveConstraintComponent",
        values.bound("maxExclusive", lambda order: order < 0),
    ),
    "minCount": ("MinCountConstraintComponent", counts.min_count),
    "maxCount": ("MaxCountConstraintComponent", counts.max_count),
    "uniqueLang": ("UniqueLangConstraintComponent", counts.unique_lang),
    "hasValue": ("HasValueConstraintComponent", counts.has_value),
    "equals": ("EqualsConstraintComponent", counts.equals),
    "disjoint": ("DisjointConstraintComponent", counts.disjoint),
    "lessThan": ("LessThanConstraintComponent", counts.less_than("lessThan", or_equal=False)),
    "lessThanOrEquals": (
        "LessThanOrEqualsConstraintComponent",
        counts.less_than("lessThanOrEquals", or_equal=True),
    ),
    "closed": ("ClosedConstraintComponent", nested.closed),
    "sparql": ("SPARQLConstraintComponent", sparql),
}
_NESTED = {
    "node": ("NodeConstraintComponent", nested.conforms_to),
    "not": ("NotConstraintComponent", nested.does_not_conform),
    "and": ("AndConstraintComponent", nested.all_of),
    "or": ("OrConstraintComponent", nested.any_of),
    "xone": ("XoneConstraintComponent", nested.just_one_of),
}
_PROPERTY_ONLY = {"minCount", "maxCount", "uniqueLang", "lessThan", "lessThanOrEquals", "qualifiedValueShape"}
# Read with another parameter, or no constraint at all.
_OTHER = {
    *TARGETS,
    *(
        "deactivated",
        "defaultValue",
        "description",
        "group",
        "message",
        "name",
        "order",
        "path",
        "property",
        "severity",
    ),
    *("flags", "ignoredProperties", "qualifiedMaxCount", "qualifiedMinCount", "qualifiedValueShapesDisjoint"),
}


class Compiler:
    """Compiles the shapes of one shapes graph, each once."""

    def __init__(self, shapes: ShapesGraph) -> None:
        self._shapes = shapes
        self._done: dict[Term, CompiledShape] = {}
        self._open: list[Term] = []

    def compiled(self, node: Term) -> CompiledShape:
        """The shape, ready to run.

        Raises :class:`Unsupported` where it, or a shape within it, is malformed, recursive or says what is not read.
        """
        if node in self._open or self._shapes.has_own_components:
            raise Unsupported(f"{node} is recursive, or the shapes graph has components of its own")
        if node not in self._done:
            self._open.append(node)
            try:
                self._done[node] = self._compile(node)
            finally:
                self._open.pop()
        return self._done[node]

    def _compile(self, node: Term) -> CompiledShape:
        shapes = self._shapes
        path = shapes.one(node, "path")
        shape = CompiledShape(
            node, read_path(shapes, path) if path is not None else None, shapes.flag(node, "deactivated")
        )
        for parameter in shapes.said_of(node):
            if parameter.startswith(SH):
                self._add(shape, parameter.removeprefix(SH))
        shape.properties += [self._property(other) for other in shapes.values(node, "property")]
        return shape

    def _property(self, node: Term) -> CompiledShape:
        shape = self.compiled(node)
        if shape.path is None:
            raise Unsupported(f"{node} is a value of sh:property but has no sh:path")
        return shape

    def _add(self, shape: CompiledShape, name: str) -> None:
        if name in _PROPERTY_ONLY and shape.path is None:
            raise Unsupported(f"sh:{name} on a shape without sh:path")
        if name in _READERS:
            component, read = _READERS[name]
            self._put(shape, component, read(self._shapes, shape.node))
        elif name in _NESTED:
            component, read_nested = _NESTED[name]
            self._put(shape, component, read_nested(self._shapes, shape.node, self.compiled))
        elif name == "qualifiedValueShape":
            for component, checks in nested.qualified(self._shapes, shape.node, self.compiled).items():
                self._put(shape, component, checks)
        elif name not in _OTHER:
            raise Unsupported(f"sh:{name}")

    def _put(self, shape: CompiledShape, component: str, checks: list[Check]) -> None:
        shape.constraints.extend(map(partial(Constraint, SH + component), checks))
