"""What the service says of itself: SPARQL 1.1 Service Description, with the graphs it holds and its limits."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from ascn_kg.graph import Graph
from ascn_kg.namespaces import BASE, INFERRED_GRAPH
from ascn_kg.web.document import Document
from ascn_kg.web.rdf_document import rdf_document
from ascn_kg.web.site import Site
from ascn_kg.web.sparql.formats import ROWS, TRIPLES, W3C, choose
from ascn_kg.web.sparql.refused import HEADERS, Refused
from ascn_kg.web.sparql.results import DEFAULT_LIMITS, Limits

DATASET = BASE + "dataset"
_COUNTS = "SELECT ?graph (COUNT(*) AS ?triples) { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph ORDER BY ?graph"
_ALL = "SELECT (COUNT(*) AS ?triples) { ?s ?p ?o }"
_HEAD = f"""\
@prefix ent: <http://www.w3.org/ns/entailment/> .
@prefix formats: <{W3C}> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sd: <http://www.w3.org/ns/sparql-service-description#> .
@prefix void: <http://rdfs.org/ns/void#> .

"""


@dataclass(frozen=True)
class DescriptionJob:
    """``address`` is the endpoint's; for the rest see :class:`~ascn_kg.web.sparql.job.QueryJob`."""

    address: str
    accept: str | None = None
    formats: tuple[str, ...] = ()
    lang: str = "en"
    limits: Limits = DEFAULT_LIMITS

    def run(self, site: Site) -> Document:
        """The description of the service over the graph of a site."""
        return self.answer(site.graph)

    def answer(self, graph: Graph) -> Document:
        """The description of a service over any graph."""
        try:
            form, content_type = choose(TRIPLES, self.accept, self.formats)
        except Refused as refused:
            return refused.document(self.lang)
        turtle = _HEAD + "\n".join(_service(self.address, graph, self.limits))
        if form.name == "ttl":
            return Document(turtle.encode(), content_type, headers=HEADERS)
        content = rdf_document(ox.parse(turtle, format=ox.RdfFormat.TURTLE), form.name).content
        return Document(content, content_type, headers=HEADERS)


def _service(address: str, graph: Graph, limits: Limits) -> Iterator[str]:
    """The lines of the description."""
    yield f"""\
<{address}#service>
    a sd:Service ;
    rdfs:label
        "SPARQL endpoint of ASCN-KG"@en ,
        "Titik akses SPARQL ASCN-KG"@id ;
    rdfs:comment
        "{_comment_en(limits)}"@en ,
        "{_comment_id(limits)}"@id ;
    rdfs:seeAlso <{DATASET}> ;
    sd:endpoint <{address}> ;
    sd:supportedLanguage sd:SPARQL11Query ;
    sd:feature sd:UnionDefaultGraph ;
    sd:defaultEntailmentRegime ent:Simple ;
    sd:resultFormat"""
    yield " ,\n".join(f"        formats:{form.iri.removeprefix(W3C)}" for form in (*ROWS, *TRIPLES)) + " ;"
    yield f"""\
    sd:defaultDataset <{address}#dataset> ;
    .

<{address}#dataset>
    a sd:Dataset ;
    rdfs:label
        "All statements, asserted and inferred"@en ,
        "Semua pernyataan, yang dinyatakan dan yang disimpulkan"@id ;
    sd:defaultGraph [
        a sd:Graph ;
        rdfs:comment
            "The union of all named graphs."@en ,
            "Gabungan semua graf bernama."@id ;
        void:triples {next(iter(_rows(graph, _ALL, union=True)))[-1]} ;
    ] ;"""
    for name, triples in _rows(graph, _COUNTS):
        yield from _named_graph(name, triples)
    yield "    .\n"


def _named_graph(name: str, triples: str) -> Iterator[str]:
    yield f"""\
    sd:namedGraph [
        a sd:NamedGraph ;
        sd:name {name} ;"""
    if name == f"<{INFERRED_GRAPH}>":
        yield """\
        rdfs:label
            "What follows from the other graphs by the rules of OWL 2 RL"@en ,
            "Kesimpulan dari graf-graf lain menurut aturan OWL 2 RL"@id ;"""
    yield f"""\
        sd:graph [
            a sd:Graph ;
            void:triples {triples} ;
        ] ;
    ] ;"""


def _rows(graph: Graph, sparql: str, *, union: bool = False) -> Iterator[list[str]]:
    """The cells of a query's rows as Turtle writes them."""
    found = graph.store.query(sparql, use_default_graph_as_union=union)
    assert isinstance(found, ox.QuerySolutions)
    for row in found:
        yield [cell.value if isinstance(cell, ox.Literal) else str(cell) for cell in row]


def _comment_en(limits: Limits) -> str:
    return (
        "Queries only: updates and SERVICE are refused. The prefixes of this project need no declaration. An answer "
        f"has at most {limits.rows:,} rows or triples. Numbers and dates are compared and given by their value: 60.0 "
        "comes back as 60; the files of the data keep how each was written."
    )


def _comment_id(limits: Limits) -> str:
    rows = f"{limits.rows:,}".replace(",", ".")
    return (
        "Hanya kueri: pembaruan dan SERVICE ditolak. Awalan proyek ini tidak perlu dideklarasikan. Satu jawaban memuat "
        f"paling banyak {rows} baris atau tripel. Angka dan tanggal dibandingkan dan diberikan menurut nilainya: 60.0 "
        "menjadi 60; berkas data menyimpan cara penulisan aslinya."
    )
