"""Which parts of a graph a query speaks of: the predicates of its patterns, and the classes it names."""

from __future__ import annotations

from collections.abc import Iterator

from ascn_kg.graph import Part, part_of
from ascn_kg.namespaces import PREFIXES, RDF
from ascn_kg.questions.expressions import patterns
from ascn_kg.questions.tokens import Group, Token, nest, tokenize

_TYPE = RDF + "type"


class _UnclearError(Exception):
    """It may speak of anything."""


def parts_of(sparql: str, where: str = "query") -> frozenset[Part] | None:
    """The parts a query needs; None where a variable stands for a predicate, or it cannot be told.

    >>> sorted(parts_of("SELECT ?c { ?c a ascn:City ; rdfs:label ?name }"))
    ['a https://w3id.org/ascn-kg/ontology#City', 'http://www.w3.org/2000/01/rdf-schema#label']
    """
    tokens = tokenize(sparql, where)
    if any(token.word in ("DESCRIBE", "CONSTRUCT") for token in tokens):
        return None
    names = {**PREFIXES, **dict(_declared(tokens))}
    try:
        groups = [group for group in nest(tokens, where).walk() if _has_patterns(group, tokens)]
        return frozenset(part for group in groups for part in _Reader(patterns(group, tokens), names).parts())
    except (_UnclearError, IndexError):
        return None


def _has_patterns(group: Group, tokens: list[Token]) -> bool:
    """Whether triple patterns may stand in a group: not in the outermost text, in data, or around a sub-select."""
    begins_with = tokens[group.tokens[0]].word if group.tokens else ""
    return group.kind not in ("QUERY", "VALUES") and begins_with != "SELECT"


def _declared(tokens: list[Token]) -> Iterator[tuple[str, str]]:
    for word, prefix, address in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if word.word == "PREFIX":
            yield prefix.text[:-1], address.text[1:-1]


class _Reader:
    """Reads the triple patterns of one group; child groups, filters and the like are dots."""

    def __init__(self, tokens: list[Token], names: dict[str, str]) -> None:
        self._tokens, self._names, self._at = tokens, names, 0

    def parts(self) -> Iterator[Part]:
        """The parts of all patterns."""
        while self._at < len(self._tokens):
            if self._is("."):
                self._at += 1
                continue
            yield from self._term()
            yield from self._properties(".")

    def _is(self, *signs: str) -> bool:
        token = self._tokens[self._at] if self._at < len(self._tokens) else None
        return token is not None and token.kind == "punct" and token.text in signs

    def _properties(self, end: str) -> Iterator[Part]:
        """Predicates with their objects, up to the sign that ends them; one block may follow the next without it."""
        while self._at < len(self._tokens) and not self._is(end, "."):
            if self._is(";"):
                self._at += 1
                continue
            verb = self._verb()
            while True:
                class_ = self._iri(self._tokens[self._at])
                yield from self._term()
                yield from (part_of(each, class_ if verb == [_TYPE] else None) for each in verb)
                if not self._is(","):
                    break
                self._at += 1
            if not self._is(";", end, "."):
                return

    def _verb(self) -> list[str]:
        """The predicates of a path; of a path of several steps, rdf:type may lead to any class."""
        found: list[str] = []
        depth = 0
        while True:
            token = self._tokens[self._at]
            if token.kind == "var" or token.text == "!":
                raise _UnclearError
            self._at += 1
            if token.text in ("(", ")"):
                depth += 1 if token.text == "(" else -1
            elif token.text == "a":
                found.append(_TYPE)
            elif (iri := self._iri(token)) is not None:
                found.append(iri)
            elif token.text not in ("^", "/", "|", "*", "+", "?"):
                raise _UnclearError
            if depth == 0 and token.text not in ("^", "/", "|") and not self._is("/", "|", "*", "+", "?"):
                return found

    def _term(self) -> Iterator[Part]:
        token = self._tokens[self._at]
        self._at += 1
        if token.text == "[":
            yield from self._properties("]")
            self._close("]")
        elif token.text == "(":
            yield from (RDF + "first", RDF + "rest")
            while not self._is(")"):
                yield from self._term()
            self._close(")")
        elif token.kind == "string":
            if self._at < len(self._tokens) and self._tokens[self._at].kind == "lang":
                self._at += 1
            elif self._is("^^"):
                self._at += 2
        elif token.text in ("-", "+"):
            self._at += 1
        elif token.kind == "punct":
            raise _UnclearError

    def _close(self, sign: str) -> None:
        if not self._is(sign):
            raise _UnclearError
        self._at += 1

    def _iri(self, token: Token) -> str | None:
        if token.kind == "iri":
            return token.text[1:-1]
        if token.kind != "pname":
            return None
        prefix, _, local = token.text.partition(":")
        if prefix not in self._names or "\\" in local:
            raise _UnclearError
        return self._names[prefix] + local
