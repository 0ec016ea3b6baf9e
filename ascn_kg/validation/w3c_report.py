"""What an engine reports as the W3C defines it: a ``sh:ValidationReport`` in RDF, with nothing of ours in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

import pyoxigraph as ox

from ascn_kg.graph import Term
from ascn_kg.namespaces import RDF, SH, XSD
from ascn_kg.validation.results import Result
from ascn_kg.validation.shapes import ShapesGraph

_TYPE = ox.NamedNode(RDF + "type")
_VARIABLE = re.compile(r"\{[?$](this|path|value)\}")


def w3c_report(results: Iterable[Result], shapes: ShapesGraph) -> list[ox.Quad]:
    """The statements of the report. Severities, messages and paths are those of the shapes graph.

    Blank nodes of the data and the shapes keep their labels, which mean nothing outside this process.
    """
    report = ox.BlankNode()
    told = list(results)
    quads = [
        _quad(report, _TYPE, _sh("ValidationReport")),
        _quad(report, _sh("conforms"), _boolean(not told)),
    ]
    for result in told:
        node = ox.BlankNode()
        quads.append(_quad(report, _sh("result"), node))
        quads += (_quad(node, predicate, value) for predicate, value in _said(result, shapes))
        quads += _path(result, shapes, node)
    return quads


def _said(result: Result, shapes: ShapesGraph) -> Iterator[tuple[ox.NamedNode, Term]]:
    yield _TYPE, _sh("ValidationResult")
    yield _sh("focusNode"), result.focus
    if result.value is not None:
        yield _sh("value"), result.value
    yield _sh("sourceShape"), result.shape
    yield _sh("sourceConstraintComponent"), ox.NamedNode(result.component)
    yield _sh("resultSeverity"), (shapes.values(result.shape, "severity") or [_sh("Violation")])[0]
    constraints = _constraints(result, shapes)
    if len(constraints) == 1:
        yield _sh("sourceConstraint"), constraints[0]
    for message in _messages(result, shapes, constraints):
        yield _sh("resultMessage"), message


def _constraints(result: Result, shapes: ShapesGraph) -> list[Term]:
    """The queries that may have given the result; where a shape has several, it does not say which."""
    return shapes.values(result.shape, "sparql") if result.component == SH + "SPARQLConstraintComponent" else []


def _messages(result: Result, shapes: ShapesGraph, constraints: list[Term]) -> list[ox.Literal]:
    """The messages of the query and of the shape, as they are written but for the variables of a query."""
    if not constraints:
        return shapes.messages(result.shape)
    own = shapes.messages(constraints[0]) if len(constraints) == 1 else []
    return [_filled(message, result) for message in own or shapes.messages(result.shape)]


def _filled(message: ox.Literal, result: Result) -> ox.Literal:
    known = {
        "this": _name(result.focus),
        "path": result.path,
        "value": None if result.value is None else _name(result.value),
    }
    text = _VARIABLE.sub(lambda match: known[match[1]] or match[0], message.value)
    return ox.Literal(text, language=message.language) if message.language else ox.Literal(text)


def _name(term: Term) -> str:
    """A blank node has no name that another run would give it as well."""
    return "[]" if isinstance(term, ox.BlankNode) else term.value


def _path(result: Result, shapes: ShapesGraph, node: ox.BlankNode) -> Iterator[ox.Quad]:
    """``sh:resultPath``; of a path of several steps, all that describes it."""
    if result.path is not None:
        yield _quad(node, _sh("resultPath"), ox.NamedNode(result.path))
        return
    for path in shapes.values(result.shape, "path"):
        copies: dict[Term, Term] = {}
        yield _quad(node, _sh("resultPath"), _copied(path, copies))
        todo = [path]
        while todo:
            original = todo.pop()
            for predicate, values in shapes.said_of(original).items() if original in copies else ():
                for value in values:
                    if isinstance(value, ox.BlankNode) and value not in copies:
                        todo.append(value)
                    yield _quad(copies[original], ox.NamedNode(predicate), _copied(value, copies))


def _copied(term: Term, copies: dict[Term, Term]) -> Term:
    """The term; for a blank node a new one, as each result has a path of its own."""
    return copies.setdefault(term, ox.BlankNode()) if isinstance(term, ox.BlankNode) else term


def _sh(name: str) -> ox.NamedNode:
    return ox.NamedNode(SH + name)


def _boolean(value: bool) -> ox.Literal:
    return ox.Literal(str(value).lower(), datatype=ox.NamedNode(XSD + "boolean"))


def _quad(subject: Term, predicate: ox.NamedNode, value: Term) -> ox.Quad:
    return ox.Quad(subject, predicate, value)  # type: ignore[arg-type]
