"""Asks a saved question and gathers the answer: rows, their citations, what is not known, how to cite it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from urllib.parse import urlencode

import pyoxigraph as ox

from ascn_kg.errors import AscnKgError, QuestionError
from ascn_kg.findings import Region
from ascn_kg.graph import Graph
from ascn_kg.labels import Labels
from ascn_kg.namespaces import BASE, TERMS, shrink
from ascn_kg.questions.arguments import Argument, read_arguments
from ascn_kg.questions.binding import Term, bind
from ascn_kg.questions.citations import Citation, Citations
from ascn_kg.questions.fault_words import fault
from ascn_kg.questions.gaps import Gap, after_the_data, gaps_of
from ascn_kg.questions.parts import parts_of
from ascn_kg.questions.question import LANGUAGES, OWN, SHOWN, STATEMENT, Question
from ascn_kg.questions.readings import Reading, readings_of
from ascn_kg.questions.tokens import nest, tokenize, values_blocks

DATASET = BASE + "dataset"
ASK = BASE + "ask/"  # an identifier, not an address that answers: the base is not registered yet

Value = ox.NamedNode | ox.BlankNode | ox.Literal | None
Row = tuple[Value, ...]


@dataclass(frozen=True)
class AnswerColumn:
    """A column of an answer; ``kind`` is shown, statement or hidden."""

    name: str
    heading: str
    kind: str


@dataclass(frozen=True)
class Answer:
    """The answer to a question in one language.

    ``rows`` hold one term (None = no value) for each of ``columns``, hidden and statement columns included;
    ``row_citations`` the numbers of each row's citations. ``arguments`` maps parameter names to values as shown.
    ``as_of`` is the day asked about: the parameter of that name, else ``cut_off``, the day the data go up to.
    ``readings`` are the notes on how the statements of the rows were read, in the order of the rows.
    """

    question: Question
    lang: str
    arguments: dict[str, str]
    columns: tuple[AnswerColumn, ...]
    rows: tuple[Row, ...]
    row_citations: tuple[tuple[int, ...], ...]
    citations: tuple[Citation, ...]
    gaps: tuple[Gap, ...]
    as_of: str | None
    cut_off: str | None
    data_version: str | None
    cite_as: str
    terms: dict[str, Term | None] = field(default_factory=dict)
    readings: tuple[Reading, ...] = ()

    @property
    def text(self) -> str:
        """The question in words."""
        return self.question.summary[self.lang]

    @property
    def note(self) -> str:
        """Words of the question's author under the answer, or an empty string."""
        return self.question.note.get(self.lang, "")

    def statements(self, row: Row) -> list[str]:
        """IRIs of the statement nodes of a row."""
        return [
            value.value
            for column, value in zip(self.columns, row, strict=True)
            if column.kind == STATEMENT and isinstance(value, ox.NamedNode)
        ]

    def notes(self, row: Row) -> list[str]:
        """The texts of the readings of a row's statements."""
        nodes = self.statements(row)
        return list(dict.fromkeys(reading.text for reading in self.readings if reading.node in nodes))


def ask(
    graph: Graph,
    question: Question,
    arguments: Mapping[str, str],
    lang: str = "en",
    *,
    labels: Labels | None = None,
    texts: Path | None = None,
) -> Answer:
    """Ask ``question`` of ``graph`` (with its inferred statements) and cite every row.

    ``arguments`` are as a user writes them, by parameter name; with ``texts``, a folder of ``<source>.txt`` files,
    citations carry their passages. Raises :class:`AscnKgError` or :class:`NotFoundError` for a bad argument or query.
    """
    check_language(lang)
    labels = labels or Labels(graph)
    chosen = read_arguments(question, arguments, labels, cut_off_of(graph), lang)
    rows = _rows(graph, question, bound(question, chosen, lang))
    return answer_of(graph, question, chosen, rows, lang, labels=labels, texts=texts)


def check_language(lang: str) -> None:
    """Raises :class:`AscnKgError` where answers cannot be in this language."""
    if lang not in LANGUAGES:
        raise AscnKgError(f"there is no language {lang!r} here. Choose {' or '.join(LANGUAGES)}.")


