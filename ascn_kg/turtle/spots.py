"""Follows the structure of a Turtle text: where the subject, the predicate and the object of each triple stand."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pyoxigraph as ox

from ascn_kg.errors import AscnKgError
from ascn_kg.namespaces import RDF
from ascn_kg.turtle.terms import TermReader
from ascn_kg.turtle.tokens import DIRECTIVE, OTHER, SIGN, TERM, TOKEN

# An offset in the text and the term that begins there; None for any blank node.
Spot = tuple[int, ox.NamedNode | ox.Literal | None]
Spots = tuple[Spot, Spot, Spot]

_FIRST, _REST, _NIL = (ox.NamedNode(RDF + name) for name in ("first", "rest", "nil"))
# Instead of a spot: the term has not come yet; members of a collection come, the subject being the cell of the last.
_NONE, _MEMBERS = (-1, None), (-2, None)


def spots(text: str) -> Iterator[Spots]:
    """The spots of subject, predicate and object of each triple of a Turtle text without a byte order mark.

    A triple comes with the last token it needs, so what stands in brackets comes before what they are the object of.
    Raises :class:`AscnKgError` where the text cannot be followed.
    """
    reader = TermReader()
    subject: Spot = _NONE
    predicate: Spot = _NONE
    around: list[Spots] = []  # of each open bracket: the subject and predicate outside it, and the bracket
    for token in TOKEN.finditer(text):
        kind = token.lastindex
        if kind == TERM:
            spot = (token.start(TERM), _term(reader, text, token))
            if predicate is _NONE:
                if subject is _NONE:
                    subject = spot
                else:
                    predicate = spot
            elif predicate is _MEMBERS:
                subject, lead = _next_cell(subject, spot[0], around[-1])
                yield subject, (spot[0], _FIRST), spot  # before its lead, as the parser does
                yield from lead
            else:
                yield subject, predicate, spot
        elif kind == SIGN:
            at = token.start(SIGN)
            sign = text[at]
            if sign == ";":
                predicate = _NONE
            elif sign == ".":
                subject = predicate = _NONE
            elif sign == "[" or sign == "(":
                if predicate is _MEMBERS:
                    subject, lead = _next_cell(subject, at, around[-1])
                    yield from lead
                around.append((subject, predicate, (at, None)))
                subject, predicate = ((at, None), _NONE) if sign == "[" else (_NONE, _MEMBERS)
            elif sign != ",":
                if not around:
                    raise _lost(text, at)
                filled = predicate is _MEMBERS and subject is not _NONE
                if filled:
                    yield subject, (at, _REST), (at, _NIL)
                empty = predicate is _MEMBERS and not filled
                subject, predicate, node = around.pop()
                if empty:
                    node = (node[0], _NIL)
                if predicate is _NONE:
                    subject = node
                elif not filled:
                    yield subject, predicate if predicate is not _MEMBERS else (node[0], _FIRST), node
        elif kind == DIRECTIVE:
            reader.declare(token[DIRECTIVE])
        elif kind == OTHER:
            raise _lost(text, token.start(OTHER))


def _next_cell(cell: Spot, member: int, outside: Spots) -> tuple[Spot, tuple[Spots, ...]]:
    """The cell for the member at an offset, and the triple that leads to it, if there is one."""
    if cell is not _NONE:
        following = (member, None)
        return following, ((cell, (member, _REST), following),)
    subject, predicate, opened = outside
    if predicate is _NONE:
        return opened, ()
    return opened, ((subject, (opened[0], _FIRST) if predicate is _MEMBERS else predicate, opened),)


def _term(reader: TermReader, text: str, token: re.Match[str]) -> ox.NamedNode | ox.Literal | None:
    try:
        return reader.term(token[TERM])
    except (ValueError, SyntaxError):
        raise _lost(text, token.start(TERM)) from None


def _lost(text: str, at: int) -> AscnKgError:
    line, column = text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
    return AscnKgError(
        f"{line}:{column}: cannot follow the Turtle from {text[at : at + 20]!r} on. "
        "Mend the syntax; statements about statements are not supported."
    )
