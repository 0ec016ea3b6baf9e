"""A term as somebody would write it in a Turtle file of ours."""

from __future__ import annotations

import re

import pyoxigraph as ox

from ascn_kg.namespaces import XSD, shrink

_BARE = {
    XSD + "integer": re.compile(r"[+-]?[0-9]+"),
    XSD + "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    XSD + "boolean": re.compile(r"true|false"),
}


def written(term: ox.NamedNode | ox.BlankNode | ox.Literal, longest: int = 80) -> str:
    """The term in Turtle, a text of more than ``longest`` characters cut short.

    >>> written(ox.Literal("2018", datatype=ox.NamedNode(XSD + "gYear")))
    '"2018"^^xsd:gYear'
    """
    if isinstance(term, ox.NamedNode):
        return shrink(term.value)
    if isinstance(term, ox.BlankNode):
        return "[ … ]"
    datatype = term.datatype.value
    if datatype in _BARE and _BARE[datatype].fullmatch(term.value):
        return term.value
    text = term.value if len(term.value) <= longest else term.value[: longest - 1] + "…"
    quoted = str(ox.Literal(text))
    if term.language:
        return f"{quoted}@{term.language}"
    return quoted if datatype == XSD + "string" else f"{quoted}^^{shrink(datatype)}"
