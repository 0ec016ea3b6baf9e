"""Says what is wrong where a parser refuses the query of a question.

The parser's own place is often behind the mistake, by as much as the longest keyword that it looked for. So the usual
mistakes are looked for in the tokens first.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import chain, pairwise

import pyoxigraph as ox

from ascn_kg.errors import QuestionError
from ascn_kg.findings import Finding, Region
from ascn_kg.questions.fault_words import fault
from ascn_kg.questions.places import offset
from ascn_kg.questions.tokens import Token, tokenize
from ascn_kg.spelling import near_matches

_PLACE = re.compile(r"error at (\d+):(\d+): ?")
_NO_PREFIX = "Prefix not found"
# What the parser says in words; its lists of expected tokens mislead more than they help.
_TOLD = re.compile(r"Prefix not found|Duplicated variable name in SELECT|IRI parsing failed|The [A-Za-z]+ [a-z][^,\[]*")
_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        A ABS ADD ADJUST ALL AS ASC ASK AVG BASE BIND BLANK BNODE BOUND BY CEIL CLEAR COALESCE CONCAT CONSTRUCT
        CONTAINS COPY COUNT CREATE DATA DATATYPE DAY DEFAULT DELETE DESC DESCRIBE DISTINCT DROP ENCODE_FOR_URI
        EXISTS FALSE FILTER FLOOR FROM GRAPH GROUP GROUP_CONCAT HASLANG HASLANGDIR HAVING HOURS IF IN INSERT IRI
        ISBLANK ISIRI ISLITERAL ISNUMERIC ISTRIPLE ISURI LANG LANGDIR LANGMATCHES LATERAL LCASE LIMIT LOAD MAX
        MD5 MIN MINUS MINUTES MONTH MOVE NAMED NOT NOW OBJECT OFFSET OPTIONAL ORDER PREDICATE PREFIX RAND
        REDUCED REGEX REPLACE ROUND SAMETERM SAMPLE SECONDS SELECT SEPARATOR SERVICE SHA1 SHA256 SHA384 SHA512
        SILENT STR STRAFTER STRBEFORE STRDT STRENDS STRLANG STRLANGDIR STRLEN STRSTARTS STRUUID SUBJECT SUBSTR
        SUM TIMEZONE TO TRIPLE TRUE TZ UCASE UNDEF UNION URI USING UUID VALUES VERSION WHERE WITH YEAR
        """,
    )
)
_OPERATORS = ("=", "!=", "<", ">", "<=", ">=", "&&", "||")
_COMPARISONS = ("=", "!=", "<=", ">=", "&&", "||")
_CLOSING = {"(": ")", "[": "]", "{": "}"}
# Of parentheses in parentheses; the questions of this project have seven at most.
_DEEPEST = 30
_NO_OPERANDS = (*_OPERATORS[:2], *_OPERATORS[3:], ")", "}", ",", "]")


def syntax_findings(sparql: str, where: str) -> Iterator[Finding]:
    """What a parser says of a query; asked of nothing, as what the query would find does not matter."""
    if (deep := _too_deep(tokenize(sparql, where))) is not None:
        yield fault("nested", deep.region(where), str(_DEEPEST))
        return
    try:
        ox.Store().query(sparql)
    except SyntaxError as error:
        yield syntax_fault(sparql, where, error)
    except (RuntimeError, ValueError) as error:  # such as a function that nobody defines
        yield fault("refused", Region(where), str(error))


def _too_deep(tokens: Sequence[Token]) -> Token | None:
    """The parenthesis that is one too many: a parser that goes back takes minutes over a hundred of them."""
    depth = 0
    for token in tokens:
        if token.kind == "punct" and token.text in "()":
            depth += 1 if token.text == "(" else -1
            if depth > _DEEPEST:
                return token
    return None


def syntax_fault(sparql: str, where: str, error: SyntaxError, known: Collection[str] = ()) -> Finding:
    """The finding about a query that a parser refused; ``where`` names its file.

    ``known`` are the prefixes that need no declaration.
    """
    try:
        tokens = tokenize(sparql, where)
    except QuestionError as refused:
        return refused.findings[0]
    causes = chain(_causes(tokens, where), _undeclared(tokens, where, known) if _NO_PREFIX in str(error) else ())
    return next(causes, None) or _as_told(sparql, tokens, where, error)


def _undeclared(tokens: Sequence[Token], where: str, known: Collection[str]) -> Iterator[Finding]:
    """The first name whose prefix is not declared."""
    names = [token for token in tokens if token.kind == "pname"]
    declared = {*known, *(b.text[:-1] for a, b in pairwise(tokens) if a.word == "PREFIX" and b.kind == "pname")}
    for token in names:
        prefix, _, local = token.text.partition(":")
        if prefix not in declared:
            meant = near_matches(prefix, sorted({*declared} - {""}), 1)
            near = f"{meant[0]}:{local}" if meant else ""
            yield fault("undeclared", token.region(where), token.text, prefix, near=near)


def _causes(tokens: Sequence[Token], where: str) -> Iterator[Finding]:
    """The usual mistakes, which tokens show."""
    open_ones: list[Token] = []
    for before, token, after in zip([None, *tokens], tokens, [*tokens[1:], None], strict=False):
        if token.kind == "word" and token.word not in _WORDS:
            near = "".join(near_matches(token.word, _WORDS, 1, 0.7))
            yield fault("unknown-word", token.region(where), token.text, near=near)
        if token.kind != "punct":
            continue
        if token.text in _CLOSING:
            open_ones.append(token)
        elif token.text in _CLOSING.values():
            if not open_ones:
                yield fault("bracket-unopened", token.region(where), token.text)
                return
            opened = open_ones.pop()
            if _CLOSING[opened.text] != token.text:
                yield fault("bracket-unclosed", opened.region(where), opened.text, _CLOSING[opened.text])
                return
        elif token.text in _COMPARISONS and open_ones and open_ones[-1].text == "{":
            yield fault("comparison", token.region(where), token.text)
        elif after is None:
            continue
        elif token.text in _OPERATORS and after.kind == "punct" and after.text in _NO_OPERANDS:
            yield fault("operand", token.region(where), token.text)
        elif token.text == "<" and after.start == token.end and after.kind in ("word", "pname"):
            yield fault("iri", token.region(where))
        elif token.text == "," and not open_ones and before is not None and before.variable and after.variable:
            yield fault("select-comma", token.region(where))
    for opened in reversed(open_ones):
        yield fault("bracket-unclosed", opened.region(where), opened.text, _CLOSING[opened.text])


def _as_told(sparql: str, tokens: Sequence[Token], where: str, error: SyntaxError) -> Finding:
    message = " ".join(str(error.msg or error).split())
    place, told = _PLACE.search(message), _TOLD.search(message)
    reason = f" ({told[0].strip()})" if told else ""
    at = offset(sparql, int(place[1]), int(place[2])) if place else len(sparql)
    token = next((token for token in tokens if token.end > at), None)
    if token is None:
        return fault("syntax-end", tokens[-1].region(where) if tokens else Region(where, 1, 1), reason)
    return fault("syntax", token.region(where), repr(token.text[:40]), reason)
