"""Constraints each value node keeps or breaks by itself. A value is judged once, however often it is used."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

import pyoxigraph as ox

from ascn_kg.graph import Term
from ascn_kg.namespaces import RDFS, SH
from ascn_kg.validation.compiled import Check, Fault, Scope
from ascn_kg.validation.literals import UNREAD, compare, is_text, well_formed
from ascn_kg.validation.shapes import ShapesGraph, Unsupported

Test = Callable[[Term], bool]

_FLAGS = {"i": re.IGNORECASE, "m": re.MULTILINE}
_KINDS: dict[str, tuple[type, ...]] = {
    SH + "IRI": (ox.NamedNode,),
    SH + "BlankNode": (ox.BlankNode,),
    SH + "Literal": (ox.Literal,),
    SH + "BlankNodeOrIRI": (ox.BlankNode, ox.NamedNode),
    SH + "BlankNodeOrLiteral": (ox.BlankNode, ox.Literal),
    SH + "IRIOrLiteral": (ox.NamedNode, ox.Literal),
}


def each(passes: Test) -> Check:
    """A check that every value node passes a test."""

    def faults(scope: Scope) -> Iterator[Fault]:
        broken = {number for number, term in scope.data.texts(scope.pairs.value_set) if not passes(term)}
        return (Fault(*pair) for pair in scope.pairs.with_value(broken))

    return faults


def instance_of(shapes: ShapesGraph, node: Term) -> list[Check]:
    """``sh:class``: every value is an instance of the class, or of a sub-class."""

    def check(of: Term) -> Check:
        def faults(scope: Scope) -> Iterator[Fault]:
            broken = scope.pairs.value_set - scope.data.instances(of)
            return (Fault(*pair) for pair in scope.pairs.with_value(broken))

        return faults

    return [check(of) for of in shapes.values(node, "class")]


def one_of(shapes: ShapesGraph, node: Term) -> list[Check]:
    """``sh:in``: every value is in the list."""
    allowed = set(shapes.items(_only(shapes, node, "in")))
    return [each(allowed.__contains__)]


def node_kind(shapes: ShapesGraph, node: Term) -> list[Check]:
    """``sh:nodeKind``: every value is an IRI, a blank node, a literal, or one of two of these."""
    kind = _only(shapes, node, "nodeKind")
    kinds = _KINDS.get(kind.value) if isinstance(kind, ox.NamedNode) else None
    if kinds is None:
        raise Unsupported(f"{kind} is no kind of node")
    return [each(lambda term: isinstance(term, kinds))]


def datatype(shapes: ShapesGraph, node: Term) -> list[Check]:
    """``sh:datatype``: every value is a literal of the datatype, and well-formed."""
    wanted = _only(shapes, node, "datatype")
    if not isinstance(wanted, ox.NamedNode) or wanted.value in UNREAD:
        raise Unsupported(f"values of {wanted} are not read here")
    if wanted.value == RDFS + "Literal":
        return [each(lambda term: isinstance(term, ox.Literal))]
    fits = well_formed(wanted.value)
    return [each(lambda term: isinstance(term, ox.Literal) and term.datatype == wanted and fits(term.value))]


def pattern(shapes: ShapesGraph, node: Term) -> list[Check]:
    """``sh:pattern`` with ``sh:flags``: every IRI or text holds a match; a blank node never does."""
    flags = shapes.one(node, "flags")
    options = re.NOFLAG
    for letter in flags.value.lower() if isinstance(flags, ox.Literal) else "":
        if letter not in _FLAGS:
            raise Unsupported(f"sh:flags {letter}")
        options |= _FLAGS[letter]
    checks = []
    for wanted in shapes.values(node, "pattern"):
        try:
            checks.append(each(_matches(re.compile(wanted.value, options))))
        except re.error as error:
            raise Unsupported(f"sh:pattern {wanted}: {error}") from error
    return checks


def _matches(wanted: re.Pattern[str]) -> Test:
    return lambda term: not isinstance(term, ox.BlankNode) and wanted.search(term.value) is not None


def min_length(shapes: ShapesGraph, node: Term) -> list[Check]:
    """``sh:minLength``, in characters; a blank node has no length."""
    least = shapes.number(node, "minLength") or 0
    return [each(lambda term: least == 0 or (not isinstance(term, ox.BlankNode) and len(term.value) >= least))]


def max_length(shapes: ShapesGraph, node: Term) -> list[Check]:
    """``sh:maxLength``, in characters; a blank node has no length."""
    most = shapes.number(node, "maxLength") or 0
    return [each(lambda term: not isinstance(term, ox.BlankNode) and len(term.value) <= most)]


def language_in(shapes: ShapesGraph, node: Term) -> list[Check]:
    """``sh:languageIn``: every value is a text in one of the languages, region aside."""
    ranges = shapes.items(_only(shapes, node, "languageIn"))
    if not all(isinstance(each_range, ox.Literal) for each_range in ranges):
        raise Unsupported("a language is no text")
    wanted = {each_range.value.lower() for each_range in ranges}

    def passes(term: Term) -> bool:
        tag = term.language if isinstance(term, ox.Literal) else None
        if not tag:
            return False
        return "*" in wanted or tag.lower() in wanted or tag.lower().partition("-")[0] in wanted

    return [each(passes)]


def bound(name: str, holds: Callable[[int], bool]) -> Callable[[ShapesGraph, Term], list[Check]]:
    """``sh:minInclusive`` and its kin: ``holds`` tells whether a value before (-1), at (0) or after (1) it may be."""

    def read(shapes: ShapesGraph, node: Term) -> list[Check]:
        return [each(_within(limit, holds)) for limit in shapes.values(node, name)]

    return read


def _within(limit: Term, holds: Callable[[int], bool]) -> Test:
    if not isinstance(limit, ox.Literal):
        raise Unsupported(f"{limit} is no bound")
    textual = is_text(limit)

    def passes(term: Term) -> bool:
        if not isinstance(term, ox.Literal) or is_text(term) != textual:
            return False
        order = compare(term, limit)
        return order is not None and holds(order)

    return passes


def _only(shapes: ShapesGraph, node: Term, name: str) -> Term:
    value = shapes.one(node, name)
    if value is None:
        raise Unsupported(f"{node} has no sh:{name}")
    return value
