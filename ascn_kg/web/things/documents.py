"""Everything the graph takes from one document: its passages in order, what rests on each, what was left out."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

import pyoxigraph as ox
from markupsafe import Markup

from ascn_kg.web.things.telling import Telling

_SHOWN = 6


@dataclass(frozen=True)
class Passage:
    """A piece of a document: its anchor, where it stands, how it can be checked, and what rests on it."""

    id: str
    span: str
    checked: bool
    url: str
    supports: tuple[Markup, ...]
    more: tuple[Markup, ...]
    reason: Markup


@dataclass(frozen=True)
class Place:
    """A page or paragraph, or the document as a whole, and the passages there."""

    name: str
    id: str
    passages: tuple[Passage, ...]

    @property
    def size(self) -> int:
        """How many passages there are."""
        return len(self.passages)


def places(telling: Telling, source: str, term: str) -> list[Place]:
    """The evidence (``term`` is ``Evidence``) or the omissions (``Omission``) of a source by page or paragraph."""
    index = telling.index
    nodes = [each for each in index.subjects(source, "fromSource") if term in index.classes(each)]
    grouped: dict[tuple[int, int], list[str]] = defaultdict(list)
    for node in nodes:
        page, paragraph = int(index.one(node, "page") or 0), int(index.one(node, "paragraph") or 0)
        grouped[page, 0 if page else paragraph].append(node)
    found = []
    for (page, paragraph), each in sorted(grouped.items()):
        name = telling.say("the document as a whole", "dokumen secara keseluruhan")
        if page or paragraph:
            name = telling.say(f"page {page}", f"halaman {page}") if page else telling.say(
                f"paragraph {paragraph}", f"paragraf {paragraph}"
            )  # fmt: skip
        ordered = sorted(each, key=lambda node: (int(index.one(node, "start") or -1), node))
        mark = f"p{page}" if page else f"par{paragraph}" if paragraph else "whole"
        found.append(
            Place(name[:1].upper() + name[1:], f"{term.lower()}-{mark}", tuple(_passage(telling, n) for n in ordered))
        )
    return found


def _passage(telling: Telling, node: str) -> Passage:
    index = telling.index
    start, end = index.one(node, "start"), index.one(node, "end")
    resting = dict.fromkeys(
        quad.subject.value
        for quad in index.pointing.get(node, ())
        if isinstance(quad.subject, ox.NamedNode) and quad.predicate.value in index.evidence_terms
    )
    links = [telling.link(each) for each in resting]
    return Passage(
        id=node.rpartition("/")[2],
        span=f"{start}–{end}" if start and end else "",
        checked=start is not None,
        url=index.one(node, "url") or "",
        supports=tuple(links[:_SHOWN]),
        more=tuple(links[_SHOWN:]),
        reason=Markup(", ").join(map(telling.link, index.iris(node, "reason"))),
    )
