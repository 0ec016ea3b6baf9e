"""A question file with a fault is told in words: which file, what is wrong, what to write."""

from __future__ import annotations

from pathlib import Path

import pytest

from ascn_kg.errors import AscnKgError, QuestionError
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


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        (JOINED, "", "no header"),
        (JOINED, "SELECT * {}", "no header"),
        ("#+ summary: Which", "#+ summary: Which: what", r"joined\.rq:1:\d+: .*not valid YAML"),
        ("name: {en: City", "name: {en: City, id: [", "not valid YAML"),
        ("#+ tags: [membership]\n", "", "lacks tags"),
        ("#+ tags: [membership]", "#+ tags: membership", "tags must be a list"),
        ("#+ note: Made up.\n", "", "go together"),
        ("#+ note:", "#+ remark:", "unknown key 'remark'"),
        ("#+ note: Made up.", "#+ note: Made up.\n#+ cites: none", "cites is 'none'. Write all .* or own"),
        ("#+ note: Made up.", "#+ note: Made up.\n#+ cites: [own]", r"cites is \['own'\]"),
        ("{en: Joined, id: Bergabung}", "{en: Joined, id: Bergabung, kind: hidden}", "column 'joined'"),
        ("sure: {en", "surely: {en", "column 'surely' is not selected"),
        ("#+   sure: {en: Sure, id: Pasti}\n", "", "?sure is selected but not among".replace("?", r"\?")),
        ("membership: statement", "membership: evidence", "column 'membership' is described as 'evidence'"),
        ("{en: Joined, id: Bergabung}", "{en: Joined}", "column 'joined'"),
        ("VALUES ?year { 2018 }", "", "'year' has no VALUES block"),
        ("VALUES ?year { 2018 }", "VALUES ?year { 2018 2019 }", "one variable and one term"),
        ("VALUES ?year { 2018 }", "VALUES (?year) { (2018) }", "one variable and one term"),
        ("VALUES ?city {", "VALUES ?year { 2019 } VALUES ?city {", "differs from the first"),
        ("type: xsd:integer", "type: integer", "unknown type 'integer'"),
        ("type: xsd:integer", "type: xsd:integer, any: true", "any is true or false"),
        (", any: true", "", "default UNDEF"),
        ("type: xsd:integer", "type: xsd:integer, default: cut-off", "cut-off"),
        ("#+   year: {", "#+   lang: {", "reserved name"),
        ("#+   year: {", "#+   Year: {", "lower case"),
        (", bantuan: satu kota", "", "needs type, help and bantuan"),
        ("SELECT ?membership ?name ?joined ?sure", "SELECT *", r"SELECT \*"),
        ("SELECT ?membership ?name ?joined ?sure\nWHERE", "ASK", "no SELECT"),
    ],
)
def test_bad_headers_say_what_to_write(old: str, new: str, message: str) -> None:
    assert old in JOINED
    with pytest.raises(AscnKgError, match=message) as caught:
        parse_question(JOINED.replace(old, new), Path("joined.rq"))
    assert str(caught.value).startswith("joined.rq")


# What is replaced by what in a question, the rule, what stands at the place, part of the words.
PLACES = [
    ("#+ tags:", "#+ tgas:", "unknown-key", "tgas", "Did you mean tags?"),
    ("type: xsd:integer,", "type: integer,", "param-type", "integer", "Did you mean xsd:integer?"),
    ("type: ascn:City,", "type: acsn:City,", "param-type", "acsn:City", "Did you mean ascn:City?"),
    ("type: xsd:integer,", "typ: xsd:integer,", "param-key", "typ", "Did you mean type?"),
    ("sure: {en", "suer: {en", "column-not-selected", "suer", "Did you mean sure?"),
    ("membership: statement", "membership: statment", "column", "statment", "Did you mean statement?"),
    ("#+ tags: [membership]", "#+ tags: membership", "no-list", "membership", "[one, another]"),
    ("#+   year: {", "#+   lang: {", "param-reserved", "lang", "reserved"),
    ("#+ note: Made up.", "#+ note: Made up.\n#+ cites: none", "cites", "none", "Write all"),
    (
        "VALUES ?year { 2018 }",
        "VALUES ?year { 2018 2019 }",
        "param-values",
        "VALUES ?year",
        "one variable and one term",
    ),
    ("WHERE {", "WHERE { {", "brace-unclosed", "{", "Add the missing }"),
    ("SELECT ?membership ?name ?joined ?sure", "SELECT *", "select-all", "*", "Name each variable"),
    ("VALUES ?year { 2018 }", 'VALUES ?year { "2018 }', "token", '"2018', "Close the string"),
]


@pytest.mark.parametrize(("old", "new", "rule", "shown", "words"), PLACES)
def test_faults_are_told_with_their_place(old: str, new: str, rule: str, shown: str, words: str) -> None:
    assert old in JOINED
    text = JOINED.replace(old, new, 1)
    with pytest.raises(QuestionError) as caught:
        parse_question(text, Path("queries/q.rq"))
    finding = next(each for each in caught.value.findings if each.rule == f"question:{rule}")
    assert finding.at is not None
    assert finding.at.file == "queries/q.rq"
    assert text.split("\n")[(finding.at.line or 0) - 1][(finding.at.column or 0) - 1 :].startswith(shown)
    assert words in f"{finding.message('en')} {finding.hint('en')}"
    assert dict(finding.messages)["id"] != dict(finding.messages)["en"]
    assert dict(finding.hints)["id"]


def test_several_faults_are_told_at_once() -> None:
    text = JOINED.replace("#+ tags: [membership]", "#+ tags: 5").replace("type: xsd:integer", "type: integer")
    text = text.replace("{en: Joined, id: Bergabung}", "{en: Joined}").replace("#+ note: Made up.\n", "")
    text = text.replace("FILTER", "FLITER", 1)
    with pytest.raises(QuestionError) as caught:
        parse_question(text, Path("q.rq"))
    assert {each.rule.partition(":")[2] for each in caught.value.findings} == {
        "no-list",
        "param-type",
        "column",
        "note",
        "unknown-word",
    }
