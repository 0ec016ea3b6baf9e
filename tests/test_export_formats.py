"""Every format gives back what was written, to two parsers, and is the same text whatever the order of statements."""

from __future__ import annotations

import json
import random
from collections.abc import Iterable

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import given, settings
from hypothesis import strategies as st

from ascn_kg.errors import AscnKgError
from ascn_kg.export.formats import FORMATS, text_of
from ascn_kg.export.jsonld import JsonLd
from ascn_kg.export.ordered import ordered_quads
from ascn_kg.export.terms import Names
from ascn_kg.namespaces import PREFIXES, RDF, RDFS, XSD
from ascn_kg.rdflib_view import from_rdflib
from tests.test_export import canonical, graph_of

WITH_GRAPHS = ("nq", "trig", "jsonld")
ALL = (*FORMATS, "jsonld")
PARSED_AS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "nq": ox.RdfFormat.N_QUADS,
    "trig": ox.RdfFormat.TRIG,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}
RDFLIB_NAMES = {"ttl": "turtle", "nt": "nt", "nq": "nquads", "trig": "trig", "rdf": "xml", "jsonld": "json-ld"}
A, P = ox.NamedNode("https://w3id.org/ascn-kg/id/city/a"), ox.NamedNode("http://example.org/p")

RDFLIB_DEFAULT = ox.NamedNode("urn:x-rdflib:default")

NASTY = r"""
<https://w3id.org/ascn-kg/graph/data/a> {
  city:a a ascn:City ;
    ascn:date "2018-01-01"^^xsd:date ;
    ascn:stated "2018-03"^^<http://id.loc.gov/datatypes/edtf/EDTF> ;
    ascn:list ( city:x "1" ( "a"@en 2 ) ) , () , ( 1 ) ;
    ascn:node [ ascn:r ascn:s ; ascn:r [] ] .
  city:b ascn:r _:x . _:y ascn:r _:x . _:x ascn:r _:y .
  <http://example.org/odd/1> ascn:p city:a , <https://w3id.org/ascn-kg/id/city/> , <city:foo> , <urn:x:y> .
  _:half rdf:first "no rest" . city:c ascn:list _:half .
  _:twice rdf:first "1" ; rdf:rest () . city:c ascn:list _:twice . city:d ascn:list _:twice .
  _:l1 rdf:first _:l2 ; rdf:rest () . _:l2 rdf:first _:l1 ; rdf:rest () .
  _:k1 rdf:first 1 ; rdf:rest _:k2 . _:k2 rdf:first _:k1 ; rdf:rest () .
  city:e ascn:list [ rdf:first 1 ; rdf:rest ascn:s ] .
  _:round rdf:first 1 ; rdf:rest _:round . city:e ascn:list [ rdf:first 1 , 2 ; rdf:rest () ] .
  _:more a rdf:List ; rdf:first 1 ; rdf:rest () . city:e ascn:list _:more .
  _:self ascn:r _:self . [] ascn:p [ ascn:p ( [ ascn:p ( [] ) ] ) ] .
  rdf:nil ascn:p rdf:nil . ascn:p rdf:type rdf:Property . city:f rdf:rest ( 1 2 ) .
}
<https://w3id.org/ascn-kg/graph/data/b> { city:a ascn:list ( 1 2 ) . city:a a ascn:City . city:z ascn:node [] . }
"""
TEXTS = [
    *("", " a ", "l\r\nq\"'\\\t", "\u007f\u0085\ufeff\u2028", "😀 ]]> & <b> {}", "\\u0041", "\\", '"', "e\u0301é"),
    *("true", "01", "</script>", "\U0010fffd", "a\\n"),
]
CONTROLS = ["\x00", "a\x01\x07\x0b\x1f", "\x08", "\x0c", "\ufffe\uffff"]
TYPED = [
    *(("01", "integer"), ("+1", "integer"), ("-0", "integer"), ("7", "integer"), ("-7", "integer"), ("x", "integer")),
    *(("9" * 5000, "integer"), ("60.0", "decimal"), (".5", "decimal"), ("7.", "decimal"), ("-0.50", "decimal")),
    *(("0.0000001", "decimal"), ("0.0000000", "decimal"), ("1E5", "double"), ("1.0e5", "double"), ("INF", "double")),
    *(("NaN", "float"), ("1", "boolean"), ("true", "boolean"), ("TRUE", "boolean"), ("2018-01-01+07:00", "date")),
    *(("2018-02-31", "date"), ("2018-01-01T24:00:00Z", "dateTime"), ("", "integer"), (" 1 ", "integer"), ("a b", "ID")),
    *(("1\n", "integer"), ("1.5\n", "decimal"), ("true\n", "boolean")),
]
LANGUAGES = ["en", "id", "EN-us", "zh-Hant-TW", "x-mine", "en-x-private1"]
IRIS = [
    *(
        "a.b",
        "a.",
        ".a",
        "a..b",
        "",
        "-a",
        "_a",
        "1a",
        ":x",
        "a:b",
        "a,b",
        "a(b)",
        "%41b",
        "a%C3%A9",
        "é",
        "中文",
        "a·",
    ),
    *("a·", "·a", "\u0301a", "𐀀", "a/b", "a?b=c", "a#b", "~a", "a'b", "a&b", "×", "@x", "a;b"),
]


