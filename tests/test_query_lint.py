"""The lint: each rule has a query that breaks it, and every saved question keeps them all."""

from __future__ import annotations

from pathlib import Path

import pytest

from ascn_kg.questions.header import parse_question, read_question
from ascn_kg.questions.lint import lint
from tests.small_world import AS_OF, BETWEEN, JOINED

QUERIES = sorted((Path(__file__).parent.parent / "queries").glob("*.rq"))

HEAD = """\
#+ summary: What?
#+ pertanyaan: Apa?
#+ tags: [x]
#+ covers: [x]
#+ params: {year: {type: xsd:integer, help: x, bantuan: x}}
#+ columns: {s: statement, n: {en: N, id: N}}
PREFIX ascn: <https://w3id.org/ascn-kg/ontology#>

"""


def body(patterns: str) -> str:
    """A query with these patterns in it that keeps all other rules."""
    return f"SELECT ?s ?n WHERE {{ VALUES ?year {{ 1 }} {patterns} }} ORDER BY STR(?n) ?s"


GOOD = [
    body("?s ascn:n ?n FILTER(?n > ?year)"),
    "SELECT ?s ?n { ?s ascn:n ?n MINUS { VALUES ?year { 1 } ?s ascn:y ?y FILTER(?y > ?year) } } "
    "ORDER BY DESC(STR(?n)) ?s",
    """SELECT ?s ?n { VALUES ?year { 1 }
       { SELECT ?s (COUNT(DISTINCT ?m) AS ?n) { VALUES ?year { 1 } ?s ascn:m ?m ; ascn:y ?y
       FILTER(?y > ?year) } GROUP BY ?s HAVING(COUNT(DISTINCT ?m) > ?year) } } ORDER BY DESC(?n) ?s""",
    body("{ SELECT ?s WHERE { ?s ascn:part+ ascn:Top } } ?s ascn:n ?n , ?m . FILTER(?m != ?n)"),
    body(
        'OPTIONAL { SELECT ?s (MIN(?l) AS ?n) WHERE { BIND("en" AS ?lang) ?s ascn:l ?l FILTER(LANG(?l) = ?lang) } '
        "GROUP BY ?s }"
    ),
    body("?r ascn:m ?m BIND(?r AS ?s) OPTIONAL { SELECT ?s (MIN(?l) AS ?n) WHERE { ?s ascn:l ?l } GROUP BY ?s }"),
    body("?s ascn:a/ascn:b ?n OPTIONAL { ?s ascn:e ?e FILTER(?e > ?n) }"),
    """SELECT ?s ?n { VALUES ?year { 1 } ?s ascn:v ?v OPTIONAL { ?s ascn:e ?e }
       BIND(IF(BOUND(?e), ROUND(?v / 2), ?v) AS ?n) }
       ORDER BY STR(?n) ?s""",
    body("?s ascn:n ?n FILTER EXISTS { ?s ascn:e ?e FILTER(?e = ?n) }"),
]

