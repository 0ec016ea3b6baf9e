"""From a SHACL result or a contradiction to a finding that names file, line and mend, and its way to the terminal."""

from __future__ import annotations

import logging
from dataclasses import dataclass

import pytest

from ascn_kg.errors import AscnKgError
from ascn_kg.findings import Finding, Region, Related, is_failure, render_text
from ascn_kg.graph import Graph, load_graph
from ascn_kg.locations import Locations
from ascn_kg.namespaces import OWL, TERMS, THINGS
from ascn_kg.reasoning.clashes import Clash
from ascn_kg.validation import check, clash_findings, validate
from ascn_kg.validation.places import BEHIND

from .conftest import Project

ONTOLOGY = """
<https://w3id.org/ascn-kg/ontology> a owl:Ontology .
ascn:Place a owl:Class .
ascn:City a owl:Class ; rdfs:subClassOf ascn:Place .
"""
SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix shapes: <https://w3id.org/ascn-kg/shapes#> .
<https://w3id.org/ascn-kg/shapes> sh:declare [
    sh:prefix "ascn" ; sh:namespace "https://w3id.org/ascn-kg/ontology#"^^xsd:anyURI ] .
shapes:Place a sh:NodeShape ; sh:targetClass ascn:Place ; sh:property shapes:Code , shapes:Day , shapes:Note .
shapes:Code a sh:PropertyShape ; sh:path ascn:code ; sh:pattern "^[A-Z]+$" ; sh:maxCount 1 ; sh:severity sh:Violation ;
    sh:message "{label} has {path} {value}, not capitals."@en ,
        "{label} punya {path} {value}, bukan huruf kapital."@id .
shapes:Day a sh:PropertyShape ; sh:path ascn:day ; sh:datatype xsd:date ; sh:pattern "^[0-9-]+$" ;
    sh:severity sh:Violation ; sh:message "Write a day."@en , "Tulis satu hari."@id .
shapes:Note a sh:PropertyShape ; sh:path ascn:note ; sh:maxCount 0 ; sh:severity sh:Warning ;
    sh:message "Leave the note out."@en , "Hapus catatan."@id .
shapes:Loop a sh:NodeShape ; sh:targetNode <https://w3id.org/ascn-kg/dataset> ; sh:severity sh:Violation ;
    sh:message "It leads to itself."@en , "Kembali ke dirinya."@id ;
    sh:sparql [
        sh:prefixes <https://w3id.org/ascn-kg/shapes> ;
        sh:select "SELECT $this ?value WHERE { ?value ascn:next ?value }" ] .
