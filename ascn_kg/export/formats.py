"""The RDF formats by the suffix of their files, and how a graph is written in one of them."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterable, Iterator

import pyoxigraph as ox

from ascn_kg.export.lines import n_quads, n_triples
from ascn_kg.export.ordered import Ordered, ordered_quads
from ascn_kg.export.output import Output, write_pieces
from ascn_kg.export.rdf_xml import write_rdf_xml
from ascn_kg.export.turtle import trig, turtle

TEXT_FORMATS: dict[str, Callable[[Ordered], Iterator[str]]] = {
    "ttl": turtle,
    "nt": n_triples,
    "nq": n_quads,
    "trig": trig,
}
FORMATS = (*TEXT_FORMATS, "rdf")


def write(statements: Ordered, suffix: str, output: Output) -> None:
    """Write the statements piece by piece: with their named graphs where the format has such, else their union."""
    if suffix in TEXT_FORMATS:
        write_pieces(TEXT_FORMATS[suffix](statements), output)
    else:
        write_rdf_xml(statements, output)


def text_of(statements: Iterable[ox.Quad | ox.Triple], suffix: str) -> str:
    """A few statements, such as a query gives, as the text of one format; the same text whatever their order."""
    quads = (each if isinstance(each, ox.Quad) else ox.Quad(*each) for each in statements)
    output = io.BytesIO()
    write(ordered_quads(quads), suffix, output)
    return output.getvalue().decode()
