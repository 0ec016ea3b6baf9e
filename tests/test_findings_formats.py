"""The reports for machines: what GitHub's runner, code scanning and CI servers take, whatever the findings hold."""

from __future__ import annotations

import hashlib
import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree as xml

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from ascn_kg.findings import SEVERITIES, Finding, Region, Related
from ascn_kg.findings.github import render_github
from ascn_kg.findings.json_report import render_json
from ascn_kg.findings.junit import render_junit
from ascn_kg.findings.sarif import render_sarif
from ascn_kg.findings.sources import SourceFiles

from .conftest import ROOT
from .test_findings_text import CODE, NOTE

SCHEMAS = ROOT / "tests" / "schemas"
MANY_LINES = replace(CODE, at=Region("data/cities.ttl", 2, 15, 4, 3), severity="info", related=(), rule_at=None)

# The last is what Python makes of a byte in a file name that is not UTF-8.
TEXTS = some.text(some.characters(exclude_categories=["Cs"]) | some.just("\udcff"), max_size=12)
NUMBERS = some.integers(1, 9)
REGIONS = some.one_of(
    TEXTS.map(Region),
    some.builds(lambda f, n: Region(f, n), TEXTS, NUMBERS),
    some.builds(lambda f, n, c, m, d: Region(f, n, c, n + m, c + d), TEXTS, NUMBERS, NUMBERS, NUMBERS, NUMBERS),
)
WORDS = some.lists(some.tuples(some.sampled_from(["en", "id", "vi"]), TEXTS), max_size=3).map(tuple)
FINDINGS = some.builds(
    Finding,
    TEXTS,
    some.sampled_from(SEVERITIES),
    WORDS,
    TEXTS,
    some.none() | TEXTS,
    some.none() | TEXTS,
    WORDS,
    WORDS,
    some.none() | REGIONS,
    some.lists(some.builds(Related, REGIONS, WORDS), max_size=2).map(tuple),
    some.none() | REGIONS,
)


@cache
def sarif_schema() -> Any:
    return json.loads((SCHEMAS / "sarif-schema-2.1.0.json").read_text(encoding="utf-8"))


@cache
def sarif_validator() -> jsonschema.Draft4Validator:
    return jsonschema.Draft4Validator(sarif_schema())


def sarif(*findings: Finding, lang: str = "en") -> dict[str, Any]:
    """The one run of a valid SARIF report."""
    report = json.loads(render_sarif(findings, lang))
    sarif_validator().validate(report)
    run: dict[str, Any] = report["runs"][0]
    return run


# GitHub


def command(line: str) -> tuple[str, dict[str, str], str]:
    """Reads a workflow command as the runner does: name, properties and message, their escapes undone."""
    match = re.fullmatch(r"::(\w+) ([^:]*)::(.*)", line)
    assert match, line
    name, properties, message = match.groups()
    pairs = (each.split("=", 1) for each in properties.split(","))
    return name, {key: unquote(value) for key, value in pairs}, unquote(message)


def test_github_gets_an_annotation_a_finding() -> None:
    *commands, told = render_github([CODE, NOTE, MANY_LINES]).splitlines()
    assert told == "1 violation, 1 warning, 1 note in 1 file."
    assert list(map(command, commands)) == [
        ("warning", {"title": "shapes:Note"}, "<urn:b>: Leave the note out.\nrule: shapes:Note"),
        (
            "error",
            {
                "file": "data/cities.ttl",
                "line": "2",
                "endLine": "2",
                "col": "15",
                "endColumn": "19",
                "title": "shapes:Code",
            },
            "data/cities.ttl:2:15: Aman (city:a) has a1, not capitals.\n"
            'hint: Write "A1"\n'
            "see also: data/more.ttl:7:1: another value\n"
            "rule: shapes:Code (ontology/shapes/places.ttl:20)",
        ),
        (
            "notice",  # with columns, the runner would refuse a region of several lines
            {"file": "data/cities.ttl", "line": "2", "endLine": "4", "title": "shapes:Code"},
            'data/cities.ttl:2:15: Aman (city:a) has a1, not capitals.\nhint: Write "A1"\nrule: shapes:Code',
        ),
    ]