"""
BASE = {"ontology/ascn.ttl": ONTOLOGY, "ontology/shapes/places.ttl": SHAPES}
FIRST_LINE = 11  # of a data file: conftest puts ten prefixes before it


def findings_in(project: Project, cities: str, **more: str) -> list[Finding]:
    locations = project(
        {**BASE, "data/cities.ttl": cities, **{f"data/{name}.ttl": text for name, text in more.items()}}
    )
    return validate(load_graph(locations), locations)


def test_the_real_graph_has_no_findings(asserted: Graph, locations: Locations) -> None:
    assert render_text(validate(asserted, locations)) == "No findings."


def test_a_finding_names_rule_place_and_mend(project: Project) -> None:
    (finding,) = findings_in(project, 'city:a a ascn:City ; rdfs:label "Aman"@en , "Kota Aman"@id ; ascn:code "a1" .')
    assert finding == Finding(
        rule="shapes:Code",
        severity="violation",
        focus=THINGS + "city/a",
        path=TERMS + "code",
        value="a1",
        messages=(
            ("en", "Aman (city:a) has ascn:code a1, not capitals."),
            ("id", "Kota Aman (city:a) punya ascn:code a1, bukan huruf kapital."),
        ),
        labels=(("en", "Aman"), ("id", "Kota Aman")),
        at=Region("data/cities.ttl", FIRST_LINE, 72, FIRST_LINE, 76),
        rule_at=Region("ontology/shapes/places.ttl", 17, 1, 17, 12),
    )


def test_too_many_values_are_all_named(project: Project) -> None:
    (finding,) = findings_in(project, 'city:a a ascn:City ; ascn:code "B" , "A" .')
    assert finding.value is None
    assert finding.message("en") == "city:a has ascn:code A, B, not capitals."


def test_a_rule_over_the_whole_graph_speaks_of_the_thing_it_found(project: Project) -> None:
    (finding,) = findings_in(project, "\ncity:a a ascn:City ;\n    ascn:next city:a .")
    assert (finding.rule, finding.focus, finding.value) == ("shapes:Loop", THINGS + "city/a", None)
    assert str(finding.at) == f"data/cities.ttl:{FIRST_LINE + 1}:1"


def test_a_rule_about_the_data_set_speaks_of_the_data_set(project: Project) -> None:
    (finding,) = findings_in(project, '<https://w3id.org/ascn-kg/dataset> a ascn:City ; ascn:code "a1" .')
    assert (finding.rule, finding.focus, finding.value) == ("shapes:Code", "https://w3id.org/ascn-kg/dataset", "a1")


@pytest.mark.parametrize("day", ["2018-04-28Z", "2018-04-28+07:00", "2018-02-31", "2018-04"])
def test_a_day_is_judged_as_it_is_written(project: Project, day: str, caplog: pytest.LogCaptureFixture) -> None:
    (finding,) = findings_in(project, f'city:a a ascn:City ; ascn:day "{day}"^^xsd:date .')
    assert (finding.rule, finding.value) == ("shapes:Day", day)
    assert caplog.records == []


def test_rdflib_is_left_as_it_was(project: Project) -> None:
    import rdflib

    before = rdflib.NORMALIZE_LITERALS, logging.getLogger("rdflib.term").level
    findings_in(project, 'city:a a ascn:City ; ascn:day "x"^^xsd:date .')
    assert (rdflib.NORMALIZE_LITERALS, logging.getLogger("rdflib.term").level) == before


def test_the_graph_is_left_as_it_was(project: Project) -> None:
    locations = project({**BASE, "data/cities.ttl": 'city:a a ascn:City ; ascn:code "a1" .'})
    graph = load_graph(locations)
    statements, shapes = list(graph.statements), list(graph.shapes)
    validate(graph, locations)
    assert (list(graph.statements), list(graph.shapes), graph.inferred) == (statements, shapes, ())


def test_what_is_inferred_is_not_looked_at(project: Project) -> None:
    import pyoxigraph as ox

    locations = project({**BASE, "data/cities.ttl": "city:a a ascn:City ."})
    wrong = ox.Triple(ox.NamedNode(THINGS + "city/a"), ox.NamedNode(TERMS + "code"), ox.Literal("a1"))
    assert validate(load_graph(locations).with_inferred([wrong]), locations) == []


@pytest.mark.parametrize(
    "broken",
    [
        "shapes:Code sh:path ascn:other .",
        'shapes:Loop sh:sparql [ sh:select "SELECT nonsense" ] .',
        'shapes:Loop sh:sparql [ sh:select "SELECT $this WHERE { $this a ?b MINUS { $this a ?c } }" ] .',
        'shapes:Code sh:minCount "many" .',
    ],
)
def test_shapes_that_cannot_be_run_are_reported_in_words(project: Project, broken: str) -> None:
    prefixes = "@prefix sh: <http://www.w3.org/ns/shacl#> .\n@prefix shapes: <https://w3id.org/ascn-kg/shapes#> .\n"
    graph = load_graph(
        project({**BASE, "ontology/shapes/broken.ttl": prefixes + broken, "data/a.ttl": "city:a a ascn:City ."})
    )
    with pytest.raises(AscnKgError, match="ontology/shapes: these shapes cannot be run"):
        validate(graph)


OTHER_KINDS = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix shapes: <https://w3id.org/ascn-kg/shapes#> .
shapes:Loop2 a sh:NodeShape ; sh:targetClass ascn:City ; sh:property shapes:Deep .
shapes:Deep sh:path ascn:next ; sh:severity sh:Warning ; sh:message "Deep."@en ; sh:node shapes:Loop2 ; sh:minCount 1 .
"""


