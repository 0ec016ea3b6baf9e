"""Holds a saved question against the rules that keep its answer the same on every engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile
from typing import NamedTuple

from ascn_kg.findings import Finding, Words
from ascn_kg.namespaces import PREFIXES
from ascn_kg.questions.expressions import Expression, expressions, order_keys, own_tokens, paths
from ascn_kg.questions.lint_words import words_of
from ascn_kg.questions.question import SHOWN, Question
from ascn_kg.questions.syntax import syntax_findings
from ascn_kg.questions.tokens import Group, Token, ValuesBlock, nest, tokenize, values_blocks
from ascn_kg.spelling import near_matches
from ascn_kg.turtle.fault_words import prefix_hint

# Word -> the rule that refuses it.
_REFUSED = {
    "GRAPH": "graph",
    "FROM": "graph",
    "SERVICE": "service",
    "NOW": "now",
    **dict.fromkeys(("RAND", "UUID", "STRUUID"), "random"),
    "AVG": "avg",
    "GROUP_CONCAT": "group-concat",
    "SAMPLE": "sample",
    "BASE": "base",
}
_ROUNDING = ("ROUND", "FLOOR", "CEIL")
_NUMBERS = ("COUNT", "SUM", *_ROUNDING, "YEAR", "MONTH", "DAY", "STRLEN", "ABS")
_CASTS = ("xsd:integer", "xsd:decimal")


class _Broken(NamedTuple):
    """A rule that is broken: the token that shows it, the rule, the words its sentence names, what may be meant."""

    token: Token
    rule: str
    values: tuple[str, ...] = ()
    near: Words = ()


@dataclass(frozen=True)
class _Query:
    question: Question

    @cached_property
    def tokens(self) -> list[Token]:
        return tokenize(self.question.sparql, self.question.shown)

    @cached_property
    def root(self) -> Group:
        return nest(self.tokens, self.question.shown)

    @cached_property
    def blocks(self) -> list[ValuesBlock]:
        return values_blocks(self.tokens, self.root)

    @cached_property
    def expressions(self) -> list[Expression]:
        return [each for group in self.root.walk() for each in expressions(group, self.tokens)]


def lint(question: Question) -> list[Finding]:
    """What to mend, in the order of the file; empty for a portable question."""
    query = _Query(question)
    rules = (
        _refused,
        _counts,
        _parameters,
        _unbound,
        _projected_tests,
        _divisions,
        _order,
        _paths,
        _prefixes,
        _languages,
        _optional_binds,
        _computed_keys,
    )
    found = {_finding(broken, question.shown) for rule in rules for broken in rule(query)}
    if not any(finding.rule == "question:prefix" for finding in found):  # which the parser refuses as well
        found.update(syntax_findings(question.sparql, question.shown))
    return sorted(found, key=lambda finding: finding.sort_key)


def _finding(broken: _Broken, where: str) -> Finding:
    messages, hints = words_of(broken.rule, broken.values, broken.near)
    return Finding(f"question:{broken.rule}", "violation", messages, hints=hints, at=broken.token.region(where))


def _refused(query: _Query) -> Iterator[_Broken]:
    for token, following in zip(query.tokens, [*query.tokens[1:], None], strict=True):
        if token.word in _REFUSED:
            yield _Broken(token, _REFUSED[token.word], (token.word,))
        if token.word == "NOT" and following is not None and following.word == "EXISTS":
            yield _Broken(token, "not-exists")


def _counts(query: _Query) -> Iterator[_Broken]:
    for index, token in enumerate(query.tokens[:-2]):
        if token.word == "COUNT" and query.tokens[index + 2].word != "DISTINCT":
            yield _Broken(token, "count")


def _parameters(query: _Query) -> Iterator[_Broken]:
    for expression in query.expressions:
        bound = {name for block in query.blocks if block.group is expression.group for name in block.variables}
        for name in sorted(expression.variables & {*query.question.params, "lang"} - bound):
            yield _Broken(expression.naming(name), "parameter", (_PLACES[expression.place], name))


_PLACES = {
    "FILTER": "FILTER",
    "BIND": "BIND",
    "SELECT": "SELECT",
    "GROUP": "GROUP BY",
    "HAVING": "HAVING",
    "ORDER": "ORDER BY",
}


def _unbound(query: _Query) -> Iterator[_Broken]:
    """Variables of a FILTER or BIND that nothing in the same group mentions: engines differ on what they see."""
    for group in query.root.walk():
        if group.kind in ("OPTIONAL", "EXISTS", "VALUES"):
            continue
        mine = [each for each in query.expressions if each.group is group and each.place in ("FILTER", "BIND")]
        if not mine:
            continue
        inside = {token for each in query.expressions if each.place == "FILTER" for token in each.tokens}
        inside |= {token for each in mine for token in each.tokens}
        mentioned = {each.target for each in mine}
        for part in group.walk():
            mentioned |= {token.variable for token in own_tokens(part, query.tokens) if token not in inside}
        mentioned |= {name for block in query.blocks if block.group is group for name in block.variables}
        for each in mine:
            for name in sorted(each.variables - mentioned - {*query.question.params, "lang"}):
                near = _meant(name, {other for other in mentioned if other})
                yield _Broken(each.naming(name), "unbound", (each.place, name), near)


def _projected_tests(query: _Query) -> Iterator[_Broken]:
    for expression in query.expressions:
        if expression.place not in ("BIND", "SELECT"):
            continue
        for index, token in enumerate(expression.tokens):
            if token.word in ("BOUND", "EXISTS") and not _inside(expression.tokens, index, ("IF",)):
                yield _Broken(token, "test", (token.word,))


def _divisions(query: _Query) -> Iterator[_Broken]:
    for expression in query.expressions:
        for index, token in enumerate(expression.tokens):
            if token.text == "/" and not _inside(expression.tokens, index, _ROUNDING):
                yield _Broken(token, "division")


def _inside(tokens: tuple[Token, ...], index: int, names: tuple[str, ...]) -> bool:
    """Whether a token stands in the parentheses of a call of one of the named functions."""
    depth = 0
    for at in range(index - 1, -1, -1):
        if tokens[at].text == ")":
            depth += 1
        elif tokens[at].text == "(":
            depth -= 1
            if depth < 0:
                depth = 0
                if at and tokens[at - 1].word in names:
                    return True
    return False


def _order(query: _Query) -> Iterator[_Broken]:
    own = own_tokens(query.root, query.tokens)
    order = next((each for each in expressions(query.root, query.tokens) if each.place == "ORDER"), None)
    select = next(token for token in own if token.word == "SELECT")
    selected = [each for each in expressions(query.root, query.tokens) if each.place == "SELECT"]
    if order is None:
        grouped = any(token.word == "GROUP" for token in own)
        counted = any(token.word in ("COUNT", "SUM", "MIN", "MAX") for each in selected for token in each.tokens)
        if grouped or not counted:
            yield _Broken(select, "order")
        return
    keys = order_keys(order)
    for key in keys[:-1]:
        if not _portable_key(key, query):
            shown = " ".join(token.text for token in key)
            yield _Broken(key[0], "order-key", (shown,))
    last = keys[-1] if keys else ()
    if len(last) != 1 or not last[0].variable:
        yield _Broken(last[0] if last else select, "order-tie")
    else:
        kinds = {column.name: column.kind for column in query.question.columns}
        computed = {each.target for each in query.expressions if each.target}
        if last[0].variable in computed and kinds.get(last[0].variable, SHOWN) == SHOWN:
            yield _Broken(last[0], "order-computed", (last[0].variable,))
    if any(token.word == "DISTINCT" and token.start == _after(own, select) for token in own):
        names = {column.name for column in query.question.columns}
        for name in sorted(order.variables - names):
            yield _Broken(order.naming(name), "order-selected", (name,))


def _after(own: list[Token], token: Token) -> int:
    index = own.index(token) + 1
    return own[index].start if index < len(own) else -1


def _portable_key(key: tuple[Token, ...], query: _Query) -> bool:
    if len(key) > 1:
        return key[0].word in ("STR", *_NUMBERS) or key[0].text in _CASTS
    return any(
        each.target == key[0].variable
        and each.tokens
        and (each.tokens[0].word in _NUMBERS or each.tokens[0].text in _CASTS)
        for each in query.expressions
    )


def _paths(query: _Query) -> Iterator[_Broken]:
    for group in query.root.walk():
        if group.kind == "VALUES" or any(tokens.word == "SELECT" for tokens in own_tokens(group, query.tokens)):
            continue
        fixed = {name for block in query.blocks if block.group is group for name in block.variables}
        for path in paths(group, query.tokens):
            repeats = any(token.text in "*+" and token.kind == "punct" for token in path.steps)
            ends = (path.subject.variable, path.object.variable)
            if repeats and len(own_tokens(group, query.tokens)) > len(path.steps) + 3:  # the ends and a dot
                yield _Broken(path.steps[0], "path-beside")
            if repeats and all(name and name not in fixed for name in ends):
                yield _Broken(path.steps[0], "path-open", ends)


def _prefixes(query: _Query) -> Iterator[_Broken]:
    tokens = query.tokens
    declared: list[tuple[str, str, Token]] = []
    names = set()
    for index, token in enumerate(tokens):
        if token.word == "PREFIX" and index + 2 < len(tokens):
            declared.append((tokens[index + 1].text[:-1], tokens[index + 2].text[1:-1], tokens[index + 1]))
        elif token.kind == "pname" and (index == 0 or tokens[index - 1].word != "PREFIX"):
            names.add(token.text.partition(":")[0])
    for prefix, address, token in declared:
        if prefix not in names:
            yield _Broken(token, "prefix-unused", (prefix,))
        if prefix in PREFIXES and PREFIXES[prefix] != address:
            yield _Broken(token, "prefix-address", (prefix, PREFIXES[prefix]))
        if prefix not in PREFIXES:
            yield _Broken(token, "prefix-foreign", (prefix,), _meant(prefix, PREFIXES, "{}:"))
    order = [prefix for prefix, _, _ in declared]
    for (prefix, _, token), wanted in zip(declared, sorted(order), strict=True):
        if prefix != wanted:
            yield _Broken(token, "prefix-order", (wanted,))
            break
    for before, token in zip([None, *tokens], tokens, strict=False):
        prefix = token.text.partition(":")[0]
        is_address = before is not None and before.text == "<" and before.end == token.start  # one that is no IRI
        if token.kind == "pname" and prefix not in order and not is_address:
            yield _Broken(token, "prefix", (token.text,), prefix_hint(prefix, token.text, tuple(order), _PREFIX_LINE))


_PREFIX_LINE = "PREFIX {}: <{}>"


def _meant(name: str, known: Iterable[str], form: str = "?{}") -> Words:
    """What somebody may have meant by a name that is not known."""
    near = [form.format(each) for each in near_matches(name, known, 1)]
    return (("en", f"Did you mean {near[0]}? "), ("id", f"Maksud Anda {near[0]}? ")) if near else ()


def _languages(query: _Query) -> Iterator[_Broken]:
    """Virtuoso 7.2.5 never comes back from many queries with such a block; found on this project's own."""
    braces = {token.end for token in query.tokens if token.text == "{"}
    for block in query.blocks:
        above = block.group.parent
        if block.variables != ("lang",) or block.start not in braces or above is None:
            continue
        if any(token.word == "GROUP" for token in own_tokens(above, query.tokens)):
            yield _Broken(block.head, "language")


def _optional_binds(query: _Query) -> Iterator[_Broken]:
    for each in query.expressions:
        if each.place == "BIND" and each.group.kind == "OPTIONAL" and each.tokens:
            yield _Broken(each.tokens[0], "optional-bind")


def _computed_keys(query: _Query) -> Iterator[_Broken]:
    """A sub-select that is joined by what an expression beside it computes."""
    computed = {
        (each.group.open, each.target) for each in query.expressions if each.place == "BIND" and each.tokens[1:]
    }
    for group in query.root.walk():
        own = own_tokens(group, query.tokens)
        if group.parent is None or not own or own[0].word != "SELECT":
            continue
        depth = 0
        for token in takewhile(lambda each: each.word not in ("WHERE", "GROUP"), own):
            depth += (token.text == "(") - (token.text == ")")
            if token.variable and not depth and (group.parent.open, token.variable) in computed:
                yield _Broken(token, "computed-key", (token.variable,))
