"""What breaks a rule is pointed to where it stands: value, subject, bracket, mention; in every file that has a part."""

from __future__ import annotations

import pytest

from ascn_kg.findings import Finding, Region
from ascn_kg.graph import load_graph
from ascn_kg.namespaces import OWL, RDFS
from ascn_kg.reasoning import close
from ascn_kg.validation import check, validate

from .conftest import Project
from .test_validation import FIRST_LINE

# Each rule by itself; line 1 of a data file is FIRST_LINE.
SHAPES = """
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix shapes: <https://w3id.org/ascn-kg/shapes#> .
<https://w3id.org/ascn-kg/shapes> sh:declare [
    sh:prefix "ascn" ; sh:namespace "https://w3id.org/ascn-kg/ontology#"^^xsd:anyURI ] .
shapes:City a sh:NodeShape ; sh:targetClass ascn:City ; sh:property
    shapes:Code , shapes:OneCode , shapes:Name , shapes:Part , shapes:Next , shapes:List , shapes:Back , shapes:Deep .
shapes:Code sh:path ascn:code ; sh:pattern "^[A-Z]+$" .
shapes:OneCode sh:path ascn:code ; sh:maxCount 1 .
shapes:Name sh:path rdfs:label ; sh:minCount 1 ; sh:uniqueLang true .
shapes:Part sh:path ascn:part ; sh:class ascn:City .
shapes:Next sh:path ascn:next ; sh:nodeKind sh:IRI .
shapes:List sh:path ( ascn:list rdf:first ) ; sh:datatype xsd:integer .
shapes:Back sh:path [ sh:inversePath ascn:capital ] ; sh:class ascn:City .
shapes:Deep sh:path ( ascn:next ascn:code ) ; sh:datatype xsd:string .
shapes:Known a sh:NodeShape ; sh:targetNode <https://w3id.org/ascn-kg/dataset> ; sh:sparql [
    sh:prefixes <https://w3id.org/ascn-kg/shapes> ;
    sh:select "SELECT $this ?value WHERE { ?thing ascn:of ?value FILTER NOT EXISTS { ?value a ?class } }" ] .
"""
ONTOLOGY = "ascn:City a owl:Class ; owl:disjointWith ascn:Nation . ascn:capitalOf rdfs:domain ascn:City ."
OPEN = 'a ascn:City ; rdfs:label "x"@en ;'


def findings(project: Project, cities: str, **more: str) -> list[Finding]:
    files = {"ontology/ascn.ttl": ONTOLOGY, "ontology/shapes/s.ttl": SHAPES, "data/cities.ttl": cities}
    locations = project(files | {f"data/{name}.ttl": text for name, text in more.items()})
    return check(load_graph(locations), close, locations)


def place(at: Region | None) -> str:
    """A region as the tests write it: file without folder, line from the first of our own, column, end."""
    assert at is not None
    assert at.line is not None
    file = at.file.removeprefix("data/").removesuffix(".ttl")
    first = FIRST_LINE if at.file.startswith("data/") else 1
    return f"{file} {at.line - first + 1}:{at.column}-{(at.end_line or 0) - first + 1}:{at.end_column}"


@pytest.mark.parametrize(
    ("text", "rule", "at"),
    [
        pytest.param(f'city:a {OPEN} ascn:code "a1" .', "Code", "1:52-1:56", id="an ordinary triple"),
        pytest.param(f'city:a {OPEN}\n  ascn:code "a"\n.', "Code", "2:13-2:16", id="on a line of its own"),
        pytest.param(f'city:a {OPEN} ascn:code "B" ,\n    "A" .', "OneCode", "2:5-2:8", id="one of an object list"),
        pytest.param(
            f'city:a {OPEN} ascn:code """a\nb""" ; ascn:next city:a .', "Code", "1:52-2:5", id="a text of several lines"
        ),
        pytest.param(f"city:a {OPEN} ascn:part city:b . city:b a ascn:Place .", "Part", "1:52-1:58", id="an IRI"),
        pytest.param("city:b rdfs:label 1 .\n\n  city:a a ascn:City .", "Name", "3:3-3:9", id="what is missing"),
        pytest.param(f'city:a {OPEN} rdfs:label "y"@EN .', "Name", "1:53-1:59", id="a second text in one language"),
        pytest.param(f'city:a {OPEN} ascn:next [\n  ascn:code "b" ] .', "Next", "1:52-1:53", id="a bracket"),
        pytest.param('[] a ascn:City ; ascn:code "a" .', "Name", "1:1-1:2", id="a nameless subject"),
        pytest.param(
            f'city:a {OPEN} ascn:next [ ascn:next [ {OPEN}\n ascn:code "b" ] ] .', "Code", "2:12-2:15", id="nested"
        ),
        pytest.param(f'city:a {OPEN} ascn:list ( 1 "b" ) .', "", "", id="a list whose first member fits"),
        pytest.param(f'city:a {OPEN}\n  ascn:list ( "b" 1 ) .', "List", "1:1-1:7", id="a member of a list"),
        pytest.param(f"city:a {OPEN} ascn:of\n  city:nowhere .", "Known", "2:3-2:15", id="what nobody describes"),
        pytest.param(f"city:a {OPEN}\n. city:b ascn:capital city:a .", "Back", "2:23-2:29", id="against the arrow"),
        pytest.param(f"city:a {OPEN} ascn:next city:b . city:b ascn:code 1 .", "Deep", "1:1-1:7", id="two steps away"),
        pytest.param(f'city:a {OPEN}\r\n\tascn:code "a" .', "Code", "2:12-2:15", id="line ends of Windows"),
        pytest.param(f'city:\u0161 {OPEN} ascn:code "\U0001f600" .', "Code", "1:52-1:55", id="wide characters"),
    ],
)
def test_the_place_of_a_finding(project: Project, text: str, rule: str, at: str) -> None:
    found = [each for each in findings(project, text) if each.rule != "rdfs:Datatype"]
    places = {each.rule.removeprefix("shapes:"): place(each.at) for each in found}
    assert places.get(rule, "") == (f"cities {at}" if at else "")


