"""Every saved question: its answer on both engines, held against the answer frozen by hand; what each term serves."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from typing import Any

import pyoxigraph as ox
import pytest
import rdflib

from ascn_kg.knowledge import KnowledgeGraph
from ascn_kg.namespaces import BASE, OWL, RDF, RDFS, TERMS, XSD
from ascn_kg.questions import Answer
from ascn_kg.questions.arguments import read_arguments
from ascn_kg.questions.header import default_of
from ascn_kg.questions.question import CUT_OFF, LANGUAGES, SHOWN, STATEMENT
from ascn_kg.questions.run import bound
from ascn_kg.questions.tokens import nest, tokenize, values_blocks
from ascn_kg.rdflib_view import from_rdflib

ROOT = Path(__file__).resolve().parent.parent
FROZEN = ROOT / "tests" / "answers"
NAMES = sorted(path.stem for path in (ROOT / "queries").glob("*.rq"))
# A question with its defaults, or with arguments: members-as-of@as-of=2018-12-31, events-between@from=…,to=…
ASKED = sorted({*NAMES, *(path.name.rsplit(".", 2)[0] for path in FROZEN.glob("*.csv"))})
FILE = re.compile(r"(?P<name>[a-z0-9-]+)(@[a-z-]+=[A-Za-z0-9-]+(,[a-z-]+=[A-Za-z0-9-]+)*)?\.(en|id)\.csv")
NUMBERS = (XSD + "integer", XSD + "decimal")


@pytest.fixture(scope="module")
def in_rdflib(knowledge: KnowledgeGraph) -> rdflib.Graph:
    """The whole graph, inferred statements included, for rdflib to query."""
    return knowledge.to_rdflib()


def test_every_frozen_answer_has_its_question() -> None:
    for path in FROZEN.iterdir():
        form = FILE.fullmatch(path.name)
        assert form, f"{path.name}: write NAME.en.csv or NAME@option=value,option=value.en.csv, and .id.csv likewise"
        assert form["name"] in NAMES, f"{path.name}: there is no question {form['name']}"


def options_of(asked: str) -> tuple[str, dict[str, str]]:
    """The question's name and the options of ``members-as-of@as-of=2018-12-31``."""
    name, _, options = asked.partition("@")
    return name, dict(option.split("=") for option in options.split(",")) if options else {}


def answer_to(asked: str, lang: str, knowledge: KnowledgeGraph) -> Answer:
    name, given = options_of(asked)
    return knowledge.ask(name, lang=lang, **{option.replace("-", "_"): value for option, value in given.items()})


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("asked", ASKED)
def test_answer(asked: str, lang: str, knowledge: KnowledgeGraph) -> None:
    frozen = FROZEN / f"{asked}.{lang}.csv"
    assert frozen.is_file(), f"no frozen answer: write tests/answers/{frozen.name} by hand from the documents"
    assert list(as_table(answer_to(asked, lang, knowledge))) == read_table(frozen)


# What takes rdflib more than a second.
SLOW_ON_RDFLIB = {
    "attended-never-supported",
    "changes-between-reports",
    "cities-ever-members",
    "cities-joined-after",
    "city-focus-areas",
    "completed-initiatives",
    "coverage-per-city",
    "disagreements",
    "disagreements-by-kind",
    "events-at-place",
    "events-between",
    "initiatives-of-city",
    "members-per-nation",
    "membership-attestations",
    "money-pledged",
    "network-growth",
    "planned-unconfirmed",
    "plans-carried-out",
    "priorities-of-2018",
    "referenced-only",
    "report-rows",
    "service-functions",
    "sources",
    "status-as-of",
    "what-documents-say",
    "workshop-topics",
}


def on_rdflib(asked: str) -> Any:
    """A question as a parameter of the test below: every third quick one at once, the others in the slow run."""
    at_once = asked in NAMES[::3] and asked not in SLOW_ON_RDFLIB
    return asked if at_once else pytest.param(asked, marks=pytest.mark.slow)


# The second language differs in labels alone, and waits for the slow run too.
@pytest.mark.parametrize("lang", ["en", pytest.param("id", marks=pytest.mark.slow)])
@pytest.mark.parametrize("asked", [on_rdflib(asked) for asked in ASKED])
def test_same_rows_on_rdflib(asked: str, lang: str, knowledge: KnowledgeGraph, in_rdflib: rdflib.Graph) -> None:
    answer = answer_to(asked, lang, knowledge)
    name, given = options_of(asked)
    question = knowledge.questions[name]
    arguments = read_arguments(question, given, knowledge.labels, answer.cut_off, lang)
    bindings = in_rdflib.query(bound(question, arguments, lang)).bindings
    variables = [rdflib.Variable(column.name) for column in answer.columns]
    on_rdflib = [tuple(from_rdflib(row[v]) if row.get(v) is not None else None for v in variables) for row in bindings]
    assert [tuple(map(by_value, row)) for row in on_rdflib] == [tuple(map(by_value, row)) for row in answer.rows]


