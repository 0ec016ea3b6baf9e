"""What keeps a Turtle file from being read is told as findings: where the mistake was made, and what to write."""

from __future__ import annotations

import random
import time
from pathlib import Path

import pyoxigraph as ox
import pytest

from ascn_kg.errors import LoadError
from ascn_kg.findings import Finding
from ascn_kg.graph import load_graph
from ascn_kg.turtle.fault_words import _KINDS
from ascn_kg.turtle.faults import MOST, faults
from ascn_kg.turtle.refusal import refusal
from tests.conftest import ROOT, Project

HEAD = "@prefix ascn: <https://w3id.org/ascn-kg/ontology#> .\n@prefix city: <https://w3id.org/ascn-kg/id/city/> .\n\n"
FIRST = HEAD.count("\n") + 1


def findings_in(text: str) -> list[Finding]:
    with pytest.raises(SyntaxError) as caught:
        list(ox.parse(text, format=ox.RdfFormat.TURTLE))
    return refusal(text, "f.ttl", caught.value)


# The text, the rule, line (from 1 below the prefixes), column and width of what is named, part of the words.
ONE = [
    ("city:a a acsn:City .", "prefix", 1, 10, 9, "Did you mean ascn:City?"),
    ("city:a a ascn:City , skos:Concept .", "prefix", 1, 22, 12, "Add at the top: @prefix skos: <http://www.w3.org/"),
    ("city:a a zzz:City ; zzz:b 1 .", "prefix", 1, 10, 8, "it is used 2 times"),
    ("city:a a nattion:City .", "prefix", 1, 10, 12, "Did you mean nation:City? Then add at the top: @prefix nation:"),
    ("city:a x:b 1 .\n@prefix x: <http://x/> .", "prefix-late", 1, 8, 3, "declared only further down"),
    ("city:a a ascn:City\n\n\ncity:b a ascn:City .", "dot", 1, 19, 0, "about city:a do not end"),
    ("  city:a a ascn:City\n\n  city:b a ascn:City .", "dot", 1, 21, 0, "dot behind the last value"),
    ("city:a a ascn:City", "dot", 1, 19, 0, "dot"),
    ("city:a a ascn:City\n@prefix x: <http://x/> .", "dot", 1, 19, 0, "dot"),
    ("city:a a ascn:City .\n    ascn:code 1 .", "dot-early", 1, 20, 1, "Write ; instead of the dot"),
    ("city:a a ascn:City .\n    ascn:Place .", "dot-early", 1, 20, 1, "Write , instead of the dot"),
    ('city:a ascn:n "x" .\n    "y" .', "dot-early", 1, 19, 1, "Write , instead of the dot"),
    ("city:a a ascn:City ;\n\ncity:b a ascn:City .", "dot-instead", 1, 20, 1, "city:b begins a new one"),
    ("city:a a ascn:City ;\n\ncity:b ascn:c 1 .", "dot-instead", 1, 20, 1, "Write a dot instead of ;"),
    ("city:a a ascn:City ,\n\ncity:b a ascn:City .", "dot-instead", 1, 20, 1, "Write a dot instead of ,"),
    ("city:a a ascn:City ;\n  . ;\n  ascn:code 1 .", "dot-before", 2, 3, 1, "too early"),
    ("city:a a ascn:City\n  ascn:code 1 .", "semicolon", 1, 19, 0, "Write ;"),
    ("city:a a ascn:City ,\n  ascn:code 1 .", "comma", 1, 20, 1, "Write ; instead of the comma"),
    ("city:a ascn:c 1 2 .", "sign", 1, 16, 0, "2 follows 1"),
    ("city:a a ascn:City , .", "comma-left", 1, 20, 1, "no value follows"),
    ("city:a a ascn:City ; ascn:code .", "no-object", 1, 22, 9, "no value follows ascn:code"),
    ("city:a ascn:code", "no-object", 1, 8, 9, "no value follows ascn:code"),
    ("city:a .", "no-verb", 1, 1, 6, "nothing is said of city:a"),
    ("city:a", "no-verb", 1, 1, 6, "nothing is said of city:a"),
    ("; city:a a ascn:City .", "sign-first", 1, 1, 1, "no statement begins with ;"),
    ('"a" a ascn:City .', "subject", 1, 1, 3, "cannot be what a statement is about"),
    ('city:a "p" 1 .', "verb", 1, 8, 3, "stands where a property is wanted"),
    ("city:a [ ascn:p 1 ] 2 .", "verb", 1, 8, 1, "stands where a property is wanted"),
    ("city:a ascn:p a .", "a", 1, 15, 1, "short for rdf:type"),
    ('city:a ascn:p "A .\ncity:b a ascn:City .', "text", 1, 15, 4, "not closed on its line"),
    ('city:a ascn:p """A .\ncity:b a ascn:City .', "long-text", 1, 15, 3, 'Write """ at the end'),
    ('city:a ascn:p """A" .\n\ncity:b ascn:p """x""" .', "long-text", 1, 15, 3, 'Write """ at the end'),
    ('city:a ascn:p "He said "hello" to me" .', "inner-quote", 1, 15, 11, 'Write \\" for the mark'),
    ("city:a ascn:p [ ascn:q 1 .\ncity:b a ascn:City .", "bracket", 1, 15, 1, "Write ] behind the last value"),
    ("city:a ascn:p [ ascn:q 1\n\ncity:b a ascn:City .", "bracket", 1, 15, 1, "never closed"),
    ("city:a ascn:p ( 1 2 .", "bracket", 1, 15, 1, "Write ) behind"),
    ("city:a ascn:p ( 1 , 2 ) .", "comma-in-list", 1, 19, 1, "parted by spaces"),
    ("city:a a ascn:City ] .", "unopened", 1, 20, 1, "closes nothing"),
    ('city:a ascn:p "a\\qb" .', "escape", 1, 17, 2, "\\q stands for no character"),
    ('city:a ascn:p "a\\u12b" .', "escape", 1, 17, 5, "\\u12b stands for no character"),
    ('city:a ascn:p "\\uD800" .', "escape", 1, 16, 6, "stands for no character"),
    ("city:a\\q ascn:p 1 .", "name-escape", 1, 7, 2, "\\q in the name city:a\\q"),
    ("city:a%zz ascn:p 1 .", "name-percent", 1, 7, 3, "%zz in the name"),
    ("city:a/b a ascn:City .", "name", 1, 7, 1, "/ cannot stand in the name city:a/b"),
    ('city:a ascn:p "a"@en_GB .', "tag", 1, 18, 6, "@en_GB is no language tag"),
    ('city:a ascn:p "a"@123 .', "tag", 1, 18, 4, "@123 is no language tag"),
    ('city:a ascn:p "a"@indonesian .', "tag", 1, 18, 11, "@indonesian is no language tag"),
    ("city:a ascn:p <http://x y> .", "iri-space", 1, 15, 12, "%20 for a space"),
    ("city:a ascn:p <http://x/{0}> .", "iri", 1, 15, 14, "<http://x/{0}> is no IRI: Invalid IRI code point '{'"),
    ("city:a ascn:p <http://x/\\n> .", "iri-escape", 1, 15, 13, "\\n cannot stand in an IRI"),
    ("city:a ascn:p <x> .", "relative", 1, 15, 3, "no full address"),
    ("city:a ascn:p <http://x/ .\ncity:b a ascn:City .", "iri-unclosed", 1, 15, 10, "Write > at its end"),
    ("city:a ascn:p http://x/ , 1 .", "bare-iri", 1, 15, 9, "Write it in < >"),
    ("@prefix x: <http://x/>\ncity:a a x:City .", "directive-dot", 1, 23, 0, "Write a dot at its end"),
    ("@prefix x <http://x/> .\ncity:a a x:City .", "directive-colon", 1, 1, 21, "@prefix x: <http://x/> ."),
    ("@prefix x: http://x/ .", "directive-iri", 1, 1, 22, "without an address in < >"),
    ("@base x .", "base-iri", 1, 1, 9, "@base <https://"),
    ("PREFIX x: <http://x/> .\ncity:a a x:City .", "directive-sign", 1, 23, 1, "Take . out"),
    ("city:a ascn:p True .", "boolean", 1, 15, 4, "true or false in small letters"),
    ("city:a ascn:p hello .", "word", 1, 15, 5, 'Write "hello" for a text'),
    ("city:a ascn:p 2024-01-02 .", "date", 1, 15, 10, '"2024-01-02"^^xsd:date'),
    ("city:a ascn:p 2024-01 .", "date", 1, 15, 7, '"2024-01"^^xsd:gYearMonth'),
    ("city:a ascn:p “hello” .", "curly", 1, 15, 1, 'the straight "'),
    ("city:a\u00a0a ascn:City .", "invisible", 1, 7, 1, "U+00A0 (no-break space)"),
    ("city:a ascn:p\x01 1 .", "invisible", 1, 14, 1, "U+0001 (control character)"),
    ('city:a ascn:p "😀😀" , acsn:x .', "prefix", 1, 22, 6, "columns count characters, not bytes"[:0]),
    ("// hello\ncity:a a ascn:City .", "comment", 1, 1, 2, "Begin each line of a comment with #"),
    ("GRAPH <http://x/> { city:a a ascn:City }", "word", 1, 1, 5, "GRAPH is a bare word"),
    ("{ city:a a ascn:City }", "brace", 1, 1, 1, "Braces are for TriG"),
    ("city:a = city:b .", "character", 1, 8, 1, "no term begins with ="),
    ("city:a ascn:p << city:a ascn:p 1 .", "star", 1, 15, 2, "RDF-star"),
]


