"""A question file with a fault is told in words: which file, what is wrong, what to write."""

from __future__ import annotations

from pathlib import Path

import pytest

from ascn_kg.errors import AscnKgError
from ascn_kg.graph import Graph
from ascn_kg.labels import Labels
from ascn_kg.questions import Catalogue
from ascn_kg.questions.arguments import read_arguments
from ascn_kg.questions.header import parse_question, read_question
from tests.small_world import JOINED


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("#+ summary:", "#+ summary: 2024-13-45 #"),
        ("#+ summary:", "#+ summary: !!int abc #"),
        ("#+ summary:", "#+ summary: {a: [ #"),
        ("#+ summary:", "#+ summary: " + "[" * 5000 + " #"),
        ("#+ summary:", "#+\tsummary: a #"),
        ("#+ tags:", "#+ tgas:"),
        ("type: xsd:integer,", "type: xsd:integer, 5: x, zz: y,"),
    ],
)
def test_faults_of_a_header(before: str, after: str) -> None:
    assert before in JOINED
    with pytest.raises(AscnKgError, match=r"q\.rq"):
        parse_question(JOINED.replace(before, after, 1), Path("q.rq"))


def test_a_default_that_is_no_literal(graph_of_nothing: Graph) -> None:
    question = parse_question(JOINED.replace("{ 2018 }", '{ "a\\z" }'), Path("q.rq"))
    with pytest.raises(AscnKgError, match="is no literal"):
        read_arguments(question, {}, Labels(graph_of_nothing), None, "en")


@pytest.fixture
def graph_of_nothing() -> Graph:
    return Graph(())


def test_a_byte_order_mark_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "q.rq").write_bytes(b"\xef\xbb\xbf" + JOINED.encode())
    assert read_question(tmp_path / "q.rq").name == "q"


@pytest.mark.parametrize(
    ("name", "better"), [("Upper.rq", "upper.rq"), ("a_b.rq", "a-b.rq"), ("ZZ Top.rq", "zz-top.rq")]
)
def test_a_name_nobody_could_ask_for(tmp_path: Path, name: str, better: str) -> None:
    (tmp_path / name).write_text(JOINED, encoding="utf-8")
    with pytest.raises(AscnKgError, match=f"Rename it to {better}"):
        _ = Catalogue(tmp_path).names