def as_table(answer: Answer) -> Iterator[list[str]]:
    """The answer as its frozen file holds it: visible columns, then the sources cited for the row."""
    shown = [index for index, column in enumerate(answer.columns) if column.kind == SHOWN]
    yield [*(answer.columns[index].name for index in shown), "sources"]
    sources = {citation.number: citation.source_id for citation in answer.citations}
    for row, numbers in zip(answer.rows, answer.row_citations, strict=True):
        yield [*(plain(row[index]) for index in shown), " ".join(sorted({sources[number] for number in numbers}))]


def read_table(path: Path) -> list[list[str]]:
    """A frozen answer. Its bytes keep the form too: no carriage returns, a line end after the last row."""
    content = path.read_bytes()
    assert b"\r" not in content, f"{path.name}: line ends are not plain \\n"
    assert content.endswith(b"\n"), f"{path.name}: the last line has no end"
    return list(csv.reader(content.decode("utf-8").splitlines(keepends=True), strict=True))


def plain(term: ox.NamedNode | ox.BlankNode | ox.Literal | None) -> str:
    """A cell: a number in its shortest form, anything else as written, nothing where there is no value."""
    if isinstance(term, ox.Literal) and term.datatype.value == XSD + "decimal":
        number = Decimal(term.value)
        return str(int(number)) if number == number.to_integral_value() else str(number.normalize())
    return "" if term is None else term.value


def by_value(term: ox.NamedNode | ox.BlankNode | ox.Literal | None) -> object:
    """What two engines must agree on: the value of a number, of all else every sign, language and datatype."""
    if isinstance(term, ox.Literal):
        if term.datatype.value in NUMBERS:
            try:
                return Decimal(term.value)
            except InvalidOperation:
                return term.value
        return (term.value, term.language, term.datatype.value)
    return None if term is None else term.value


@pytest.mark.parametrize("name", NAMES)
def test_a_default_of_the_cut_off_is_written_as_it_is(name: str, knowledge: KnowledgeGraph) -> None:
    """The file by itself, in any tool, answers for the same day as the runner does."""
    question = knowledge.questions[name]
    (day,) = objects(knowledge, TERMS + "cutOff")[BASE + "dataset"]
    tokens = tokenize(question.sparql, question.path.name)
    blocks = values_blocks(tokens, nest(tokens, question.path.name))
    for param in question.params.values():
        if param.default == CUT_OFF:
            assert default_of(param.name, blocks, question.path.name) == f'"{day}"^^xsd:date'


@pytest.mark.parametrize("name", NAMES)
def test_every_row_names_its_statement_first(name: str, knowledge: KnowledgeGraph) -> None:
    first, *_ = knowledge.questions[name].columns
    assert (first.name, first.kind) == ("statement", STATEMENT)


# Classes and properties


@cache
def objects(knowledge: KnowledgeGraph, predicate: str) -> dict[str, set[str]]:
    """Subject -> objects of one predicate, among the asserted statements."""
    found: dict[str, set[str]] = {}
    for quad in knowledge.asserted.statements:
        if quad.predicate.value == predicate and isinstance(quad.subject, ox.NamedNode):
            found.setdefault(quad.subject.value, set()).add(getattr(quad.object, "value", ""))
    return found


def terms(knowledge: KnowledgeGraph) -> list[str]:
    """Every class and property of the ontology that is ours."""
    kinds = {"Class", "ObjectProperty", "DatatypeProperty", "AnnotationProperty"}
    types = objects(knowledge, RDF + "type")
    return sorted(t for t in types if t.startswith(TERMS) and types[t] & {OWL + kind for kind in kinds})


def served(knowledge: KnowledgeGraph, term: str) -> set[str]:
    """Local names of the term, what is below it, its inverse, and the chains that it or its inverse feeds.

    A query that uses any of these uses the term. What is above it does not count: ascn:concerns is above nearly all.
    """
    inverses = {(one, other) for one, others in objects(knowledge, OWL + "inverseOf").items() for other in others}
    same = {term} | {b for a, b in inverses if a == term} | {a for a, b in inverses if b == term}
    fed = {(link, head) for head, links in chains(knowledge) for link in links}
    found = same | below(knowledge, term) | {head for each in same for head in reached(each, fed)}
    return {each.removeprefix(TERMS) for each in found if each.startswith(TERMS)}