@pytest.mark.parametrize(("text", "kind", "line", "column", "width", "words"), ONE)
def test_a_mistake_is_told_where_it_was_made(
    text: str, kind: str, line: int, column: int, width: int, words: str
) -> None:
    (finding,) = findings_in(HEAD + text)
    assert finding.at is not None
    assert (finding.rule, finding.severity) == (f"turtle:{kind}", "violation")
    assert finding.at[:3] == ("f.ttl", FIRST - 1 + line, column)
    assert finding.at.end_column == column + width
    assert words in f"{finding.message('en')} {finding.hint('en')}"
    assert any("the parser stopped here: " in dict(each.words)["en"] for each in finding.related)
    for lang in ("en", "id"):
        assert dict(finding.messages)[lang], lang
        assert dict(finding.hints)[lang], lang


def test_every_kind_of_mistake_is_tested() -> None:
    assert {kind for _, kind, *_ in ONE} | {"format", "merge", "directive"} == {*_KINDS, "prefix"}


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ('<?xml version="1.0"?>\n<rdf:RDF/>', "RDF/XML"),
        ("<!DOCTYPE html>\n<html></html>", "HTML"),
        ('{"@id": "x"}', "JSON"),
        ('[{"@id": "x"}]', "JSON"),
    ],
)
def test_another_format_is_named(text: str, name: str) -> None:
    (finding,) = findings_in(text)
    assert finding.message("en") == f"this is {name}, not Turtle."
    assert finding.at is not None
    assert finding.at.line == 1


