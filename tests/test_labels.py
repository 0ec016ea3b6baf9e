from __future__ import annotations

import pyoxigraph as ox
import pytest

from ascn_kg.errors import NotFoundError
from ascn_kg.graph import Graph
from ascn_kg.labels import Labels, fold
from ascn_kg.namespaces import PREFIXES

HEADER = "".join(f"@prefix {prefix}: <{address}> .\n" for prefix, address in PREFIXES.items())
TURTLE = (
    HEADER
    + """
ascn:Place a owl:Class ; rdfs:label "Place"@en , "Tempat"@id .
ascn:City a owl:Class ; rdfs:subClassOf ascn:Place ; rdfs:label "City"@en , "Kota"@id .
ascn:Nation a owl:Class ; rdfs:subClassOf ascn:Place ; rdfs:label "Nation"@en .
city:hanoi a ascn:City ; rdfs:label "Hanoi"@en , "Hanoi"@id , "Hà Nội"@vi .
city:da-nang a ascn:City ; rdfs:label "Đà Nẵng"@vi .
city:singapore a ascn:City ; rdfs:label "Singapore"@en , "Singapura"@id .
nation:singapore a ascn:Nation ; rdfs:label "Singapore"@en .
city:kota-kinabalu a ascn:City ; rdfs:label "Kota Kinabalu"@en ; skos:altLabel "KK" .
naming:kinabalu-2018 a ascn:Naming ; ascn:named city:kota-kinabalu ; ascn:printedName "Kinabalu"@id .
initiative:dottoro-ta a ascn:Initiative ; rdfs:label "Dottoro’ta"@id .
initiative:e-gov-a a ascn:Initiative ; rdfs:label "e-Government"@id .
initiative:e-gov-b a ascn:Initiative ; rdfs:label "E Government"@id .
city:nameless a ascn:City .
city:portuguese a ascn:City ; rdfs:label "Díli"@pt .
city:british a ascn:City ; rdfs:label "Harbour"@en-GB , "Pelabuhan"@id .
focus:safety skos:prefLabel "Safety"@en , "Keamanan"@id ; skos:inScheme scheme:focus-area .
focus:health skos:prefLabel "Health"@en ; skos:inScheme scheme:focus-area .
topic:health skos:prefLabel "Health"@en ; skos:inScheme scheme:topic .
evidence:gnfi-2024-1-2 a ascn:Evidence .
"""
)


@pytest.fixture(scope="module")
def labels() -> Labels:
    graph = ox.NamedNode(PREFIXES["graph"] + "test")
    triples = ox.parse(TURTLE, format=ox.RdfFormat.TURTLE)
    return Labels(Graph(tuple(ox.Quad(t.subject, t.predicate, t.object, graph) for t in triples)))


def iri(name: str) -> str:
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


@pytest.mark.parametrize(
    ("name", "lang", "label"),
    [
        ("ascn:City", "en", "City"),
        ("ascn:City", "id", "Kota"),
        ("ascn:Nation", "id", "Nation"),  # falls back to English
        ("focus:safety", "id", "Keamanan"),
        ("city:portuguese", "id", "Díli"),  # falls back to any language
        ("city:british", "en", "Harbour"),  # a regional tag serves
        ("city:nameless", "en", "city:nameless"),
    ],
)
def test_label(labels: Labels, name: str, lang: str, label: str) -> None:
    assert labels.label(iri(name), lang) == label


def test_label_of_what_is_no_iri(labels: Labels) -> None:
    assert labels.label("not an iri") == "<not an iri>"


def test_labels_alone_build_no_index(labels: Labels) -> None:
    fresh = Labels(labels.graph)
    fresh.label(iri("city:hanoi"))
    assert not {"_labels", "_variants", "_slugs"} & set(vars(fresh))


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("Hanoi", None, "city:hanoi"),
        ("ha noi", "ascn:City", "city:hanoi"),
        ("HÀ NỘI", "ascn:Place", "city:hanoi"),  # an instance of a sub-class
        ("Da Nang", None, "city:da-nang"),
        ("Singapore", "ascn:City", "city:singapore"),
        ("Singapore", "ascn:Nation", "nation:singapore"),
        ("kk", None, "city:kota-kinabalu"),
        ("kinabalu", "ascn:City", "city:kota-kinabalu"),
        ("kota-kinabalu", None, "city:kota-kinabalu"),
        ("Dottoro'ta", None, "initiative:dottoro-ta"),
        ("dottoro ta", None, "initiative:dottoro-ta"),
        ("city:hanoi", "ascn:City", "city:hanoi"),
        ("<https://w3id.org/ascn-kg/id/city/hanoi>", None, "city:hanoi"),
        ("https://w3id.org/ascn-kg/id/city/hanoi", None, "city:hanoi"),
        ("ascn:City", None, "ascn:City"),
        ("evidence:gnfi-2024-1-2", None, "evidence:gnfi-2024-1-2"),
        ("Keamanan", "scheme:focus-area", "focus:safety"),
        ("health", "scheme:topic", "topic:health"),
        ("e-Government", None, "initiative:e-gov-a"),  # folds alike, but one is written exactly so
        ("nameless", "ascn:City", "city:nameless"),
    ],
)
def test_find(labels: Labels, text: str, kind: str | None, found: str) -> None:
    assert labels.find(text, iri(kind) if kind else None) == iri(found)


@pytest.mark.parametrize(
    ("text", "kind", "told"),
    [
        ("Hanio", "ascn:City", "Did you mean Hanoi (city:hanoi)"),
        ("city:hanio", None, "Did you mean Hanoi (city:hanoi)"),
        ("Singapore", None, "may mean any of: city:singapore, nation:singapore"),
        ("egovernment", None, "initiative:e-gov-a, initiative:e-gov-b"),
        ("city:hanoi", "ascn:Nation", "Hanoi (city:hanoi) is not of the kind Nation"),
        ("zzz", "scheme:focus-area", "Known: Health (focus:health), Safety (focus:safety)"),
        ("", None, 'Nothing is called ""'),
        ("<bad iri>", None, "Nothing is called"),
        ("Hanoi", "ascn:Regulation", "There is nothing of that kind"),
        ('" } DROP ALL', "ascn:City", "Nothing of the kind City"),
    ],
)
def test_find_says_why_not(labels: Labels, text: str, kind: str | None, told: str) -> None:
    with pytest.raises(NotFoundError) as caught:
        labels.find(text, iri(kind) if kind else None)
    assert told in str(caught.value)


def test_fold_keeps_apart_what_differs() -> None:
    assert fold("Phnom Penh") == fold("phnom-penh") == fold("PHNOM_PENH")
    assert fold("Phuket") != fold("Phu Quoc")


def test_everything_is_a_resource(labels: Labels) -> None:
    assert labels.find("Hanoi", PREFIXES["rdfs"] + "Resource") == PREFIXES["city"] + "hanoi"
