"""Counts of what is in a graph."""

from __future__ import annotations

import json

import pytest

from ascn_kg.cli import main
from ascn_kg.coverage import EXPECTED, CityCoverage, SourceCoverage, coverage
from ascn_kg.knowledge import KnowledgeGraph
from ascn_kg.namespaces import PREFIXES, TERMS, THINGS
from ascn_kg.stats import SourceCount, stats
from tests.test_export import graph_of


def test_tiny_graph() -> None:
    counted = stats(
        graph_of(
            """
            ascn:City a owl:Class . ascn:Place a owl:Class . ascn:Evidence a owl:Class .
            city:a a ascn:City ; ascn:evidence evidence:s-1-2 , evidence:s-3-4 , evidence:s-p9 .
            city:b a ascn:City ; ascn:evidence evidence:s-1-2 .
            evidence:s-1-2 a ascn:Evidence ; ascn:fromSource source:s ; ascn:start 1 .
            evidence:s-3-4 a ascn:Evidence ; ascn:fromSource source:s ; ascn:start 3 .
            evidence:s-p9 a ascn:Evidence ; ascn:fromSource source:s .
            source:s a ascn:Source . source:unused a ascn:Source .
            ascn:one skos:inScheme ascn:list . ascn:two skos:inScheme ascn:list .
            """,
            "city:a a ascn:Place . city:b a ascn:Place .",
        )
    )
    assert counted.classes == {TERMS + "City": 2, TERMS + "Evidence": 3, TERMS + "Place": 2}
    assert counted.schemes == {TERMS + "list": 2}
    assert counted.sources == (
        SourceCount(THINGS + "source/s", spans=2, references=1, statements=2),
        SourceCount(THINGS + "source/unused", spans=0, references=0, statements=0),
    )
    assert counted.inferred == 2


def test_statement_in_two_files_counts_once() -> None:
    graph = graph_of("<http://example.org/1> { city:a a ascn:City } <http://example.org/2> { city:a a ascn:City }")
    assert stats(graph).asserted == 1


def test_real_graph(knowledge: KnowledgeGraph) -> None:
    counted = stats(knowledge.graph)
    assert counted.asserted > 0
    assert counted.inferred > 0
    assert counted.files == len(knowledge.asserted.files)
    assert counted.classes[TERMS + "Place"] >= counted.classes[TERMS + "City"] > 0
    assert all(iri.startswith("https://w3id.org/ascn-kg/") for iri in counted.schemes)
    assert any(source.spans and source.statements for source in counted.sources)


COVERED = "".join(
    f"PREFIX {kind}: <{PREFIXES[kind]}>\n"
    for kind in ("initiative", "membership", "omission", "report", "support", "coverage")
)
COVERED += """
    city:a a ascn:City . city:b a ascn:City .
    initiative:p a ascn:Initiative ; ascn:ofCity city:a ; ascn:evidence evidence:t-1-2 .
    membership:m a ascn:Membership ; ascn:concerns city:a ; ascn:evidence evidence:t-1-2 , evidence:w-page .
    report:r a ascn:ProgressReport ; ascn:concerns initiative:p ; ascn:evidence evidence:w-page .
    support:s a ascn:Support ; ascn:concerns city:a , initiative:p .
    coverage:c a ascn:Coverage ; ascn:concerns city:b .
    evidence:t-1-2 ascn:fromSource source:t ; ascn:start 1 .
    evidence:w-page ascn:fromSource source:w .
    source:t a ascn:Source ; ascn:textSha256 "00" .
    omission:o a ascn:Omission ; ascn:fromSource source:t ; ascn:start 9 .
    source:w a ascn:Source .
"""


def test_coverage_of_a_city() -> None:
    a, b = coverage(graph_of(COVERED)).cities
    assert a == CityCoverage(
        THINGS + "city/a",
        kinds={TERMS + k: n for k, n in zip(EXPECTED, (1, 0, 1, 1, 1), strict=True)},
        verified=2,
        referenced=1,
        unsupported=1,
        sources=2,
        missing=(TERMS + "ActionPlan",),
    )
    assert a.known == 4
    assert b.known == 0, "a statement that tells of a gap is nothing known of the city"
    assert b.missing == tuple(TERMS + kind for kind in EXPECTED)


def test_coverage_of_a_source() -> None:
    assert coverage(graph_of(COVERED)).sources == (
        SourceCoverage(THINGS + "source/t", verified=2, referenced=0, left_out=1, cities=1, text=True),
        SourceCoverage(THINGS + "source/w", verified=0, referenced=2, left_out=0, cities=1, text=False),
    )


def test_coverage_of_the_real_graph(knowledge: KnowledgeGraph) -> None:
    found = coverage(knowledge.graph)
    by_city = {city.city.removeprefix(THINGS + "city/"): city for city in found.cities}
    assert len(by_city) == 38
    assert not any(TERMS + "Membership" in city.missing for city in found.cities)
    for name in ("denpasar", "dili", "semarang"):
        assert by_city[name].missing == tuple(TERMS + kind for kind in EXPECTED[1:]), name
    assert TERMS + "ActionPlan" not in by_city["jakarta"].missing
    assert all(source.text for source in found.sources if source.verified)


@pytest.mark.parametrize(("lang", "words"), [("en", "None of"), ("id", "Belum ada")])
def test_coverage_at_the_terminal(lang: str, words: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["stats", "--coverage", "--lang", lang]) == 0
    table = capsys.readouterr().out
    assert words in table
    assert all(len(line) <= 100 for line in table.splitlines())
    assert main(["stats", "--coverage", "--lang", lang, "--format", "json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert {"cities", "sources"} == set(told)
    assert all(city["known"] >= city["verified"] + city["referenced"] for city in told["cities"])