BAD = [
    (body("{ ?s ascn:n ?n FILTER(?n > ?year) }"), "FILTER uses ?year"),
    (body("?s ascn:m ?m OPTIONAL { ?s ascn:n ?n FILTER(?n > ?year) }"), "FILTER uses ?year"),
    (body("?s ascn:m ?m MINUS { ?s ascn:y ?y FILTER(?y > ?year) } BIND(?m AS ?n)"), "FILTER uses ?year"),
    (body("{ ?s ascn:m ?m BIND(?year + ?m AS ?n) }"), "BIND uses ?year"),
    (
        "SELECT ?s ?n WHERE { VALUES ?year { 1 } { SELECT ?s (COUNT(DISTINCT ?m) AS ?n) { ?s ascn:m ?m } GROUP BY ?s "
        "HAVING(COUNT(DISTINCT ?m) > ?year) } } ORDER BY STR(?n) ?s",
        "HAVING uses ?year",
    ),
    (
        "SELECT ?s (STR(?year) AS ?n) WHERE { { VALUES ?year { 1 } ?s ascn:m ?m } } ORDER BY STR(?n) ?s",
        "SELECT uses ?year",
    ),
    (body("?s ascn:n ?n FILTER(LANG(?n) = ?lang)"), "FILTER uses ?lang"),
    (body("?s ascn:m ?m { ?s ascn:n ?n FILTER(?n > ?m) }"), "FILTER uses ?m"),
    (
        "SELECT ?s ?n { VALUES ?year { 1 } ?s ascn:m ?m { SELECT (COUNT(DISTINCT ?x) AS ?n) "
        "{ ?x ascn:y ?y FILTER(?y > ?m) } } }"
        " ORDER BY STR(?n) ?s",
        "FILTER uses ?m",
    ),
    (body("GRAPH ?g { ?s ascn:n ?n }"), "GRAPH depends"),
    (body("SERVICE <http://x/> { ?s ascn:n ?n }"), "SERVICE asks"),
    (
        "SELECT ?s (COUNT(?x) AS ?n) WHERE { VALUES ?year { 1 } ?s ascn:n ?x } GROUP BY ?s ORDER BY ?n ?s",
        "COUNT(DISTINCT",
    ),
    (
        "SELECT ?s (COUNT(*) AS ?n) WHERE { VALUES ?year { 1 } ?s ascn:n ?x } GROUP BY ?s ORDER BY ?n ?s",
        "COUNT(DISTINCT",
    ),
    (
        "SELECT ?s (AVG(?x) AS ?n) WHERE { VALUES ?year { 1 } ?s ascn:n ?x } GROUP BY ?s ORDER BY STR(?n) ?s",
        "AVG gives",
    ),
    (
        "SELECT ?s (GROUP_CONCAT(?x) AS ?n) WHERE { VALUES ?year { 1 } ?s ascn:n ?x } GROUP BY ?s ORDER BY STR(?n) ?s",
        "GROUP_CONCAT",
    ),
    ("SELECT ?s ?n WHERE { VALUES ?year { 1 } ?s ascn:n ?n }", "ORDER BY is missing"),
    ("SELECT ?s ?n WHERE { VALUES ?year { 1 } ?s ascn:n ?n } ORDER BY ?n ?s", "ORDER BY ?n sorts differently"),
    ("SELECT ?s ?n WHERE { VALUES ?year { 1 } ?s ascn:n ?n } ORDER BY STR(?n)", "Rows that tie"),
    ("SELECT ?s ?n WHERE { VALUES ?year { 1 } ?s ascn:m ?m BIND(STR(?m) AS ?n) } ORDER BY ?n", "a computed value"),
    ("SELECT DISTINCT ?s ?n WHERE { VALUES ?year { 1 } ?s ascn:n ?n ; ascn:o ?o } ORDER BY STR(?o) ?s", "Select ?o"),
    (body("?s ascn:m ?m BIND(BOUND(?m) AS ?n)"), "BOUND as a value"),
    (
        "SELECT ?s (EXISTS { ?s ascn:x ?x } AS ?n) WHERE { VALUES ?year { 1 } ?s ascn:m ?m } ORDER BY STR(?n) ?s",
        "EXISTS as a value",
    ),
    (body("?s ascn:n ?n FILTER NOT EXISTS { ?s ascn:x ?x }"), "MINUS"),
    (body("?s ascn:n ?n FILTER(?n < NOW())"), "NOW()"),
    (body("?s ascn:m ?m BIND(?m / 3 AS ?n)"), "quotient"),
    (body("?s ascn:part* ?n"), "no fixed end"),
    (body("?s ascn:part+ ascn:Top ; ascn:n ?n ."), "beside other patterns"),
    (
        body(
            'OPTIONAL { SELECT ?s (MIN(?l) AS ?n) WHERE { VALUES ?lang { "en" } ?s ascn:l ?l '
            "FILTER(LANG(?l) = ?lang) } GROUP BY ?s }"
        ),
        "hangs Virtuoso",
    ),
    (body("?s ascn:m ?m OPTIONAL { ?s ascn:o ?o BIND(IF(?o, 1, 2) AS ?n) }"), "BIND in an OPTIONAL"),
    (
        body(
            "?r ascn:m ?m BIND(IF(?m, ascn:A, ascn:B) AS ?s) "
            "OPTIONAL { SELECT ?s (MIN(?l) AS ?n) WHERE { ?s ascn:l ?l } GROUP BY ?s }"
        ),
        "does not join this sub-select",
    ),
    (body("?s ascn:n ?x ; ascn:a , ?y ; (ascn:a/^ascn:b)+ ?n"), "no fixed end"),
    (
        "PREFIX city: <https://w3id.org/ascn-kg/id/city/> " + body("?s ascn:n ?n"),
        "city: is not used",
    ),
    (
        "PREFIX aa: <http://x/> SELECT ?s ?n WHERE { VALUES ?year { 1 } ?s aa:n ?n } ORDER BY STR(?n) ?s",
        "not in alphabetical order",
    ),
    (body("?s skos:n ?n"), "not declared"),
    (
        "PREFIX xsd: <http://x/> SELECT ?s ?n WHERE { VALUES ?year { 1 } ?s xsd:n ?n } ORDER BY STR(?n) ?s",
        "Write that address",
    ),
]


@pytest.mark.parametrize("query", [*(HEAD + query for query in GOOD), JOINED, AS_OF, BETWEEN])
def test_portable_queries_pass(query: str) -> None:
    assert lint(parse_question(query, Path("q.rq"))) == []


@pytest.mark.parametrize(("query", "problem"), BAD)
def test_each_rule_fires(query: str, problem: str) -> None:
    found = lint(parse_question(HEAD + query, Path("q.rq")))
    assert any(problem in sentence for sentence in found), found
    assert all(sentence.startswith("q.rq:") for sentence in found)


def test_the_line_is_named() -> None:
    found = lint(parse_question(JOINED.replace("FILTER(?latest > ?last)", "FILTER(?latest > NOW())"), Path("q.rq")))
    line = 1 + JOINED[: JOINED.index("FILTER(?latest")].count("\n")
    assert [sentence.partition(": ")[0] for sentence in found] == [f"q.rq:{line}"]


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_saved_question(path: Path) -> None:
    assert lint(read_question(path)) == []
