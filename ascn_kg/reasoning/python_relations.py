"""Relations as sets of tuples: the executor for graphs of everyday size, in plain Python."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from itertools import product
from operator import itemgetter

import pyoxigraph as ox

from ascn_kg.graph import Columns, Terms
from ascn_kg.namespaces import RDF
from ascn_kg.reasoning.compiler import class_key
from ascn_kg.reasoning.plans import Step

Row = tuple[int, ...]
Rows = Collection[Row]


def extensions(terms: Terms, columns: Columns) -> Callable[[int], Iterable[Row]]:
    """Key -> what is stated of it: ``(subject, object)`` of a property, ``(member,)`` of a class."""
    pairs = columns.by_predicate
    type_ = terms.get(ox.NamedNode(RDF + "type"))
    members: dict[int, list[Row]] = {}
    for subject, value in zip(*pairs.get(type_, ((), ())), strict=True):  # type: ignore[arg-type]
        members.setdefault(class_key(value), []).append((subject,))
    return lambda key: members.get(key, ()) if key < 0 else zip(*pairs.get(key, ((), ())), strict=True)


class PythonRelations:
    """The facts that rules speak of. A fact is *waiting* until the rules that read it have met it.

    ``asserted`` gives the stated facts of a key; they are read when a rule first needs them. ``same`` is the number
    of owl:sameAs: that a thing is the same as itself is not noted.
    """

    def __init__(self, asserted: Callable[[int], Iterable[Row]], same: int) -> None:
        self._asserted, self._same = asserted, same
        self._known: dict[int, set[Row]] = {}
        self._derived: dict[int, set[Row]] = {}
        self.waiting: dict[int, list[Row]] = {}
        self._met: dict[int, list[Row]] = {}
        self._indexes: dict[tuple[int, int], dict[int, list[int]]] = {}

    def load(self, keys: Iterable[int]) -> None:
        """Read what is stated of these keys, where that was not done before."""
        for key in keys:
            if key not in self._known:
                stated = self._known[key] = set(self._asserted(key))
                if stated:
                    self.waiting[key] = list(stated)

    def known(self, key: int) -> set[Row]:
        """All facts of a key so far."""
        self.load((key,))
        return self._known[key]

    def take(self, key: int) -> Rows:
        """The waiting facts of a key, which from now on are joined with."""
        fresh = self.waiting.pop(key)
        self._met.setdefault(key, []).extend(fresh)
        for place in (0, 1):
            if (index := self._indexes.get((key, place))) is not None:
                _put(index, fresh, place)
        return fresh

    def scan(self, step: Step, rows: Rows) -> Rows:
        """The given facts as rows of columns, where the step asks for something that they may not have."""
        kinds = tuple(kind for kind, _ in step.places)
        if kinds == ("new",) or (kinds == ("new", "new") and step.places[0] != step.places[1]):
            return rows
        if kinds == ("new", "new"):
            return [(one,) for one, other in rows if one == other]
        wanted = tuple((place, number) for place, (kind, number) in enumerate(step.places) if kind == "term")
        left = [place for place, (kind, _) in enumerate(step.places) if kind == "new"]
        return [tuple(row[p] for p in left) for row in rows if all(row[place] == number for place, number in wanted)]

    def join(self, step: Step, rows: Rows) -> Rows:
        """The rows that fit a fact of the step's relation, each with the columns that it adds."""
        if not rows:
            return rows
        places = step.places
        if all(kind != "new" for kind, _ in places):
            return self._filtered(step, rows)
        if len(places) == 2 and ("new" not in (places[0][0], places[1][0]) or places[0][0] != places[1][0]):
            at = 0 if places[0][0] != "new" else 1
            kind, number = places[at]
            found = self._index(step.key, at).get
            if kind == "column":
                return [(*row, value) for row in rows for value in found(row[number], ())]
            return [(*row, value) for row in rows for value in found(number, ())]
        others = self.scan(step, self._met.get(step.key, ()))
        return [(*row, *other) for row, other in product(rows, others)]

    def add(self, head: Step, rows: Rows) -> None:
        """Note what follows from the rows, where it is new; it is waiting then."""
        if not rows:
            return
        known = self.known(head.key)
        columns = (
            map(itemgetter(number), rows) if kind == "column" else [number] * len(rows) for kind, number in head.places
        )
        self._note(head.key, set(zip(*columns, strict=True)) - known)

    def note(self, key: int, rows: Iterable[Row]) -> None:
        """Note facts that no rule of the program derived."""
        self._note(key, set(rows) - self.known(key))

    def _note(self, key: int, fresh: set[Row]) -> None:
        if key == self._same:
            fresh = {row for row in fresh if row[0] != row[1]}
        if not fresh:
            return
        self._known[key] |= fresh
        self._derived.setdefault(key, set()).update(fresh)
        self.waiting.setdefault(key, []).extend(fresh)

    def tuples(self, rows: Rows) -> list[Row]:
        """The rows, sorted."""
        return sorted(rows)

    def derived(self) -> dict[int, list[Row]]:
        """Key -> what follows and is not stated, sorted; keys in order."""
        return {key: sorted(rows) for key, rows in sorted(self._derived.items())}

    def _filtered(self, step: Step, rows: Rows) -> Rows:
        known, places = self.known(step.key), step.places
        if len(places) == 1:
            kind, number = places[0]
            if kind == "term":
                return rows if (number,) in known else []
            if isinstance(rows, set) and len(next(iter(rows))) == 1:
                return rows & known
            return [row for row in rows if (row[number],) in known]
        (kind, one), (other_kind, other) = places
        if kind == other_kind == "column":
            return [row for row in rows if (row[one], row[other]) in known]
        if kind == "column":
            return [row for row in rows if (row[one], other) in known]
        if other_kind == "column":
            return [row for row in rows if (one, row[other]) in known]
        return rows if (one, other) in known else []

    def _index(self, key: int, place: int) -> dict[int, list[int]]:
        """What stands at the one place of a relation -> what stands at the other."""
        if (key, place) not in self._indexes:
            self.known(key)
            index = self._indexes[key, place] = {}
            _put(index, self._met.get(key, ()), place)
        return self._indexes[key, place]


def _put(index: dict[int, list[int]], rows: Iterable[Row], place: int) -> None:
    for row in rows:
        found = index.get(row[place])
        if found is None:
            index[row[place]] = [row[1 - place]]
        else:
            found.append(row[1 - place])
