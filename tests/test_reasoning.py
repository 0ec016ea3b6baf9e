from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox
import pytest

from ascn_kg.errors import AscnKgError
from ascn_kg.graph import Graph, load_graph, triples_of
from ascn_kg.locations import Locations
from ascn_kg.namespaces import OWL, PREFIXES, RDFS, TERMS
from ascn_kg.reasoning import Reasoner, close
from ascn_kg.reasoning.clean import clean
from ascn_kg.reasoning.owl_rl import keyed

HEADER = "".join(f"@prefix {prefix}: <{address}> .\n" for prefix, address in PREFIXES.items())
ONTOLOGY = """
ascn:Place a owl:Class ; rdfs:label "Place"@en , "Tempat"@id .
ascn:Agent a owl:Class ; rdfs:label "Agent"@en , "Pelaku"@id .
ascn:Situation a owl:Class ; rdfs:label "Situation"@en .
ascn:InformationThing a owl:Class .
ascn:City a owl:Class ; rdfs:subClassOf ascn:Place ; rdfs:label "City"@en , "Kota"@id .
ascn:Nation a owl:Class ; rdfs:subClassOf ascn:Place ; rdfs:label "Nation"@en , "Negara"@id .
ascn:Evidence a owl:Class ; rdfs:subClassOf ascn:InformationThing .
[] a owl:AllDisjointClasses ; owl:members ( ascn:Place ascn:Agent ascn:Situation ascn:InformationThing ) .
ascn:evidence a owl:ObjectProperty ; rdfs:range ascn:Evidence .
ascn:statusEvidence a owl:ObjectProperty ; rdfs:subPropertyOf ascn:evidence .
ascn:fromSource a owl:ObjectProperty ; rdfs:domain ascn:Evidence .
ascn:attestedIn a owl:ObjectProperty ; owl:propertyChainAxiom ( ascn:evidence ascn:fromSource ) .
ascn:member a owl:ObjectProperty ; owl:inverseOf ascn:hasMembership .
ascn:directPartOf a owl:ObjectProperty ; rdfs:subPropertyOf ascn:partOf ; rdfs:domain ascn:Place .
ascn:partOf a owl:ObjectProperty , owl:TransitiveProperty .
ascn:amount a owl:DatatypeProperty ; rdfs:subPropertyOf ascn:figure .
ascn:start a owl:DatatypeProperty ; rdfs:domain ascn:Evidence .
ascn:gist a owl:AnnotationProperty .
"""
DATA = """
city:a a ascn:City ; rdfs:label "A"@en ; ascn:directPartOf city:b ; ascn:gist "left out"@en .
city:b ascn:directPartOf city:c .
membership:a a ascn:Situation ; ascn:member city:a ; ascn:statusEvidence evidence:s-1-2 ; ascn:amount 60.0 .
evidence:s-1-2 ascn:start 1 ; ascn:fromSource source:s .
"""


def graph_of(*turtle: str) -> Graph:
    quads = []
    for number, text in enumerate(turtle):
        name = ox.NamedNode(f"{PREFIXES['graph']}{number}")
        triples = ox.parse(HEADER + text, format=ox.RdfFormat.TURTLE, rename_blank_nodes=True)
        quads += [ox.Quad(t.subject, t.predicate, t.object, name) for t in triples]
    return Graph(tuple(quads))


def triples(turtle: str) -> set[ox.Triple]:
    return {quad.triple for quad in graph_of(turtle).statements}


both = pytest.mark.parametrize("reasoner", ["ascn", "owlrl"])


@pytest.fixture
def files(tmp_path: Path) -> Graph:
    for folder, text in (("ontology", ONTOLOGY), ("data", DATA), ("queries", "")):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "some.ttl").write_text(HEADER + text, encoding="utf-8")
    return load_graph(Locations(tmp_path))


@pytest.mark.parametrize(
    "entailed",
    [
        "membership:a ascn:attestedIn source:s .",  # a chain, over a sub-property
        "membership:a ascn:evidence evidence:s-1-2 .",
        "city:a ascn:hasMembership membership:a .",
        "city:a ascn:partOf city:b , city:c .",
        "city:a a ascn:Place .",
        "city:b a ascn:Place .",  # by domain alone
        "evidence:s-1-2 a ascn:Evidence , ascn:InformationThing .",
        "membership:a ascn:figure 60.0 .",  # in the form it was written
    ],
)
@both
def test_entails(reasoner: Reasoner, entailed: str) -> None:
    assert triples(entailed) <= set(close(graph_of(ONTOLOGY, DATA), reasoner=reasoner).triples)


