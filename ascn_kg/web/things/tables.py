"""Statements about a thing and things linked to it, as tables: one row each, with dates, notes and sources."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import pyoxigraph as ox
from markupsafe import Markup, escape

from ascn_kg.namespaces import TERMS, shrink
from ascn_kg.web.things.dates import sorting
from ascn_kg.web.things.listing import listed_columns
from ascn_kg.web.things.telling import Telling
from ascn_kg.web.things.words import ORDER, UNSAID

# What shares a column: sub-properties with what they are below, a decimal number with a whole one.
_SAME = {"memberCity": "member", "network": "memberOf", "measure": "value"}
# Left to the page of a statement where there would be many columns.
_ASIDE = ("statusReading", "calledAs", "printedName", "listNumber", "sought", "saidAs")
_MANY = 4
_ROUND = re.compile(r"[.,]0+$")
_LONG = ("gist", "purpose", "sought", "vision", "targets", "function")


@dataclass(frozen=True)
class Row:
    """Its cells, then what is said about the row as a whole. ``aside`` is set for a statement set below others."""

    cells: tuple[Markup, ...]
    notes: tuple[Markup, ...]
    sources: Markup
    page: Markup
    aside: bool

    @property
    def noted(self) -> int:
        """The cell that the notes stand in: the first that is not empty."""
        return next((n for n, cell in enumerate(self.cells) if cell), 0)


@dataclass(frozen=True)
class Table:
    """``rows``, and ``agreeing``: those that say the same as one of these."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    agreeing: tuple[Row, ...] = ()


def table_of(telling: Telling, nodes: Iterable[str], about: str, legs: Sequence[str], *, own: bool = False) -> Table:
    """The nodes that point to ``about`` by ``legs`` (names of properties) as a table.

    With ``own``, each row cites its own evidence alone, not that of statements that agree with it.
    """
    found = sorted(dict.fromkeys(nodes), key=lambda node: (sorting(telling.index, node), telling.title(node), node))
    if any(is_named(telling, node) for node in found):
        return things_table(telling, found)
    return _statements(telling, found, about, legs, own)


def statements_table(telling: Telling, nodes: Sequence[str]) -> Table:
    """Statements of one kind by their titles, in the order of their dates."""
    found = sorted(nodes, key=lambda node: (sorting(telling.index, node), telling.title(node), node))
    rows = [
        Row(
            (telling.link(node), Markup("{} {}").format(telling.when(node), telling.badges(node))),
            (),
            telling.cite([node]),
            Markup(""),
            False,
        )
        for node in found
    ]
    return Table((telling.say("Statement", "Pernyataan"), telling.say("When", "Kapan")), tuple(rows))


def is_named(telling: Telling, iri: str) -> bool:
    """Whether something has a name of its own, rather than being a statement."""
    return telling.site.labels.label(iri, telling.lang) != shrink(iri)


def things_table(telling: Telling, things: Sequence[str]) -> Table:
    """Things by name, with what tells them apart."""
    columns = listed_columns(telling, things)
    rows = [
        Row(
            (telling.link(each), *(cell(telling, each) for _, cell in columns)),
            (),
            telling.cite([each]),
            Markup(""),
            False,
        )
        for each in things
    ]
    filled = [n for n in range(len(columns)) if any(row.cells[n + 1] for row in rows)]
    return Table(
        (telling.say("Name", "Nama"), *(telling.say(*columns[n][0]) for n in filled)),
        tuple(
            Row((row.cells[0], *(row.cells[n + 1] for n in filled)), (), row.sources, row.page, False) for row in rows
        ),
    )


