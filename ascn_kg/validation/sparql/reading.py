"""Reads the SPARQL that shapes are written in. What it does not know, Oxigraph is asked."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

import pyoxigraph as ox

from ascn_kg.graph import Term
from ascn_kg.namespaces import RDF, XSD
from ascn_kg.validation.paths import Choice, Path, Repeat, Sequence, Step, reversed_path
from ascn_kg.validation.shapes import Unsupported
from ascn_kg.validation.sparql import expressions as ex
from ascn_kg.validation.sparql.patterns import (
    ANY,
    Bind,
    Element,
    Exists,
    Expression,
    Filter,
    Group,
    Optional,
    SubSelect,
    Triple,
    Union,
    Var,
)

_TOKEN = re.compile(
    r"""[ \t\r\n]+ | \#[^\r\n]*
    | (<[^\x00-\x20<>"{}|^`\\]*> | "[^"\\\r\n]*" | [?$]\w+ | [A-Za-z]*:[\w-]* | \d+(?!\.?\d|[eE]) | [A-Za-z]+
      | && | \|\| | <= | >= | != | [{}().;,/|^!+*?=<>])""",
    re.VERBOSE,
)
_END = ""

# The variable that stands for the focus node, whose value is known beforehand.
THIS = "this"


def read_query(text: str, prefixes: Mapping[str, str]) -> SubSelect:
    """The query. Raises :class:`Unsupported` where it holds something that is not read here."""
    return _Reader(list(_tokens(text)), prefixes).query()


def _tokens(text: str) -> Iterator[str]:
    at = 0
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise Unsupported(f"{text[at : at + 10]!r} in a query")
        if match[1]:
            yield match[1]
        at = match.end()


class _Reader:
    """Reads tokens from left to right."""

    def __init__(self, tokens: list[str], prefixes: Mapping[str, str]) -> None:
        self._tokens = [*tokens, _END]
        self._prefixes = prefixes
        self._at = 0
        self._named = Counter(token[1:] for token in tokens if token[0] in "?$" and len(token) > 1)

    @property
    def _next(self) -> str:
        return self._tokens[self._at]

    def _take(self) -> str:
        self._at += 1
        return self._tokens[self._at - 1]

    def _took(self, *words: str) -> bool:
        """Whether the next tokens are these; they are taken if so."""
        if [token.upper() for token in self._tokens[self._at : self._at + len(words)]] != list(words):
            return False
        self._at += len(words)
        return True

    def _need(self, *words: str) -> None:
        if not self._took(*words):
            raise Unsupported(f"{self._next!r} where a query should have {' '.join(words)}")

    def query(self) -> SubSelect:
        select = self._select()
        self._need(_END)
        return select

    def _select(self) -> SubSelect:
        self._need("SELECT")
        self._took("DISTINCT")  # results are a set in any case
        names = []
        while self._is_variable():
            names.append(self._take()[1:])
        self._took("WHERE")
        return SubSelect(tuple(names), self._group())

    def _is_variable(self) -> bool:
        return self._next[:1] in ("?", "$") and len(self._next) > 1

    def _group(self) -> Group:
        self._need("{")
        elements: list[Element] = []
        while not self._took("}"):
            if not self._took("."):
                elements += self._elements()
        return Group(tuple(elements))

    def _elements(self) -> list[Element]:
        if self._took("OPTIONAL"):
            return [Optional(self._group())]
        if self._took("FILTER"):
            return [self._filter()]
        if self._took("BIND", "("):
            expression = self._expression()
            self._need("AS")
            name = self._take()[1:]
            self._need(")")
            return [Bind(expression, name)]
        if self._next == "{":
            return [self._braces()]
        return list(self._triples())

    def _braces(self) -> Element:
        if self._tokens[self._at + 1].upper() == "SELECT":
            self._need("{")
            inner = self._select()
            self._need("}")
            if THIS in inner.group.mentioned:
                raise Unsupported("$this in a SELECT inside")
            return inner
        arms = [self._group()]
        while self._took("UNION"):
            arms.append(self._group())
        return Union(tuple(arms))

    def _filter(self) -> Element:
        if self._took("EXISTS"):
            return Exists(self._group(), True)
        if self._took("NOT", "EXISTS"):
            return Exists(self._group(), False)
        return Filter(self._unary())

    def _triples(self) -> Iterator[Triple]:
        subject = self._term()
        while True:
            predicate = self._variable() if self._is_variable() else self._choice()
            while True:
                yield Triple(subject, predicate, self._term())
                if not self._took(","):
                    break
            if not self._took(";"):
                return

    def _variable(self) -> Var:
        name = self._take()[1:]
        return Var(name) if self._named[name] > 1 or name == THIS else ANY

    def _term(self) -> Var | Term:
        return self._variable() if self._is_variable() else self._constant()

    def _constant(self) -> Term:
        token = self._take()
        if token.startswith("<"):
            return ox.NamedNode(token[1:-1])
        if token.startswith('"'):
            return ox.Literal(token[1:-1])
        if token.isdecimal():
            return ox.Literal(token, datatype=ox.NamedNode(XSD + "integer"))
        if token.lower() in ("true", "false"):
            return ox.Literal(token.lower(), datatype=ox.NamedNode(XSD + "boolean"))
        prefix, colon, name = token.partition(":")
        if not colon or prefix not in self._prefixes:
            raise Unsupported(f"{token!r} in a query")
        return ox.NamedNode(self._prefixes[prefix] + name)

    def _choice(self) -> Path:
        parts = [self._sequence()]
        while self._took("|"):
            parts.append(self._sequence())
        return parts[0] if len(parts) == 1 else Choice(tuple(parts))

    def _sequence(self) -> Path:
        parts = [self._step()]
        while self._took("/"):
            parts.append(self._step())
        return parts[0] if len(parts) == 1 else Sequence(tuple(parts))

    def _step(self) -> Path:
        if self._took("^"):
            return reversed_path(self._step())
        if self._took("("):
            path = self._choice()
            self._need(")")
        elif self._took("A"):
            path = Step(ox.NamedNode(RDF + "type"))
        else:
            predicate = self._constant()
            if not isinstance(predicate, ox.NamedNode):
                raise Unsupported(f"{predicate} as a property")
            path = Step(predicate)
        for mark, (least, again) in {"+": (1, True), "*": (0, True), "?": (0, False)}.items():
            if self._took(mark):
                return Repeat(path, least, again)
        return path

    def _expression(self) -> Expression:
        parts = [self._conjunction()]
        while self._took("||"):
            parts.append(self._conjunction())
        return parts[0] if len(parts) == 1 else ex.either(parts)

    def _conjunction(self) -> Expression:
        parts = [self._comparison()]
        while self._took("&&"):
            parts.append(self._comparison())
        return parts[0] if len(parts) == 1 else ex.both(parts)

    def _comparison(self) -> Expression:
        first = self._unary()
        if self._next in ("=", "!=", "<", "<=", ">", ">="):
            return ex.compared(self._take(), first, self._unary())
        if self._took("NOT", "IN"):
            return ex.negated(ex.within(first, self._arguments()))
        return ex.within(first, self._arguments()) if self._took("IN") else first

    def _unary(self) -> Expression:
        if self._took("!"):
            return ex.negated(self._unary())
        if self._took("("):
            inner = self._expression()
            self._need(")")
            return inner
        if self._is_variable():
            return ex.variable(self._take()[1:])
        if self._next.isalpha() and self._tokens[self._at + 1] == "(":
            return ex.called(self._take().upper(), self._arguments())
        return ex.constant(self._constant())

    def _arguments(self) -> list[Expression]:
        self._need("(")
        parts = [self._expression()]
        while self._took(","):
            parts.append(self._expression())
        self._need(")")
        return parts