def below(knowledge: KnowledgeGraph, term: str) -> set[str]:
    """Sub-classes and sub-properties at any depth."""
    steps: set[tuple[str, str]] = set()
    for predicate in (RDFS + "subClassOf", RDFS + "subPropertyOf"):
        steps |= {(high, low) for low, highs in objects(knowledge, predicate).items() for high in highs}
    return reached(term, steps)


@cache
def chains(knowledge: KnowledgeGraph) -> list[tuple[str, list[str]]]:
    """Each property that a chain infers, with the properties in the chain."""
    heads = []
    parts: dict[tuple[str, str], str] = {}
    for quad in knowledge.asserted.statements:
        node, value = getattr(quad.subject, "value", ""), getattr(quad.object, "value", "")
        if quad.predicate.value == OWL + "propertyChainAxiom":
            heads.append((node, value))
        elif quad.predicate.value in (RDF + "first", RDF + "rest"):
            parts[node, quad.predicate.value] = value
    found = []
    for head, cell in heads:
        links = []
        while cell != RDF + "nil":
            links.append(parts[cell, RDF + "first"])
            cell = parts[cell, RDF + "rest"]
        found.append((head, links))
    return found


def reached(start: str, steps: set[tuple[str, str]]) -> set[str]:
    """All that one or more steps lead to."""
    found: set[str] = set()
    edge = {start}
    while edge:
        edge = {after for before, after in steps if before in edge} - found
        found |= edge
    return found


@cache
def words_of(name: str) -> frozenset[str]:
    """Local names of the ontology that a query uses, its header and comments left out."""
    lines = (ROOT / "queries" / f"{name}.rq").read_text("utf-8").splitlines()
    query = "\n".join(line for line in lines if not line.lstrip().startswith("#"))
    return frozenset(re.findall(r"(?<![\w-])ascn:(\w+)", query))


def test_every_term_serves_a_question(knowledge: KnowledgeGraph) -> None:
    answers = objects(knowledge, TERMS + "answers")
    problems = []
    for term in terms(knowledge):
        local = term.removeprefix(TERMS)
        named = sorted(answers.get(term, ()))
        if not named:
            problems.append(f"ascn:{local} names no question in ascn:answers")
        for name in named:
            if name not in NAMES:
                problems.append(f"ascn:{local} answers {name}, which is no question")
            elif not (
                served(knowledge, term) & words_of(name)
                or is_shown(knowledge, term, name)
                or is_cited(knowledge, term, name)
            ):
                problems.append(f"ascn:{local} answers {name}, whose query does not use it")
    assert not problems, "\n".join(problems)


def test_every_question_is_named_by_a_term(knowledge: KnowledgeGraph) -> None:
    named = {name for names in objects(knowledge, TERMS + "answers").values() for name in names}
    assert not set(NAMES) - named, "add these to ascn:answers of a term that they use"


def is_shown(knowledge: KnowledgeGraph, term: str, name: str) -> bool:
    """Whether the query names a wider class and gives the narrowest class of each thing it finds in a column."""
    steps = {(low, high) for low, highs in objects(knowledge, RDFS + "subClassOf").items() for high in highs}
    wider = {each.removeprefix(TERMS) for each in reached(term, steps)}
    return bool(wider & words_of(name)) and "?narrower rdfs:subClassOf ?class" in knowledge.questions[name].sparql


def is_cited(knowledge: KnowledgeGraph, term: str, name: str) -> bool:
    """Whether the term is evidence: no query asks for it by name, but every row with a statement is cited by it."""
    evidence = term in {TERMS + "evidence"} | below(knowledge, TERMS + "evidence")
    return evidence and any(column.kind == STATEMENT for column in knowledge.questions[name].columns)


def test_every_term_is_used_by_a_shape(knowledge: KnowledgeGraph) -> None:
    used: set[str] = set()
    for quad in knowledge.asserted.shapes:
        for node in (quad.subject, quad.predicate, quad.object):
            if isinstance(node, ox.NamedNode):
                used.add(node.value)
            elif isinstance(node, ox.Literal):
                used.update(TERMS + local for local in re.findall(r"(?<![\w-])ascn:(\w+)", node.value))
    unused = [term.removeprefix(TERMS) for term in terms(knowledge) if term not in used]
    assert not unused, f"no shape mentions ascn:{', ascn:'.join(unused)}"
