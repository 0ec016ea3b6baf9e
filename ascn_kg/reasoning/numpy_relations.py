"""Relations as sorted arrays: the executor for large graphs, in NumPy.

A fact of a property is one 64-bit integer, its subject in the upper half; a member of a class is its number. So the
facts of a relation are sorted by subject, and a join is a binary search.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
import numpy.typing as npt
import pyoxigraph as ox

from ascn_kg.graph import Columns, Terms
from ascn_kg.namespaces import RDF
from ascn_kg.reasoning.compiler import class_key
from ascn_kg.reasoning.plans import Step

Array = npt.NDArray[np.int64]
_HALF, _LOWER = 32, 0xFFFFFFFF
_NONE: Array = np.empty(0, dtype=np.int64)


class Rows(NamedTuple):
    """As many rows as ``length`` says, as one array for each of their columns."""

    length: int
    columns: tuple[Array, ...]


class Codes:
    """Facts of one relation as sorted integers; iterating over them gives tuples of term numbers."""

    def __init__(self, codes: Array, *, pairs: bool) -> None:
        self.codes, self.pairs = codes, pairs

    def __len__(self) -> int:
        return len(self.codes)

    def __iter__(self) -> Iterator[tuple[int, ...]]:
        return zip(*(column.tolist() for column in self.columns), strict=True)

    @property
    def columns(self) -> tuple[Array, ...]:
        """Subjects and objects of a property, or members of a class."""
        return _columns(self.codes, self.pairs)


class Extensions:
    """What is stated of each key: called with one, it gives tuples as the Python executor has them."""

    def __init__(self, terms: Terms, columns: Columns) -> None:
        subjects, predicates, objects = (
            np.frombuffer(column, dtype=np.int32) if len(column) else np.empty(0, dtype=np.int32)
            for column in (columns.subjects, columns.predicates, columns.objects)
        )
        self._parts = dict(_parts(predicates, len(terms), subjects, objects))
        things, classes = self._parts.get(terms.get(ox.NamedNode(RDF + "type")), (subjects[:0], objects[:0]))  # type: ignore[arg-type]
        self._parts |= {class_key(each): part for each, part in _parts(classes, len(terms), things)}

    def __call__(self, key: int) -> Iterable[tuple[int, ...]]:
        return zip(*(column.tolist() for column in self._parts.get(key, ())), strict=True)

    def codes(self, key: int) -> Array:
        """What is stated of a key, neither sorted nor without repeats."""
        part = self._parts.get(key)
        return _NONE if part is None else _codes(tuple(column.astype(np.int64) for column in part))


class NumpyRelations:
    """The facts that rules speak of; see :class:`~ascn_kg.reasoning.fixpoint.Relations`.

    ``same`` is the number of owl:sameAs: that a thing is the same as itself is not noted.
    """

    def __init__(self, asserted: Extensions, same: int) -> None:
        self._asserted, self._same = asserted, same
        self._known: dict[int, Array] = {}
        self._derived: dict[int, list[Array]] = {}
        self.waiting: dict[int, list[Array]] = {}
        self._met: dict[int, list[Array]] = {}
        self._indexes: dict[tuple[int, int], Array] = {}

    def load(self, keys: Iterable[int]) -> None:
        """Read what is stated of these keys, where that was not done before."""
        for key in keys:
            if key not in self._known:
                stated = self._known[key] = _distinct(self._asserted.codes(key))
                if len(stated):
                    self.waiting[key] = [stated]

    def known(self, key: int) -> Codes:
        """All facts of a key so far."""
        self.load((key,))
        return Codes(self._known[key], pairs=key >= 0)

    def take(self, key: int) -> Codes:
        """The waiting facts of a key, which from now on are joined with."""
        fresh = _joined(self.waiting.pop(key))
        self._met.setdefault(key, []).append(fresh)
        for place in (0, 1):
            self._indexes.pop((key, place), None)
        return Codes(fresh, pairs=key >= 0)

    def scan(self, step: Step, facts: Codes) -> Rows:
        """The given facts as rows of columns."""
        columns, keep = list(facts.columns), None
        for place, (kind, number) in enumerate(step.places):
            if kind == "term":
                keep = (columns[place] == number) if keep is None else keep & (columns[place] == number)
        new = [place for place, (kind, _) in enumerate(step.places) if kind == "new"]
        if len(new) == 2 and step.places[0] == step.places[1]:
            keep, new = columns[0] == columns[1], [0]
        if keep is not None:
            columns = [column[keep] for column in columns]
        return Rows(len(columns[0]), tuple(columns[place] for place in new))

    def join(self, step: Step, rows: Rows) -> Rows:
        """The rows that fit a fact of the step's relation, each with the columns that it adds."""
        if not rows.length:
            width = len(rows.columns) + len({number for kind, number in step.places if kind == "new"})
            return Rows(0, (_NONE,) * width)
        new = [place for place, (kind, _) in enumerate(step.places) if kind == "new"]
        if not new:
            keep = _is_in(_codes(self._values(step, rows)), self._known[step.key])
            return _picked(rows, np.flatnonzero(keep))
        if len(new) == 1 and len(step.places) == 2:
            at = 1 - new[0]
            index = self._index(step.key, at)
            sought = self._values(step, rows)[at]
            low = np.searchsorted(index, sought << _HALF)
            counts = np.searchsorted(index, (sought + 1) << _HALF) - low
            picked = _picked(rows, np.repeat(np.arange(rows.length), counts))
            first = np.repeat(low - np.cumsum(counts) + counts, counts)
            return Rows(picked.length, (*picked.columns, index[first + np.arange(picked.length)] & _LOWER))
        others = self.scan(step, Codes(_joined(self._met.get(step.key, [])), pairs=step.key >= 0))
        picked = _picked(rows, np.repeat(np.arange(rows.length), others.length))
        return Rows(picked.length, (*picked.columns, *(np.tile(column, rows.length) for column in others.columns)))

    def add(self, head: Step, rows: Rows) -> None:
        """Note what follows from the rows, where it is new; it is waiting then."""
        if rows.length:
            self._note(head.key, _codes(self._values(head, rows)))

    def note(self, key: int, rows: Iterable[tuple[int, ...]]) -> None:
        """Note facts, where they are new; they are waiting then."""
        self.load((key,))
        codes = rows.codes if isinstance(rows, Codes) else np.array([_code(row) for row in rows], dtype=np.int64)
        self._note(key, codes)

    def tuples(self, rows: Rows | Codes) -> list[tuple[int, ...]]:
        """The rows, sorted."""
        if isinstance(rows, Codes):
            return list(rows)
        return sorted(zip(*(column.tolist() for column in rows.columns), strict=True)) or [()] * rows.length

    def derived(self) -> dict[int, Codes]:
        """Key -> what follows and is not stated, sorted; keys in order."""
        return {key: Codes(np.sort(_joined(self._derived[key])), pairs=key >= 0) for key in sorted(self._derived)}

    def _note(self, key: int, codes: Array) -> None:
        if key == self._same:
            codes = codes[codes >> _HALF != codes & _LOWER]
        known = self._known[key]
        fresh = codes[~_is_in(codes, known)] if len(known) else codes
        if not len(fresh):
            return
        fresh = _distinct(fresh)
        self._known[key] = np.sort(np.concatenate((known, fresh)), kind="stable") if len(known) else fresh
        self._derived.setdefault(key, []).append(fresh)
        self.waiting.setdefault(key, []).append(fresh)

    def _values(self, step: Step, rows: Rows) -> tuple[Array, ...]:
        """What the rows have at each place of a step; nothing at a new one."""
        return tuple(
            rows.columns[number] if kind == "column" else np.full(rows.length, number if kind == "term" else 0)
            for kind, number in step.places
        )

    def _index(self, key: int, place: int) -> Array:
        """The facts met so far, sorted by what stands at that place, which is in the upper half."""
        if (key, place) not in self._indexes:
            codes = _joined(self._met.get(key, []))
            if place == 1:
                codes = (codes & _LOWER) << _HALF | codes >> _HALF
            self._indexes[key, place] = np.sort(codes, kind="stable")
        return self._indexes[key, place]


