"""The five RDF formats pyoxigraph writes."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

import pyoxigraph as ox

from ascn_kg.errors import AscnKgError
from ascn_kg.namespaces import PREFIXES

FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "rdf": ox.RdfFormat.RDF_XML,
}
# XML 1.0 has no way to write these, not even escaped.
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def serialize(suffix: str, quads: Sequence[ox.Quad], triples: Sequence[ox.Triple]) -> bytes:
    """The bytes of one format: of the quads where it has named graphs, else of the triples; both must be sorted."""
    form = FORMATS[suffix]
    statements: Sequence[ox.Quad] | Sequence[ox.Triple] = quads if form.supports_datasets else triples
    if form != ox.RdfFormat.RDF_XML:
        content = ox.serialize(statements, format=form, prefixes=used_prefixes(statements))
        assert content is not None  # it is None only when written to a file
        return content
    for triple in triples:
        if isinstance(triple.object, ox.Literal) and _NOT_IN_XML.search(triple.object.value):
            raise AscnKgError(
                f"{triple.subject} {triple.predicate}: the text {triple.object.value[:40]!r} holds a control "
                "character, which RDF/XML cannot carry. Take it out of the text."
            )
    content = ox.serialize(statements, format=form, prefixes=used_prefixes(statements))
    assert content is not None
    # An XML reader turns a bare carriage return into a line feed.
    return content.replace(b"\r", b"&#xD;")


def used_prefixes(statements: Iterable[ox.Quad | ox.Triple]) -> dict[str, str]:
    """The prefixes of ours that shorten at least one IRI, sorted by prefix."""
    iris = set(iris_of(statements))
    return {p: address for p, address in sorted(PREFIXES.items()) if any(iri.startswith(address) for iri in iris)}


def iris_of(statements: Iterable[ox.Quad | ox.Triple]) -> Iterable[str]:
    """Every IRI that stands in the statements, as term, datatype or graph name; with repeats."""
    for statement in statements:
        terms = [statement.subject, statement.predicate, statement.object]
        if isinstance(statement, ox.Quad):
            terms.append(statement.graph_name)  # type: ignore[arg-type]
        for term in terms:
            if isinstance(term, ox.NamedNode):
                yield term.value
            elif isinstance(term, ox.Literal):
                yield term.datatype.value