def test_github_is_told_a_file_from_where_the_repository_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "graph/data").mkdir(parents=True)
    (tmp_path / "graph/data/cities.ttl").touch()
    first = render_github([CODE], files=SourceFiles(tmp_path / "graph")).splitlines()[0]
    _, properties, message = command(first)
    assert properties["file"] == "graph/data/cities.ttl"
    assert message.startswith("graph/data/cities.ttl:2:15: ")


def test_github_is_told_what_is_left_out() -> None:
    assert render_github([CODE], "id", left_out=7).endswith("7 lagi tidak ditampilkan (--max-findings).")


def test_what_a_command_is_made_of_is_escaped() -> None:
    finding = Finding("a:b,c\n%", "violation", (("en", "x::y\r\n::error::z 100%"),))
    assert render_github([finding]).splitlines()[0] == (
        "::error title=a%3Ab%2Cc%0A%25::x::y%0D%0A::error::z 100%25%0Arule: a:b,c%0A%25"
    )


@given(FINDINGS)
@settings(max_examples=60, deadline=None)
def test_any_finding_is_one_command(finding: Finding) -> None:
    *commands, _ = render_github([finding]).split("\n")
    assert len(commands) == 1
    assert commands[0].startswith(("::error ", "::warning ", "::notice "))
    assert "\r" not in commands[0]


# SARIF


def test_the_schema_is_that_of_oasis() -> None:
    digest = hashlib.sha256((SCHEMAS / "sarif-schema-2.1.0.json").read_bytes()).hexdigest()
    assert digest in (SCHEMAS / "README.md").read_text(encoding="utf-8")
    assert "docs.oasis-open.org" in sarif_schema()["id"]


def test_sarif_has_a_result_a_finding() -> None:
    run = sarif(CODE, NOTE)
    assert run["columnKind"] == "unicodeCodePoints"
    note, code = run["results"]
    assert (note["ruleId"], note["level"], note["locations"]) == ("shapes:Note", "warning", [])
    assert code == {
        "ruleId": "shapes:Code",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": 'Aman (city:a) has a1, not capitals.\nHint: Write "A1"'},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "data/cities.ttl"},
                    "region": {"startLine": 2, "startColumn": 15, "endLine": 2, "endColumn": 19},
                }
            }
        ],
        "partialFingerprints": code["partialFingerprints"],
        "relatedLocations": [
            {
                "id": 1,
                "physicalLocation": {
                    "artifactLocation": {"uri": "data/more.ttl"},
                    "region": {"startLine": 7, "startColumn": 1, "endLine": 7, "endColumn": 5},
                },
                "message": {"text": "another value"},
            },
            {
                "id": 2,
                "physicalLocation": {
                    "artifactLocation": {"uri": "ontology/shapes/places.ttl"},
                    "region": {"startLine": 20, "startColumn": 1, "endLine": 20, "endColumn": 12},
                },
                "message": {"text": "The rule is written here."},
            },
        ],
    }