def test_values_in_two_files_are_both_named(project: Project) -> None:
    (finding,) = findings(project, f'city:a {OPEN} ascn:code "A" .', more='city:a ascn:code "B" .')
    assert (finding.rule, place(finding.at)) == ("shapes:OneCode", "more 1:18-1:21")
    assert [(place(each.at), dict(each.words)["en"]) for each in finding.related] == [
        ("cities 1:52-1:55", "the other value")
    ]


def test_a_value_far_from_its_thing_names_both(project: Project) -> None:
    (finding,) = findings(project, f"city:a {OPEN}\n.", more='city:a ascn:code "b" .')
    assert place(finding.at) == "more 1:18-1:21"
    assert [place(each.at) for each in finding.related] == ["cities 1:1-1:7"]
    assert finding.files == ("data/more.ttl", "data/cities.ttl")


def test_what_is_missing_points_to_where_the_class_is_stated(project: Project) -> None:
    (finding,) = findings(project, "city:a ascn:next city:a .", more="city:a a ascn:City .")
    assert place(finding.at) == "more 1:1-1:7"
    assert [dict(each.words)["en"] for each in finding.related] == ["also described here"]


def test_the_same_statement_twice_is_named_twice(project: Project) -> None:
    (finding,) = findings(project, f'city:a {OPEN} ascn:code "b" .', more='city:a ascn:code "b" .')
    assert [finding.at and finding.at.file, *(each.at.file for each in finding.related)] == [
        "data/cities.ttl",
        "data/more.ttl",
    ]


def test_what_a_value_was_compared_with_is_named(project: Project) -> None:
    order = "shapes:City sh:property [ sh:path ascn:begin ; sh:lessThan ascn:end ] ."
    prefixes = "@prefix sh: <http://www.w3.org/ns/shacl#> .\n@prefix shapes: <https://w3id.org/ascn-kg/shapes#> .\n"
    locations = project(
        {
            "ontology/shapes/s.ttl": SHAPES,
            "ontology/shapes/t.ttl": prefixes + order,
            "data/cities.ttl": f"city:a {OPEN} ascn:begin 2020 ;\n  ascn:end 2018 .",
        }
    )
    (finding,) = validate(load_graph(locations), locations)
    assert (place(finding.at), [place(each.at) for each in finding.related]) == (
        "cities 1:53-1:57",
        ["cities 2:12-2:16"],
    )


def test_a_rule_is_placed_too(project: Project) -> None:
    (finding,) = findings(project, f'city:a {OPEN} ascn:code "b" .')
    assert finding.rule_at is not None
    line = SHAPES.splitlines().index('shapes:Code sh:path ascn:code ; sh:pattern "^[A-Z]+$" .') + FIRST_LINE
    assert (finding.rule_at.file, finding.rule_at.line) == ("ontology/shapes/s.ttl", line)


def test_a_contradiction_names_the_statements_behind_it(project: Project) -> None:
    (finding,) = [
        each
        for each in findings(project, f"city:a {OPEN} .", more="\ncity:b ascn:capitalOf city:a ;\n  a ascn:Nation .")
        if each.rule.startswith("owl:")
    ]
    assert finding.rule == "owl:disjointWith"
    places = [place(each) for each in (finding.at, *(other.at for other in finding.related)) if each]
    assert places[:2] == ["more 2:23-2:29", "more 3:5-3:16"]
    assert {each.at.file for each in finding.related[1:]} == {"ontology/ascn.ttl"}, "the axioms it follows by"


def test_an_ill_formed_value_is_placed(project: Project) -> None:
    found = findings(project, f'city:a {OPEN} ascn:of "2024-13-01"^^xsd:date .', more='city:b ascn:of "2024-13-01" .')
    (finding,) = [each for each in found if each.rule == shorter(RDFS + "Datatype")]
    assert (place(finding.at), finding.related) == ("cities 1:50-1:72", ())


def shorter(iri: str) -> str:
    return "rdfs:" + iri.removeprefix(RDFS) if iri.startswith(RDFS) else "owl:" + iri.removeprefix(OWL)


def test_a_file_that_changed_meanwhile_has_no_line(project: Project) -> None:
    locations = project(
        {
            "ontology/shapes/s.ttl": SHAPES,
            "data/cities.ttl": "city:a a ascn:City .",
            "data/more.ttl": "city:b a city:c .",
        }
    )
    graph = load_graph(locations)
    (locations.data / "cities.ttl").write_text("city:b a ascn:City .", encoding="utf-8")
    (finding,) = validate(graph, locations)
    assert finding.at == Region("data/cities.ttl")
    (locations.data / "cities.ttl").unlink()
    assert validate(graph, locations)[0].at == Region("data/cities.ttl")
