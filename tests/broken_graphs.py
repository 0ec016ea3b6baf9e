"""Graphs broken at random: a slice of the real one, with a few statements dropped, changed or added."""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pyoxigraph as ox

from ascn_kg.graph import Graph, Term
from ascn_kg.namespaces import BASE, OWL, RDF, RDFS, TERMS, XSD

Triple = tuple[Any, ox.NamedNode, Any]

# The part of the ontology that the rules look at; the rest of it is broken in turn, like the data.
_FRAME = {RDFS + "subClassOf", RDFS + "domain", RDF + "type"}
_TEXTS = ["", " ", "x", "2024-13-45", "2024-02-30", "2024", "2024-05-06T07:08:09", "2024-05-06Z", "-1", "01", "1.5"]
_TEXTS += ["1e3", "TRUE", "yes", "Hanoi", "someone@example.org", "http://example.org/ä", "../1985/..", "2024-05-06"]
_DATATYPES = [
    XSD + n for n in ("string", "date", "integer", "decimal", "boolean", "gYear", "anyURI", "double", "dateTime")
]
_LANGUAGES = ["en", "id", "fr", "en-GB", "vi"]


class Breaker:
    """Breaks slices of one graph; the same seed breaks them in the same way."""

    def __init__(self, graph: Graph) -> None:
        triples = [(quad.subject, quad.predicate, quad.object) for quad in graph.statements]
        self._shapes = graph.shapes
        self._frame = [t for t in triples if t[1].value in _FRAME and _is_term(t[0])]
        rest = [t for t in triples if not (t[1].value in _FRAME and _is_term(t[0]))]
        self._about: dict[Any, list[Triple]] = {}
        for triple in rest:
            self._about.setdefault(triple[0], []).append(triple)
        self._subjects = sorted((s for s in self._about if isinstance(s, ox.NamedNode)), key=str)
        self._predicates = sorted({t[1] for t in rest}, key=str)
        self._classes = sorted({t[0] for t in self._frame if t[2] == ox.NamedNode(OWL + "Class")}, key=str)

    def broken(self, seed: int) -> Graph:
        """A slice of the graph, broken in one to six places."""
        chance = random.Random(seed)
        triples = list(self._slice(chance))
        for _ in range(chance.randint(1, 6)):
            self._break(chance, triples)
        used = {term for triple in triples for term in triple}
        frame = [t for t in self._frame if t[1].value != RDF + "type" or t[0] in used]
        return Graph((ox.Quad(*triple) for triple in (*frame, *triples)), self._shapes)

    def _slice(self, chance: random.Random) -> Iterator[Triple]:
        """What is said of a few things, and of some of those they name."""
        todo = chance.sample(self._subjects, 4)
        seen = set(todo)
        while todo:
            said = self._about[todo.pop()]
            yield from said
            for *_, value in said:
                if value in self._about and value not in seen and len(seen) < 12:
                    seen.add(value)
                    todo.append(value)

    def _break(self, chance: random.Random, triples: list[Triple]) -> None:
        ways: list[Callable[[random.Random, Triple], Triple | None]] = [
            lambda *_: None,
            lambda c, t: (t[0], t[1], self._value(c, t[2])),
            lambda c, t: (t[0], t[1], self._value(c, t[2])),
            lambda c, t: (t[0], c.choice(self._predicates), t[2]),
            lambda c, t: (c.choice(self._subjects), t[1], t[2]),
            lambda c, t: (t[0], ox.NamedNode(RDF + "type"), c.choice(self._classes)),
            lambda _, t: (t[2], t[1], t[0]) if isinstance(t[2], ox.NamedNode) else (t[0], t[1], t[0]),
        ]
        place = chance.randrange(len(triples))
        new = chance.choice(ways)(chance, triples[place])
        if new is None and len(triples) > 1:
            del triples[place]
        elif new is None or _misread(new):
            return
        elif chance.random() < 0.5:
            triples[place] = new
        else:
            triples.append(new)

    def _value(self, chance: random.Random, value: Any) -> Any:
        """Another value: another thing, another text, or the same text in another datatype or language."""
        if chance.random() < 0.3:
            return chance.choice([*self._subjects, ox.BlankNode(), ox.NamedNode(BASE + "id/city/atlantis")])
        text = value.value if isinstance(value, ox.Literal) and chance.random() < 0.5 else chance.choice(_TEXTS)
        if chance.random() < 0.3:
            return ox.Literal(text, language=chance.choice(_LANGUAGES))
        return ox.Literal(text, datatype=ox.NamedNode(chance.choice(_DATATYPES)))


def _misread(triple: Triple) -> bool:
    """Whether rdflib would go wrong: in a path it takes an empty or false literal for a variable without a value."""
    value = triple[2]
    if triple[1].value != RDF + "type" or not isinstance(value, ox.Literal):
        return False
    return value.value == "" or value.datatype.value == XSD + "boolean"


@cache
def _is_term(node: Term) -> bool:
    return isinstance(node, ox.NamedNode) and node.value.startswith(TERMS)
