"""Turtle and N-Triples of a query's result, as pyoxigraph writes them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import pyoxigraph as ox

from ascn_kg.namespaces import PREFIXES

_FORMATS = {"ttl": ox.RdfFormat.TURTLE, "nt": ox.RdfFormat.N_TRIPLES}


def serialize(suffix: str, quads: Sequence[ox.Quad], triples: Sequence[ox.Triple]) -> bytes:
    """The bytes of one format; ``triples`` must be sorted."""
    content = ox.serialize(triples, format=_FORMATS[suffix], prefixes=_used_prefixes(triples))
    assert content is not None  # it is None only when written to a file
    return content


def _used_prefixes(triples: Iterable[ox.Triple]) -> dict[str, str]:
    terms = {term for triple in triples for term in (triple.subject, triple.predicate, triple.object)}
    iris = {term.value for term in terms if isinstance(term, ox.NamedNode)}
    iris |= {term.datatype.value for term in terms if isinstance(term, ox.Literal)}
    return {p: address for p, address in sorted(PREFIXES.items()) if any(iri.startswith(address) for iri in iris)}