def test_keeps_only_our_own_entailments() -> None:
    graph = graph_of(ONTOLOGY, DATA)
    closure = close(graph)
    assert not closure.clashes
    asserted = {quad.triple for quad in graph.statements}
    for triple in closure.triples:
        assert triple not in asserted
        assert isinstance(triple.subject, ox.NamedNode)
        assert triple.subject.value.startswith((PREFIXES["scheme"], PREFIXES["city"][: -len("city/")]))
        assert triple.predicate.value.startswith(TERMS) or str(triple.object).startswith(f"<{TERMS}")
    assert not graph.inferred


def test_is_the_closure_owlrl_gives_without_our_shortcuts(monkeypatch: pytest.MonkeyPatch) -> None:
    """Leaving out statements and reflexive equality loses nothing."""
    import owlrl
    import rdflib

    from ascn_kg.rdflib_view import from_rdflib

    graph = graph_of(ONTOLOGY, DATA)
    plain = rdflib.Graph() + graph.to_rdflib()
    # owlrl changes how rdflib reads literals and does not quite change it back; pySHACL would see other values.
    monkeypatch.setattr(rdflib.term, "_toPythonMapping", dict(rdflib.term._toPythonMapping))
    monkeypatch.setattr("owlrl.DatatypeHandling._toPythonMapping", rdflib.term._toPythonMapping)
    owlrl.DeductiveClosure(owlrl.OWLRL_Semantics).expand(plain)
    rows = [[from_rdflib(node) for node in row] for row in plain]
    found = {ox.Triple(*row) for row in rows if not isinstance(row[0], ox.Literal)}  # type: ignore[arg-type]
    found -= {quad.triple for quad in graph.statements}
    expected = triples_of(graph.terms, clean(keyed(found, graph.terms), graph.terms))
    assert set(close(graph).triples) == set(close(graph, reasoner="owlrl").triples) == set(expected)


def test_equality_reaches_properties_no_axiom_names() -> None:
    graph = graph_of(ONTOLOGY, 'city:a owl:sameAs city:b . city:a ascn:gist "of both"@en .')
    assert triples('city:b ascn:gist "of both"@en .') <= set(close(graph).triples)


def test_alignments_are_not_reasoned_over() -> None:
    graph = graph_of(ONTOLOGY, DATA)
    name = ox.NamedNode(PREFIXES["graph"] + "ontology/alignments")
    extra = triples("ascn:City rdfs:subClassOf ascn:Agent .")
    aligned = Graph((*graph.statements, *(ox.Quad(t.subject, t.predicate, t.object, name) for t in extra)))
    assert set(close(aligned).triples) == set(close(graph).triples)


def test_what_the_alignments_state_is_not_inferred() -> None:
    graph = graph_of(ONTOLOGY, DATA)
    name = ox.NamedNode(PREFIXES["graph"] + "ontology/alignments")
    first, *others = close(graph).triples
    stated = ox.Quad(first.subject, first.predicate, first.object, name)
    assert set(close(Graph((*graph.statements, stated))).triples) == set(others)


def test_same_result_in_whatever_order_the_statements_come() -> None:
    graph = graph_of(ONTOLOGY, DATA)
    assert set(close(Graph(graph.statements[::-1])).triples) == set(close(graph).triples)


DISJOINT = "ascn:City owl:disjointWith ascn:Nation ."
LINKS = "ascn:near a owl:ObjectProperty . ascn:far a owl:ObjectProperty . "


