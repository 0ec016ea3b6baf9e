"""Property paths: what the shapes graph says, turned into walks over the columns of a graph."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import compress

import pyoxigraph as ox

from ascn_kg.graph import Term
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


def read_path(shapes: ShapesGraph, node: Term) -> Path:
    """The path that a node of the shapes graph describes. Raises :class:`Unsupported` where it describes none."""
    if isinstance(node, ox.NamedNode):
        return Step(node)
    if inverse := shapes.one(node, "inversePath"):
        return reversed_path(read_path(shapes, inverse))
    if choice := shapes.one(node, "alternativePath"):
        return Choice(_parts(shapes, choice))
    for name, (least, again) in _REPEATS.items():
        if part := shapes.one(node, name):
            return Repeat(read_path(shapes, part), least, again)
    return Sequence(_parts(shapes, node))


def _parts(shapes: ShapesGraph, head: Term) -> tuple[Path, ...]:
    nodes = shapes.items(head)
    if len(nodes) < 2:
        raise Unsupported("a path of several parts needs two at least")
    return tuple(read_path(shapes, node) for node in nodes)


def reversed_path(path: Path) -> Path:
    """The path walked from its end to its start."""
    match path:
        case Step():
            return Step(path.predicate, not path.back)
        case Sequence():
            return Sequence(tuple(map(reversed_path, path.parts[::-1])))
        case Choice():
            return Choice(tuple(map(reversed_path, path.parts)))
        case Repeat():
            return Repeat(reversed_path(path.part), path.least, path.again)


def starts(path: Path, data: Data) -> set[int]:
    """The nodes that the path leads away from. Raises :class:`Unsupported` where it leads from every node there is."""
    match path:
        case Step():
            return data.step(path.predicate, back=path.back).focus_set
        case Sequence():
            return starts(path.parts[0], data)
        case Choice():
            return set().union(*(starts(part, data) for part in path.parts))
        case Repeat(least=1):
            return starts(path.part, data)
        case Repeat():
            raise Unsupported("a path that may be empty, without an end")


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
