"""When each city certainly was, and when it may have been, a member of the network, so that a map can look at any day.

The question ``members-as-of`` is asked for one day. A slider needs all days at once: here are the bounds that question
goes by, and a test holds what follows from them against its answers.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from ascn_kg.namespaces import PREFIXES, TERMS
from ascn_kg.questions import Answer
from ascn_kg.web.site import Site

CERTAIN, POSSIBLE, NOT = "certain", "possible", ""


@dataclass(frozen=True)
class Span:
    """One city's membership: days as ISO dates, "" where none is stated. ``joined`` is the date as documents state it.

    It may have begun from ``start`` on, has begun by ``begun``; it may have ended after ``held``, has by ``ended``.
    """

    statement: str
    city: str
    founding: bool
    joined: str
    start: str
    begun: str
    held: str
    ended: str

    def on(self, day: str, cut_off: str) -> str:
        """Whether the city was a member on a day: certain, possible or not."""
        if day < self.start or (self.ended and self.ended <= day):
            return NOT
        lasted = (self.held and self.held > day) or (not self.ended and day <= cut_off)
        return CERTAIN if self.begun and self.begun <= day and lasted else POSSIBLE

    @property
    def data(self) -> Mapping[str, str]:
        """The bounds as data-attributes, for the script."""
        bounds = {"start": self.start, "begun": self.begun, "held": self.held, "ended": self.ended}
        return {name: day for name, day in bounds.items() if day}


def spans(site: Site, ever: Answer) -> dict[str, Span]:
    """The membership of each city, by IRI, from the statements of ``cities-ever-members``."""
    found: dict[str, Span] = {}
    for row in ever.rows:
        for statement in ever.statements(row):
            node = ox.NamedNode(statement)
            seen = _one(site, node, "seenOn")
            for city in site.graph.objects(node, TERMS + "memberCity"):
                if isinstance(city, ox.NamedNode):
                    found[city.value] = Span(
                        statement,
                        city.value,
                        _one(site, node, "founding") == "true",
                        _one(site, node, "stated") or seen,
                        _one(site, node, "earliest") or _launch(site, node),
                        _one(site, node, "latest") or seen,
                        _one(site, node, "endEarliest"),
                        _one(site, node, "endLatest"),
                    )
    return found


def _launch(site: Site, membership: ox.NamedNode) -> str:
    """The first day on which the network may have existed: nobody joins it before."""
    networks = site.graph.objects(membership, TERMS + "network")
    launches = [
        quad.subject
        for network in networks
        if isinstance(network, ox.NamedNode)
        for quad in site.graph.find(None, TERMS + "launched", network)
        if isinstance(quad.subject, ox.NamedNode)
        if ox.NamedNode(PREFIXES["modality"] + "occurred") in site.graph.objects(quad.subject, TERMS + "modality")
    ]
    return min((day for launch in launches if (day := _one(site, launch, "earliest"))), default="")


def cities_of(site: Site, answer: Answer) -> dict[str, int]:
    """The city of each row of a question on memberships, by IRI, with the number of the row."""
    found: dict[str, int] = {}
    for number, row in enumerate(answer.rows):
        for statement in answer.statements(row):
            for city in site.graph.objects(ox.NamedNode(statement), TERMS + "memberCity"):
                if isinstance(city, ox.NamedNode):
                    found.setdefault(city.value, number)
    return found


def turning_days(known: Iterable[Span]) -> list[str]:
    """The days on which the number of certain or possible members changes."""
    return sorted({day for span in known for day in (span.start, span.begun, span.ended) if day})


def _one(site: Site, node: ox.NamedNode, term: str) -> str:
    return next((o.value for o in site.graph.objects(node, TERMS + term) if isinstance(o, ox.Literal)), "")
