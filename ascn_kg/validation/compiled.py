"""A shape made ready to run: its path and, for each constraint, a function that finds what breaks it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import NamedTuple

from ascn_kg.graph import Term
from ascn_kg.validation.columns import Data, Pairs
from ascn_kg.validation.paths import Path


class Fault(NamedTuple):
    """What breaks a constraint: the focus node, the value at fault, and the property where it is not the shape's."""

    focus: int
    value: int | None = None
    path: Term | None = None


@dataclass(frozen=True)
class Scope:
    """What a constraint looks at: the focus nodes, and each with its value nodes.

    ``failing`` tells which of some nodes do not conform to a shape.
    """

    data: Data
    foci: set[int]
    pairs: Pairs
    failing: Callable[[CompiledShape, set[int]], set[int]]


Check = Callable[[Scope], Iterable[Fault]]


@dataclass(frozen=True)
class Constraint:
    """One constraint of a shape: the IRI of its component, and what finds its faults."""

    component: str
    faults: Check


@dataclass(eq=False)
class CompiledShape:
    """One shape; ``path`` is None for a node shape, whose value node is the focus node itself."""

    node: Term
    path: Path | None
    deactivated: bool
    constraints: list[Constraint] = field(default_factory=list)
    properties: list[CompiledShape] = field(default_factory=list)
