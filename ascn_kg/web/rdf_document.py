"""Some statements as a document in one of the formats that programs ask for."""

from __future__ import annotations

import io
from collections.abc import Iterable

import pyoxigraph as ox

from ascn_kg.export.formats import write
from ascn_kg.export.jsonld import JsonLd
from ascn_kg.export.ordered import ordered_quads
from ascn_kg.export.output import write_pieces
from ascn_kg.web.document import Document
from ascn_kg.web.media_types import MEDIA_TYPES

SUFFIXES = ("ttl", "jsonld", "nt", "rdf")


def rdf_document(statements: Iterable[ox.Quad | ox.Triple], suffix: str) -> Document:
    """The triples, whatever graphs they stand in, in the format of a suffix; always the same bytes."""
    ordered = ordered_quads(ox.Quad(each.subject, each.predicate, each.object) for each in statements)
    output = io.BytesIO()
    if suffix == "jsonld":
        write_pieces(JsonLd([ordered]).document(ordered), output)
    else:
        write(ordered, suffix, output)
    return Document(output.getvalue(), MEDIA_TYPES[suffix])
