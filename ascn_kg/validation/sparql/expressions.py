"""Reads the expressions of a query; their values are those rdflib gives, because pySHACL is the reference."""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Sequence
from typing import Any

import pyoxigraph as ox

from ascn_kg.graph import Term
from ascn_kg.namespaces import RDF, XSD
from ascn_kg.validation.literals import before, same
from ascn_kg.validation.shapes import Unsupported
from ascn_kg.validation.sparql.patterns import Bindings, Expression, ExpressionError, Value


def constant(term: Term) -> Expression:
    """A term as it stands."""
    value = term.value if isinstance(term, ox.Literal) and term.datatype.value == XSD + "string" else term
    return Expression(frozenset(), lambda _: value)


def variable(name: str) -> Expression:
    """The value of a variable."""
    return Expression(frozenset({name}), lambda bindings: bindings(name))


def boolean(value: Value) -> bool:
    """The effective boolean value. Raises :class:`ExpressionError` where there is none."""
    if isinstance(value, bool):
        return value
    if isinstance(value, ox.Literal) and value.datatype.value == XSD + "boolean" and value.value in _TRUTH:
        return _TRUTH[value.value]
    raise ExpressionError


_TRUTH = {"true": True, "1": True, "false": False, "0": False}


def either(parts: Sequence[Expression]) -> Expression:
    """``||``: true if any part is, whatever the others come to."""
    return _logical(parts, True)


def both(parts: Sequence[Expression]) -> Expression:
    """``&&``: false if any part is, whatever the others come to."""
    return _logical(parts, False)


def _logical(parts: Sequence[Expression], decides: bool) -> Expression:
    def value(bindings: Bindings) -> bool:
        failed = False
        for part in parts:
            try:
                if boolean(part.value(bindings)) is decides:
                    return decides
            except ExpressionError:
                failed = True
        if failed:
            raise ExpressionError
        return not decides

    return Expression(_variables(parts), value)


def negated(part: Expression) -> Expression:
    """``!``."""
    return Expression(part.variables, lambda bindings: not boolean(part.value(bindings)))


def within(part: Expression, several: Sequence[Expression]) -> Expression:
    """``IN``."""
    return either([compared("=", part, one) for one in several])


def compared(sign: str, one: Expression, other: Expression) -> Expression:
    """``=``, ``!=``, ``<``, ``<=``, ``>``, ``>=``."""
    compare, compare_texts = _COMPARISONS[sign], _OF_TEXTS[sign]

    def value(bindings: Bindings) -> bool:
        first, second = one.value(bindings), other.value(bindings)
        if isinstance(first, str) and isinstance(second, str):
            return compare_texts(first, second)
        try:
            return compare(_term(first), _term(second))
        except (ArithmeticError, TypeError) as error:
            raise ExpressionError from error

    return Expression(one.variables | other.variables, value)


def _term(value: Value) -> Term:
    if isinstance(value, bool):
        raise ExpressionError
    return ox.Literal(value) if isinstance(value, str) else value


def _equal(one: Term, other: Term) -> bool:
    return same(one, other) if isinstance(one, ox.Literal) and isinstance(other, ox.Literal) else one == other


def _ordered(holds: Callable[[ox.Literal, ox.Literal], bool]) -> Callable[[Term, Term], bool]:
    def compare(one: Term, other: Term) -> bool:
        if not isinstance(one, ox.Literal) or not isinstance(other, ox.Literal):
            raise TypeError
        return holds(one, other)

    return compare


_COMPARISONS: dict[str, Callable[[Term, Term], bool]] = {
    "=": _equal,
    "!=": lambda one, other: not _equal(one, other),
    "<": _ordered(before),
    "<=": _ordered(lambda one, other: before(one, other, or_equal=True)),
    ">": _ordered(lambda one, other: before(other, one)),
    ">=": _ordered(lambda one, other: before(other, one, or_equal=True)),
}

