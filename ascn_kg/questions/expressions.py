"""Finds the expressions, ORDER BY keys and property paths of a query, for the lint."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ascn_kg.questions.tokens import Group, Token

_CLAUSES = ("SELECT", "GROUP", "HAVING", "ORDER", "LIMIT", "OFFSET")


@dataclass(frozen=True)
class Expression:
    """An expression: where it stands (FILTER, BIND, SELECT, GROUP, HAVING or ORDER) and its tokens.

    ``target`` is the variable it is put into (BIND and SELECT), ``group`` the one whose variables it may use.
    """

    place: str
    tokens: tuple[Token, ...]
    group: Group
    target: str = ""

    @property
    def variables(self) -> set[str]:
        return {token.variable for token in self.tokens if token.variable}

    def naming(self, variable: str) -> Token:
        """The first token that names one of its variables."""
        return next(token for token in self.tokens if token.variable == variable)


@dataclass(frozen=True)
class Path:
    """A property path with the ends it joins."""

    subject: Token
    steps: tuple[Token, ...]
    object: Token
    group: Group


def where_group(group: Group) -> Group:
    """The WHERE part of the SELECT that stands directly in the group."""
    return next((child for child in group.children if child.kind not in ("VALUES", "EXISTS")), group)


def own_tokens(group: Group, tokens: list[Token]) -> list[Token]:
    """The tokens directly in a group, those of its child groups left out."""
    return [tokens[index] for index in group.tokens]


def expressions(group: Group, tokens: list[Token]) -> Iterator[Expression]:
    """The expressions directly in a group; not those of its child groups."""
    own = own_tokens(group, tokens)
    clause, at = "", 0
    while at < len(own):
        word = own[at].word
        if word == "FILTER":
            end = _after_call(own, at + 1)
            yield Expression("FILTER", tuple(own[at + 1 : end]), group)
            at = end
        elif word == "BIND" or (own[at].text == "(" and clause == "SELECT"):
            start = at + 1 if word == "BIND" else at
            end = _after_call(own, start)
            inner = own[start + 1 : end - 1]
            as_at = max((i for i, token in enumerate(inner) if token.word == "AS"), default=len(inner))
            target = inner[-1].variable if as_at < len(inner) else ""
            yield Expression(
                "BIND" if word == "BIND" else "SELECT",
                tuple(inner[:as_at]),
                group if word == "BIND" else where_group(group),
                target,
            )
            at = end
        elif word in ("GROUP", "HAVING", "ORDER"):
            end = at + 1
            while end < len(own) and own[end].word not in _CLAUSES:
                end += 1
            body = own[at + 1 : end]
            yield Expression(word, tuple(body[1:] if body and body[0].word == "BY" else body), where_group(group))
            at = end
        else:
            clause = word if word in _CLAUSES else clause
            at += 1


def order_keys(order: Expression) -> list[tuple[Token, ...]]:
    """The keys of an ORDER BY, ASC( ) and DESC( ) taken off."""
    keys: list[tuple[Token, ...]] = []
    own = list(order.tokens)
    at = 0
    while at < len(own):
        end = at + 1 if own[at].variable else _after_call(own, at)
        key = own[at:end]
        if key[0].word in ("ASC", "DESC"):
            key = key[2:-1]
        while len(key) > 2 and key[0].text == "(" and _after_call(key, 0) == len(key):
            key = key[1:-1]
        keys.append(tuple(key))
        at = end
    return keys


def paths(group: Group, tokens: list[Token]) -> Iterator[Path]:
    """The property paths of more than one step in the triple patterns directly in a group."""
    own = patterns(group, tokens)
    at = 0
    while at < len(own):
        if own[at].text in (".", ";", ","):
            at += 1
            continue
        subject, at = own[at], _after_term(own, at)
        while at < len(own) and own[at].text != ".":
            if own[at].text == ";":
                at += 1
                continue
            start, at = at, _after_path(own, at)
            steps = tuple(own[start:at])
            while at < len(own):
                end_term, at = own[at], _after_term(own, at)
                if len(steps) > 1:
                    yield Path(subject, steps, end_term, group)
                if at >= len(own) or own[at].text != ",":
                    break
                at += 1
            if at < len(own) and own[at].text not in (";", "."):
                break  # a new block follows without a dot, after a child group


def patterns(group: Group, tokens: list[Token]) -> list[Token]:
    """The tokens of a group's triple patterns; each child group, FILTER, BIND and VALUES becomes a dot."""
    own: list[Token] = []
    direct = group.tokens
    at = 0
    while at < len(direct):
        token = tokens[direct[at]]
        if at and direct[at] != direct[at - 1] + 1:
            own.append(Token("punct", ".", token.start, token.start, token.line))
        if token.word == "VALUES":
            at += 2 if at + 1 < len(direct) and tokens[direct[at + 1]].variable else 1
        elif token.word in ("FILTER", "BIND"):
            rest = [tokens[index] for index in direct]
            at = _after_call(rest, at + 1)
            own.append(Token("punct", ".", token.start, token.start, token.line))
        elif token.word in ("OPTIONAL", "MINUS", "UNION", "GRAPH", "SERVICE", "WHERE"):
            at += 1
        else:
            own.append(token)
            at += 1
    return own


def _after_call(own: list[Token], at: int) -> int:
    """The place after a parenthesis, or after a function's name and its parenthesis, that begins at ``at``."""
    while at < len(own) and own[at].text != "(":
        if own[at].word == "EXISTS":
            return at + 1
        at += 1
    depth = 0
    while at < len(own):
        depth += {"(": 1, ")": -1}.get(own[at].text, 0)
        at += 1
        if depth == 0:
            break
    return at


def _after_term(own: list[Token], at: int) -> int:
    opening = own[at].text
    if opening in ("[", "("):
        closing, depth = {"[": "]", "(": ")"}[opening], 0
        while at < len(own):
            depth += (own[at].text == opening) - (own[at].text == closing)
            at += 1
            if depth == 0:
                break
        return at
    at += 1
    if at < len(own) and own[at - 1].kind == "string" and own[at].kind == "lang":
        return at + 1
    if at < len(own) and own[at - 1].kind == "string" and own[at].text == "^^":
        return at + 2
    return at


def _after_path(own: list[Token], at: int) -> int:
    while at < len(own):
        while at < len(own) and own[at].text in ("^", "!"):
            at += 1
        at = _after_term(own, at) if at < len(own) else at
        while at < len(own) and own[at].text in ("*", "+", "?"):
            at += 1
        if at >= len(own) or own[at].text not in ("/", "|"):
            break
        at += 1
    return at
