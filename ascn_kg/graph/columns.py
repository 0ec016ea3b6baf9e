"""Triples as columns of term numbers: twelve bytes a triple, and what a predicate joins lies side by side."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property


def column() -> array[int]:
    """An empty column of term numbers, four bytes each."""
    return array("i")


@dataclass(frozen=True, eq=False, repr=False)
class Columns:
    """Triples as three parallel columns of term numbers, in a fixed order; not to be changed once made."""

    subjects: array[int] = field(default_factory=column)
    predicates: array[int] = field(default_factory=column)
    objects: array[int] = field(default_factory=column)

    @classmethod
    def of(cls, triples: Iterable[tuple[int, int, int]]) -> Columns:
        """The columns of the given triples."""
        columns = cls()
        subjects, predicates, objects = columns.subjects, columns.predicates, columns.objects
        for subject, predicate, value in triples:
            subjects.append(subject)
            predicates.append(predicate)
            objects.append(value)
        return columns

    def at(self, rows: Iterable[int]) -> Columns:
        """The triples in the given rows."""
        subjects, predicates, objects = self.subjects, self.predicates, self.objects
        return Columns.of((subjects[row], predicates[row], objects[row]) for row in rows)

    def __len__(self) -> int:
        return len(self.subjects)

    def __iter__(self) -> Iterator[tuple[int, int, int]]:
        return zip(self.subjects, self.predicates, self.objects, strict=True)

    def __repr__(self) -> str:
        return f"Columns({len(self)} triples)"

    @cached_property
    def by_predicate(self) -> dict[int, tuple[list[int], list[int]]]:
        """Predicate -> its subjects and its objects, parallel, in the order of the triples; not to be changed."""
        pairs: dict[int, tuple[list[int], list[int]]] = {}
        for subject, predicate, value in self:
            known = pairs.get(predicate)
            if known is None:
                known = pairs[predicate] = ([], [])
            known[0].append(subject)
            known[1].append(value)
        return pairs