_OF_TEXTS: dict[str, Callable[[str, str], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def called(name: str, parts: Sequence[Expression]) -> Expression:
    """A function. Raises :class:`Unsupported` on one that is not read here."""
    if name == "COALESCE":
        return _coalesced(parts)
    if name == "REGEX" and len(parts) == 2 and not parts[1].variables:
        wanted = re.compile(_text(parts[1].value(_unbound)))
        return Expression(
            parts[0].variables, lambda bindings: wanted.search(_text(parts[0].value(bindings))) is not None
        )
    if name == "REPLACE" and len(parts) == 3 and not parts[1].variables | parts[2].variables:
        sought = re.compile(_text(parts[1].value(_unbound)))
        instead = re.sub(r"\$(\d)", r"\\\1", _text(parts[2].value(_unbound)))  # $1 is \1 in Python
        return Expression(parts[0].variables, lambda bindings: sought.sub(instead, _text(parts[0].value(bindings))))
    if name not in _FUNCTIONS or len(parts) not in _FUNCTIONS[name][0]:
        raise Unsupported(f"{name} in a query")
    function = _FUNCTIONS[name][1]
    if len(parts) == 1:
        inner = parts[0].value
        return Expression(parts[0].variables, lambda bindings: function(inner(bindings)))
    if len(parts) == 2:
        first, second = parts[0].value, parts[1].value
        return Expression(_variables(parts), lambda bindings: function(first(bindings), second(bindings)))
    return Expression(_variables(parts), lambda bindings: function(*[part.value(bindings) for part in parts]))


def _coalesced(parts: Sequence[Expression]) -> Expression:
    def value(bindings: Bindings) -> Value:
        for part in parts:
            try:
                return part.value(bindings)
            except ExpressionError:
                continue
        raise ExpressionError

    return Expression(_variables(parts), value)


def _variables(parts: Sequence[Expression]) -> frozenset[str]:
    return frozenset().union(*(part.variables for part in parts))


def _unbound(_: str) -> Term:
    raise ExpressionError


def _text(value: Value) -> str:
    """The text of a literal that is one. Raises :class:`ExpressionError` on anything else."""
    if isinstance(value, str):
        return value
    if isinstance(value, ox.Literal) and value.datatype.value in _TEXTS:
        return value.value
    raise ExpressionError


_TEXTS = (XSD + "string", RDF + "langString")


def _str(value: Value) -> Value:
    if isinstance(value, (ox.NamedNode, ox.Literal)):
        return value.value
    raise ExpressionError


def _lang(value: Value) -> Value:
    if isinstance(value, ox.Literal):
        return value.language or ""
    raise ExpressionError


def _after(text: Value, mark: Value) -> Value:
    return _text(text).partition(_text(mark))[2]


def _part(text: Value, start: Value, length: Value) -> Value:
    """The first characters of a text; a part that begins elsewhere is not read here."""
    if not isinstance(start, ox.Literal) or start.value != "1" or not isinstance(length, ox.Literal):
        raise ExpressionError
    return _text(text)[: int(length.value)]


_SEVERAL = range(1, 100)
_FUNCTIONS: dict[str, tuple[Sequence[int], Callable[..., Any]]] = {
    "STR": ((1,), _str),
    "LANG": ((1,), _lang),
    "ISIRI": ((1,), lambda value: isinstance(value, ox.NamedNode)),
    "ISLITERAL": ((1,), lambda value: isinstance(value, ox.Literal)),
    "STRSTARTS": ((2,), lambda text, start: _text(text).startswith(_text(start))),
    "STRENDS": ((2,), lambda text, end: _text(text).endswith(_text(end))),
    "CONTAINS": ((2,), lambda text, part: operator.contains(_text(text), _text(part))),
    "STRAFTER": ((2,), _after),
    "SUBSTR": ((3,), _part),
    "CONCAT": (_SEVERAL, lambda *parts: "".join(map(_text, parts))),
}