def written(quads: Iterable[ox.Quad], suffix: str) -> str:
    if suffix != "jsonld":
        return text_of(quads, suffix)
    statements = ordered_quads(quads)
    return "".join(JsonLd([statements]).document(statements))


def by_pyoxigraph(text: str, suffix: str) -> list[ox.Quad]:
    return list(ox.parse(text.encode(), format=PARSED_AS[suffix]))


def by_rdflib(text: str, suffix: str) -> list[ox.Quad]:
    data = rdflib.Dataset() if suffix in WITH_GRAPHS else rdflib.Graph()
    data.parse(data=text, format=RDFLIB_NAMES[suffix])
    quads = data.quads() if isinstance(data, rdflib.Dataset) else ((*triple, None) for triple in data)
    terms = [[from_rdflib(node) for node in quad if node is not None] for quad in quads]
    return [ox.Quad(*(node for node in nodes if node != RDFLIB_DEFAULT)) for nodes in terms]  # type: ignore[arg-type]


def wanted(quads: Iterable[ox.Quad], suffix: str) -> set[ox.Quad]:
    """What a reader should find: no named graphs where the format has none."""
    return canonical([quad if suffix in WITH_GRAPHS else ox.Quad(*quad.triple) for quad in quads])


def literals() -> list[ox.Literal]:
    return [
        *map(ox.Literal, TEXTS),
        *(ox.Literal(text, datatype=ox.NamedNode(XSD + kind)) for text, kind in TYPED),
        *(ox.Literal("x", language=language) for language in LANGUAGES),
        *(ox.Literal(text, datatype=ox.NamedNode("http://example.org/types/a,b")) for text in ("", "true", "1")),
    ]


def nasty(suffix: str) -> list[ox.Quad]:
    """Statements nobody would wish for; without control characters where the format cannot hold them."""
    iris = [PREFIXES["city"] + local for local in IRIS] + ["urn:uuid:1", "city:foo", "tag:a,2000:b", "http://é.org/ü#"]
    quads = [ox.Quad(A, P, literal) for literal in literals()]
    quads += [ox.Quad(ox.NamedNode(iri), P, ox.NamedNode(iri)) for iri in iris]
    quads += [ox.Quad(A, P, ox.Literal(text)) for text in CONTROLS if suffix != "rdf"]
    return [*graph_of(NASTY).statements, *quads]


@pytest.mark.parametrize("suffix", ALL)
def test_pyoxigraph_reads_what_was_written(suffix: str) -> None:
    assert canonical(by_pyoxigraph(written(nasty(suffix), suffix), suffix)) == wanted(nasty(suffix), suffix)


