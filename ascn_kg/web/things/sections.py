"""The sections of a page of a thing: all that points to it, grouped by what it is to the thing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

import pyoxigraph as ox

from ascn_kg.namespaces import TERMS
from ascn_kg.web.things.tables import Table, table_of
from ascn_kg.web.things.telling import Telling
from ascn_kg.web.things.words import ELSEWHERE, MARKS, SECTIONS


@dataclass
class Group:
    """What points to a thing under one heading: the nodes, and the properties by which they do."""

    id: str
    heading: str
    nodes: list[str] = field(default_factory=list)
    legs: set[str] = field(default_factory=set)


@dataclass(frozen=True)
class Section:
    """A heading with a table."""

    id: str
    heading: str
    table: Table


def groups_of(telling: Telling, iri: str) -> dict[str, Group]:
    """Heading key -> group, in the order of the page; what only marks many statements is left out."""
    found: dict[str, Group] = {}
    for quad in telling.index.pointing.get(iri, ()):
        name = quad.predicate.value.removeprefix(TERMS)
        if (
            not isinstance(quad.subject, ox.NamedNode)
            or name in (*MARKS, *ELSEWHERE)
            or quad.predicate.value in telling.index.evidence_terms
            or quad.subject.value not in telling.site.stated
        ):
            continue
        key = _key(telling, quad.subject.value, name)
        if key is None:
            continue
        words = SECTIONS.get(key)
        heading = telling.say(*words) if words else telling.label(quad.predicate.value)
        # Sub-properties share a heading, and so a section.
        group = found.setdefault(heading, Group(key.rpartition("#")[2].replace(".", "-"), heading))
        group.nodes.append(quad.subject.value)
        group.legs.add(name)
    order = {telling.say(*words): place for place, words in reversed(list(enumerate(SECTIONS.values())))}
    groups, told = {}, set[str]()
    for group in sorted(found.values(), key=lambda group: (order.get(group.heading, len(order)), group.id)):
        # A partnership between a city and others may also take place in it: once is enough.
        group.nodes = [node for node in dict.fromkeys(group.nodes) if node not in told]
        told.update(group.nodes)
        if group.nodes:
            groups[group.id] = group
    return groups


def with_support_of_projects(telling: Telling, city: str, groups: dict[str, Group]) -> dict[str, Group]:
    """The groups of a city, with the support that its projects received beside its own."""
    nodes = [
        node
        for initiative in telling.index.subjects(city, "ofCity")
        for node in telling.index.subjects(initiative, "supported")
    ]
    if not nodes:
        return groups
    own = groups.get("supported", Group("supported", telling.say(*SECTIONS["supported"])))
    own.nodes = list(dict.fromkeys([*own.nodes, *nodes]))
    order = [key.replace(".", "-") for key in SECTIONS]
    ids = sorted({*groups, own.id}, key=lambda id: order.index(id) if id in order else len(order))
    return {id: own if id == own.id else groups[id] for id in ids}


def _key(telling: Telling, subject: str, name: str) -> str | None:
    """The heading a relation falls under; None for relations among terms of vocabularies."""
    for each in telling.index.classes(subject):
        if f"{each}.{name}" in SECTIONS:
            return f"{each}.{name}"
    return name if name in SECTIONS or ":" not in name else None


def section(telling: Telling, group: Group, about: str) -> Section:
    """A group as a table."""
    return Section(group.id, group.heading, table_of(telling, group.nodes, about, sorted(group.legs)))


def marked(telling: Telling, iri: str) -> dict[str, int]:
    """How many statements have this thing as a mere mark (a rank, a reading), by the label of the property."""
    numbers: dict[str, int] = defaultdict(int)
    for quad in telling.index.pointing.get(iri, ()):
        name = quad.predicate.value.removeprefix(TERMS)
        if name in MARKS:
            numbers[telling.label(name)] += 1
    return dict(numbers)