def _statements(telling: Telling, nodes: list[str], about: str, legs: Sequence[str], own: bool) -> Table:
    index = telling.index
    agreeing = [node for node in nodes if any(other in nodes for other in index.iris(node, "corroborates"))]
    # Where two agree with each other, one of them still has to stand for both.
    heads = [node for node in nodes if node not in agreeing] or nodes
    properties = _columns(telling, nodes, about, legs)
    mixed = len({tuple(index.classes(node)) for node in nodes}) > 1
    headings = (
        [telling.say("Statement", "Pernyataan")]
        if mixed
        else [_heading(telling, name) for name in properties if name not in _LONG]
    )
    long = [name for name in properties if name in _LONG]

    def row(node: str) -> Row:
        values = [] if mixed else [cell(telling, node, name, about) for name in properties if name not in _LONG]
        cells = [telling.link(node)] if mixed else values
        date = Markup(" ").join(part for part in (escape(telling.when(node)), telling.badges(node)) if part)
        texts = [cell(telling, node, name, about) for name in long]
        page = telling.details(node)
        aside = any(rank.endswith("/deprecated") for rank in index.iris(node, "rank"))
        sources = telling.cite_own(node) if own or node not in heads else telling.cite([node])
        return Row((*texts, *cells, date), tuple(telling.notes(node)), sources, page, aside)

    columns = [*(_heading(telling, name) for name in long), *headings, telling.say("When", "Kapan")]
    rows = tuple(row(node) for node in heads)
    rest = tuple(row(node) for node in nodes if node not in heads)
    return _without_empty(Table(tuple(columns), rows, rest))


def _without_empty(table: Table) -> Table:
    every = (*table.rows, *table.agreeing)
    filled = [n for n in range(len(table.columns)) if any(row.cells[n] for row in every)]

    def kept(rows: Iterable[Row]) -> Iterator[Row]:
        for row in rows:
            yield Row(tuple(row.cells[n] for n in filled), row.notes, row.sources, row.page, row.aside)

    return Table(tuple(table.columns[n] for n in filled), tuple(kept(table.rows)), tuple(kept(table.agreeing)))


def _columns(telling: Telling, nodes: Iterable[str], about: str, legs: Sequence[str]) -> list[str]:
    """The properties worth a column: those that say more than that the row is about the thing."""
    telling_ones: set[str] = set()
    for node in nodes:
        for quad in telling.site.stated[node]:
            name = quad.predicate.value.removeprefix(TERMS)
            own = isinstance(quad.object, ox.NamedNode) and quad.object.value == about and name in legs
            if name != quad.predicate.value and not own and quad.predicate.value not in telling.index.evidence_terms:
                telling_ones.add(_SAME.get(name, name))
    left_out = _ASIDE if len(telling_ones) > _MANY else ()
    return [name for name in ORDER if name in telling_ones and name not in (*UNSAID, *left_out)]


def _heading(telling: Telling, name: str) -> str:
    return telling.label(name)


def cell(telling: Telling, node: str, name: str, about: str = "") -> Markup:
    """The values of a property without the thing the page is about: texts in one language, sums with their currency."""
    every = [v for each in (name, *_below(name)) for v in telling.index.values(node, each)]
    values = [v for v in every if not (isinstance(v, ox.NamedNode) and v.value == about)]
    if any(isinstance(value, ox.Literal) and value.language for value in values) and name in _LONG:
        return telling.text(node, name)
    after = {"amount": telling.index.one(node, "currency") or "", "share": "%"}.get(name, "")
    parts = [Markup("{}{}{}").format(_value(telling, v, name), "\u00a0" if after else "", after) for v in values]
    if name == "listNumber" and (letter := telling.index.one(node, "listLetter")):
        parts = [Markup("{} {}").format(letter, part) for part in parts]
    return Markup(", ").join(parts)


def _value(telling: Telling, value: object, name: str) -> Markup:
    """A value: a project with its city, a sum of money without the empty decimals of the way it was written."""
    shown = telling.term(value)
    if name == "initiative" and isinstance(value, ox.NamedNode):
        cities = telling.index.iris(value.value, "ofCity")
        return Markup("{} ({})").format(shown, Markup(", ").join(map(telling.link, cities))) if cities else shown
    return Markup(_ROUND.sub("", shown)) if name == "amount" else shown


def _below(name: str) -> list[str]:
    return [each for each, above in _SAME.items() if above == name]