@pytest.mark.filterwarnings("ignore:Parsing weird boolean")
@pytest.mark.parametrize("suffix", ALL)
def test_rdflib_reads_what_was_written(suffix: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    assert canonical(by_rdflib(written(nasty(suffix), suffix), suffix)) == wanted(nasty(suffix), suffix)


@pytest.mark.parametrize("suffix", ["ttl", "nt", "nq", "trig", "jsonld"])
def test_space_outside_ascii_in_an_iri(suffix: str) -> None:
    """Legal, though rdflib refuses it in N-Triples."""
    quads = [ox.Quad(A, P, ox.NamedNode(PREFIXES["city"] + "a\u00a0b"))]
    assert canonical(by_pyoxigraph(written(quads, suffix), suffix)) == wanted(quads, suffix)


@pytest.mark.parametrize("text", CONTROLS)
def test_rdf_xml_refuses_what_xml_cannot_say(text: str) -> None:
    with pytest.raises(AscnKgError, match="control character"):
        text_of([ox.Quad(A, P, ox.Literal(text))], "rdf")


@pytest.mark.parametrize("end", ["/", "/1", "#", "/a%20", ":1", "/\u00b2"])
def test_rdf_xml_refuses_properties_and_types_that_are_no_names(end: str) -> None:
    iri = ox.NamedNode(f"http://example.org{end}")
    for quad in (ox.Quad(A, iri, A), ox.Quad(A, ox.NamedNode(RDF + "type"), iri)):
        with pytest.raises(AscnKgError, match="Write another format"):
            text_of([quad], "rdf")
    with pytest.raises(AscnKgError, match="Write another format"):
        text_of([ox.Quad(A, ox.NamedNode(RDF + "about"), A)], "rdf")


@pytest.mark.parametrize("end", ["/a,b", "/-a", "#a.b", "/\u00e9", "/1a", "/_1"])
def test_rdf_xml_takes_what_ends_with_a_name(end: str) -> None:
    quad = ox.Quad(A, ox.NamedNode(f"http://example.org{end}"), A)
    assert list(ox.parse(text_of([quad], "rdf"), format=ox.RdfFormat.RDF_XML)) == [quad]


@pytest.mark.parametrize("text", ["\\u0001", "\\b", "\\\\f", "\r\n\t"])
def test_rdf_xml_takes_what_only_looks_like_an_escape(text: str) -> None:
    quads = [ox.Quad(A, P, ox.Literal(text))]
    assert by_pyoxigraph(text_of(quads, "rdf"), "rdf") == quads


@pytest.mark.parametrize("suffix", ALL)
def test_nothing_gives_a_document(suffix: str) -> None:
    assert by_pyoxigraph(written([], suffix), suffix) == []


def test_statement_about_a_statement_is_refused() -> None:
    with pytest.raises(AscnKgError, match="statement about a statement"):
        text_of([ox.Quad(A, P, ox.Triple(A, P, A))], "ttl")


@pytest.mark.parametrize("suffix", ["ttl", "nt", "nq", "trig"])
def test_base_direction_is_kept(suffix: str) -> None:
    quads = [ox.Quad(A, P, ox.Literal("x", language="ar", direction=ox.BaseDirection.RTL))]
    assert by_pyoxigraph(written(quads, suffix), suffix) == quads


def test_jsonld_states_the_base_direction() -> None:
    document = json.loads(
        written([ox.Quad(A, P, ox.Literal("x", language="ar", direction=ox.BaseDirection.RTL))], "jsonld")
    )
    assert document["@graph"][0][P.value] == {"@value": "x", "@language": "ar", "@direction": "rtl"}


@pytest.mark.parametrize("suffix", WITH_GRAPHS)
def test_blank_node_may_name_a_graph(suffix: str) -> None:
    name = ox.BlankNode("g")
    quads = [ox.Quad(A, P, A, name), ox.Quad(A, P, name, name), ox.Quad(name, P, ox.BlankNode("default"))]
    assert canonical(by_pyoxigraph(written(quads, suffix), suffix)) == canonical(quads)


@pytest.mark.parametrize("suffix", ["ttl", "trig", "jsonld"])
@pytest.mark.parametrize("kind", ["lists", "nodes", "long"])
def test_depth_and_length_break_no_reader(suffix: str, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    node = {"lists": "( " * 100 + " )" * 100, "nodes": "[ ascn:p " * 100 + "1" + " ]" * 100, "long": f"({' 1' * 60})"}
    quads = list(graph_of(f"city:a ascn:p {node[kind]} .").statements)
    monkeypatch.setattr(rdflib, "NORMALIZE_LITERALS", False)
    text = written(quads, suffix)
    assert canonical(by_pyoxigraph(text, suffix)) == canonical(by_rdflib(text, suffix)) == wanted(quads, suffix)
    assert " " * 60 not in text


_BLANK = st.sampled_from([ox.BlankNode(name) for name in "abcdef"])
_IRI = st.sampled_from([A, P, *(ox.NamedNode(RDF + name) for name in ("nil", "type", "first", "List"))])
_LITERAL = st.one_of(
    st.sampled_from(literals()[:-4]),
    st.text(st.characters(codec="utf-8"), max_size=4).map(ox.Literal),
)
_PREDICATE = st.sampled_from(
    [P, *(ox.NamedNode(RDF + name) for name in ("type", "first", "rest", "rest", "nil")), ox.NamedNode(RDFS + "label")]
)
_GRAPH = st.sampled_from([ox.DefaultGraph(), ox.NamedNode("http://example.org/g1"), ox.NamedNode("urn:g:2")])
_QUADS = st.lists(
    st.builds(ox.Quad, st.one_of(_BLANK, _IRI), _PREDICATE, st.one_of(_BLANK, _BLANK, _IRI, _LITERAL), _GRAPH),
    max_size=14,
)


@pytest.mark.parametrize("suffix", [suffix for suffix in ALL if suffix != "rdf"])
@settings(max_examples=150, deadline=None)
@given(quads=_QUADS, seed=st.integers(0, 1000))
def test_any_graph_comes_back_and_order_does_not_matter(suffix: str, quads: list[ox.Quad], seed: int) -> None:
    text = written(quads, suffix)
    assert canonical(by_pyoxigraph(text, suffix)) == wanted(quads, suffix)
    assert written(shuffled(quads, seed), suffix) == text


def shuffled(quads: list[ox.Quad], seed: int) -> list[ox.Quad]:
    """The same statements in another order, some twice, with other names for the blank nodes."""
    chance = random.Random(seed)
    names = dict(zip("abcdef", chance.sample("uvwxyz", 6), strict=True))

    def renamed(term: object) -> object:
        return ox.BlankNode(names[term.value]) if isinstance(term, ox.BlankNode) else term

    again = [ox.Quad(*map(renamed, quad)) for quad in [*quads, *quads[:2]]]  # type: ignore[arg-type]
    chance.shuffle(again)
    return again


@settings(max_examples=300, deadline=None)
@given(quads=_QUADS)
def test_n_quads_are_those_of_rdfc(quads: list[ox.Quad]) -> None:
    """Labels worked out from the statements with blank nodes alone are those of the whole data set."""
    assert text_of(quads, "nq") == "".join(sorted(f"{quad} .\n" for quad in canonical(quads)))


def test_n_quads_of_the_specification() -> None:
    """Example "duplicate paths" of https://www.w3.org/TR/rdf-canon/ ."""
    nquads = """\
<http://example.com/#p> <http://example.com/#q> _:e0 .
<http://example.com/#p> <http://example.com/#r> _:e1 .
_:e0 <http://example.com/#s> <http://example.com/#u> .
_:e1 <http://example.com/#t> <http://example.com/#u> .
"""
    found = text_of(ox.parse(nquads.encode(), format=ox.RdfFormat.N_QUADS), "nq")
    assert found == nquads.replace("e0", "c14n0").replace("e1", "c14n1")


def test_turtle_is_written_in_the_house_style() -> None:
    turtle = """\
@prefix ascn: <https://w3id.org/ascn-kg/ontology#> .
@prefix city: <https://w3id.org/ascn-kg/id/city/> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .

<http://example.org/odd/>
    ascn:p 1 ;
    .

city:a
    a ascn:City ;
    rdfs:label
        "A"@en ,
        "A"@id ;
    dcterms:source <http://example.org/odd/> ;
    ascn:date "2018-01-01"^^xsd:date ;
    ascn:list (
        city:b
        (
            true
        )
    ) ;
    ascn:node
        city:b ,
        [
            ascn:p -7.50 ;
        ] ;
    .

[]
    a owl:AllDisjointClasses ;
    .
"""
    assert text_of(graph_of(turtle).statements, "ttl") == turtle


@pytest.mark.parametrize("suffix", ["ttl", "nt", "rdf"])
def test_triple_of_two_graphs_is_written_once(suffix: str) -> None:
    quads = [ox.Quad(A, P, value, ox.NamedNode(f"urn:g:{n}")) for n in (1, 2, 3) for value in (A, P)]
    assert len(by_pyoxigraph(text_of(quads, suffix), suffix)) == 2


def test_trig_is_written_in_the_house_style() -> None:
    trig = """\
@prefix city: <https://w3id.org/ascn-kg/id/city/> .

city:a
    <http://example.org/p> city:b ;
    .

<https://w3id.org/ascn-kg/graph/data/a> {
    city:a
        <http://example.org/p>
            city:b ,
            city:c ;
        .

    city:b
        <http://example.org/p> city:b ;
        .
}
"""
    assert written(by_pyoxigraph(trig, "trig"), "trig") == trig


def test_jsonld_is_compact() -> None:
    quads = graph_of("city:a a ascn:City ; ascn:date '2018-01-01'^^xsd:date ; ascn:l (city:b) .").statements
    document = json.loads(written(quads, "jsonld"))
    assert document["@graph"] == [
        {"@id": "city:a", "@type": "ascn:City", "ascn:date": "2018-01-01", "ascn:l": {"@list": ["city:b"]}}
    ]
    assert document["@context"]["city"] == "https://w3id.org/ascn-kg/id/city/"
    assert {"nation", "rdf:first", "rdf:rest"}.isdisjoint(document["@context"])


@pytest.mark.parametrize("address", PREFIXES.values())
def test_namespaces_end_where_names_are_split(address: str) -> None:
    assert address.endswith(("/", "#"))


@pytest.mark.parametrize(
    ("local", "name"),
    [
        *(("hanoi", "city:hanoi"), ("a.b", "city:a.b"), ("1a", "city:1a"), ("a:b", "city:a:b"), ("%41", "city:%41")),
        *(("é", "city:é"), ("a.", None), ("", None), ("-a", None), ("a,b", None), ("·a", None), ("a/b", None)),
    ],
)
def test_prefixed_name_where_the_grammar_allows_it(local: str, name: str | None) -> None:
    iri = PREFIXES["city"] + local
    assert Names().iri(iri) == (name or f"<{iri}>")
