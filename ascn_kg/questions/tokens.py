"""Cuts SPARQL into tokens and nests its braces: what binding and lint stand on.

Strings, IRIs and comments are told apart as the SPARQL grammar does, so that a brace or a variable inside one of
them is never taken for structure.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from ascn_kg.errors import QuestionError
from ascn_kg.findings import Region
from ascn_kg.questions.fault_words import fault
from ascn_kg.questions.places import region

_TOKEN = re.compile(
    r"""
      (?P<space>[ \t\r\n]+)
    | (?P<comment>\#[^\r\n]*)
    | (?P<iri><[^\x00-\x20<>"{}|^`\\]*>)
    | (?P<string>\"\"\"(?:\"{0,2}(?:[^"\\]|\\.))*\"\"\"
               |'''(?:'{0,2}(?:[^'\\]|\\.))*'''
               |"(?:[^"\\\r\n]|\\.)*"
               |'(?:[^'\\\r\n]|\\.)*')
    | (?P<var>[?$]\w+)
    | (?P<blank>_:\w[\w.-]*)
    | (?P<pname>(?:[^\W\d_][\w.-]*)?:(?:(?:[\w:-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%])
                (?:\.*(?:[\w:-]|%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%]))*)?)
    | (?P<lang>@[A-Za-z]+(?:-[A-Za-z0-9]+)*)
    | (?P<number>(?:\d+\.\d+|\.\d+|\d+)(?:[eE][+-]?\d+)?)
    | (?P<word>[A-Za-z_]\w*)
    | (?P<punct>\^\^|&&|\|\||<=|>=|!=|[{}()\[\].,;*/|^?!+\-=<>])
    """,
    re.VERBOSE | re.DOTALL,
)


class Token(NamedTuple):
    """One token: its kind (iri, string, var, pname, word, punct …), text, place in the text, line and column (from 1).

    ``word`` is the text in upper case if this is a keyword or function name, else an empty string.
    """

    kind: str
    text: str
    start: int
    end: int
    line: int
    word: str = ""
    column: int = 0

    def region(self, where: str) -> Region:
        """Where it stands in the file that messages call ``where``; of several lines, the first."""
        width = len(self.text.split("\n", 1)[0])
        return Region(where, self.line, self.column, self.line, self.column + width)

    @property
    def variable(self) -> str:
        """The name without its mark if this is a variable, else an empty string."""
        return self.text[1:] if self.kind == "var" else ""


@dataclass
class Group:
    """One pair of braces. ``tokens`` are those directly in it, each child group standing in ``children``.

    ``kind`` is the word before the brace: VALUES, OPTIONAL, MINUS, UNION, WHERE, EXISTS, GRAPH, SERVICE, or "" for
    a plain group; the outermost text has the kind QUERY. ``open`` and ``close`` are places among the tokens.
    """

    kind: str
    open: int
    close: int
    parent: Group | None = None
    tokens: list[int] = field(default_factory=list)
    children: list[Group] = field(default_factory=list)

    def walk(self) -> Iterator[Group]:
        """This group and every group below it, in the order of the text."""
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True)
class ValuesBlock:
    """A ``VALUES ?name { … }`` block: the variables it binds, the tokens of its data, the group it stands in.

    ``BIND (term AS ?name)`` of a single constant counts as one: inside a sub-select that groups, Virtuoso 7 needs it.
    """

    variables: tuple[str, ...]
    plain: bool  # written ?name { … }, not (?name) { (…) }
    data: tuple[Token, ...]
    start: int  # place in the text just after the opening brace or parenthesis
    end: int  # place in the text of the closing brace, or after the term of a BIND
    head: Token  # VALUES or BIND
    group: Group

    @property
    def line(self) -> int:
        """The line it begins on."""
        return self.head.line

    def region(self, where: str) -> Region:
        """Where its first word stands in the file that messages call ``where``."""
        return self.head.region(where)


def tokenize(sparql: str, where: str = "query") -> list[Token]:
    """The tokens of a query, without spaces and comments. Raises :class:`QuestionError`."""
    return list(_tokens(sparql, where))


@lru_cache(maxsize=256)  # a question is read for its header, to be run and by the lint
def _tokens(sparql: str, where: str) -> tuple[Token, ...]:
    lines = [0, *(match.end() for match in re.finditer("\n", sparql))]
    tokens: list[Token] = []
    at = 0
    for match in _TOKEN.finditer(sparql):
        if match.start() != at:
            break
        at = match.end()
        kind = match.lastgroup or ""
        if kind not in ("space", "comment"):
            text = match.group()
            word = text.upper() if kind == "word" else ""
            line = bisect_right(lines, match.start())
            tokens.append(Token(kind, text, match.start(), at, line, word, match.start() - lines[line - 1] + 1))
    if at < len(sparql):
        raise QuestionError([fault("token", region(sparql, where, at, at + 1), repr(sparql[at : at + 20]))])
    return tuple(tokens)


_GROUP_WORDS = {"OPTIONAL", "MINUS", "UNION", "WHERE", "EXISTS"}


def nest(tokens: list[Token], where: str = "query") -> Group:
    """The braces of a query as a tree. Raises :class:`QuestionError` where they do not pair."""
    root = Group("QUERY", -1, len(tokens))
    current = root
    for index, token in enumerate(tokens):
        if token.text == "{" and token.kind == "punct":
            child = Group(_kind(tokens, index), index, -1, current)
            current.children.append(child)
            current = child
        elif token.text == "}" and token.kind == "punct":
            if current.parent is None:
                raise QuestionError([fault("brace-unopened", token.region(where))])
            current.close = index
            current = current.parent
        else:
            current.tokens.append(index)
    if current.parent is not None:
        raise QuestionError([fault("brace-unclosed", tokens[current.open].region(where))])
    return root


def _kind(tokens: list[Token], brace: int) -> str:
    at = brace - 1
    if at >= 0 and tokens[at].word in _GROUP_WORDS:
        return tokens[at].word
    if at >= 1 and tokens[at - 1].word in ("GRAPH", "SERVICE", "SILENT"):
        return "GRAPH" if tokens[at - 1].word == "GRAPH" else "SERVICE"
    if at >= 0 and tokens[at].text == ")":
        while at >= 0 and tokens[at].text != "(":
            at -= 1
    if at >= 1 and tokens[at - 1].word == "VALUES":
        return "VALUES"
    return ""


def values_blocks(tokens: list[Token], root: Group) -> list[ValuesBlock]:
    """Every VALUES block of the query, and every BIND of a constant, in the order of the text."""
    blocks: list[ValuesBlock] = []
    for group in root.walk():
        blocks += _constants(tokens, group)
        if group.kind != "VALUES" or group.parent is None:
            continue
        head = group.open - 1
        names = [head]
        if tokens[head].text == ")":
            while tokens[head].text != "(":
                head -= 1
            names = list(range(head + 1, group.open - 1))
        blocks.append(
            ValuesBlock(
                tuple(tokens[index].variable for index in names),
                plain=tokens[group.open - 1].kind == "var",
                data=tuple(tokens[index] for index in group.tokens),
                start=tokens[group.open].end,
                end=tokens[group.close].start,
                head=tokens[head - 1],
                group=group.parent,
            )
        )
    return blocks


def _constants(tokens: list[Token], group: Group) -> Iterator[ValuesBlock]:
    """The BINDs of a single term that stand directly in a group: ``BIND ("en" AS ?lang)``."""
    own = [tokens[index] for index in group.tokens]
    for bind, brace, term, word, target in zip(own, own[1:], own[2:], own[3:], own[4:], strict=False):
        if bind.word == "BIND" and brace.text == "(" and term.kind in _TERMS and word.word == "AS":
            yield ValuesBlock((target.variable,), True, (term,), brace.end, term.end, bind, group)


_TERMS = ("iri", "pname", "number", "string")
