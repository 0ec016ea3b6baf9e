"""Which passages of which documents stand behind a node: numbered citations."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path

import pyoxigraph as ox

from ascn_kg.graph import Graph
from ascn_kg.labels import Labels
from ascn_kg.namespaces import PREFIXES, TERMS
from ascn_kg.questions.dates import in_words
from ascn_kg.questions.passages import Passages

REGISTRY = PREFIXES["authority"] + "registry"

_PLACES = {"en": ("page {}", "paragraph {}"), "id": ("halaman {}", "paragraf {}")}


@dataclass(frozen=True)
class EvidenceItem:
    """One evidence node. ``start`` and ``end`` are code points into the source's text, None where only referenced.

    With ``--texts``, ``passage`` holds the words themselves, or ``problem`` why they cannot be shown.
    """

    iri: str
    start: int | None
    end: int | None
    passage: str | None = None
    problem: str | None = None


@dataclass(frozen=True)
class Citation:
    """One place in one source, with all evidence nodes there. ``date`` is in words, ``stated`` the same as EDTF."""

    number: int
    source: str
    title: str
    publisher: str | None
    authors: tuple[str, ...]
    date: str | None
    stated: str | None
    page: int | None
    paragraph: int | None
    url: str | None
    registry: bool
    evidence: tuple[EvidenceItem, ...]

    @property
    def source_id(self) -> str:
        """The source's identifier, such as gnfi-2024."""
        return self.source.rpartition("/")[2]

    @property
    def short(self) -> str:
        """Source and place in a few signs: ``gnfi-2024 ¶23``, ``asean-framework-2018 p. 4``, ``geonames``."""
        if self.page is not None:
            return f"{self.source_id} p. {self.page}"
        return f"{self.source_id} ¶{self.paragraph}" if self.paragraph is not None else self.source_id

    def place(self, lang: str) -> str | None:
        """Page or paragraph in words."""
        page, paragraph = _PLACES[lang]
        if self.page is not None:
            return page.format(self.page)
        return paragraph.format(self.paragraph) if self.paragraph is not None else None


Place = tuple[str, int, int, str]  # source, page or 0, paragraph or 0, address of a registry entry


@dataclass
class Looked:
    """What was looked up in one graph before: whoever cites from it many times shares this.

    ``evidence`` holds the places of the evidence of each node (without ``own``), ``ends`` the end of each passage,
    ``sources`` a citation of each place in each language, whose number and evidence mean nothing.
    """

    evidence: dict[str, list[tuple[Place, int, str]]] = field(default_factory=dict)
    ends: dict[str, str | None] = field(default_factory=dict)
    sources: dict[tuple[Place, str], Citation] = field(default_factory=dict)


