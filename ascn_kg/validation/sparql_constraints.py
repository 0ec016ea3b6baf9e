"""``sh:sparql``: constraints written as queries."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyoxigraph as ox

from ascn_kg.graph import Term
from ascn_kg.namespaces import OWL, RDF, RDFS
from ascn_kg.validation.compiled import Check, Fault, Scope
from ascn_kg.validation.shapes import ShapesGraph, Unsupported
from ascn_kg.validation.sparql import SubSelect, answer, read_query

THIS = ox.Variable("this")

Found = tuple[int, int | None, int | None]

# Prefixes that pySHACL knows without a declaration.
_KNOWN = {"rdf": RDF, "rdfs": RDFS, "owl": OWL}
# What SHACL-SPARQL keeps out of a query whose variables are bound beforehand, and what we leave to pySHACL.
_REFUSED = re.compile(r"\b(?:MINUS|VALUES|SERVICE)\b|\bAS\s+[?$]this\b|[?$](?:PATH|shapesGraph|currentShape)\b", re.I)
_SUBSELECT = re.compile(r"\{\s*SELECT\b([^{]*)", re.I)
_NOT_CODE = re.compile(r'"""(?:[^\\]|\\.)*?"""|"(?:[^"\\\n]|\\.)*"|\'(?:[^\'\\\n]|\\.)*\'|<[^<>"{}|^`\\\s]*>|#[^\n]*')
_THIS = re.compile(r"[?$]this\b")


def sparql(shapes: ShapesGraph, node: Term) -> list[Check]:
    """``sh:sparql``: the query, asked with ``$this`` bound to a focus node, gives no rows."""
    on_property = bool(shapes.values(node, "path"))
    return [
        _check(*read_constraint(shapes, constraint), on_property=on_property)
        for constraint in shapes.values(node, "sparql")
        if not shapes.flag(constraint, "deactivated")
    ]


def read_constraint(shapes: ShapesGraph, constraint: Term) -> tuple[str, dict[str, str]]:
    """The query of a ``sh:sparql`` and its prefixes. Raises :class:`Unsupported` where it may not be run as one."""
    return _text(shapes, constraint), _prefixes(shapes, constraint)


def _check(text: str, prefixes: dict[str, str], *, on_property: bool) -> Check:
    try:
        query: SubSelect | None = read_query(text, prefixes)
    except Unsupported:
        query = None

    def faults(scope: Scope) -> Iterator[Fault]:
        terms = scope.data.terms
        for this, value, path in _rows(query, text, prefixes, scope):
            default = None if on_property else this
            yield Fault(this, default if value is None else value, None if path is None else terms[path])

    return faults


def _rows(query: SubSelect | None, text: str, prefixes: dict[str, str], scope: Scope) -> Iterator[Found]:
    """Focus node, value and property of each row; Oxigraph is asked what our own reading of SPARQL leaves out."""
    if query is None:
        return _from_store(text, prefixes, scope)
    try:
        table = answer(query, scope.data, scope.foci)
    except Unsupported:
        return _from_store(text, prefixes, scope)
    places = [table.names.index(name) if name in table.names else None for name in ("this", "value", "path")]
    return ((row[0], *(None if place is None else row[place] for place in places[1:])) for row in table.rows)  # type: ignore[misc]


def _from_store(text: str, prefixes: dict[str, str], scope: Scope) -> Iterator[Found]:
    """The rows as Oxigraph gives them, whose literals are values and not always as written."""
    number = scope.data.number
    for focus in scope.foci:
        this = scope.data.terms[focus]
        try:
            rows = scope.data.store.query(text, prefixes=prefixes, substitutions={THIS: this})
        except SyntaxError as error:
            raise Unsupported(f"sh:select: {error}") from error
        assert isinstance(rows, ox.QuerySolutions)  # only SELECT gets past _text
        names = {variable.value for variable in rows.variables}
        for row in rows:
            found = [row[name] if name in names else None for name in ("this", "value", "path")]
            own, value, path = (None if term is None else number(term) for term in found)
            yield (focus if own is None else own), value, path


def _text(shapes: ShapesGraph, constraint: Term) -> str:
    select = shapes.one(constraint, "select")
    if not isinstance(select, ox.Literal):
        raise Unsupported("sh:sparql without one sh:select")
    code = _NOT_CODE.sub(" ", select.value)
    if _REFUSED.search(code) or not re.match(r"\s*SELECT\b", code, re.I):
        raise Unsupported("sh:select is no query that $this can be bound in")
    for inner in _SUBSELECT.findall(code.partition("{")[2]):
        if not _THIS.search(inner):
            raise Unsupported("a SELECT inside does not give $this")
    return select.value


def _prefixes(shapes: ShapesGraph, constraint: Term) -> dict[str, str]:
    prefixes = dict(_KNOWN)
    for ontology in shapes.values(constraint, "prefixes"):
        for declared in shapes.values(ontology, "declare"):
            prefix, namespace = shapes.one(declared, "prefix"), shapes.one(declared, "namespace")
            if not isinstance(prefix, ox.Literal) or namespace is None:
                raise Unsupported("sh:declare without one sh:prefix and one sh:namespace")
            prefixes[prefix.value] = namespace.value
    return prefixes
