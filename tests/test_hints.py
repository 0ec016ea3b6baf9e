"""What a finding says to write instead: near matches, forms, and what things of the same kind have."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from ascn_kg.findings import Finding
from ascn_kg.graph import load_graph
from ascn_kg.locations import Locations
from ascn_kg.namespaces import PREFIXES
from ascn_kg.reasoning import close
from ascn_kg.validation import check

HEADER = "".join(f"@prefix {prefix}: <{address}> .\n" for prefix, address in PREFIXES.items())
# One file with many mistakes: checking the whole graph once is enough for all of them.
MISTAKES = """
membership:x a ascn:Membership ;
    ascn:memberCity city:singapor , nation:singapore ;
    ascn:rank certainty:normal ;
    ascn:modality "occurred" ;
    ascn:memberOf nation:asean ;
    ascn:earliest "8 July 2018" ;
    ascn:latest "2018-07-08" ;
    ascn:founding "yes" ;
    ascn:evidence evidence:gnfi-2024-1-2 ;
    .
city:x a ascn:City ;
    rdfs:label "X" , "Ex"@ne ;
    ascn:inNation nation:indonesa ;
    ascn:latitude "-6,5" ;
    ascn:longitude 206.8 ;
    .
city:y a ascn:City , ascn:Ctiy ;
    rdfs:label "Y"@en , "Why"@en ;
    ascn:memeberOf "ASEAN" ;
    ascn:inNation "Indonesia" ;
    ascn:time "2024"^^xsd:date ;
    .
membership:y a ascn:Membership ; ascn:memberOf "ASEAN Smart Cities Network" .
"""
Lookup = Callable[[str, str], Finding]


@pytest.fixture(scope="module")
def found(locations: Locations, tmp_path_factory: pytest.TempPathFactory) -> Lookup:
    """Rule and words at fault -> the finding."""
    path = tmp_path_factory.mktemp("mistakes") / "mistakes.ttl"
    text = HEADER + MISTAKES
    path.write_text(text, encoding="utf-8")
    lines = text.split("\n")
    findings = [each for each in check(load_graph(locations, [path]), close, locations) if str(path) in each.files]

    def words(finding: Finding) -> str:
        at = finding.at
        return (
            "" if at is None or at.line is None else lines[at.line - 1][(at.column or 1) - 1 : (at.end_column or 1) - 1]
        )

    def lookup(rule: str, at: str) -> Finding:
        fitting = [each for each in findings if (each.rule, words(each)) == (rule, at)]
        assert fitting, sorted((each.rule, words(each)) for each in findings)
        return fitting[0]

    return lookup


@pytest.mark.parametrize(
    ("rule", "at", "hint"),
    [
        ("shapes:ThingDescribed", "city:singapor", "Did you mean Singapore (city:singapore)?"),
        ("shapes:MembershipCity", "nation:singapore", "Did you mean Singapore (city:singapore)?"),
        ("shapes:SituationRank", "certainty:normal", "Did you mean normal (rank:normal)?"),
        ("shapes:MembershipBody", "nation:asean", "Did you mean ASEAN (organization:asean)?"),
        ("shapes:MembershipBody", '"ASEAN Smart Cities Network"', "Write organization:ascn"),
        ("shapes:EarliestDay", '"8 July 2018"', 'Write something like "2018-07-08"^^xsd:date'),
        ("shapes:LatestDay", '"2018-07-08"', 'Write "2018-07-08"^^xsd:date'),
        ("shapes:MembershipFounding", '"yes"', "Write something like true"),
        ("shapes:ThingDescribed", "evidence:gnfi-2024-1-2", ""),
        ("shapes:LabelTagged", '"X"', 'Write "X"@en'),
        ("shapes:CityNation", "nation:indonesa", "Did you mean Indonesia (nation:indonesia)?"),
        ("shapes:PlaceLongitude", "206.8", "Write a value of at least -180.0 and at most 180.0"),
        ("rdfs:range", '"-6,5"', "Write -6.5"),
        ("rdfs:Datatype", '"2024"^^xsd:date', 'Write "2024"^^xsd:gYear, or something like "2018-07-08"^^xsd:date'),
        ("shapes:ClassDeclared", "ascn:Ctiy", "Did you mean city (ascn:City)?"),
        ("shapes:PropertyDeclared", "ascn:memeberOf", "Did you mean member of (ascn:memberOf)?"),
        ("shapes:CityLabelEnglish", '"Why"@en', 'Keep one of: "Y"@en, "Why"@en'),
    ],
)
def test_a_hint_says_what_to_write(found: Lookup, rule: str, at: str, hint: str) -> None:
    assert found(rule, at).hint("en") == hint


def test_what_is_missing_is_shown_as_others_have_it(found: Lookup) -> None:
    hint = found("shapes:CityLabelIndonesian", "city:y").hint("en")
    assert hint.startswith("Add it, as ")
    assert hint.endswith("@id ;"), "an Indonesian label, not the English one that comes first"


def test_hints_are_told_in_indonesian(found: Lookup) -> None:
    assert found("shapes:ThingDescribed", "city:singapor").hint("id") == "Maksudnya Singapura (city:singapore)?"
    assert found("shapes:LatestDay", '"2018-07-08"').hint("id") == 'Tulis "2018-07-08"^^xsd:date'


def test_a_value_is_no_thing(found: Lookup) -> None:
    finding = found("rdfs:Datatype", '"2024"^^xsd:date')
    assert (finding.focus, finding.value) == ("", "2024")


def test_the_file_of_a_user_is_named_first(found: Lookup) -> None:
    finding = found("owl:AllDisjointClasses", "nation:singapore")
    assert Path(finding.files[0]).name == "mistakes.ttl"
    assert finding.files[1:] == ("data/nations.ttl", "ontology/ascn.ttl")
