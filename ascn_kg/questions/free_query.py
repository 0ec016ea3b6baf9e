"""Any SPARQL text somebody types: what must be known of it before an engine may have it, and how it is asked.

An engine has no switch against SERVICE, and nests so deep in its own stack that a text can end the process. Both are
looked for in the tokens. The engine's parser does not cut tokens as the grammar says (it takes ``SERVICE:x{`` for a
call, and ``<`` for a comparison wherever one fits), so what it could read in another way than we do is refused as well.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import chain
from typing import NamedTuple

import pyoxigraph as ox

from ascn_kg.errors import QuestionError
from ascn_kg.findings import Finding, Region
from ascn_kg.graph import Graph
from ascn_kg.namespaces import PREFIXES
from ascn_kg.questions.fault_words import fault
from ascn_kg.questions.syntax import syntax_fault
from ascn_kg.questions.tokens import Token, tokenize

Result = ox.QuerySolutions | ox.QueryBoolean | ox.QueryTriples

FORMS = ("SELECT", "ASK", "CONSTRUCT", "DESCRIBE")
_UPDATES = ("INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH")
# The longest question of this project has 2,000 tokens outside its VALUES, the deepest 12 brackets in one another.
# From 5,000 tokens, or 800 brackets, on the engine runs out of stack.
LONGEST, DEEPEST = 4_000, 100
_OPEN, _CLOSE = "([{", ")]}"
_STRUCTURE = ("punct", "word", "var")
_OPERANDS = ("var", "string", "number", "pname", "iri", "blank", "lang")
_MEANT_AS_IRI = re.compile("<[A-Za-z][A-Za-z0-9+.-]*://")


class Dataset(NamedTuple):
    """The graphs, by IRI, a query is asked of: those merged into the default graph, and those GRAPH can name."""

    default: tuple[str, ...]
    named: tuple[str, ...]


@dataclass(frozen=True)
class FreeQuery:
    """A text that an engine may have. ``form`` is one of :data:`FORMS`, empty where the text is no query at all."""

    text: str
    form: str
    where: str

    def fault(self, error: SyntaxError) -> Finding:
        """What is wrong where the engine found it to be no valid SPARQL."""
        return syntax_fault(self.text, self.where, error, PREFIXES)


def read_query(text: str, where: str = "query") -> FreeQuery:
    """The query in a text; ``where`` is what messages call it.

    Raises :class:`QuestionError` for an update, a SERVICE, and what is too long or nested too deep.
    """
    tokens = tokenize(text, where)
    if (found := next(chain(_update(tokens, where), _calls(tokens, where), _size(tokens, where)), None)) is not None:
        raise QuestionError([found])
    first = _first_word(tokens)
    return FreeQuery(text, first.word if first and first.word in FORMS else "", where)


def ask_freely(graph: Graph, text: str, *, dataset: Dataset | None = None, base: str | None = None) -> Result:
    """Run a query; our prefixes need no declaration.

    It is asked of ``dataset``, else of the graphs it names by FROM and FROM NAMED, else of the union of all graphs.
    ``base`` is what relative IRIs are relative to. Raises ``SyntaxError`` on a malformed query, ``ValueError`` where a
    name in ``dataset`` is no IRI, ``RuntimeError`` where the query calls a function that nobody defines.
    """
    default = None if dataset is None else [ox.NamedNode(name) for name in dataset.default]
    named = None if dataset is None else [ox.NamedNode(name) for name in dataset.named]
    return graph.store.query(
        text,
        base_iri=base,
        prefixes=PREFIXES,
        use_default_graph_as_union=dataset is None and not _names_graphs(text),
        default_graph=default,  # type: ignore[arg-type]
        named_graphs=named,  # type: ignore[arg-type]
    )


def _names_graphs(text: str) -> bool:
    """Whether the query has a FROM; the word stands nowhere else in SPARQL."""
    try:
        return any("FROM" in token.word for token in tokenize(text))
    except QuestionError:
        return False


def _first_word(tokens: Sequence[Token]) -> Token | None:
    """The first word that does not belong to the prologue."""
    return next((token for token in tokens if token.word and token.word not in ("PREFIX", "BASE", "VERSION")), None)


def _update(tokens: Sequence[Token], where: str) -> Iterator[Finding]:
    first = _first_word(tokens)
    if first is not None and first.word in _UPDATES:
        yield fault("update", first.region(where), first.word)


def _calls(tokens: Sequence[Token], where: str) -> Iterator[Finding]:
    """Calls of other servers, and what could hide one: the parser does not mind words that stick together."""
    depth = 0  # of parentheses since the last brace
    outside: list[int] = []
    for before, token, after in zip([None, *tokens], tokens, [*tokens[1:], None], strict=False):
        prefix = token.text.partition(":")[0].upper() if token.kind == "pname" else ""
        is_name = before is not None and before.word in ("GRAPH", "FROM", "NAMED", "DESCRIBE")
        if "SERVICE" in token.word or ("SERVICE" in prefix and after is not None and after.text == "{" and not is_name):
            yield fault("service", token.region(where))
        if token.kind == "iri" and depth and before is not None and _could_be_less(before, token):
            yield fault("less-than", token.region(where), token.text[:40])
        if token.kind != "punct":
            continue
        if token.text == "{":
            outside.append(depth)
            depth = 0
        elif token.text == "}":
            depth = outside.pop() if outside else 0
        elif token.text in "()":
            depth += 1 if token.text == "(" else -1


def _could_be_less(before: Token, token: Token) -> bool:
    """Whether the parser could take the start of an IRI in parentheses for a comparison, and its rest for more."""
    operand = before.kind in _OPERANDS or before.text == ")" or before.word in ("TRUE", "FALSE")
    return operand and not _MEANT_AS_IRI.match(token.text) and any(sign in token.text for sign in "'#)")


def _size(tokens: Sequence[Token], where: str) -> Iterator[Finding]:
    depth = length = 0
    in_values = in_data = False
    for token in tokens:
        in_values = in_values or token.word == "VALUES"
        if token.kind == "punct":
            if token.text in _OPEN:
                depth += 1
                in_data = in_values and (in_data or token.text == "{")
            elif token.text in _CLOSE:
                depth -= 1
                if token.text == "}":
                    in_values = in_data = False
        length += token.kind in _STRUCTURE and not in_data
        if depth > DEEPEST:
            yield fault("deep", token.region(where), str(DEEPEST))
        if length > LONGEST:
            yield fault("long", Region(where), f"{LONGEST:,}")
            return
