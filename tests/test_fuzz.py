"""Hostile input is answered in words: no traceback, no hang, no end of the process, no place outside the file.

Each input is made from a seed, so what fails here is run again with the command the failure names.
"""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ascn_kg.errors import LoadError
from ascn_kg.findings import Finding
from ascn_kg.graph import Sources
from ascn_kg.graph.loading import TurtleFile
from tests.conftest import ROOT
from tests.fuzz.child import TRIES
from tests.fuzz.mutations import NASTY
from tests.fuzz.runner import failures

QUICK = {"turtle": 100, "shapes": 20, "question": 150, "citation": 100}
SLOW = {"turtle": 2500, "shapes": 400, "question": 2000, "citation": 1500}

# Pieces of Turtle that hypothesis puts together, so that most of it has the right words in the wrong places.
WORDS = """
    ascn:a <http://e.org/b> _:c a "d" "e"@id "f"^^xsd:date 1 -2.5 3e4 true [ ] ( ) ; , . # @prefix @base PREFIX < > "
    ' @ ^^ << >> {| |} \\ % : _: é 😀 \u200b xsd:date rdf:rest rdf:nil
"""
PIECES = st.one_of(st.sampled_from(WORDS.split()), st.sampled_from("\n\r\u2028\x00"))
HEADER = (
    "@prefix ascn: <https://w3id.org/ascn-kg/ontology#> .\n"
    "@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .\n"
    "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .\n"
)


@pytest.mark.parametrize("kind", sorted(TRIES))
def test_some_broken_input(kind: str) -> None:
    assert failures(kind, 2, QUICK[kind]) == []


@pytest.mark.slow
@pytest.mark.parametrize("kind", sorted(TRIES))
def test_thousands_of_broken_inputs(kind: str) -> None:
    assert failures(kind, 1, SLOW[kind]) == []


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(PIECES, max_size=40).map(" ".join))
def test_pieces_of_turtle_are_read_or_told_of(text: str) -> None:
    _load((HEADER + text).encode())


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_bytes_are_read_or_told_of(content: bytes) -> None:
    _load(content)


@pytest.mark.parametrize("number", range(len(NASTY)))
def test_each_nasty_thing_alone(number: int) -> None:
    _load(NASTY[number])
    _load(HEADER.encode() + b"ascn:a ascn:b " + NASTY[number] + b" .\n")


def _load(content: bytes) -> None:
    path = ROOT / "data" / "made-up.ttl"
    file = TurtleFile("https://w3id.org/ascn-kg/graph/data/made-up", path, path.relative_to(ROOT), content)
    findings: tuple[Finding, ...] = ()
    try:
        assert Sources((file,)).graph().columns
    except LoadError as error:
        findings = error.findings
        assert findings
    for finding in findings:
        assert finding.at is not None
        assert finding.message("en") != finding.message("id")
