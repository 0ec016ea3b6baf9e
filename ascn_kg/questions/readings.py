"""How the statements behind an answer were read: their editorial notes."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox

from ascn_kg.graph import Graph
from ascn_kg.namespaces import SKOS

NOTE = SKOS + "editorialNote"


@dataclass(frozen=True)
class Reading:
    """One note on how a statement was read; ``node`` is the IRI of the statement."""

    node: str
    text: str


def readings_of(graph: Graph, node: str, lang: str) -> list[Reading]:
    """The notes of a node in the language, else in English, else in any; sorted."""
    notes = [o for o in graph.objects(ox.NamedNode(node), NOTE) if isinstance(o, ox.Literal)]
    tags = {note.language or "" for note in notes}
    chosen = next((tag for tag in (lang, "en", *sorted(tags)) if tag in tags), None)
    return [Reading(node, text) for text in sorted({o.value for o in notes if (o.language or "") == chosen})]
