"""The pages of the ontology and the rules tell of every term and shape, once, in both languages."""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from ascn_kg.graph import Graph
from ascn_kg.namespaces import OWL, RDF, RDFS, SH, SHAPES, SKOS, TERMS
from ascn_kg.questions.question import LANGUAGES
from ascn_kg.web.rooms import respond
from ascn_kg.web.site import Site
from ascn_kg.web.vocabulary.rules import rules
from ascn_kg.web.vocabulary.terms import terms
from tests.web.markup import Markup

_FORMATS = {
    "ttl": ox.RdfFormat.TURTLE,
    "nt": ox.RdfFormat.N_TRIPLES,
    "rdf": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}


def _page(site: Site, path: str) -> Markup:
    document = respond(site, path)
    assert document.status == 200
    return Markup(document.content.decode())


def _said(graph: Graph, iri: str, predicate: str) -> dict[str, str]:
    values = [value for value in graph.objects(ox.NamedNode(iri), predicate) if isinstance(value, ox.Literal)]
    return {value.language or "": value.value for value in values}


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_term_once_in_both_languages(site: Site, asserted: Graph, lang: str) -> None:
    page = _page(site, f"ontology.{lang}.html")
    kinds = ("Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty")
    ours = [
        quad.subject.value
        for kind in kinds
        for quad in asserted.find(None, RDF + "type", ox.NamedNode(OWL + kind))
        if isinstance(quad.subject, ox.NamedNode) and quad.subject.value.startswith(TERMS)
    ]
    assert len(ours) > 200
    for iri in ours:
        anchor = iri.removeprefix(TERMS)
        assert page.anchors[anchor] == 1, iri
        for predicate in (RDFS + "label", SKOS + "definition"):
            for text in _said(asserted, iri, predicate).values():
                assert text in page.texts[anchor], (iri, text)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_rule_once_in_both_languages(site: Site, asserted: Graph, lang: str) -> None:
    page = _page(site, f"shapes.{lang}.html")
    named = {_iri(q.subject) for q in asserted.shapes if q.predicate.value == SH + "name" and _named(q.subject)}
    assert len(named) > 400
    for iri in named:
        anchor = iri.removeprefix(SHAPES)
        assert page.anchors[anchor] == 1, iri
    for quad in asserted.shapes:
        if quad.predicate.value in (SH + "name", SH + "message") and _named(quad.subject):
            text = quad.object
            assert isinstance(text, ox.Literal)
            assert text.value in page.texts[_iri(quad.subject).removeprefix(SHAPES)]


def _named(node: object) -> bool:
    return _iri(node).startswith(SHAPES)


def _iri(node: object) -> str:
    return node.value if isinstance(node, ox.NamedNode) else ""


@pytest.mark.parametrize("page", ["ontology", "shapes", "dataset", "search", "editor"])
@pytest.mark.parametrize("lang", LANGUAGES)
def test_anchors_are_there_once(site: Site, page: str, lang: str) -> None:
    markup = _page(site, f"{page}.{lang}.html")
    assert [anchor for anchor, count in markup.anchors.items() if count > 1] == []
    here = [link.removeprefix("#") for link in markup.links if link.startswith("#")]
    assert [anchor for anchor in here if anchor not in markup.anchors] == []


def test_links_between_the_two_pages_meet_an_anchor(site: Site) -> None:
    pages = {name: _page(site, f"{name}.en.html") for name in ("ontology", "shapes")}
    links = [link.split("#") for page in pages.values() for link in page.links if ".en.html#" in link]
    led = [(path.removesuffix(".en.html"), anchor) for path, anchor in links if path.startswith(tuple(pages))]
    assert len(led) > 500
    assert [(path, anchor) for path, anchor in led if anchor not in pages[path].anchors] == []


@pytest.mark.parametrize("suffix", _FORMATS)
@pytest.mark.parametrize("name", ["ontology", "shapes"])
def test_data_are_the_statements_of_the_files(site: Site, name: str, suffix: str) -> None:
    files = {
        "ontology": lambda path: path == "ontology/ascn.ttl",
        "shapes": lambda path: path.startswith("ontology/shapes/"),
    }
    stated = ox.Dataset()
    for file in site.knowledge.sources.files:
        if files[name](file.shown.as_posix()):
            for quad in ox.parse(file.turtle, format=file.format, rename_blank_nodes=True):
                stated.add(ox.Quad(quad.subject, quad.predicate, quad.object))
    document = respond(site, f"{name}.{suffix}")
    read = ox.Dataset(ox.parse(document.content, format=_FORMATS[suffix]))
    for each in (stated, read):
        each.canonicalize(ox.CanonicalizationAlgorithm.RDFC_1_0)
    assert read == stated


def test_a_chain_reads_as_a_sentence(site: Site) -> None:
    page = _page(site, "ontology.en.html")
    words = " ".join(page.texts["everMemberOf"].split())
    assert "if a has membership b and b member of c, then a was ever member of c" in words


def test_what_a_term_tells(site: Site) -> None:
    city = terms(site)[TERMS + "City"]
    assert city.stated == 38
    assert "cities-joined-after" in city.questions
    assert TERMS + "Nation" in city.disjoint
    assert (RDFS + "subClassOf", "https://schema.org/AdministrativeArea", "schema:AdministrativeArea") in city.aligned
    assert SHAPES + "CityNation" in city.rules
    ever = terms(site)[TERMS + "everMemberOf"]
    assert (ever.stated, ever.inferred > 0, ever.chains) == (0, True, [[TERMS + "hasMembership", TERMS + "memberOf"]])


def test_what_a_rule_tells(site: Site) -> None:
    rule = rules(site)[SHAPES + "CityNation"]
    assert rule.targets == (("targetClass", TERMS + "City"),)
    assert rule.path == "ascn:inNation"
    assert ("maxCount", "1") in rule.constraints
    assert rule.severity == "Violation"
    assert rule.at is not None
    text = (site.knowledge.locations.root / rule.at.file).read_text(encoding="utf-8")
    assert rule.at.line is not None
    assert text.splitlines()[rule.at.line - 1].strip() == "shapes:CityNation"
    assert rules(site)[SHAPES + "NameTwice"].query.startswith("SELECT DISTINCT")