def answer_of(
    graph: Graph,
    question: Question,
    chosen: list[Argument],
    rows: list[Row],
    lang: str,
    *,
    labels: Labels | None = None,
    texts: Path | None = None,
) -> Answer:
    """The answer that these rows make; ``graph`` holds at least what their citations, gaps and names need."""
    labels = labels or Labels(graph)
    version, cut_off = _dataset(graph, "dataVersion"), cut_off_of(graph)
    citations = Citations(graph, labels, lang, texts, own=question.cites == OWN)
    columns = tuple(AnswerColumn(c.name, c.heading(lang), c.kind) for c in question.columns)
    statements = [index for index, column in enumerate(columns) if column.kind == STATEMENT]
    cited = [citations.cite([v.value for i in statements if isinstance(v := row[i], ox.NamedNode)]) for row in rows]
    as_of = next((argument.text for argument in chosen if argument.name == "as_of" and argument.term), cut_off)
    gaps = [
        *after_the_data(question, chosen, cut_off, lang),
        *gaps_of(graph, question, chosen, labels, lang, citations),
    ]
    answer = Answer(
        question=question,
        lang=lang,
        arguments={argument.name: argument.text for argument in chosen},
        columns=columns,
        rows=tuple(rows),
        row_citations=tuple(cited),
        citations=citations.all(),
        gaps=tuple(gaps),
        as_of=as_of,
        cut_off=cut_off,
        data_version=version,
        cite_as=_cite_as(question, chosen, version, cut_off, lang),
        terms={argument.name: argument.term for argument in chosen},
    )
    return replace(answer, readings=_readings(graph, answer))


def _readings(graph: Graph, answer: Answer) -> tuple[Reading, ...]:
    """The notes of the rows' own statements, each once, leaving out what already stands in a cell of the row."""
    found: dict[Reading, None] = {}
    for row in answer.rows:
        cells = {
            value.value
            for column, value in zip(answer.columns, row, strict=True)
            if column.kind == SHOWN and isinstance(value, ox.Literal)
        }
        for node in answer.statements(row):
            found.update((each, None) for each in readings_of(graph, node, answer.lang) if each.text not in cells)
    return tuple(found)


def bound(question: Question, arguments: list[Argument], lang: str) -> str:
    """The question's SPARQL with arguments and language in place, ready for any engine."""
    values: dict[str, Term | None] = {argument.name: argument.term for argument in arguments if argument.given}
    tokens = tokenize(question.sparql, question.shown)
    if any(block.variables == ("lang",) for block in values_blocks(tokens, nest(tokens))):
        values["lang"] = ox.Literal(lang)
    return bind(question.sparql, values, question.shown)


def _rows(graph: Graph, question: Question, sparql: str) -> list[Row]:
    names = [column.name for column in question.columns]
    try:
        solutions = graph.query(sparql, over=parts_of(sparql, question.path.name))
        if not isinstance(solutions, ox.QuerySolutions):
            raise QuestionError([fault("no-select", Region(question.shown))])
        return [tuple(solution[name] for name in names) for solution in solutions]
    except SyntaxError as error:
        from ascn_kg.questions.syntax import syntax_fault  # only a mistake needs it

        raise QuestionError([syntax_fault(question.sparql, question.shown, error)]) from None
    except (RuntimeError, ValueError) as error:  # such as a function that nobody defines
        raise QuestionError([fault("refused", Region(question.shown), str(error))]) from None


def cut_off_of(graph: Graph) -> str | None:
    """The day the data go up to, as they state it."""
    return _dataset(graph, "cutOff")


def _dataset(graph: Graph, term: str) -> str | None:
    found = graph.objects(ox.NamedNode(DATASET), TERMS + term)
    return found[0].value if found and isinstance(found[0], ox.Literal) else None


def _cite_as(question: Question, arguments: list[Argument], version: str | None, cut_off: str | None, lang: str) -> str:
    asked, up_to = ("pertanyaan", "data per") if lang == "id" else ("question", "data as of")
    shown = ", ".join(f"{argument.name}={_written(argument)}" for argument in arguments)
    query = urlencode({argument.name: _written(argument) for argument in arguments}, safe=":")
    return ", ".join(
        [
            f"ASCN-KG {version}" if version else "ASCN-KG",
            f'{asked} "{question.name}"' + (f" ({shown})" if shown else ""),
            *([f"{up_to} {cut_off}"] if cut_off else []),
            f"{ASK}{question.name}" + (f"?{query}" if query else ""),
        ]
    )


def _written(argument: Argument) -> str:
    if isinstance(argument.term, ox.NamedNode):
        return shrink(argument.term.value)
    return argument.term.value if argument.term is not None else "any"
