"""Which things the cells of an answer are names of, so that they can be linked.

A saved question selects names, and beside them the statements they come from: a cell names a thing if the thing is
called so and lies near the statements of its row.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import pyoxigraph as ox

from ascn_kg.labels import LABEL, PREF_LABEL
from ascn_kg.namespaces import CONCEPTS, PREFIXES, THINGS
from ascn_kg.questions import Answer
from ascn_kg.questions.question import SHOWN
from ascn_kg.questions.run import Row
from ascn_kg.web.site import Site

_STEPS = 3  # a project's row: report -> project -> city -> nation
CITY = PREFIXES["city"]


# Words about a statement rather than things to read on about.
_PLAIN = tuple(
    CONCEPTS + scheme + "/"
    for scheme in (
        "admin-kind",
        "authority",
        "basis",
        "calling",
        "certainty",
        "level",
        "modality",
        "rank",
        "reading",
        "reason",
        "relation",
        "role",
        "status",
    )
)

Near = Mapping[str, int]  # IRI -> how many steps away


class Links:
    """The things that the shown cells of an answer's rows name: ``links.of(row)`` maps columns to IRIs.

    >>> from ascn_kg.knowledge import load
    >>> site = Site(load())
    >>> answer = site.knowledge.ask("members-as-of", as_of="2018-12-31")
    >>> Links(site, answer).of(answer.rows[0])[1]
    'https://w3id.org/ascn-kg/id/city/bandar-seri-begawan'
    """

    def __init__(self, site: Site, answer: Answer) -> None:
        self._site, self._answer = site, answer
        self._near, self._names = cache(self._look_near), cache(self._look_up_names)
        self._shown = [index for index, column in enumerate(answer.columns) if column.kind == SHOWN]
        found = [self._candidates(row) for row in answer.rows]
        # Singapore is a city and a nation: a column holds things of one kind, which its other rows show.
        self._kinds = {
            index: Counter(_kind(next(iter(each[index]))) for each in found if len(each[index]) == 1)
            for index in self._shown
        }
        self._rows = {id(row): self._chosen(each) for row, each in zip(answer.rows, found, strict=True)}

    def of(self, row: Row) -> Mapping[int, str]:
        """The IRI of the thing each cell names, by position of its column, for the cells that name one."""
        return self._rows[id(row)]

    def cities(self) -> tuple[int | None, Sequence[tuple[Row, str]]]:
        """The first column that holds cities, and the rows that name one in it, with its IRI."""
        for index, kinds in self._kinds.items():
            if kinds and kinds.most_common(1)[0][0] == CITY:
                found = ((row, self.of(row).get(index, "")) for row in self._answer.rows)
                return index, [(row, iri) for row, iri in found if iri.startswith(CITY)]
        return None, []

    def _chosen(self, found: Mapping[int, Near]) -> dict[int, str]:
        """One thing for each cell, none twice in a row."""
        chosen: dict[int, str] = {}
        for index, near in found.items():
            iri = self._choose(index, near)
            if iri is not None and iri not in chosen.values():
                chosen[index] = iri
        return chosen

    def _choose(self, index: int, near: Near) -> str | None:
        """The thing of the kind that is usual in the column, the nearest of several; None where two fit alike."""
        fit = {iri: (self._kinds[index][_kind(iri)], -steps) for iri, steps in near.items()}
        best = [iri for iri in near if fit[iri] == max(fit.values())]
        return best[0] if len(best) == 1 else None

    def _candidates(self, row: Row) -> dict[int, dict[str, int]]:
        """For each shown cell, the things near the row's statements that are called so."""
        found: dict[int, dict[str, int]] = {index: {} for index in self._shown}
        texts: dict[str, list[int]] = {}
        for index in self._shown:
            term = row[index]
            if isinstance(term, ox.NamedNode):
                found[index][term.value] = 0
            elif isinstance(term, ox.Literal):
                texts.setdefault(term.value, []).append(index)
        for node in self._answer.statements(row):
            for iri, steps in self._near(node).items():
                called = [index for name in self._names(iri) for index in texts.get(name, ())]
                if called and self._site.stem(iri) is not None:
                    for index in called:
                        found[index][iri] = min(steps, found[index].get(iri, steps))
        return found

    def _look_near(self, node: str) -> Near:
        """The node and what is stated of it, of that, and of that."""
        known = {node: 0}
        edge: Iterable[str] = [node]
        for steps in range(1, _STEPS + 1):
            edge = dict.fromkeys(iri for near in edge for iri in self._stated_of(near) if iri not in known)
            known.update(dict.fromkeys(edge, steps))
        return known

    def _stated_of(self, iri: str) -> list[str]:
        return [
            quad.object.value
            for quad in self._site.stated.get(iri, ())
            if isinstance(quad.object, ox.NamedNode)
            and quad.object.value.startswith((THINGS, CONCEPTS))
            and not quad.object.value.startswith(_PLAIN)
        ]

    def _look_up_names(self, iri: str) -> frozenset[str]:
        return frozenset(
            quad.object.value
            for quad in self._site.stated.get(iri, ())
            if quad.predicate.value in (LABEL, PREF_LABEL) and isinstance(quad.object, ox.Literal)
        )


def _kind(iri: str) -> str:
    """What an IRI has in common with those of its kind: the address without its last part."""
    return iri.rpartition("/")[0] + "/"