def test_a_shape_that_only_pyshacl_runs_is_left_to_it_and_named(project: Project) -> None:
    """Shapes that lead back to themselves are read differently by every engine."""
    files = {**BASE, "ontology/shapes/other.ttl": OTHER_KINDS, "data/a.ttl": 'city:a a ascn:City ; ascn:code "a1" .'}
    locations = project(files)
    graph = load_graph(locations)
    notes: list[str] = []
    findings = validate(graph, locations, note=notes.append)
    assert findings == validate(graph, locations, engine="pyshacl")
    assert sorted(finding.rule for finding in findings) == ["shapes:Code", "shapes:Deep"]
    (note,) = notes
    assert note.startswith("https://w3id.org/ascn-kg/shapes#Loop2 is left to pySHACL")


def test_a_shape_without_a_message_is_told_in_words_of_our_own(project: Project) -> None:
    silent = OTHER_KINDS.replace('sh:message "Deep."@en ; sh:node shapes:Loop2 ;', "")
    files = {**BASE, "ontology/shapes/other.ttl": silent, "data/a.ttl": "city:a a ascn:City ."}
    for engine in ("ascn", "pyshacl"):
        (finding,) = validate(load_graph(project(files)), engine=engine)
        assert finding.message("en") == "city:a has no value of ascn:next and needs at least one."
        assert finding.message("id") == "city:a tidak memiliki nilai ascn:next dan memerlukan paling sedikit satu."


TWO = {
    **BASE,
    "data/cities.ttl": 'city:a a ascn:City ; rdfs:label "Aman"@en ; ascn:code "a1" .\n'
    'city:b a ascn:City ; ascn:note "x" .',
    "data/more.ttl": 'city:c a ascn:City ; ascn:code "c1" .',
}


def test_nothing_found_is_said() -> None:
    assert [render_text([], lang) for lang in ("en", "id")] == ["No findings.", "Tidak ada temuan."]


def test_only_violations_fail() -> None:
    assert not is_failure([Finding("shapes:Note", "warning", (), "x"), Finding("shapes:Note", "info", (), "x")])
    assert is_failure([Finding("shapes:Note", "warning", (), "x"), Finding("shapes:Code", "violation", (), "x")])


@dataclass(frozen=True)
class Closure:
    clashes: tuple[Clash, ...]


def test_a_contradiction_is_a_finding(project: Project) -> None:
    """Of an engine that does not tell what is behind it, the things are named."""
    locations = project({**BASE, "data/cities.ttl": "city:a a ascn:City .", "data/b.ttl": "city:b a ascn:City ."})
    graph = load_graph(locations)
    clash = Clash(OWL + "disjointWith", (THINGS + "city/a", THINGS + "city/b"), "They clash.", "Mereka bertentangan.")
    assert check(graph, lambda _: Closure((clash,)), locations) == [
        Finding(
            rule="owl:disjointWith",
            severity="violation",
            focus=THINGS + "city/a",
            value=THINGS + "city/b",
            messages=(("en", "They clash."), ("id", "Mereka bertentangan.")),
            at=Region("data/cities.ttl", FIRST_LINE, 1, FIRST_LINE, 7),
            related=(Related(Region("data/b.ttl", FIRST_LINE, 1, FIRST_LINE, 7), BEHIND),),
        )
    ]


def test_a_contradiction_of_nothing_in_particular_is_kept(project: Project) -> None:
    graph = load_graph(project({**BASE, "data/cities.ttl": "city:a a ascn:City ."}))
    (finding,) = clash_findings([Clash("some axiom", (), "They clash.", "Mereka bertentangan.")], graph)
    assert (finding.rule, finding.at, finding.related) == ("some axiom", None, ())


def test_a_contradiction_is_told_beside_broken_rules(project: Project) -> None:
    locations = project(TWO)
    graph = load_graph(locations)
    findings = check(graph, lambda _: Closure((Clash(OWL + "disjointWith", (), "x", "x"),)), locations)
    assert "owl:disjointWith" in [finding.rule for finding in findings]
    assert len(findings) == len(validate(graph, locations)) + 1


def test_no_shapes_is_trouble_not_a_clean_bill(project: Project) -> None:
    graph = load_graph(project({"ontology/ascn.ttl": ONTOLOGY}))
    with pytest.raises(AscnKgError, match="holds no shapes"):
        validate(graph)