def _parts(
    labels: npt.NDArray[np.int32], limit: int, *columns: npt.NDArray[np.int32]
) -> Iterator[tuple[int, tuple[npt.NDArray[np.int32], ...]]]:
    """Each label and, of the columns, what stands beside it."""
    counts = np.bincount(labels, minlength=limit)
    used = np.flatnonzero(counts)
    # NumPy sorts 16-bit integers in linear time, and there are few predicates and classes.
    places = np.zeros(limit, dtype=np.uint16 if len(used) < 2**16 else np.int64)
    places[used] = np.arange(len(used))
    order = np.argsort(places[labels], kind="stable")
    sorted_columns = [column[order] for column in columns]
    end = 0
    for label in used.tolist():
        start, end = end, end + int(counts[label])
        yield label, tuple(column[start:end] for column in sorted_columns)


def _code(row: tuple[int, ...]) -> int:
    return row[0] if len(row) == 1 else row[0] << _HALF | row[1]


def _codes(columns: tuple[Array, ...]) -> Array:
    return columns[0] if len(columns) == 1 else columns[0] << _HALF | columns[1]


def _columns(codes: Array, pairs: bool) -> tuple[Array, ...]:
    return (codes >> _HALF, codes & _LOWER) if pairs else (codes,)


def _joined(parts: list[Array]) -> Array:
    return parts[0] if len(parts) == 1 else np.concatenate(parts) if parts else _NONE


def _distinct(codes: Array) -> Array:
    """The codes, sorted, each once."""
    if len(codes) < 2:
        return codes
    codes = np.sort(codes)
    return codes[np.concatenate(([True], codes[1:] != codes[:-1]))]


def _is_in(codes: Array, known: Array) -> npt.NDArray[np.bool_]:
    """Whether each of the codes is among the known ones, which are sorted."""
    if not len(known):
        return np.zeros(len(codes), dtype=bool)
    places = np.searchsorted(known, codes)
    places[places == len(known)] = 0
    same: npt.NDArray[np.bool_] = known[places] == codes
    return same


def _picked(rows: Rows, places: npt.NDArray[np.intp]) -> Rows:
    return Rows(len(places), tuple(column[places] for column in rows.columns))
