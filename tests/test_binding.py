"""Values go into a query as whole terms: whatever a user writes, the query keeps its structure on both engines."""

from __future__ import annotations

import pyoxigraph as ox
import pytest
import rdflib
from hypothesis import example, given, settings
from hypothesis import strategies as st

from ascn_kg.errors import AscnKgError
from ascn_kg.questions import binding
from ascn_kg.questions.binding import bind, write_term
from ascn_kg.questions.tokens import nest, tokenize, values_blocks

ECHO = "SELECT ?x WHERE { VALUES ?x { 1 } }"

HOSTILE = [
    "2018 } DELETE WHERE { ?s ?p ?o } #",
    '" } # ',
    "' } UNION { ?s ?p ?o",
    '"""',
    "\\",
    '\\"',
    "\\u0022 } SELECT",
    "\\\\u0022",
    "\\U00000022",
    "u0022",
    "\n} VALUES ?x { 2 }\n",
    "\r\n\t",
    "# no comment",
    "?x",
    "<http://example.org/>",
    "Ha Nội Đà Nẵng 新加坡 ‮",
    "\u2028\x85\u00a0\ufeff",
    "😀" * 100,
    "x" * 1000,
    "",
]


def on_oxigraph(query: str) -> list[str]:
    solutions = ox.Store().query(query)
    assert isinstance(solutions, ox.QuerySolutions)
    return [solution[0].value for solution in solutions]


def on_rdflib(query: str) -> list[str]:
    return [str(row[0]) for row in rdflib.Graph().query(query)]  # type: ignore[index]


def structure(query: str) -> list[str]:
    """The query without the data of its VALUES blocks."""
    tokens = tokenize(query)
    data = {token for block in values_blocks(tokens, nest(tokens)) for token in block.data}
    return [token.text for token in tokens if token not in data]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_string_is_only_a_string(text: str) -> None:
    query = bind(ECHO, {"x": binding.string(text)})
    assert on_oxigraph(query) == on_rdflib(query) == [text]
    assert structure(query) == structure(ECHO)


allowed = st.text(
    st.characters(exclude_categories=["Cs"], exclude_characters="\ufffe\uffff").filter(
        lambda c: c >= " " or c in "\t\n\r"
    ),
    max_size=60,
)
tricky = st.text(st.sampled_from("\\uU0022\"'{}<>#?$ \n\t5Cc"), max_size=30)


@settings(max_examples=150, deadline=None)
@example("\\\\u005C\\u0022")
@example("\\u00220022")
@example("\\U0000002200")
@given(allowed | tricky)
def test_any_string_comes_back_identical_on_both_engines(text: str) -> None:
    query = bind(ECHO, {"x": binding.string(text)})
    assert on_oxigraph(query) == [text]
    assert on_rdflib(query) == [text]
    assert structure(query) == structure(ECHO)


@pytest.mark.parametrize("text", [*HOSTILE, "9" * 40, "1e5", "0x10", "2018.5", "٢٠١٨", "--5", "1000000000001"])
def test_no_integer(text: str) -> None:
    with pytest.raises(AscnKgError, match="whole number"):
        binding.integer(text)


@pytest.mark.parametrize(("text", "value"), [("2018", "2018"), (" 2018 ", "2018"), ("-5", "-5"), ("+007", "7")])
def test_integer(text: str, value: str) -> None:
    assert write_term(binding.integer(text)) == f'"{value}"^^<http://www.w3.org/2001/XMLSchema#integer>'


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("2018", "2018-12-31"),
        ("2024-02", "2024-02-29"),
        ("2018-12", "2018-12-31"),
        ("9999-12", "9999-12-31"),
        ("2018-13", "YYYY-MM-DD"),
        ("2023-02-29", "YYYY-MM-DD"),
        ("2018-1-1", "YYYY-MM-DD"),
        ("20180101", "YYYY-MM-DD"),
        ("2018-W01-1", "YYYY-MM-DD"),
        ("2018-01-01Z", "YYYY-MM-DD"),
        ('2018-01-01" } #', "YYYY-MM-DD"),
        ("0000-01-01", "YYYY-MM-DD"),
    ],
)
def test_no_date(text: str, advice: str) -> None:
    with pytest.raises(AscnKgError, match=advice):
        binding.date(text)


