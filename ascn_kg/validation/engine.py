"""Our SHACL engine: each constraint is first asked of all focus nodes at once, and only what fails is walked.

It works on numbers, in sets, and gives the results pySHACL gives. What it does not do it names, so that pySHACL can
do it.
"""

from __future__ import annotations

from collections.abc import Iterable

import pyoxigraph as ox

from ascn_kg.collector import without_collector
from ascn_kg.graph import Graph, Term
from ascn_kg.validation.columns import Data, Pairs
from ascn_kg.validation.compiled import CompiledShape, Fault, Scope
from ascn_kg.validation.compiling import Compiler
from ascn_kg.validation.paths import Step, walk
from ascn_kg.validation.results import Result
from ascn_kg.validation.shapes import ShapesGraph, Unsupported


def run(graph: Graph, shapes: ShapesGraph) -> tuple[set[Result], dict[Term, str]]:
    """The results of all shapes that say whom they concern; and, for each left to pySHACL, the reason."""
    compiler, data = Compiler(shapes), Data(graph)
    results: set[Result] = set()
    left: dict[Term, str] = {}
    with without_collector():
        for node in shapes.targeting:
            try:
                shape = compiler.compiled(node)
                run = _Run(data)
                run.failing(shape, _targets(shapes, node, data))
                results |= run.results
            except Unsupported as reason:
                left[node] = str(reason)
    return results, left


def _targets(shapes: ShapesGraph, node: Term, data: Data) -> set[int]:
    """The focus nodes of a shape."""
    foci = {data.number(target) for target in shapes.values(node, "targetNode")}
    classes = [*shapes.values(node, "targetClass"), *([node] if shapes.implicit_class(node) else [])]
    foci.update(*map(data.instances, classes))
    for name, back in (("targetSubjectsOf", False), ("targetObjectsOf", True)):
        for predicate in shapes.values(node, name):
            if isinstance(predicate, ox.NamedNode):
                foci |= data.step(predicate, back=back).focus_set
    return foci


class _Run:
    """One run of one shape and the shapes within it."""

    def __init__(self, data: Data) -> None:
        self.data = data
        self.results: set[Result] = set()

    def failing(self, shape: CompiledShape, foci: set[int], *, told: bool = True) -> set[int]:
        """Those of the nodes that do not conform to the shape; the results are kept where they are to be told."""
        if shape.deactivated or not foci:
            return set()
        listed = list(foci)
        pairs = Pairs(listed, listed) if shape.path is None else walk(shape.path, self.data, foci)
        scope = Scope(self.data, foci, pairs, lambda other, nodes: self.failing(other, nodes, told=False))
        failing: set[int] = set()
        for constraint in shape.constraints:
            faults = list(constraint.faults(scope))
            failing.update(fault.focus for fault in faults)
            if told:
                self._tell(shape, constraint.component, faults)
        for part in shape.properties:
            values = self.failing(part, pairs.value_set, told=told)
            failing.update(focus for focus, _ in pairs.with_value(values))
        return failing

    def _tell(self, shape: CompiledShape, component: str, faults: Iterable[Fault]) -> None:
        terms = self.data.terms
        own_path = shape.path.predicate if isinstance(shape.path, Step) and not shape.path.back else None
        for fault in faults:
            path = fault.path or own_path
            value = None if fault.value is None else terms[fault.value]
            named = path.value if isinstance(path, ox.NamedNode) else None
            self.results.add(Result(shape.node, component, terms[fault.focus], named, value))
