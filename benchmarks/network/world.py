"""What all parts of one network share while it is written: its plan, files, answers, labels and fixed things."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

import pyoxigraph as ox

from ascn_kg.namespaces import RDFS, SKOS, shrink
from benchmarks.network.answers import Answers
from benchmarks.network.chance import Chance
from benchmarks.network.documents import Register
from benchmarks.network.plan import City, Plan
from benchmarks.network.turtle import Files

FIRST_DAY = "2018-04-01"  # of the launch: nobody joined the network before
CUT_OFF = "2026-02-05"


@dataclass
class World:
    """A network being written. ``words`` holds the English label of each class and concept of the ontology."""

    plan: Plan
    files: Files
    answers: Answers
    words: dict[str, str]
    registers: dict[str, Register] = field(default_factory=dict)
    certain: list[int] = field(default_factory=list)
    at_most: list[int] = field(default_factory=list)

    @property
    def chance(self) -> Chance:
        return self.plan.chance

    def nation(self, number: int) -> str:
        """The English label of a nation."""
        return f"{self.plan.name(number)}ia"

    def sure(self, certain: bool) -> str:
        return self.words["certainty:certain" if certain else "certainty:possible"]


def membership_on_cut_off(city: City) -> bool | None:
    """Whether the city certainly (True) or possibly (False) is a member on the last day of the data; None if not."""
    way = city.membership.way
    if way in ("nominated", "ended"):
        return None
    return way != "ending"


def english_words(ontology: Path) -> dict[str, str]:
    """Prefixed name -> English label, of all classes and concepts of the real ontology."""
    labels = (ox.NamedNode(RDFS + "label"), ox.NamedNode(SKOS + "prefLabel"))
    words = {}
    for file in (ontology / "ascn.ttl", ontology / "concepts.ttl"):
        for triple in ox.parse(path=file, format=ox.RdfFormat.TURTLE):
            named = isinstance(triple.subject, ox.NamedNode) and isinstance(triple.object, ox.Literal)
            if named and triple.predicate in labels and triple.object.language == "en":
                words[shrink(triple.subject.value)] = triple.object.value
    return words