def test_date_and_boolean() -> None:
    assert binding.date("2024-02-29").value == "2024-02-29"
    assert [binding.boolean(text).value for text in ("ya", "No", "TRUE")] == ["true", "false", "true"]
    with pytest.raises(AscnKgError, match="neither yes nor no"):
        binding.boolean("maybe")


@pytest.mark.parametrize("text", ["\0", "a\x1bb", "\ud800", "\uffff", "x" * 1001])
def test_no_string(text: str) -> None:
    with pytest.raises(AscnKgError):
        binding.string(text)


@pytest.mark.parametrize(
    "iri", ["no iri", "http://e/> } #", "http://e/\\u003E", "http://e/{", "", "a\0b", "http://e/\ud800"]
)
def test_no_iri(iri: str) -> None:
    with pytest.raises(AscnKgError, match="no IRI"):
        binding.thing(iri)


def test_every_block_is_replaced_and_nothing_else() -> None:
    query = """SELECT ?year WHERE { # VALUES ?year { 1 }
  VALUES ?year { 2018 }
  VALUES ?yearly { 2018 }
  { VALUES ?year { # here too }
      2018 } } UNION { values $year{2018} BIND("VALUES ?year { 3 }" AS ?t) BIND(<VALUES> AS ?u) }
}"""
    bound = bind(query, {"year": binding.integer("7")})
    seven = '"7"^^<http://www.w3.org/2001/XMLSchema#integer>'
    assert bound.count(seven) == 3
    assert "# VALUES ?year { 1 }" in bound
    assert '"VALUES ?year { 3 }"' in bound
    assert "VALUES ?yearly { 2018 }" in bound
    assert structure(bound) == structure(query)


def test_undef_means_every_value_on_both_engines() -> None:
    query = bind(
        "SELECT ?x ?z WHERE { VALUES ?y { 1 2 } VALUES ?x { 1 } BIND(?y AS ?z) FILTER(!BOUND(?x)) }", {"x": None}
    )
    assert "UNDEF" in query
    solutions = ox.Store().query(query)
    assert isinstance(solutions, ox.QuerySolutions)
    assert len(list(solutions)) == 2 == len(list(rdflib.Graph().query(query)))


@pytest.mark.parametrize(
    "query", ["SELECT ?y WHERE { }", "SELECT ?x WHERE { VALUES (?x ?y) { (1 2) } }", '"VALUES ?x { 1 }"']
)
def test_no_block_to_bind(query: str) -> None:
    with pytest.raises(AscnKgError, match=r"no VALUES \?x"):
        bind(query, {"x": binding.integer("1")})


@pytest.mark.parametrize("query", ['SELECT "open', "SELECT {", "SELECT }", "SELECT ` {}"])
def test_broken_queries_are_named_with_their_line(query: str) -> None:
    with pytest.raises(AscnKgError, match=r"^q\.rq:2:8: "):
        bind("\n" + query, {}, "q.rq")


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("?a<?b", ["var", "punct", "var"]),
        ("<a#b>", ["iri"]),
        ("ascn:a/ascn:b*", ["pname", "punct", "pname", "punct"]),
        ("city:ha-noi.", ["pname", "punct"]),
        ('"a\\"#"@en', ["string", "lang"]),
        ("'''a'b''' # c", ["string"]),
        ("5.", ["number", "punct"]),
        ("ascn:p?/ascn:q", ["pname", "punct", "punct", "pname"]),
    ],
)
def test_tokens(text: str, kinds: list[str]) -> None:
    assert [token.kind for token in tokenize(text)] == kinds


def test_a_bind_of_a_constant_is_a_parameter_too() -> None:
    query = 'SELECT ?x { BIND ("en" AS ?lang) BIND(STR("en") AS ?x) { BIND("en" AS ?lang) } BIND(?lang AS ?y) }'
    assert bind(query, {"lang": ox.Literal('i"d')}) == (
        'SELECT ?x { BIND ( "i\\"d"  AS ?lang) BIND(STR("en") AS ?x) { BIND( "i\\"d"  AS ?lang) } BIND(?lang AS ?y) }'
    )
