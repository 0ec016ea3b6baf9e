"""Holds a saved question against the rules that keep its answer the same on every engine."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import takewhile

from ascn_kg.namespaces import PREFIXES
from ascn_kg.questions.expressions import Expression, expressions, order_keys, own_tokens, paths
from ascn_kg.questions.question import SHOWN, Question
from ascn_kg.questions.tokens import Group, Token, ValuesBlock, nest, tokenize, values_blocks

_REFUSED = {
    "GRAPH": "GRAPH depends on how a store names its graphs. Query the union of all graphs instead.",
    "SERVICE": "SERVICE asks another server, so the answer may change. Take it out.",
    "FROM": "FROM depends on how a store names its graphs. Take it out.",
    "NOW": 'NOW() changes the answer every day. Use a parameter of type xsd:date with "default: cut-off".',
    "RAND": "RAND() changes the answer every time. Take it out.",
    "UUID": "UUID() changes the answer every time. Take it out.",
    "STRUUID": "STRUUID() changes the answer every time. Take it out.",
    "AVG": "AVG gives other digits on other engines. Show the sum and the number, or ROUND a quotient of integers.",
    "GROUP_CONCAT": "GROUP_CONCAT has no fixed order. Give each value a row of its own.",
    "SAMPLE": "SAMPLE may pick any value. Use MIN or MAX.",
}
_ROUNDING = ("ROUND", "FLOOR", "CEIL")
_NUMBERS = ("COUNT", "SUM", *_ROUNDING, "YEAR", "MONTH", "DAY", "STRLEN", "ABS")
_CASTS = ("xsd:integer", "xsd:decimal")


@dataclass(frozen=True)
class _Query:
    question: Question

    @cached_property
    def tokens(self) -> list[Token]:
        return tokenize(self.question.sparql, self.question.path.name)

    @cached_property
    def root(self) -> Group:
        return nest(self.tokens, self.question.path.name)

    @cached_property
    def blocks(self) -> list[ValuesBlock]:
        return values_blocks(self.tokens, self.root)

    @cached_property
    def expressions(self) -> list[Expression]:
        return [each for group in self.root.walk() for each in expressions(group, self.tokens)]


def lint(question: Question) -> list[str]:
    """What to mend, one sentence each, beginning with ``file:line:``; empty for a portable question."""
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
    found = sorted({problem for rule in rules for problem in rule(query)})
    return [f"{question.path.name}:{line}: {sentence}" for line, sentence in found]


def _refused(query: _Query) -> Iterator[tuple[int, str]]:
    for token, following in zip(query.tokens, [*query.tokens[1:], None], strict=True):
        if token.word in _REFUSED:
            yield token.line, _REFUSED[token.word]
        if token.word == "NOT" and following is not None and following.word == "EXISTS":
            yield token.line, "NOT EXISTS is slow on most engines. Write MINUS { … } with the same variable inside."
        if token.word == "BASE":
            yield token.line, "BASE makes IRIs depend on the file. Write a PREFIX."


def _counts(query: _Query) -> Iterator[tuple[int, str]]:
    for index, token in enumerate(query.tokens[:-2]):
        if token.word == "COUNT" and query.tokens[index + 2].word != "DISTINCT":
            yield token.line, "COUNT counts a thing once a row. Write COUNT(DISTINCT ?x)."


def _parameters(query: _Query) -> Iterator[tuple[int, str]]:
    for expression in query.expressions:
        bound = {name for block in query.blocks if block.group is expression.group for name in block.variables}
        for name in sorted(expression.variables & {*query.question.params, "lang"} - bound):
            yield (
                expression.line,
                f"{_PLACES[expression.place]} uses ?{name}, which its own group does not bind. "
                f"Repeat VALUES ?{name} {{ … }} inside that group.",
            )


_PLACES = {
    "FILTER": "FILTER",
    "BIND": "BIND",
    "SELECT": "SELECT",
    "GROUP": "GROUP BY",
    "HAVING": "HAVING",
    "ORDER": "ORDER BY",
}


def _unbound(query: _Query) -> Iterator[tuple[int, str]]:
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
                yield (
                    each.line,
                    f"{each.place} uses ?{name}, which nothing in its group binds. Bind it in the same group.",
                )


def _projected_tests(query: _Query) -> Iterator[tuple[int, str]]:
    for expression in query.expressions:
        if expression.place not in ("BIND", "SELECT"):
            continue
        for index, token in enumerate(expression.tokens):
            if token.word in ("BOUND", "EXISTS") and not _inside(expression.tokens, index, ("IF",)):
                yield (
                    token.line,
                    f"{token.word} as a value is 1 on some engines. Write IF({token.word}(…), true, false).",
                )


def _divisions(query: _Query) -> Iterator[tuple[int, str]]:
    for expression in query.expressions:
        for index, token in enumerate(expression.tokens):
            if token.text == "/" and not _inside(expression.tokens, index, _ROUNDING):
                yield token.line, "A quotient has other digits on other engines. Write ROUND(100.0 * ?a / ?b)."


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


def _order(query: _Query) -> Iterator[tuple[int, str]]:
    own = own_tokens(query.root, query.tokens)
    order = next((each for each in expressions(query.root, query.tokens) if each.place == "ORDER"), None)
    select = next(token for token in own if token.word == "SELECT")
    selected = [each for each in expressions(query.root, query.tokens) if each.place == "SELECT"]
    if order is None:
        grouped = any(token.word == "GROUP" for token in own)
        counted = any(token.word in ("COUNT", "SUM", "MIN", "MAX") for each in selected for token in each.tokens)
        if grouped or not counted:
            yield (
                select.line,
                "ORDER BY is missing, and the order of rows is part of the answer. Write ORDER BY STR(?name) ?node.",
            )
        return
    keys = order_keys(order)
    for key in keys[:-1]:
        if not _portable_key(key, query):
            shown = " ".join(token.text for token in key)
            yield (
                key[0].line,
                f"ORDER BY {shown} sorts differently on other engines. Write STR(?x), or xsd:integer(?n) for a number.",
            )
    last = keys[-1] if keys else ()
    if len(last) != 1 or not last[0].variable:
        yield (
            order.line,
            "Rows that tie have no fixed order. End ORDER BY with a variable that holds an IRI, such as the statement.",
        )
    else:
        kinds = {column.name: column.kind for column in query.question.columns}
        computed = {each.target for each in query.expressions if each.target}
        if last[0].variable in computed and kinds.get(last[0].variable, SHOWN) == SHOWN:
            yield (
                last[0].line,
                f"ORDER BY ends with ?{last[0].variable}, a computed value. End it with a variable that holds an IRI.",
            )
    if any(token.word == "DISTINCT" and token.start == _after(own, select) for token in own):
        names = {column.name for column in query.question.columns}
        for name in sorted(order.variables - names):
            yield (
                order.line,
                f"With SELECT DISTINCT, ORDER BY can only use selected variables. Select ?{name} (column kind hidden).",
            )


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


def _paths(query: _Query) -> Iterator[tuple[int, str]]:
    for group in query.root.walk():
        if group.kind == "VALUES" or any(tokens.word == "SELECT" for tokens in own_tokens(group, query.tokens)):
            continue
        fixed = {name for block in query.blocks if block.group is group for name in block.variables}
        for path in paths(group, query.tokens):
            repeats = any(token.text in "*+" and token.kind == "punct" for token in path.steps)
            ends = (path.subject.variable, path.object.variable)
            if repeats and len(own_tokens(group, query.tokens)) > len(path.steps) + 3:  # the ends and a dot
                yield (
                    path.steps[0].line,
                    "A path with * or + beside other patterns loses rows on Virtuoso 7. "
                    "Put it first, in a sub-select of its own.",
                )
            if repeats and all(name and name not in fixed for name in ends):
                yield (
                    path.steps[0].line,
                    (
                        f"A path with * or + between ?{ends[0]} and ?{ends[1]} has no fixed end. "
                        "Give one end as an IRI or a VALUES, or use the inferred transitive property."
                    ),
                )


def _prefixes(query: _Query) -> Iterator[tuple[int, str]]:
    tokens = query.tokens
    declared: list[tuple[str, str, int]] = []
    names = set()
    for index, token in enumerate(tokens):
        if token.word == "PREFIX" and index + 2 < len(tokens):
            declared.append((tokens[index + 1].text[:-1], tokens[index + 2].text[1:-1], token.line))
        elif token.kind == "pname" and (index == 0 or tokens[index - 1].word != "PREFIX"):
            names.add(token.text.partition(":")[0])
    for prefix, address, line in declared:
        if prefix not in names:
            yield line, f"The prefix {prefix}: is not used. Take it out."
        if prefix in PREFIXES and PREFIXES[prefix] != address:
            yield line, f"The prefix {prefix}: stands for <{PREFIXES[prefix]}> in this project. Write that address."
        if prefix not in PREFIXES:
            yield line, f"The prefix {prefix}: is not one of this project. Use one from ascn_kg/namespaces.py."
    order = [prefix for prefix, _, _ in declared]
    for (prefix, _, line), wanted in zip(declared, sorted(order), strict=True):
        if prefix != wanted:
            yield line, f"The prefixes are not in alphabetical order. Put {wanted}: here."
            break
    for token in tokens:
        if token.kind == "pname" and token.text.partition(":")[0] not in order:
            yield (
                token.line,
                f"The prefix of {token.text} is not declared. Add PREFIX {token.text.partition(':')[0]}: <…>.",
            )


def _languages(query: _Query) -> Iterator[tuple[int, str]]:
    """Virtuoso 7.2.5 never comes back from many queries with such a block; found on this project's own."""
    braces = {token.end for token in query.tokens if token.text == "{"}
    for block in query.blocks:
        above = block.group.parent
        if block.variables != ("lang",) or block.start not in braces or above is None:
            continue
        if any(token.word == "GROUP" for token in own_tokens(above, query.tokens)):
            yield block.line, 'VALUES ?lang in a sub-select that groups hangs Virtuoso 7. Write BIND ("en" AS ?lang).'


def _optional_binds(query: _Query) -> Iterator[tuple[int, str]]:
    for each in query.expressions:
        if each.place == "BIND" and each.group.kind == "OPTIONAL":
            yield (
                each.line,
                "BIND in an OPTIONAL gives a value to rows that have no match on Virtuoso 7. "
                "Put it into a sub-select with GROUP BY inside the OPTIONAL, or after it.",
            )


def _computed_keys(query: _Query) -> Iterator[tuple[int, str]]:
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
                yield (
                    token.line,
                    f"?{token.variable}, which a BIND computes, does not join this sub-select on Virtuoso 7. "
                    "Compute with what the sub-select gives instead.",
                )
