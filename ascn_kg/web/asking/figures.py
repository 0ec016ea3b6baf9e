"""Which drawing suits an answer: shares, a line through the years, bars, a map, or none."""

from __future__ import annotations

import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import pyoxigraph as ox
from markupsafe import Markup

from ascn_kg.namespaces import XSD
from ascn_kg.questions import Answer
from ascn_kg.questions.run import Row
from ascn_kg.rendering.words import cell, shown_columns
from ascn_kg.web.asking.cells import Links
from ascn_kg.web.drawing import (
    Bar,
    Line,
    Stack,
    bars,
    borders,
    city_map,
    over_time,
    site_nations,
    site_places,
    stacked_bars,
)
from ascn_kg.web.site import Site
from ascn_kg.web.view import View

# Columns of whole numbers that count nothing.
_ORDINAL = ("edition", "end", "page", "paragraph", "place", "start", "year")
_SERIES = 8  # colours that can be told apart
_FEW, _MANY = 15, 40  # bars
_MOST = 0.8  # of the rows name a city where the answer is one about cities
_SEVERAL = 1.5  # rows of a city, on average, are worth a size
_DATE = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


@dataclass(frozen=True)
class Figure:
    """A drawing, and the words under it; ``is_map`` for what takes much room."""

    drawing: Markup
    caption: str
    is_map: bool = False


@dataclass(frozen=True)
class _Asked:
    """What the rules look at."""

    site: Site
    view: View
    answer: Answer
    links: Links

    @property
    def rows(self) -> tuple[Row, ...]:
        return self.answer.rows

    def counts(self) -> list[int]:
        """Positions of the columns that hold a count in each row."""
        return [
            index
            for index in shown_columns(self.answer)
            if self.answer.columns[index].name not in _ORDINAL
            and all(_whole(row[index]) is not None for row in self.rows)
        ]

    def names(self) -> list[int]:
        """Positions of the columns that hold a name or a date in each row."""
        numbers = self.counts()
        return [
            index
            for index in shown_columns(self.answer)
            if index not in numbers
            and self.answer.columns[index].name not in _ORDINAL
            and all(isinstance(row[index], ox.Literal) for row in self.rows)
        ]

    def heading(self, index: int) -> str:
        return self.answer.columns[index].heading

    def text(self, row: Row, index: int) -> str:
        return cell(row[index], self.site.labels, self.view.lang)


def figure(site: Site, view: View, answer: Answer, links: Links) -> Figure | None:
    """The drawing of an answer by the first rule that fits; None where none does."""
    asked = _Asked(site, view, answer, links)
    if len(answer.rows) < 2:
        return None
    rules: tuple[Callable[[_Asked], Figure | None], ...] = (_shares, _years, _few_bars, _map, _many_bars)
    return next((drawn for rule in rules if (drawn := rule(asked)) is not None), None)


def _shares(asked: _Asked) -> Figure | None:
    """A count for each pair of two names: how the one divides among the other."""
    names, counts = asked.names(), asked.counts()
    if not counts:
        return None
    for first, second in ((a, b) for a in names for b in names if a < b):
        pairs = [(asked.text(row, first), asked.text(row, second)) for row in asked.rows]
        wholes, parts = list(dict.fromkeys(a for a, _ in pairs)), list(dict.fromkeys(b for _, b in pairs))
        if len(set(pairs)) < len(pairs) or len(parts) > _SERIES or not 2 <= max(len(wholes), len(parts)) < len(pairs):
            continue
        if len(wholes) < 2 or len(wholes) > _MANY:
            continue
        values = {pair: float(_whole(row[counts[0]]) or 0) for pair, row in zip(pairs, asked.rows, strict=True)}
        stacks = [Stack(whole, tuple(values.get((whole, part), 0) for part in parts)) for whole in wholes]
        number, part, whole = (f"“{asked.heading(index)}”" for index in (counts[0], second, first))
        caption = asked.view.say(
            f"{number} by {part}, a bar for each {whole}.",
            f"{number} menurut {part}, satu batang untuk setiap {whole}.",
        )
        drawing = stacked_bars(stacks, parts, id="figure", lang=asked.view.lang, title=asked.answer.text)
        return Figure(drawing, caption)
    return None


def _years(asked: _Asked) -> Figure | None:
    """Counts by year: what documents say as dots, what follows from the statements as steps."""
    first, counts = shown_columns(asked.answer)[0], asked.counts()
    if asked.answer.columns[first].name != "year" or not counts:
        return None
    days = [_day(asked, row) for row in asked.rows]
    if None in days:
        return None
    dated = sorted(((day, row) for day, row in zip(days, asked.rows, strict=True) if day), key=lambda pair: pair[0])
    lines = [
        Line(
            asked.heading(index),
            tuple((day, float(_whole(row[index]) or 0)) for day, row in dated),
            step=position > 0,
            dots=position == 0,
        )
        for position, index in enumerate(counts)
    ]
    drawing = over_time(lines, id="figure", lang=asked.view.lang, title=asked.answer.text)
    dots, *steps = (f"“{line.name}”" for line in lines)
    joined = asked.view.say(" and ", " dan ").join(steps)
    caption = asked.view.say(f"{dots} as dots", f"{dots} sebagai titik")
    caption += asked.view.say(f", {joined} as lines.", f", {joined} sebagai garis.") if steps else "."
    return Figure(drawing, caption)