def test_what_the_parser_alone_understands_is_told_in_its_words() -> None:
    error = SyntaxError("Parser error at line 1 between columns 8 and 9: Odd.", ("", 1, 8, "", 1, 9))
    (finding,) = refusal("city:a a city:b .", "f.ttl", error)
    assert finding.rule == "turtle:prefix"
    (finding,) = refusal("<a:a> a <a:b> .", "f.ttl", error)
    assert (finding.rule, finding.message("en")) == ("turtle:syntax", "not valid Turtle: Odd.")
    assert finding.at == ("f.ttl", 1, 8, 1, 9)


def test_several_mistakes_of_a_file_are_told_at_once() -> None:
    text = (
        "city:a a acsn:City .\n\n"  # 1
        'city:b a ascn:City\n  ascn:n "x" .\n\n'  # 3
        'city:c ascn:n "a\\q" , "b\\q" .\n\n'  # 6, twice
        "city:d a ascn:City ;\n  ascn:p [ ascn:q 1 .\n\n"  # 9
        "city:e a ascn:City .\n\n"
        "<<<<<<< ours\ncity:f ascn:n 1 .\n=======\ncity:f ascn:n 2 .\n>>>>>>> theirs\n"  # 13, 15, 17
        "city:g a nope:City , nope:Place .\n"  # 18
    )
    found = findings_in(HEAD + text)
    assert [(each.rule.partition(":")[2], ((each.at and each.at.line) or 0) - FIRST + 1) for each in found] == [
        ("prefix", 1),
        ("semicolon", 3),
        ("escape", 6),
        ("escape", 6),
        ("bracket", 9),
        ("merge", 13),
        ("merge", 15),
        ("merge", 17),
        ("prefix", 18),
    ]
    assert [len(each.related) for each in found] == [1, 0, 0, 0, 1, 0, 0, 0, 0]


