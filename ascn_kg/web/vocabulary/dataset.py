"""The data set described for catalogues and harvesters: DCAT 3 and VoID, beside what the graph says of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from functools import lru_cache

import pyoxigraph as ox

from ascn_kg.export import ASSERTED_NAME, INFERRED_NAME
from ascn_kg.export.terms import split_iri
from ascn_kg.files import SUMS
from ascn_kg.graph.graph import graph_of
from ascn_kg.namespaces import BASE, INFERRED_GRAPH, PREFIXES, RDF, RDFS, TERMS, THINGS, XSD
from ascn_kg.questions.question import LANGUAGES
from ascn_kg.web.exported import exported
from ascn_kg.web.media_types import media_type
from ascn_kg.web.site import Site

DATASET = BASE + "dataset"
ONTOLOGY = BASE + "ontology"
DCAT, DCTERMS, FOAF, SPDX, VOID = (PREFIXES[name] for name in ("dcat", "dcterms", "foaf", "spdx", "void"))
_MEDIA_TYPES = "https://www.iana.org/assignments/media-types/"
_FORMATS = "http://www.w3.org/ns/formats/"
_LANGUAGE = "http://id.loc.gov/vocabulary/iso639-1/"

# What the formats of the whole graph are called by the W3C.
RDF_FORMATS = {
    "ttl": "Turtle",
    "trig": "TriG",
    "nt": "N-Triples",
    "nq": "N-Quads",
    "rdf": "RDF_XML",
    "jsonld": "JSON-LD",
}
DESCRIPTION = {
    "en": (
        "Cities, nations, initiatives, goals, partners and events of the ASEAN Smart Cities Network, every statement "
        "with the passage of the document it rests on; with an ontology in OWL 2 RL, rules in SHACL and saved "
        "questions in SPARQL."
    ),
    "id": (
        "Kota, negara, prakarsa, tujuan, mitra, dan peristiwa Jaringan Kota Cerdas ASEAN, setiap pernyataan dengan "
        "bagian dokumen yang mendasarinya; dengan ontologi OWL 2 RL, aturan SHACL, dan pertanyaan SPARQL tersimpan."
    ),
}
KEYWORDS = {
    "en": ("ASEAN", "smart cities", "linked data", "provenance"),
    "id": ("ASEAN", "kota cerdas", "data tertaut", "asal-usul data"),
}


def iri(address: str) -> ox.NamedNode:
    """The node of an address below the base, or of a whole IRI."""
    return ox.NamedNode(address if "://" in address else BASE + address)


@lru_cache(maxsize=4)
def description(site: Site) -> tuple[ox.Triple, ...]:
    """All that is known of the data set as a whole; each file and part of it is named by its address."""
    return tuple(
        dict.fromkeys([*_own(site), *_catalogued(site), *_distributions(site), *_counted(site), *_parts(site)])
    )


def header(site: Site, predicate: str) -> str:
    """What the ontology says of itself by a property, in English where it says it in several languages."""
    values = site.graph.objects(iri(ONTOLOGY), predicate)
    return next((str(v.value) for v in values if not isinstance(v, ox.Literal) or v.language in (None, "en")), "")


def sources(site: Site) -> list[str]:
    """The documents and registries the data rest on, by IRI."""
    found = site.graph.find(None, RDF + "type", iri(TERMS + "Source"))
    return sorted({quad.subject.value for quad in found if isinstance(quad.subject, ox.NamedNode)})


def _own(site: Site) -> Iterator[ox.Triple]:
    for quad in site.stated.get(DATASET, ()):
        yield quad.triple


def _catalogued(site: Site) -> Iterator[ox.Triple]:
    whole, period, founders = iri(DATASET), iri(DATASET + "#period"), iri(DATASET + "#founders")
    for kind in (DCAT + "Dataset", VOID + "Dataset"):
        yield ox.Triple(whole, iri(RDF + "type"), iri(kind))
    for label in site.graph.objects(whole, RDFS + "label"):
        yield ox.Triple(whole, iri(DCTERMS + "title"), label)
    for lang in LANGUAGES:
        yield ox.Triple(whole, iri(DCTERMS + "description"), ox.Literal(DESCRIPTION[lang], language=lang))
        yield ox.Triple(whole, iri(DCTERMS + "language"), iri(_LANGUAGE + lang))
        for word in KEYWORDS[lang]:
            yield ox.Triple(whole, iri(DCAT + "keyword"), ox.Literal(word, language=lang))
    if site.version:
        yield ox.Triple(whole, iri(DCAT + "version"), ox.Literal(site.version))
    if site.cut_off:
        yield ox.Triple(whole, iri(DCTERMS + "temporal"), period)
        yield ox.Triple(period, iri(RDF + "type"), iri(DCTERMS + "PeriodOfTime"))
        yield ox.Triple(period, iri(DCAT + "endDate"), ox.Literal(site.cut_off, datatype=iri(XSD + "date")))
    if creator := header(site, DCTERMS + "creator"):
        yield ox.Triple(founders, iri(RDF + "type"), iri(FOAF + "Agent"))
        yield ox.Triple(founders, iri(FOAF + "name"), ox.Literal(creator))
        for role in ("creator", "publisher"):
            yield ox.Triple(whole, iri(DCTERMS + role), founders)
    for source in sources(site):
        yield ox.Triple(whole, iri(DCTERMS + "source"), iri(source))


def _distributions(site: Site) -> Iterator[ox.Triple]:
    files, whole = exported(site), iri(DATASET)
    licences = site.graph.objects(whole, DCTERMS + "license")
    for name, size in files.sizes.items():
        suffix = name.rpartition(".")[2]
        if name == SUMS or suffix not in (*RDF_FORMATS, "csv"):
            continue
        file, sum_ = iri(f"export/{name}"), ox.BlankNode()
        yield ox.Triple(whole, iri(DCAT + "distribution"), file)
        yield ox.Triple(file, iri(RDF + "type"), iri(DCAT + "Distribution"))
        yield ox.Triple(file, iri(DCTERMS + "title"), ox.Literal(name))
        yield ox.Triple(file, iri(DCAT + "downloadURL"), file)
        yield ox.Triple(file, iri(DCAT + "mediaType"), iri(_MEDIA_TYPES + media_type(name).partition(";")[0]))
        yield ox.Triple(file, iri(DCAT + "byteSize"), ox.Literal(str(size), datatype=iri(XSD + "nonNegativeInteger")))
        yield ox.Triple(file, iri(SPDX + "checksum"), sum_)
        yield ox.Triple(sum_, iri(RDF + "type"), iri(SPDX + "Checksum"))
        yield ox.Triple(sum_, iri(SPDX + "algorithm"), iri(SPDX + "checksumAlgorithm_sha256"))
        yield ox.Triple(
            sum_, iri(SPDX + "checksumValue"), ox.Literal(files.sums[name], datatype=iri(XSD + "hexBinary"))
        )
        for licence in licences:
            yield ox.Triple(file, iri(DCTERMS + "license"), licence)
        if suffix in RDF_FORMATS and name.startswith(ASSERTED_NAME + "."):
            yield ox.Triple(whole, iri(VOID + "dataDump"), file)
            yield ox.Triple(whole, iri(VOID + "feature"), iri(_FORMATS + RDF_FORMATS[suffix]))


def _counted(site: Site) -> Iterator[ox.Triple]:
    """How much is stated, as VoID counts it: what follows from it is a part of its own."""
    whole, triples = iri(DATASET), {quad.triple for quad in site.graph.statements}
    properties = Counter(triple.predicate.value for triple in triples)
    types = [triple for triple in triples if triple.predicate.value == RDF + "type"]
    classes = Counter(triple.object.value for triple in types if isinstance(triple.object, ox.NamedNode))
    subjects = {triple.subject for triple in triples}
    counts = {
        "triples": len(triples),
        "entities": sum(isinstance(each, ox.NamedNode) and each.value.startswith(THINGS) for each in subjects),
        "classes": len(classes),
        "properties": len(properties),
        "distinctSubjects": len(subjects),
        "distinctObjects": len({triple.object for triple in triples}),
    }
    for name, count in counts.items():
        yield ox.Triple(whole, iri(VOID + name), ox.Literal(count))
    for kind, of_kind, measure, found in (
        ("class", "classPartition", "entities", classes),
        ("property", "propertyPartition", "triples", properties),
    ):
        for each, count in found.items():
            part = ox.BlankNode()
            yield ox.Triple(whole, iri(VOID + of_kind), part)
            yield ox.Triple(part, iri(VOID + kind), iri(each))
            yield ox.Triple(part, iri(VOID + measure), ox.Literal(count))
    for address in {split_iri(each)[0] for each in (*classes, *properties)}:
        yield ox.Triple(whole, iri(VOID + "vocabulary"), iri(address))
    yield ox.Triple(whole, iri(VOID + "uriSpace"), ox.Literal(BASE))


def _parts(site: Site) -> Iterator[ox.Triple]:
    """The named graph of each file, and that of what is inferred."""
    sizes = Counter(graph_of(quad) for quad in site.graph.statements)
    sizes[INFERRED_GRAPH] = len(site.graph.entailed)
    for graph, count in sizes.items():
        yield ox.Triple(iri(DATASET), iri(VOID + "subset"), iri(graph))
        yield ox.Triple(iri(graph), iri(RDF + "type"), iri(VOID + "Dataset"))
        yield ox.Triple(iri(graph), iri(VOID + "triples"), ox.Literal(count))
        dump = f"export/{INFERRED_NAME}.ttl" if graph == INFERRED_GRAPH else f"{graph}.ttl"
        yield ox.Triple(iri(graph), iri(VOID + "dataDump"), iri(dump))