class Citations:
    """Numbers citations in the order in which they are first needed.

    With ``own``, :meth:`cite` leaves out the evidence of other statements that agree with the ones it is given; then
    nothing is shared with others in ``looked``.
    """

    def __init__(
        self,
        graph: Graph,
        labels: Labels,
        lang: str,
        texts: Path | None = None,
        *,
        own: bool = False,
        looked: Looked | None = None,
    ) -> None:
        self._graph, self._labels, self._lang, self._own = graph, labels, lang, own
        self._looked = Looked() if looked is None or own else looked
        self._passages = None if texts is None else Passages(texts, lang)
        self._places: dict[Place, dict[str, EvidenceItem]] = {}

    def cite(self, nodes: Iterable[str]) -> tuple[int, ...]:
        """The numbers of the citations of these nodes' evidence, that of agreeing nodes included unless ``own``."""
        found = sorted({entry for node in nodes for entry in self._evidence(node)})
        numbers = list(self._places)
        wanted: set[int] = set()
        for place, start, iri in found:
            if place not in self._places:
                self._places[place] = {}
                numbers.append(place)
            if iri not in self._places[place]:
                self._places[place][iri] = self._item(iri, place, start)
            wanted.add(numbers.index(place) + 1)
        return tuple(sorted(wanted))

    def all(self) -> tuple[Citation, ...]:
        """All citations so far, by number."""
        return tuple(self._citation(number, place) for number, place in enumerate(self._places, 1))

    def _evidence(self, node: str) -> list[tuple[Place, int, str]]:
        """Place, start (-1 if only referenced) and IRI of each evidence node behind a node."""
        known = self._looked.evidence
        if node not in known:
            found: dict[str, None] = {}
            for agreeing in [node] if self._own else agreeing_nodes(self._graph, node):
                # A row may be about a passage itself, such as one left out: then that is what it cites.
                itself = [agreeing] if self._iris(agreeing, "fromSource") else []
                found.update(dict.fromkeys([*self._iris(agreeing, "evidence"), *itself]))
            known[node] = [(self._place(iri), _number(self._one(iri, "start"), -1), iri) for iri in found]
        return known[node]

    def _place(self, iri: str) -> Place:
        source = next(iter(self._iris(iri, "fromSource")), "")
        page, paragraph = _number(self._one(iri, "page"), 0), _number(self._one(iri, "paragraph"), 0)
        return (source, page, 0 if page else paragraph, self._one(iri, "url") or "")

    def _item(self, iri: str, place: Place, start: int) -> EvidenceItem:
        if start < 0:
            return EvidenceItem(iri, None, None)
        if iri not in self._looked.ends:
            self._looked.ends[iri] = self._one(iri, "end")
        end = _number(self._looked.ends[iri], start)
        if self._passages is None:
            return EvidenceItem(iri, start, end)
        source = place[0].rpartition("/")[2]
        words, problem = self._passages.read(source, start, end, self._one(iri, "sha256") or "")
        return EvidenceItem(iri, start, end, words, problem)

    def _citation(self, number: int, place: Place) -> Citation:
        key = (place, self._lang)
        if key not in self._looked.sources:
            self._looked.sources[key] = self._cited(place)
        return replace(self._looked.sources[key], number=number, evidence=tuple(self._places[place].values()))

    def _cited(self, place: Place) -> Citation:
        source, page, paragraph, url = place
        stated = self._one(source, "stated")
        publisher = next(iter(self._iris(source, "publisher")), None)
        authors = tuple(self._labels.label(iri, self._lang) for iri in self._iris(source, "author"))
        byline = self._one(source, "byline")
        return Citation(
            number=0,
            source=source,
            title=self._labels.label(source, self._lang),
            publisher=publisher and self._labels.label(publisher, self._lang),
            authors=authors or ((byline,) if byline else ()),
            date=stated and in_words(stated, self._lang),
            stated=stated,
            page=page or None,
            paragraph=paragraph or None,
            url=url or self._one(source, "url"),
            registry=REGISTRY in self._iris(source, "authority"),
            evidence=(),
        )

    def _iris(self, subject: str, term: str) -> list[str]:
        return iris(self._graph, subject, term)

    def _one(self, subject: str, term: str) -> str | None:
        return next(
            iter(sorted(o.value for o in objects(self._graph, subject, term) if isinstance(o, ox.Literal))), None
        )


def objects(graph: Graph, subject: str, term: str) -> list[ox.NamedNode | ox.BlankNode | ox.Literal]:
    """The objects of a term of ours; none where the subject is no IRI."""
    return graph.objects(ox.NamedNode(subject), TERMS + term) if subject else []


def iris(graph: Graph, subject: str, term: str) -> list[str]:
    """The IRIs among :func:`objects`, sorted."""
    return sorted(o.value for o in objects(graph, subject, term) if isinstance(o, ox.NamedNode))


def agreeing_nodes(graph: Graph, node: str) -> list[str]:
    """The node, those it corroborates and those that corroborate it."""
    named, corroborates = ox.NamedNode(node), TERMS + "corroborates"
    ahead = [o.value for o in graph.objects(named, corroborates) if isinstance(o, ox.NamedNode)]
    behind = [
        quad.subject.value for quad in graph.find(None, corroborates, named) if isinstance(quad.subject, ox.NamedNode)
    ]
    return list(dict.fromkeys([node, *sorted(ahead), *sorted(behind)]))


def _number(text: str | None, default: int) -> int:
    return int(text) if text is not None and text.isdigit() else default
