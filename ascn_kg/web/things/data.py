"""The data of one thing: what is asserted about it, the statements that point to it, and what they rest on."""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from ascn_kg.namespaces import RDFS, TERMS, shrink
from ascn_kg.web.document import Document
from ascn_kg.web.rdf_document import rdf_document
from ascn_kg.web.site import Site
from ascn_kg.web.things.index import Index, index_of, kind_of
from ascn_kg.web.things.words import MARKS

# In these formats a line that begins with a number sign is a comment.
_COMMENTED = ("ttl", "nt")


def data_document(site: Site, iri: str, suffix: str) -> Document:
    """The asserted statements about a thing in the format of a suffix; the same triples in each.

    With it come the statements that point to it (a city's memberships), their evidence, and the names of the sources.
    What follows by reasoning is left out: it is in the export of inferred statements.
    """
    document = rdf_document(_statements(index_of(site), iri), suffix)
    if suffix not in _COMMENTED:
        return document
    head = f"# What is asserted about {shrink(iri)}. What follows from it is in export/ascn-kg-inferred.{suffix}.\n"
    return Document(head.encode() + document.content, document.media_type)


def _statements(index: Index, iri: str) -> Iterator[ox.Quad]:
    about = dict.fromkeys([iri, *_pointing(index, iri)])
    evidence: dict[str, None] = {}
    for node in about:
        yield from index.closed(node)
        for quad in index.site.stated[node]:
            if quad.predicate.value in index.evidence_terms and isinstance(quad.object, ox.NamedNode):
                evidence[quad.object.value] = None
    if kind_of(iri) == "source":
        evidence.update(dict.fromkeys(index.subjects(iri, "fromSource")))
    sources: dict[str, None] = {}
    for node in evidence:
        yield from index.closed(node)
        sources.update(dict.fromkeys(index.iris(node, "fromSource")))
    for source in sources:
        yield from (quad for quad in index.site.stated.get(source, ()) if quad.predicate.value == RDFS + "label")


def _pointing(index: Index, iri: str) -> Iterator[str]:
    """The statements about a thing; of those it only marks (a rank, a reading) there are too many to come along."""
    for quad in index.pointing.get(iri, ()):
        name = quad.predicate.value.removeprefix(TERMS)
        if name not in MARKS and isinstance(quad.subject, ox.NamedNode) and index.statement(quad.subject.value):
            yield quad.subject.value