def _few_bars(asked: _Asked) -> Figure | None:
    return _bars(asked, _FEW)


def _many_bars(asked: _Asked) -> Figure | None:
    return _bars(asked, _MANY)


def _bars(asked: _Asked, most: int) -> Figure | None:
    """A count for each of several things."""
    counts = asked.counts()
    if not counts or len(asked.rows) > most:
        return None
    for index in asked.names():
        named = [asked.text(row, index) for row in asked.rows]
        if len(set(named)) == len(named) and all(index in asked.links.of(row) for row in asked.rows):
            values = [
                Bar(name, float(_whole(row[counts[0]]) or 0)) for name, row in zip(named, asked.rows, strict=True)
            ]
            drawing = bars(values, id="figure", lang=asked.view.lang, title=asked.answer.text)
            number, name = f"“{asked.heading(counts[0])}”", f"“{asked.heading(index)}”"
            return Figure(drawing, asked.view.say(f"{number} for each {name}.", f"{number} untuk setiap {name}."))
    return None


def _map(asked: _Asked) -> Figure | None:
    """Cities on the map: what their row says, or how many rows they have, as the size of their marks."""
    column, cities = asked.links.cities()
    by_city: dict[str, list[Row]] = defaultdict(list)
    for row, iri in cities:
        by_city[iri].append(row)
    if len(by_city) < 2 or len(cities) < _MOST * len(asked.rows):
        return None
    places = site_places(asked.site, asked.view)
    kinds, kind_of = _kinds(asked, by_city)
    say = asked.view.say
    # A count is that of the city where the rows are about cities first of all.
    about_cities = column == shown_columns(asked.answer)[0]
    count = next(iter(asked.counts()), None) if about_cities and len(cities) == len(by_city) else None
    many = len(cities) > _SEVERAL * len(by_city)
    shown = []
    for iri, rows in by_city.items():
        if (place := places.get(iri)) is None:
            continue
        if count is not None:
            value = _whole(rows[0][count]) or 0
            said, size = f"{asked.heading(count)}: {value}", float(value)
        elif many:
            said, size = f"{len(rows)} {say('row' if len(rows) == 1 else 'rows', 'baris')}", float(len(rows))
        else:
            said, size = _said(asked, rows[0]), None
        shown.append(replace(place, kind=kind_of.get(iri, 0), text=said, value=size))
    nations = site_nations(asked.site, asked.view)
    drawing = city_map(shown, kinds, nations=nations, id="figure", lang=asked.view.lang, title=asked.answer.text)
    sizes = ""
    if count is not None:
        number = f"“{asked.heading(count)}”"
        sizes = say(
            f"The larger a mark, the higher the number under {number}. ",
            f"Makin besar tandanya, makin tinggi angka {number}. ",
        )
    elif many:
        sizes = say("The larger a mark, the more rows. ", "Makin besar tandanya, makin banyak barisnya. ")
    return Figure(drawing, sizes + borders(asked.view.lang), is_map=True)


def _kinds(asked: _Asked, by_city: dict[str, list[Row]]) -> tuple[Sequence[str], dict[str, int]]:
    """The words of the column that says how sure a row is, and which of them is said of each city."""
    sure = next((i for i in shown_columns(asked.answer) if asked.answer.columns[i].name == "sure"), None)
    if sure is None:
        return (), {}
    words = {iri: asked.text(rows[0], sure) for iri, rows in by_city.items()}
    kinds = [word for word, _ in Counter(words.values()).most_common()]
    return kinds, {iri: kinds.index(word) for iri, word in words.items()}


def _said(asked: _Asked, row: Row) -> str:
    """What the row says besides the names of things."""
    linked = asked.links.of(row)
    plain = [index for index in shown_columns(asked.answer) if index not in linked and row[index] is not None]
    return "; ".join(f"{asked.heading(index)}: {asked.text(row, index)}" for index in plain[:2])


def _whole(term: object) -> int | None:
    if isinstance(term, ox.Literal) and term.datatype.value == XSD + "integer":
        return int(term.value)
    return None


def _day(asked: _Asked, row: Row) -> datetime.date | None:
    """The last day named in the column ``when``, else the first of the year."""
    index = next((i for i in shown_columns(asked.answer) if asked.answer.columns[i].name == "when"), None)
    term = row[index] if index is not None else row[shown_columns(asked.answer)[0]]
    found = _DATE.findall(term.value) if isinstance(term, ox.Literal) else []
    if not found:
        return None
    year, month, day = (int(part or 1) for part in found[-1])
    return datetime.date(year, month, day) if 1 <= month <= 12 and year else None
