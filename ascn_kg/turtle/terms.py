"""What a token of Turtle stands for, under the prefixes and the base declared before it."""

from __future__ import annotations

import re

import pyoxigraph as ox

from ascn_kg.namespaces import RDF, XSD
from ascn_kg.turtle.tokens import DECLARATION, LITERAL

_WORDS: dict[str, ox.NamedNode | ox.Literal] = {
    "a": ox.NamedNode(RDF + "type"),
    "true": ox.Literal("true", datatype=ox.NamedNode(XSD + "boolean")),
    "false": ox.Literal("false", datatype=ox.NamedNode(XSD + "boolean")),
}
_INTEGER, _DECIMAL, _DOUBLE = (ox.NamedNode(XSD + name) for name in ("integer", "decimal", "double"))
_DIRECTIONS = {"ltr": ox.BaseDirection.LTR, "rtl": ox.BaseDirection.RTL}
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_ESCAPE = re.compile(r"\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))", re.DOTALL)
_CONTROLS = {"t": "\t", "b": "\b", "n": "\n", "r": "\r", "f": "\f"}


class TermReader:
    """Reads the terms of one text; each directive is to be declared when its turn comes."""

    def __init__(self) -> None:
        self._base = ""
        self._prefixes: dict[str, str] = {}
        self._known: dict[str, ox.NamedNode | ox.Literal | None] = dict(_WORDS)

    def declare(self, directive: str) -> None:
        """Take note of a prefix or a base."""
        match = DECLARATION.match(directive)
        if match is None:
            return  # the version of RDF
        prefix, address = match[1], self._resolved(match[2][1:-1])
        if prefix is None:
            self._base = address
        else:
            self._prefixes[prefix] = address
        self._known = dict(_WORDS)

    def term(self, token: str) -> ox.NamedNode | ox.Literal | None:
        """The term; None for the label of a blank node. Raises :class:`ValueError` where it can be none."""
        try:
            return self._known[token]
        except KeyError:
            term = self._known[token] = self._read(token)
            return term

    def _read(self, token: str) -> ox.NamedNode | ox.Literal | None:
        first = token[0]
        if first == "<":
            return ox.NamedNode(self._resolved(token[1:-1]))
        if first in "\"'":
            return self._literal(token)
        if first in "+-.0123456789":
            datatype = _DOUBLE if "e" in token or "E" in token else _DECIMAL if "." in token else _INTEGER
            return ox.Literal(token, datatype=datatype)
        if token.startswith("_:"):
            return None
        prefix, colon, local = token.partition(":")
        return ox.NamedNode(self._prefixes.get(prefix + colon, "") + _unescaped(local))

    def _literal(self, token: str) -> ox.Literal:
        match = LITERAL.fullmatch(token)
        if match is None:
            raise ValueError(token)
        quoted, tag, datatype = match.groups()
        quotes = 3 if quoted[:3] in ('"""', "'''") and len(quoted) > 5 else 1
        value = _unescaped(quoted[quotes:-quotes])
        if datatype:
            return ox.Literal(value, datatype=self.term(datatype))  # type: ignore[arg-type]
        if not tag:
            return ox.Literal(value)
        language, _, direction = tag[1:].partition("--")
        return ox.Literal(value, language=language, direction=_DIRECTIONS.get(direction))

    def _resolved(self, written: str) -> str:
        """The IRI between angle brackets. The parser resolves one that is relative, so that both agree."""
        if not self._base or _SCHEME.match(written):
            return _unescaped(written)
        [quad] = ox.parse(f"<{written}> <a:> <a:> .", format=ox.RdfFormat.TURTLE, base_iri=self._base)
        return str(quad.subject.value)


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def _character(escape: re.Match[str]) -> str:
    code = escape[1] or escape[2]
    return chr(int(code, 16)) if code else _CONTROLS.get(escape[3], escape[3])