def test_sarif_explains_each_rule_in_both_languages() -> None:
    rules = sarif(CODE, replace(CODE, focus="urn:z"), NOTE)["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == ["shapes:Code", "shapes:Note"]
    assert rules[0]["help"]["text"] == (
        'English: For example: Aman (city:a) has a1, not capitals.\nHint: Write "A1"\n'
        "The rule is written in ontology/shapes/places.ttl:20.\n\n"
        'Bahasa Indonesia: Contoh: Aman (city:a) punya a1, bukan huruf kapital.\nPetunjuk: Tulis "A1"\n'
        "Aturan ini tertulis di ontology/shapes/places.ttl:20."
    )
    assert r"Aman \(city:a\)" in rules[0]["help"]["markdown"]


def test_sarif_speaks_indonesian() -> None:
    run = sarif(CODE, lang="id")
    assert run["language"] == "id"
    assert run["results"][0]["message"]["text"].startswith("Aman (city:a) punya a1")


def fingerprints(*findings: Finding) -> list[str]:
    return [result["partialFingerprints"]["ascnKgFinding/v1"] for result in sarif(*findings)["results"]]


def test_a_fingerprint_stays_when_lines_shift() -> None:
    moved = replace(CODE, at=Region("data/cities.ttl", 40, 3, 40, 9), rule_at=None, related=())
    assert fingerprints(CODE) == fingerprints(moved)
    others = [
        replace(CODE, rule="shapes:Other"),
        replace(CODE, focus="urn:z"),
        replace(CODE, value="z"),
        replace(CODE, path="urn:p"),
        replace(CODE, at=Region("data/others.ttl", 2)),
    ]
    assert len({*fingerprints(CODE), *(each for other in others for each in fingerprints(other))}) == 6


def test_fingerprints_of_like_findings_differ() -> None:
    first = fingerprints(CODE, CODE)
    assert len(set(first)) == 2
    assert set(fingerprints(CODE)) < set(first)


def test_a_fingerprint_does_not_hang_on_the_name_of_a_blank_node() -> None:
    assert fingerprints(replace(CODE, focus="_:a1")) == fingerprints(replace(CODE, focus="_:b7"))


def test_sarif_writes_addresses(tmp_path: Path) -> None:
    strange = replace(CODE, at=Region("data/kota baru#1%.ttl", 1), related=(), rule_at=Region("/etc/ä.ttl", 1))
    (result,) = sarif(strange)["results"]
    places = [result["locations"][0], result["relatedLocations"][0]]
    uris = [place["physicalLocation"]["artifactLocation"]["uri"] for place in places]
    assert uris == ["data/kota%20baru%231%25.ttl", "file:///etc/%C3%A4.ttl"]


def test_nothing_found_is_a_sarif_report_too() -> None:
    assert sarif()["results"] == []


@given(some.lists(FINDINGS, max_size=3))
@settings(max_examples=20, deadline=None)
def test_any_findings_are_valid_sarif(findings: list[Finding]) -> None:
    assert len(sarif(*findings)["results"]) == len(findings)


# JUnit


def test_junit_has_a_suite_a_file_and_a_case_a_finding() -> None:
    root = xml.fromstring(render_junit([CODE, NOTE, MANY_LINES]))
    numbers = {"tests": "3", "failures": "1", "errors": "0", "skipped": "2"}
    assert root.attrib == {"name": "ascn-kg validate", **numbers}
    assert [suite.get("name") for suite in root] == ["ascn-kg validate", "data/cities.ttl"]
    note, code = root[0][0], root[1][0]
    assert code.attrib == {
        "classname": "shapes:Code",
        "name": "data/cities.ttl:2:15: shapes:Code",
        "file": "data/cities.ttl",
        "line": "2",
    }
    assert [code[0].tag, code[0].get("message")] == ["failure", "Aman (city:a) has a1, not capitals."]
    assert 'hint: Write "A1"' in (code[0].text or "")
    assert [note[0].tag, note[0].get("message")] == ["skipped", "<urn:b>: Leave the note out."]


def test_junit_has_a_case_that_passes_where_nothing_is_found() -> None:
    root = xml.fromstring(render_junit([]))
    assert (root.get("tests"), root.get("failures")) == ("1", "0")
    (case,) = root.iter("testcase")
    assert list(case) == []


@given(some.lists(FINDINGS, max_size=3))
@settings(max_examples=40, deadline=None)
def test_any_findings_are_valid_xml(findings: list[Finding]) -> None:
    root = xml.fromstring(render_junit(findings))
    assert len(list(root.iter("testcase"))) == max(1, len(findings))


# JSON


def test_json_has_all_of_a_finding() -> None:
    report = json.loads(render_json([CODE, NOTE], left_out=3))
    assert report == {
        "findings": [NOTE.as_json(), CODE.as_json()],
        "counts": {"violation": 1, "warning": 1, "info": 0},
        "left_out": 3,
    }


@pytest.mark.parametrize("render", [render_github, render_json, render_junit, render_sarif])
def test_the_order_findings_come_in_does_not_matter(render: Any) -> None:
    assert render([CODE, NOTE, MANY_LINES]) == render([MANY_LINES, CODE, NOTE])
