"""The lint: each rule has a query that breaks it, and every saved question keeps them all."""

from __future__ import annotations

from pathlib import Path

import pytest

from ascn_kg.questions.header import parse_question, read_question
from ascn_kg.questions.lint import lint
from ascn_kg.questions.lint_words import _RULES
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
    assert any(problem in f"{each.message('en')} {each.hint('en')}" for each in found), found
    for finding in found:
        assert finding.at is not None
        assert finding.at.file == "q.rq"
        assert (finding.at.line or 0) >= HEAD.count("\n") - 1, "below the header"
        assert finding.at.end_column is not None
        for words in (finding.messages, finding.hints):
            assert [lang for lang, text in words if text] == ["en", "id"]
            assert "{" not in dict(words)["id"].replace("{ … }", "")


def test_every_rule_is_tested() -> None:
    rules = {each.rule for query, _ in BAD for each in lint(parse_question(HEAD + query, Path("q.rq")))}
    others = {"question:random", "question:sample", "question:base", "question:prefix-foreign"}
    assert {f"question:{rule}" for rule in _RULES} <= rules | others


def test_the_place_is_named() -> None:
    text = JOINED.replace("FILTER(?latest > ?last)", "FILTER(?latest > NOW())")
    (finding,) = lint(parse_question(text, Path("q.rq")))
    before = text[: text.index("NOW()")]
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    assert (finding.rule, finding.at) == ("question:now", ("q.rq", line, column, line, column + 3))


@pytest.mark.parametrize(
    ("query", "rule", "shown", "words"),
    [
        (
            body("?s skos:n ?n"),
            "prefix",
            "skos:n",
            "Add at the top: PREFIX skos: <http://www.w3.org/2004/02/skos/core#>",
        ),
        (body("?s asn:n ?n"), "prefix", "asn:n", "Did you mean ascn:n?"),
        (body("?s ascn:n ?n FILTER(?nn > 1)"), "unbound", "?nn", "Did you mean ?n?"),
        (body("?s ascn:n ?n FILTER(?n >> 1)"), "operand", ">", "nothing to compare with follows >"),
        (body(f"?s ascn:n ?n FILTER{'(' * 99}"), "nested", "(", "more than 30 parentheses stand in one another"),
        (body("?s ascn:n ?n OPTINAL { ?s ascn:o ?o }"), "unknown-word", "OPTINAL", "Did you mean OPTIONAL?"),
        (body("?s ascn:n ?n FILTER(CONTAINZ(?n, 'x'))"), "unknown-word", "CONTAINZ", "Did you mean CONTAINS?"),
        (body("?s ascn:n ."), "syntax", "", "Mend the query here or just before"),
        (body("?s ascn:n ?n FILTER(?n > 1"), "bracket-unclosed", "(?n > 1", "Add the missing )"),
        (body("?s ascn:n ?n FILTER(?n > 1))"), "bracket-unclosed", "{ VALUES ?year { 1 } ?s", "Add the missing }"),
        (body("?s ascn:n ?n FILTER(?n = <http://x y>)"), "iri", "<http", "no IRI"),
        (body("?s ascn:n ?n").replace("?s ?n WHERE", "?s, ?n WHERE"), "select-comma", ", ?n", "Take the comma out"),
    ],
)
def test_mistakes_are_told_with_what_may_be_meant(query: str, rule: str, shown: str, words: str) -> None:
    text = HEAD + query
    found = [each for each in lint(parse_question(text, Path("q.rq"))) if each.rule == f"question:{rule}"]
    (finding,) = found
    assert finding.at is not None
    assert finding.at.line == HEAD.count("\n") + 1
    start = (finding.at.column or 0) - 1
    assert query[start : start + len(shown)] == shown
    assert words in f"{finding.message('en')} {finding.hint('en')}"


@pytest.mark.parametrize("path", QUERIES, ids=lambda path: path.stem)
def test_saved_question(path: Path) -> None:
    assert lint(read_question(path)) == []
