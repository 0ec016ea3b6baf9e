"""The rows and the sources of an answer as a page shows them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import pyoxigraph as ox
from markupsafe import Markup, escape

from ascn_kg.namespaces import CONCEPTS, XSD
from ascn_kg.questions import Answer, Citation
from ascn_kg.questions.run import Row
from ascn_kg.rendering.words import NOTHING, NUMBERS, WORDS, cell, filled_columns
from ascn_kg.web.addresses import stem_of
from ascn_kg.web.asking.cells import Links
from ascn_kg.web.site import Site
from ascn_kg.web.view import View

MOST_ROWS = 500
_FEW_MARKS = 6
# Words of these schemes say how sure a row is; the style sheet knows their slugs.
_BADGES = ("certainty", "modality", "rank")


@dataclass(frozen=True)
class Cell:
    """One cell: what stands in it, whether it is a number, whether it heads its row."""

    content: Markup
    number: bool = False
    heads: bool = False


@dataclass(frozen=True)
class ShownRow:
    """One row: its cells, the marks of its sources, and links to the statements it rests on."""

    cells: tuple[Cell, ...]
    marks: Markup
    details: tuple[str, ...]


@dataclass(frozen=True)
class Table:
    """Headings (with whether the column holds numbers), rows, and how many rows are left out."""

    headings: tuple[tuple[str, bool], ...]
    rows: tuple[ShownRow, ...]
    left_out: int


@dataclass(frozen=True)
class SourceItem:
    """One source: its title as a link, by whom and when, its address, and the numbered places in it."""

    title: Markup
    rest: str
    url: str | None
    places: tuple[tuple[int, Markup], ...]


def table(site: Site, view: View, answer: Answer, links: Links) -> Table:
    """The first rows of an answer, things linked to their pages."""
    shown, _ = filled_columns(answer)
    numeric = [_numeric(answer, index) for index in shown]
    badges = _badges(site, view.lang)
    rows = []
    for row, cited in list(zip(answer.rows, answer.row_citations, strict=True))[:MOST_ROWS]:
        named = links.of(row)
        cells = [
            Cell(_content(site, view, row[index], named.get(index), badges), number, not place and index in named)
            for place, (index, number) in enumerate(zip(shown, numeric, strict=True))
        ]
        rows.append(ShownRow(tuple(cells), marks(view, cited), _details(site, view, answer, row, named.values())))
    headings = tuple((answer.columns[index].heading, number) for index, number in zip(shown, numeric, strict=True))
    return Table(headings, tuple(rows), len(answer.rows) - len(rows))


def marks(view: View, numbers: tuple[int, ...]) -> Markup:
    """Numbers of citations as links to the list of sources; many of them fold up."""
    linked = Markup("<wbr>").join(
        Markup('<a class="marks" href="#source-{}">[{}]</a>').format(number, number) for number in numbers
    )
    if len(numbers) <= _FEW_MARKS:
        return linked
    summary = view.say(f"{len(numbers)} places", f"{len(numbers)} rujukan")
    return Markup('<details class="marks"><summary>{}</summary>{}</details>').format(summary, linked)


def sources(site: Site, view: View, answer: Answer) -> list[SourceItem]:
    """The sources of an answer's shown rows and gaps, in the order of their first numbers."""
    wanted = {number for numbers in answer.row_citations[:MOST_ROWS] for number in numbers}
    wanted.update(number for gap in answer.gaps for number in gap.citations)
    grouped: dict[tuple[str, str | None], list[Citation]] = {}
    for citation in answer.citations:
        if citation.number in wanted:
            grouped.setdefault((citation.source, citation.url), []).append(citation)
    return [_source(site, view, places) for places in grouped.values()]


def _source(site: Site, view: View, citations: list[Citation]) -> SourceItem:
    first, words = citations[0], WORDS[view.lang]
    parts = list(dict.fromkeys([*first.authors, *([first.publisher] if first.publisher else [])]))
    if first.date or not first.registry:
        parts.append(first.date or words["undated"])
    return SourceItem(
        site.anchor(view, first.source, first.title),
        ", ".join(part for part in parts if part != first.title),
        first.url,
        tuple((citation.number, _place(site, view, citation)) for citation in citations),
    )


def _place(site: Site, view: View, citation: Citation) -> Markup:
    """Page or paragraph, as a link to the passage on the page of its source."""
    place = citation.place(view.lang) or view.say("the whole", "seluruhnya")
    evidence = next((item.iri for item in citation.evidence if site.stem(item.iri)), None)
    return escape(place) if evidence is None else site.anchor(view, evidence, place)


def _content(site: Site, view: View, term: object, iri: str | None, badges: Callable[[str], str | None]) -> Markup:
    """One cell as a reader sees it."""
    if term is None or getattr(term, "value", "") == "":
        return Markup('<span class="quiet">{}</span>').format(NOTHING)
    if isinstance(term, ox.Literal) and term.datatype.value == XSD + "anyURI":
        if term.value.startswith(("https://", "http://")):
            return Markup('<a class="address" href="{}">{}</a>').format(term.value, term.value)
        return escape(term.value)
    words = cell(term, site.labels, view.lang)
    if iri is not None:
        return site.anchor(view, iri, words)
    badge = badges(words)
    return Markup('<span class="badge {}">{}</span>').format(badge, words) if badge else escape(words)


def _badges(site: Site, lang: str) -> Callable[[str], str | None]:
    """From a word such as "certain" in the language of the page to the slug of its concept."""
    slugs = {
        site.labels.label(iri, lang): iri.rpartition("/")[2]
        for scheme in _BADGES
        for iri in site.labels.members(CONCEPTS + scheme) or ()
    }
    return slugs.get


def _details(site: Site, view: View, answer: Answer, row: Row, named: Iterable[str]) -> tuple[str, ...]:
    """The addresses of the pages of a row's statements, but for things its cells lead to already."""
    known = set(named)
    return tuple(
        site.address(view, iri)
        for iri in dict.fromkeys(answer.statements(row))
        if iri not in known and site.stem(iri) is not None and (stem_of(iri) or "").startswith("doc/")
    )


def _numeric(answer: Answer, index: int) -> bool:
    """Whether a column holds nothing but numbers."""
    values = [row[index] for row in answer.rows if row[index] is not None]
    return bool(values) and all(isinstance(v, ox.Literal) and v.datatype.value in NUMBERS for v in values)
