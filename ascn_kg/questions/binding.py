"""Puts values into a saved question: whole RDF terms in place of its VALUES blocks, never pasted text."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping

import pyoxigraph as ox

from ascn_kg.errors import AscnKgError
from ascn_kg.namespaces import XSD
from ascn_kg.questions.messages import say
from ascn_kg.questions.tokens import nest, tokenize, values_blocks

Term = ox.NamedNode | ox.Literal

MAX_INTEGER = 10**12
MAX_STRING = 1000  # code points

_INTEGER = re.compile(r"[+-]?[0-9]{1,13}")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# What XML 1.0, and so xsd:string, leaves out.
_NO_TEXT = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_NO_IRI = re.compile(r'[\x00-\x20<>"{}|^`\\]')
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"}
_RISKY = re.compile(r'[\\"\n\r\t]|(?<=\\)[uU]')


def integer(text: str, lang: str = "en") -> ox.Literal:
    """An xsd:integer between -10^12 and 10^12. Raises :class:`AscnKgError`."""
    plain = text.strip()
    if not _INTEGER.fullmatch(plain) or abs(int(plain)) > MAX_INTEGER:
        raise AscnKgError(say(lang, "integer", shorten(text)))
    return ox.Literal(str(int(plain)), datatype=ox.NamedNode(XSD + "integer"))


def date(text: str, lang: str = "en") -> ox.Literal:
    """An xsd:date of the calendar, written YYYY-MM-DD. Raises :class:`AscnKgError` saying which day to write."""
    plain = text.strip()
    if re.fullmatch(r"[0-9]{4}", plain):
        raise AscnKgError(say(lang, "year", plain))
    if re.fullmatch(r"[0-9]{4}-(0[1-9]|1[0-2])", plain):
        raise AscnKgError(say(lang, "month", plain, _last_day(plain)))
    try:
        if not _DATE.fullmatch(plain):
            raise ValueError
        datetime.date.fromisoformat(plain)
    except ValueError:
        raise AscnKgError(say(lang, "day", shorten(text))) from None
    return ox.Literal(plain, datatype=ox.NamedNode(XSD + "date"))


def _last_day(month: str) -> str:
    """The last day of a month YYYY-MM."""
    from calendar import monthrange  # slow to import, and needed for this message only

    return f"{month}-{monthrange(int(month[:4]), int(month[5:]))[1]}"


def boolean(text: str, lang: str = "en") -> ox.Literal:
    """An xsd:boolean from true, false, yes, no, ya or tidak. Raises :class:`AscnKgError`."""
    value = {"true": "true", "yes": "true", "ya": "true", "false": "false", "no": "false", "tidak": "false"}.get(
        text.strip().lower()
    )
    if value is None:
        raise AscnKgError(say(lang, "boolean", shorten(text)))
    return ox.Literal(value, datatype=ox.NamedNode(XSD + "boolean"))


def string(text: str, lang: str = "en") -> ox.Literal:
    """An xsd:string of at most 1,000 characters that XML allows. Raises :class:`AscnKgError`."""
    if len(text) > MAX_STRING:
        raise AscnKgError(say(lang, "long", len(text), MAX_STRING))
    if _NO_TEXT.search(text):
        raise AscnKgError(say(lang, "control", shorten(text)))
    return ox.Literal(text)


def thing(iri: str, lang: str = "en") -> ox.NamedNode:
    """An IRI. Raises :class:`AscnKgError` where it is not one."""
    try:
        if _NO_IRI.search(iri) or _NO_TEXT.search(iri):
            raise ValueError
        return ox.NamedNode(iri)
    except ValueError:
        raise AscnKgError(say(lang, "iri", shorten(iri))) from None


def shorten(text: str) -> str:
    """A value as a message repeats it: quoted, control characters escaped, at most 60 characters."""
    shown = repr(text)
    return shown if len(shown) <= 60 else shown[:57] + "…" + shown[0]


def write_term(term: Term | None) -> str:
    r"""A term as SPARQL that every engine reads the same; None is UNDEF.

    A u after a backslash is itself written as a code point: some engines (rdflib) expand \uXXXX before they look
    for strings, as SPARQL 1.1 section 19.2 says, and would see in ``\\u0022`` a quote that was never there. Eight
    digits, because rdflib also takes eight after a small u, so hex digits that follow must not be swallowed.
    """
    if term is None:
        return "UNDEF"
    if isinstance(term, ox.NamedNode):
        return f"<{thing(term.value).value}>"
    written = _RISKY.sub(lambda match: _ESCAPES.get(match[0]) or f"\\U{ord(match[0]):08X}", term.value)
    if term.language:
        return f'"{written}"@{term.language}'
    if term.datatype.value == XSD + "string":
        return f'"{written}"'
    return f'"{written}"^^<{term.datatype.value}>'


def bind(sparql: str, values: Mapping[str, Term | None], where: str = "query") -> str:
    """The query with every ``VALUES ?name { … }`` block of each given name holding that term instead.

    All else stays byte for byte. Raises :class:`AscnKgError` where a name has no such block.
    """
    tokens = tokenize(sparql, where)
    blocks = values_blocks(tokens, nest(tokens, where))
    for name in values:
        if not any(block.plain and block.variables == (name,) for block in blocks):
            raise AscnKgError(
                f"{where}: there is no VALUES ?{name} {{ … }} to put the value into. Add it to the query."
            )
    for block in sorted(blocks, key=lambda block: block.start, reverse=True):
        if block.plain and block.variables[0] in values:
            sparql = f"{sparql[: block.start]} {write_term(values[block.variables[0]])} {sparql[block.end :]}"
    return sparql
