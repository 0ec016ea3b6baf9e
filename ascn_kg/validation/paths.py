"""Property paths: what the shapes graph says, turned into walks over the columns of a graph."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import compress

import pyoxigraph as ox

from ascn_kg.graph import Term
from ascn_kg.namespaces import SH
from ascn_kg.validation.columns import Data, Pairs
from ascn_kg.validation.shapes import ShapesGraph, Unsupported


@dataclass(frozen=True)
class Step:
    """One property, walked from subject to object, or back."""

    predicate: ox.NamedNode
    back: bool = False


@dataclass(frozen=True)
class Sequence:
    """One path after the other."""

    parts: tuple[Path, ...]


@dataclass(frozen=True)
class Choice:
    """Any of the paths."""

    parts: tuple[Path, ...]


@dataclass(frozen=True)
class Repeat:
    """A path walked any number of times: at least ``least`` (0 or 1), and once at most unless ``again``."""

    part: Path
    least: int
    again: bool


Path = Step | Sequence | Choice | Repeat

_REPEATS = {"zeroOrMorePath": (0, True), "oneOrMorePath": (1, True), "zeroOrOnePath": (0, False)}


def read_path(shapes: ShapesGraph, node: Term, *, back: bool = False) -> Path:
    """The path that a node of the shapes graph describes. Raises :class:`Unsupported` where it describes none."""
    if isinstance(node, ox.NamedNode):
        return Step(node, back)
    said = shapes.said_of(node)
    if inverse := shapes.one(node, "inversePath"):
        return read_path(shapes, inverse, back=not back)
    if choice := shapes.one(node, "alternativePath"):
        return Choice(_parts(shapes, shapes.items(choice), back))
    for name, (least, again) in _REPEATS.items():
        if SH + name in said and (part := shapes.one(node, name)):
            return Repeat(read_path(shapes, part, back=back), least, again)
    parts = _parts(shapes, shapes.items(node), back)
    return Sequence(parts[::-1] if back else parts)


def _parts(shapes: ShapesGraph, nodes: list[Term], back: bool) -> tuple[Path, ...]:
    if len(nodes) < 2:
        raise Unsupported("a path of several parts needs two at least")
    return tuple(read_path(shapes, node, back=back) for node in nodes)


def walk(path: Path, data: Data, foci: set[int]) -> Pairs:
    """The focus nodes, each with the nodes the path leads to; a pair may come more than once."""
    match path:
        case Step():
            return _step(data.step(path.predicate, back=path.back), foci)
        case Choice():
            return Pairs.joined(walk(part, data, foci) for part in path.parts)
        case Sequence():
            pairs = Pairs.of((focus, focus) for focus in foci)
            for part in path.parts:
                pairs = pairs.then(walk(part, data, pairs.value_set))
            return pairs
        case Repeat():
            return _repeat(path, data, foci)


def _step(pairs: Pairs, foci: set[int]) -> Pairs:
    if pairs.focus_set <= foci:
        return pairs
    kept = list(map(foci.__contains__, pairs.foci))
    return Pairs(list(compress(pairs.foci, kept)), list(compress(pairs.values, kept)))


def _repeat(path: Repeat, data: Data, foci: set[int]) -> Pairs:
    start = [(focus, focus) for focus in foci] if path.least == 0 else []
    found = set(start)
    new: Iterable[tuple[int, int]] = {(focus, focus) for focus in foci}
    while new:
        ends = Pairs.of(new)
        new = set(ends.then(walk(path.part, data, ends.value_set))) - found
        found |= new
        if not path.again:
            break
    return Pairs.of(found)
