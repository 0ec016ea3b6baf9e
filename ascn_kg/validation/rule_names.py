"""What a rule is called: by the name of its shape or, where that has none, by the shape it stands in and its path."""

from __future__ import annotations

import pyoxigraph as ox

from ascn_kg.graph import Term
from ascn_kg.namespaces import shrink
from ascn_kg.validation.component_words import written
from ascn_kg.validation.paths import read_path
from ascn_kg.validation.shapes import ShapesGraph, Unsupported

_UNNAMED = "shape"


def rule_name(shape: Term, shapes: ShapesGraph) -> str:
    """The name of a shape: the same on every run, unlike the label of a blank node.

    ``shapes:City`` as it is; ``shapes:City/ascn:code`` for what ``shapes:City`` says of that property.
    """
    parts: list[str] = []
    seen: set[Term] = set()
    while not isinstance(shape, ox.NamedNode) and shape not in seen:
        seen.add(shape)
        parts.append(_path(shape, shapes))
        holders = shapes.holders(shape)
        if not holders:
            return "/".join([_UNNAMED, *filter(None, reversed(parts))])
        shape = min(holders, key=lambda holder: (isinstance(holder, ox.BlankNode), str(holder)))
    own = shrink(shape.value) if isinstance(shape, ox.NamedNode) else _UNNAMED
    return "/".join([own, *filter(None, reversed(parts))])


def _path(shape: Term, shapes: ShapesGraph) -> str:
    paths = shapes.values(shape, "path")
    try:
        return written(read_path(shapes, paths[0])) if paths else ""
    except Unsupported:
        return ""