@pytest.mark.parametrize(
    ("axiom", "turtle", "things", "english", "indonesian"),
    [
        (
            OWL + "disjointWith",
            DISJOINT + 'city:j a ascn:City , ascn:Nation ; rdfs:label "Jakarta"@en .',
            ("city:j", "ascn:City", "ascn:Nation"),
            "Jakarta (city:j) is both a City and a Nation, but the ontology says that nothing is both "
            "(owl:disjointWith). Remove one of the two types",
            "Jakarta (city:j) sekaligus Kota dan Negara",
        ),
        (
            OWL + "AllDisjointClasses",
            "city:j a ascn:City , ascn:Agent .",
            ("city:j", "ascn:Agent", "ascn:Place"),
            "city:j is both an Agent and a Place, but the ontology says that nothing is both "
            "(owl:AllDisjointClasses). Remove one of the two types, or the statement whose domain or range implies "
            "it. Stated types: Agent, City.",
            "Tipe yang dinyatakan: Kota, Pelaku.",
        ),
        (
            OWL + "AllDisjointClasses",
            "membership:j ascn:evidence city:a . city:a a ascn:City .",  # the range of evidence implies the other type
            ("city:a", "ascn:InformationThing", "ascn:Place"),
            "city:a is both an ascn:InformationThing and a Place",
            "Tempat",
        ),
        (
            OWL + "complementOf",
            "ascn:City owl:complementOf ascn:Nation . city:j a ascn:City , ascn:Nation .",
            ("city:j", "ascn:City", "ascn:Nation"),
            "city:j is both a City and a Nation",
            "(owl:complementOf)",
        ),
        (
            OWL + "Nothing",
            "city:j a owl:Nothing .",
            ("city:j",),
            "city:j belongs to a class that can have no members (owl:Nothing)",
            "kelas yang tidak boleh beranggota",
        ),
        (
            OWL + "IrreflexiveProperty",
            LINKS + "ascn:near a owl:IrreflexiveProperty . city:j ascn:near city:j .",
            ("city:j", "ascn:near"),
            "city:j is linked to itself by “ascn:near”",
            "dirinya sendiri",
        ),
        (
            OWL + "propertyDisjointWith",
            LINKS + "ascn:near owl:propertyDisjointWith ascn:far . city:j ascn:near city:k ; ascn:far city:k .",
            ("city:j", "city:k", "ascn:far", "ascn:near"),
            "city:j is linked to city:k by both “ascn:far” and “ascn:near”",
            "(owl:propertyDisjointWith)",
        ),
        (
            OWL + "AllDisjointProperties",
            LINKS + "[] a owl:AllDisjointProperties ; owl:members ( ascn:near ascn:far ) . "
            "city:j ascn:near city:k ; ascn:far city:k .",
            ("city:j", "city:k", "ascn:far", "ascn:near"),
            "city:j is linked to city:k by both “ascn:far” and “ascn:near”",
            "(owl:AllDisjointProperties)",
        ),
        (
            OWL + "NegativePropertyAssertion",
            LINKS + "[] owl:sourceIndividual city:j ; owl:assertionProperty ascn:near ; owl:targetIndividual city:k . "
            "city:j ascn:near city:k .",
            ("city:j", "city:k", "ascn:near"),
            "which another statement denies",
            "disangkal",
        ),
        (
            OWL + "differentFrom",
            "city:j owl:differentFrom city:j .",
            ("city:j", "city:j"),
            "said to be the same and to be different",
            "sekaligus berbeda",
        ),
        (
            RDFS + "Datatype",
            'membership:j ascn:amount "many {0}"^^xsd:integer .',
            ("many {0}", "xsd:integer"),
            "The value “many {0}” is not written as its datatype xsd:integer asks",
            "tidak ditulis sesuai",
        ),
    ],
)
@both
def test_clash(
    reasoner: Reasoner, axiom: str, turtle: str, things: tuple[str, ...], english: str, indonesian: str
) -> None:
    (clash,) = close(graph_of(ONTOLOGY, turtle), reasoner=reasoner).clashes
    assert clash.axiom == axiom
    assert clash.things == tuple(_expanded(thing) for thing in things)
    assert english in clash.en
    assert indonesian in clash.id


ONLY_ONE = "ascn:City rdfs:subClassOf [ owl:onProperty ascn:near ; owl:max{} ] . city:j a ascn:City ; ascn:near {} ."


