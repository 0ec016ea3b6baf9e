"""How a hint reads, in English and Indonesian; and how a value of each datatype is written."""

from __future__ import annotations

import pyoxigraph as ox

from ascn_kg.findings import Words
from ascn_kg.namespaces import RDF, XSD
from ascn_kg.reasoning.datatypes import is_well_formed
from ascn_kg.turtle.writing import written

# A value of each datatype, for whoever does not know how one is written.
_FORMS = {
    RDF + "langString": '"Jakarta"@id',
    XSD + "anyURI": '"https://asean.org/"^^xsd:anyURI',
    XSD + "boolean": "true",
    XSD + "date": '"2018-07-08"^^xsd:date',
    XSD + "dateTime": '"2018-07-08T09:00:00Z"^^xsd:dateTime',
    XSD + "decimal": "13.75",
    XSD + "gYear": '"2018"^^xsd:gYear',
    XSD + "gYearMonth": '"2018-07"^^xsd:gYearMonth',
    XSD + "integer": "38",
    XSD + "string": '"text"',
}
# In which of these a text is looked for that is not written as its datatype asks, the narrowest first.
_TRIED = ("gYear", "gYearMonth", "date", "dateTime", "integer", "decimal", "boolean")
# How many names or values a hint lists.
FEW = 6
# A name in English and in Indonesian.
Names = tuple[str, str]


def form(datatype: str, text: str = "") -> Words:
    """How a value of a datatype is written; first, as what the text can be written that is no such value."""
    example = _FORMS.get(datatype)
    if is_well_formed(text, datatype):
        return write(written(ox.Literal(text, datatype=ox.NamedNode(datatype))))
    if datatype == XSD + "decimal" and is_well_formed(text.replace(",", "."), datatype):
        return write(text.replace(",", "."))
    fitting = [name for name in _TRIED if XSD + name != datatype and is_well_formed(text, XSD + name)][:1]
    if not fitting:
        return such_as(example)
    other = written(ox.Literal(text, datatype=ox.NamedNode(XSD + fitting[0])))
    if example is None:
        return write(other)
    return both(f"Write {other}, or something like {example}", f"Tulis {other}, atau seperti {example}")


def both(en: str, id_: str) -> Words:
    """A sentence in both languages."""
    return (("en", en), ("id", id_))


def did_you_mean(names: list[Names]) -> Words:
    """The names of things that may be meant; nothing where there are none."""
    if not names:
        return ()
    return both(
        f"Did you mean {' or '.join(en for en, _ in names)}?", f"Maksudnya {' atau '.join(id_ for _, id_ in names)}?"
    )


def write(text: str) -> Words:
    """Just what to write."""
    return both(f"Write {text}", f"Tulis {text}")


def such_as(text: str | None, holder: Names | None = None) -> Words:
    """An example, that of a thing called ``holder`` if given; nothing without an example."""
    if not text:
        return ()
    if holder is None:
        return both(f"Write something like {text}", f"Tulis seperti {text}")
    return both(f"{holder[0]} has {text}", f"Pada {holder[1]} tertulis {text}")


def choose(allowed: list[str]) -> Words:
    """The first of what is allowed."""
    if not allowed:
        return ()
    shown = listed(allowed)
    return both(f"Write one of: {shown}", f"Tulis salah satu: {shown}")


def listed(texts: list[str]) -> str:
    """The first few texts, and a sign where there are more."""
    return ", ".join(texts[:FEW]) + (", …" if len(texts) > FEW else "")
