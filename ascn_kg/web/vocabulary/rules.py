"""Every named SHACL shape: what it is called, what it says, whom it concerns, where it is written."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

import pyoxigraph as ox

from ascn_kg.findings import Region
from ascn_kg.graph import Statements, Term
from ascn_kg.namespaces import SH, SHAPES, TERMS, shrink
from ascn_kg.turtle.of_graph import SUBJECT, StatementPlaces
from ascn_kg.validation.component_words import path_of
from ascn_kg.validation.shapes import TARGETS, ShapesGraph, Unsupported
from ascn_kg.web.site import Site

# What a shape says of itself or of others, rather than of the data; these stand in fields of their own.
_ASIDE = (*TARGETS, "name", "message", "severity", "property", "path", "sparql")


_OUR_TERM = re.compile(r"\bascn:(\w+)")


@dataclass(frozen=True)
class Rule:
    """A named shape.

    ``names`` and ``messages`` by language. ``targets`` are pairs of the kind of target (``targetClass`` …) and the IRI
    it concerns; a property shape has those of the shapes it is ``held`` by (IRIs). ``path`` is written as in SPARQL,
    ``mentions`` are the IRIs of the terms in it and in the constraints, ``constraints`` are pairs of the name of a
    SHACL parameter and its value in words, ``query`` the SPARQL it runs. ``severity`` is Violation, Warning or empty
    where the shape only groups others (``parts``). ``at`` is where it begins in its file.
    """

    iri: str
    names: dict[str, str]
    messages: dict[str, str]
    severity: str
    targets: tuple[tuple[str, str], ...]
    held: tuple[str, ...]
    parts: tuple[str, ...]
    path: str
    mentions: frozenset[str]
    constraints: tuple[tuple[str, str], ...]
    query: str
    at: Region | None

    @property
    def local(self) -> str:
        """The name behind the ``#``, which is also its anchor."""
        return self.iri.removeprefix(SHAPES)


@lru_cache(maxsize=4)
def rules(site: Site) -> dict[str, Rule]:
    """The rules by IRI, in the order of their files."""
    graph = site.graph
    shapes = ShapesGraph(graph.shapes)
    places = StatementPlaces(Statements.of(graph.shapes), graph.files, site.knowledge.locations)
    found: dict[str, Rule] = {}
    for row, quad in enumerate(graph.shapes):
        node = quad.subject
        if isinstance(node, ox.NamedNode) and node.value.startswith(SHAPES) and node.value not in found:
            found[node.value] = _rule(node, shapes, places.region(row, SUBJECT))
    return found


def _rule(node: ox.NamedNode, shapes: ShapesGraph, at: Region | None) -> Rule:
    held = [holder for holder in shapes.holders(node) if isinstance(holder, ox.NamedNode)]
    targets = [
        (kind, target.value)
        for each in (node, *held)
        for kind in TARGETS
        for target in shapes.values(each, kind)
        if isinstance(target, ox.NamedNode)
    ]
    severity = next((value.value for value in shapes.values(node, "severity") if isinstance(value, ox.NamedNode)), "")
    queries = [text.value for sparql in shapes.values(node, "sparql") for text in _literals(shapes, sparql, "select")]
    return Rule(
        iri=node.value,
        names=_by_language(_literals(shapes, node, "name")),
        messages=_by_language(shapes.messages(node)),
        severity=severity.removeprefix(SH),
        targets=tuple(dict.fromkeys(targets)),
        held=tuple(holder.value for holder in held),
        parts=tuple(part.value for part in shapes.values(node, "property") if isinstance(part, ox.NamedNode)),
        path=path_of(node, shapes),
        mentions=frozenset(_mentioned(node, shapes)),
        constraints=tuple(_constraints(node, shapes)),
        query=_outdented(queries[0]) if queries else "",
        at=at,
    )


def _literals(shapes: ShapesGraph, node: Term, name: str) -> list[ox.Literal]:
    return [text for text in shapes.values(node, name) if isinstance(text, ox.Literal)]


def _by_language(texts: Iterable[ox.Literal]) -> dict[str, str]:
    return {text.language or "": text.value for text in texts}


def _constraints(node: Term, shapes: ShapesGraph) -> Iterator[tuple[str, str]]:
    for predicate, values in shapes.said_of(node).items():
        name = predicate.removeprefix(SH)
        if predicate.startswith(SH) and name not in _ASIDE:
            for value in values:
                yield name, _in_words(value, shapes)


def _in_words(value: Term, shapes: ShapesGraph) -> str:
    if isinstance(value, ox.NamedNode):
        return shrink(value.value)
    if isinstance(value, ox.Literal):
        return value.value
    try:
        return ", ".join(_in_words(item, shapes) for item in shapes.items(value))
    except Unsupported:
        return "; ".join(f"sh:{name} {words}" for name, words in _constraints(value, shapes))


def _mentioned(node: Term, shapes: ShapesGraph) -> Iterator[str]:
    """The IRIs in what a shape says of the data, through blank nodes, and our terms in its query."""
    for query in _literals(shapes, node, "select"):
        yield from (TERMS + name for name in _OUR_TERM.findall(query.value))
    for predicate, values in shapes.said_of(node).items():
        if predicate in (SH + "property", SH + "prefixes"):
            continue
        for value in values:
            if isinstance(value, ox.NamedNode):
                yield value.value
            elif isinstance(value, ox.BlankNode):
                yield from _mentioned(value, shapes)


def _outdented(text: str) -> str:
    """The lines of a query without the margin of the file it stands in."""
    lines = [line.rstrip() for line in text.strip("\n").rstrip().splitlines()]
    margin = min((len(line) - len(line.lstrip()) for line in lines if line), default=0)
    return "\n".join(line[margin:] for line in lines)
