"""Which file, and which line of it, a thing is described in. Worked out only for things that have findings."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

from ascn_kg.findings import Region, Related
from ascn_kg.graph import Graph
from ascn_kg.locations import Locations
from ascn_kg.namespaces import shrink

Place = tuple[Region | None, tuple[Related, ...]]


class Places:
    """Finds the files and the line of things of one graph.

    ``locations`` makes paths relative to its root; without it they stay as they were given.
    """

    def __init__(self, graph: Graph, locations: Locations | None = None) -> None:
        self._graph = graph
        self._locations = locations
        self._texts: dict[Path, list[str]] = {}

    def of(self, things: Iterable[str]) -> dict[str, Place]:
        """For each thing (IRI, or ``_:id``): the files it is a subject in, and the line its block begins on.

        What nobody describes (a dangling reference, a misspelt property) is placed where it is first mentioned.
        """
        wanted = set(things)
        graph, all_terms = self._graph, self._graph.terms.all
        numbers = {number: thing for thing in wanted if (number := graph.terms.get(_node(thing))) is not None}
        described: dict[str, set[str]] = defaultdict(set)
        mentioned: dict[str, set[str]] = defaultdict(set)
        for (subject, *terms), name in zip(graph.columns, graph.graphs, strict=True):
            if subject in numbers:
                described[numbers[subject]].add(all_terms[name].value)
            for term in terms:
                if term in numbers:
                    mentioned[numbers[term]].add(all_terms[name].value)
        return {
            thing: self._place(thing, described[thing] or mentioned[thing], at_margin=bool(described[thing]))
            for thing in wanted
        }

    def _place(self, thing: str, names: Iterable[str], *, at_margin: bool) -> Place:
        paths = [self._graph.files[name] for name in sorted(names) if name in self._graph.files]
        if not paths:
            return None, ()
        line = self._line(paths[0], shrink(thing), at_margin)
        return Region(self._shown(paths[0]), line), tuple(Related(Region(self._shown(path)), ()) for path in paths[1:])

    def _shown(self, path: Path) -> str:
        return (self._locations.relative(path) if self._locations else path).as_posix()

    def _line(self, path: Path, name: str, at_margin: bool) -> int | None:
        """The first line that names the thing; a block of our Turtle begins at the margin."""
        whole = re.compile(f"{'' if at_margin else '.*?(?<![^ ,;])'}{re.escape(name)}(?![^\\s,;.])")
        lines = self._texts.setdefault(path, path.read_text(encoding="utf-8").splitlines())
        return next((number for number, line in enumerate(lines, start=1) if whole.match(line)), None)


def _node(thing: str) -> ox.NamedNode | ox.BlankNode | ox.Literal:
    """The node that a thing's name stands for; what is no IRI stands nowhere."""
    try:
        return ox.BlankNode(thing[2:]) if thing.startswith("_:") else ox.NamedNode(thing)
    except ValueError:
        return ox.Literal(thing)