def test_a_text_left_open_hides_what_follows() -> None:
    found = findings_in(HEAD + 'city:a ascn:n """x .\n\ncity:b a nope:City .\ncity:c "x\\q" 1 .')
    assert [each.rule for each in found] == ["turtle:long-text"]


@pytest.mark.parametrize("path", sorted(ROOT.glob("ontology/**/*.ttl")) + sorted(ROOT.glob("data/*.ttl")), ids=str)
def test_valid_files_have_no_faults(path: Path) -> None:
    assert faults(path.read_bytes().decode()) == []


@pytest.mark.parametrize("seed", range(8))
def test_one_mistake_gives_one_finding_where_it_is(seed: int) -> None:
    """Of 25 mistakes planted in our files, all are told within a line, and hardly any twice."""
    chance = random.Random(seed)
    texts = [path.read_bytes().decode() for path in sorted(ROOT.glob("data/*.ttl")) if path.stat().st_size < 40_000]
    told: list[int] = []
    while len(told) < 25:
        text = chance.choice(texts)
        at = chance.randrange(text.rindex("@prefix") + 100, len(text))
        signs = [offset for offset in range(at, min(len(text), at + 300)) if text[offset] in '.;,"<>[]()@:^']
        if not signs:
            continue
        at = chance.choice(signs)
        planted = text[:at] + chance.choice(["", "", ".", ";", ",", "[", '"', "\\", "x"]) + text[at + 1 :]
        try:
            list(ox.parse(planted, format=ox.RdfFormat.TURTLE))
        except SyntaxError as error:
            found = refusal(planted, "f.ttl", error)
            line = planted.count("\n", 0, at) + 1
            places = [region for each in found for region in (each.at, *(other.at for other in each.related)) if region]
            assert min(abs((region.line or 0) - line) for region in places) <= 1, planted[at - 60 : at + 60]
            told.append(len(found))
    assert sum(told) <= 28


@pytest.mark.parametrize(
    "text",
    [
        "[" * 200_000,
        "(" * 200_000,
        '"' * 200_001,
        "x" * 400_000,
        "<" * 200_000,
        "a " * 200_000,
        "a:b a:c a:d . " * 40_000,
        ". " * 200_000,
        '"x" "y"\n' * 50_000,
        "@prefix\n" * 50_000,
        "<a> <b> <c> ;\n\n" * 30_000,
        '<http://a> <http://b> """' + "x\\q" * 100_000,
        "\\" * 200_000,
        "_:" * 100_000,
        "%" * 200_000,
        "city:a ascn:b 1 .\n\ncity:a a a .\n\n" * 20_000,
    ],
    ids=range(16),
)
def test_no_text_takes_long(text: str) -> None:
    start = time.perf_counter()
    assert 0 < len(findings_in(text)) <= MOST
    assert time.perf_counter() - start < 5


def test_files_that_are_no_text_are_findings_too(project: Project) -> None:
    locations = project({"data/empty.ttl": "# nothing", "data/c.ttl": 'city:a ascn:n "ä\\u0007" .'})
    (locations.data / "latin.ttl").write_bytes("# é: café".encode("latin-1"))
    (locations.data / "wide.ttl").write_text("city:a a city:b .", encoding="utf-16")
    (locations.data / "folder.ttl").mkdir()
    with pytest.raises(LoadError) as caught:
        load_graph(locations)
    by_file = {finding.at.file: finding for finding in caught.value.findings if finding.at}
    assert {name.removeprefix("data/"): finding.rule for name, finding in by_file.items()} == {
        "empty.ttl": "file:empty",
        "c.ttl": "file:control",
        "latin.ttl": "file:encoding",
        "wide.ttl": "file:encoding",
    }
    assert str(by_file["data/latin.ttl"].at) == "data/latin.ttl:1:3"
    assert by_file["data/c.ttl"].at[2:] == (17, 11, 23)  # type: ignore[index]
    assert "UTF-16" in by_file["data/wide.ttl"].hint("en")
    assert all(dict(finding.messages)["id"] and dict(finding.hints)["id"] for finding in caught.value.findings)
    assert str(caught.value).splitlines() == caught.value.problems
