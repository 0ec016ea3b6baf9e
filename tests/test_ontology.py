"""The ontology stays in OWL 2 RL, merges nothing, and says of every term what it means and what it is for."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

import pyoxigraph as ox
import pytest

from ascn_kg.graph import ALIGNMENTS_GRAPH, Graph, graph_of, triples_of
from ascn_kg.namespaces import GRAPHS, OWL, PREFIXES, RDF, RDFS, SKOS, TERMS, shrink
from tests.owl_rl_profile import ANNOTATION, CLASS, DATA, OBJECT, refused

ONTOLOGY = GRAPHS + "ontology/ascn"
HEADER = ox.NamedNode(TERMS.rstrip("#"))
# OWL constructs from which a reasoner concludes that two names mean one thing.
MERGING = {
    "AllDifferent",  # merges nothing itself, but only has a use beside what does
    "FunctionalProperty",
    "InverseFunctionalProperty",
    "cardinality",
    "differentFrom",
    "hasKey",
    "maxCardinality",
    "maxQualifiedCardinality",
    "oneOf",
    "qualifiedCardinality",
    "sameAs",
}


def of(graph: Graph, name: str) -> list[ox.Quad]:
    return [q for q in graph.statements if graph_of(q) == name]


def terms(graph: Graph) -> dict[str, dict[str, list[ox.NamedNode | ox.BlankNode | ox.Literal]]]:
    """Each class and property of ours: predicate -> objects."""
    found: dict[str, dict[str, list[ox.NamedNode | ox.BlankNode | ox.Literal]]] = defaultdict(lambda: defaultdict(list))
    for quad in of(graph, ONTOLOGY):
        if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(TERMS):
            found[quad.subject.value][quad.predicate.value].append(quad.object)  # type: ignore[arg-type]
    return found


def turtle(axiom: str) -> list[ox.Quad]:
    text = "".join(f"@prefix {p}: <{PREFIXES[p]}> .\n" for p in ("ascn", "owl", "rdfs", "skos", "xsd")) + axiom
    graph = ox.NamedNode(ONTOLOGY)
    return [ox.Quad(t.subject, t.predicate, t.object, graph) for t in ox.parse(text, format=ox.RdfFormat.TURTLE)]


def test_every_axiom_is_of_a_listed_form(asserted: Graph) -> None:
    assert refused(of(asserted, ONTOLOGY)) == []


@pytest.mark.parametrize(
    "axiom",
    [
        "ascn:City rdfs:subClassOf [ owl:onProperty ascn:inNation ; owl:someValuesFrom ascn:Nation ] .",
        "ascn:City owl:equivalentClass ascn:Place .",
        "ascn:City owl:disjointUnionOf ( ascn:Nation ascn:Site ) .",
        "ascn:inNation a owl:FunctionalProperty .",
        "ascn:partOfInitiative a owl:IrreflexiveProperty .",
        "ascn:City owl:hasKey ( ascn:inNation ) .",
        "ascn:earliest rdfs:range xsd:date .",
        "ascn:latitude rdfs:range ascn:Nation .",
        "ascn:inNation rdfs:range [ owl:unionOf ( ascn:Nation ascn:City ) ] .",
        "ascn:worksOn owl:propertyChainAxiom ( ascn:hasInitiative ascn:latitude ) .",
        "[] a owl:AllDisjointClasses ; owl:members ( ascn:City ascn:inNation ) .",
        "ascn:City ascn:likes ascn:Nation .",
        "ascn:City rdfs:label ascn:Nation .",
        "ascn:city a owl:Thing .",
        "ascn:latitude rdfs:subPropertyOf ascn:inNation .",
    ],
)
def test_any_other_form_is_refused(asserted: Graph, axiom: str) -> None:
    assert refused([*of(asserted, ONTOLOGY), *turtle(axiom)])


def merging(quads: Iterable[ox.Quad | ox.Triple]) -> set[str]:
    names = {t.value.removeprefix(OWL) for q in quads for t in (q.predicate, q.object) if isinstance(t, ox.NamedNode)}
    return names & MERGING


def test_nothing_merges_nodes(asserted: Graph) -> None:
    assert merging(triples_of(asserted.terms, asserted.reasoned_over())) == set()


@pytest.mark.parametrize("axiom", ["ascn:a a owl:FunctionalProperty .", "ascn:a owl:sameAs ascn:b ."])
def test_the_merging_check_can_fail(axiom: str) -> None:
    assert merging(turtle(axiom))


def test_every_term_is_labelled_defined_and_serves_a_question(asserted: Graph) -> None:
    for term, statements in terms(asserted).items():
        for predicate in (RDFS + "label", SKOS + "definition"):
            texts = [t for t in statements[predicate] if isinstance(t, ox.Literal)]
            assert sorted(t.language or "" for t in texts) == ["en", "id"], f"{shrink(term)} {shrink(predicate)}"
            assert all(t.value.strip() == t.value and t.value for t in texts), shrink(term)
        assert statements[TERMS + "answers"], f"{shrink(term)} serves no question"
        for definition in statements[SKOS + "definition"]:
            assert str(definition.value).endswith("."), f"{shrink(term)}: a definition is a sentence"


def test_terms_are_named_as_their_kind_demands(asserted: Graph) -> None:
    for term, statements in terms(asserted).items():
        kinds = {str(k.value) for k in statements[RDF + "type"]}
        local = term.removeprefix(TERMS)
        assert kinds & {CLASS, OBJECT, DATA, ANNOTATION}, f"{local} has no kind"
        assert local[0].isupper() == (CLASS in kinds), f"{local}: classes start upper case, properties lower case"


def test_labels_of_terms_are_unambiguous(asserted: Graph) -> None:
    seen: dict[tuple[str, str, bool], str] = {}
    for term, statements in terms(asserted).items():
        is_class = any(k.value == CLASS for k in statements[RDF + "type"])
        for label in statements[RDFS + "label"]:
            assert isinstance(label, ox.Literal)
            key = (label.value, label.language or "", is_class)
            assert seen.setdefault(key, term) == term, f"{shrink(term)} and {shrink(seen[key])} are both {key[0]!r}"


def test_the_header_is_complete(asserted: Graph) -> None:
    header = {q.predicate.value: q.object for q in of(asserted, ONTOLOGY) if q.subject == HEADER}
    dcterms, vann = PREFIXES["dcterms"], PREFIXES["vann"]
    for name in ("title", "description", "creator", "issued", "license"):
        assert dcterms + name in header, name
    version = header[OWL + "versionInfo"]
    assert isinstance(version, ox.Literal)
    assert header[OWL + "versionIRI"] == ox.NamedNode(f"{HEADER.value}/{version.value}")
    assert header[vann + "preferredNamespacePrefix"] == ox.Literal("ascn")
    assert header[vann + "preferredNamespaceUri"] == ox.Literal(TERMS)


def test_alignments_lead_from_our_terms_to_others(asserted: Graph) -> None:
    ours = terms(asserted)
    quads = of(asserted, ALIGNMENTS_GRAPH)
    assert quads
    for quad in quads:
        assert isinstance(quad.subject, ox.NamedNode)
        assert quad.subject.value in ours, f"{shrink(quad.subject.value)} is not a term of ours"
        assert isinstance(quad.object, ox.NamedNode)
        assert not quad.object.value.startswith(TERMS)
    targets = {q.object.value for q in quads if isinstance(q.object, ox.NamedNode)}
    for vocabulary in (
        "https://schema.org/",
        "http://www.w3.org/ns/org#",
        "http://www.w3.org/ns/prov#",
        "http://www.w3.org/ns/oa#",
    ):
        assert any(t.startswith(vocabulary) for t in targets), vocabulary
    assert not [t for t in targets if t.startswith("http://schema.org/")], "schema.org is written with https"


def test_alignments_are_never_reasoned_over(asserted: Graph) -> None:
    aligned = {q.triple for q in asserted.statements if graph_of(q) == ALIGNMENTS_GRAPH}
    assert aligned
    assert aligned.isdisjoint(triples_of(asserted.terms, asserted.reasoned_over()))
    assert len(asserted.reasoned_over()) == len(asserted.columns) - len(aligned)