@pytest.mark.parametrize(
    ("turtle", "english", "indonesian"),
    [
        (
            'ascn:height a owl:FunctionalProperty ; rdfs:label "height"@en . city:j ascn:height 7 , 8 .',
            "city:j has both 7 and 8 for “height”, but the ontology allows only one value (owl:FunctionalProperty).",
            "city:j memiliki 7 dan juga 8",
        ),
        (
            ONLY_ONE.format("Cardinality 1", '"12:30" , "12:45"'),
            "city:j has both 12:30 and 12:45 for “ascn:near”, but the ontology allows only one",
            "hanya mengizinkan satu nilai (owl:maxCardinality)",
        ),
        (
            ONLY_ONE.format("Cardinality 0", "city:k"),
            "city:j has the value city:k for “ascn:near”, where the ontology allows none (owl:maxCardinality).",
            "harus kosong",
        ),
        (
            ONLY_ONE.format("QualifiedCardinality 0 ; owl:onClass ascn:Nation", "city:k")
            + "city:k a ascn:Nation . ascn:City owl:disjointWith ascn:Agent .",
            "city:j has the value city:k for “ascn:near”, where the ontology allows none of the type Nation",
            "tidak boleh ada yang bertipe Negara",
        ),
        (
            'ascn:amount rdfs:range xsd:integer . membership:j ascn:amount "https://w3id.org/ascn-kg/id/city/a" .',
            "The value “https://w3id.org/ascn-kg/id/city/a” is not of the datatype xsd:integer",
            "Nilai “https://w3id.org/ascn-kg/id/city/a” tidak bertipe data xsd:integer",
        ),
        (
            "ascn:amount rdfs:range xsd:nonNegativeInteger . membership:j ascn:amount -7 .",
            "The value “-7” is not of the datatype xsd:nonNegativeInteger that the ontology asks for (rdfs:range).",
            "tidak bertipe data",
        ),
    ],
)
def test_clash_that_only_our_engine_finds(turtle: str, english: str, indonesian: str) -> None:
    (clash,) = close(graph_of(ONTOLOGY, turtle)).clashes
    assert english in clash.en
    assert indonesian in clash.id


@both
def test_the_last_of_a_list_counts_too(reasoner: Reasoner) -> None:
    turtle = "[] a owl:AllDifferent ; owl:distinctMembers ( city:j city:k ) . city:j owl:sameAs city:k ."
    clashes = close(graph_of(ONTOLOGY, turtle), reasoner=reasoner).clashes
    assert {clash.axiom for clash in clashes} == {OWL + "differentFrom"}


@both
def test_a_thing_named_twice_among_different_ones(reasoner: Reasoner) -> None:
    turtle = "[] a owl:AllDifferent ; owl:distinctMembers ( city:j city:k city:j ) ."
    (clash,) = close(graph_of(ONTOLOGY, turtle), reasoner=reasoner).clashes
    assert (clash.axiom, {*clash.things}) == (OWL + "differentFrom", {_expanded("city:j")})


@both
def test_asymmetric_property_clash(reasoner: Reasoner) -> None:
    turtle = LINKS + "ascn:near a owl:AsymmetricProperty . city:j ascn:near city:k . city:k ascn:near city:j ."
    clashes = close(graph_of(ONTOLOGY, turtle), reasoner=reasoner).clashes
    assert {clash.axiom for clash in clashes} == {OWL + "AsymmetricProperty"}
    assert "in both directions" in clashes[0].en


def test_unknown_message_is_passed_on() -> None:
    import rdflib

    from ascn_kg.labels import Labels
    from ascn_kg.reasoning.clashes import word
    from ascn_kg.reasoning.owlrl_messages import parse

    (contradiction,) = parse("Something new is wrong with {x}.", rdflib.Graph())
    clash = word(contradiction, Labels(graph_of(ONTOLOGY)))
    assert clash.axiom == "Something new is wrong with {x}."
    assert "Something new is wrong with {x}. Remove" in clash.en
    assert "Something new is wrong with {x}. Hapus" in clash.id


@both
def test_axioms_the_engine_cannot_run_are_an_error_in_words(reasoner: Reasoner) -> None:
    graph = graph_of("ascn:City owl:unionOf _:l . _:l rdf:first ascn:City ; rdf:rest _:l .")
    with pytest.raises(AscnKgError, match="cannot be reasoned over"):
        close(graph, reasoner=reasoner)


def _expanded(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local if prefix in PREFIXES else name
