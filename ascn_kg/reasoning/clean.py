"""Keeps of all that an engine entails only what says something about our things in our terms."""

from __future__ import annotations

from array import array
from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from ascn_kg.graph import Columns, Term, Terms
from ascn_kg.namespaces import CONCEPTS, RDF, SKOS, TERMS, THINGS
from ascn_kg.reasoning.compiler import class_key

if TYPE_CHECKING:
    import numpy as np
    import numpy.typing as npt

    from ascn_kg.reasoning.numpy_relations import Array, Codes

_CONCEPT = SKOS + "Concept"
_UNKNOWN = -1


def clean(derived: Mapping[int, Any], terms: Terms, stated: Columns | None = None) -> Columns:
    """The facts about our things and concepts, in our classes and properties, that are not ``stated`` besides.

    ``derived`` is keyed as in :class:`~ascn_kg.reasoning.engine.Entailment`; its order is kept. Left out are literals
    as subjects (RDF has none), blank nodes (nobody can ask for one), owl:Thing (everything is one), owl:sameAs (what
    it brings about is kept), and what follows for classes, properties and datatypes (the ontology says it shorter).
    """
    ours, blank = _Told(terms, _is_ours), _Told(terms, _is_blank)
    type_ = terms.number(ox.NamedNode(RDF + "type"))
    kept = Columns()
    for key, rows in derived.items():
        if not _is_kept(key, terms):
            continue
        subjects, objects = _of_codes(rows, ours, blank) if hasattr(rows, "codes") else _of_tuples(rows, ours, blank)
        kept.subjects.extend(subjects)
        kept.predicates.extend(array("i", [type_ if key < 0 else key]) * len(subjects))
        kept.objects.extend(objects if key >= 0 else array("i", [class_key(key)]) * len(subjects))
    besides = {triple for triple in stated or () if ours[triple[0]]}
    return Columns.of(triple for triple in kept if triple not in besides) if besides else kept


def _is_kept(key: int, terms: Terms) -> bool:
    """Whether a property or class is ours."""
    term = terms[class_key(key) if key < 0 else key]
    if not isinstance(term, ox.NamedNode):
        return False
    return term.value.startswith(TERMS) or (key < 0 and term.value == _CONCEPT)


class _Told(dict[int, bool]):
    """Number of a term -> whether it passes a test; each is looked at once."""

    def __init__(self, terms: Terms, test: Callable[[Term], bool]) -> None:
        self.terms, self.test = terms.all, test
        self.flags: npt.NDArray[np.int8] | None = None  # the same by number, for arrays

    def __missing__(self, number: int) -> bool:
        self[number] = known = self.test(self.terms[number])
        return known


def _is_ours(term: Term) -> bool:
    return isinstance(term, ox.NamedNode) and term.value.startswith((THINGS, CONCEPTS))


def _is_blank(term: Term) -> bool:
    return isinstance(term, ox.BlankNode)


def _of_tuples(rows: Iterable[tuple[int, ...]], ours: _Told, blank: _Told) -> tuple[array[int], array[int]]:
    kept = [row for row in rows if ours[row[0]] and not (len(row) == 2 and blank[row[1]])]
    return array("i", [row[0] for row in kept]), array("i", [row[-1] for row in kept])


def _of_codes(rows: Codes, ours: _Told, blank: _Told) -> tuple[array[int], array[int]]:
    import numpy as np

    columns = rows.columns
    keep = _passing(columns[0], ours)
    if rows.pairs:
        keep &= ~_passing(columns[1], blank)
    found = [array("i", column[keep].astype(np.int32).tobytes()) for column in columns]
    return found[0], found[-1]


def _passing(numbers: Array, told: _Told) -> npt.NDArray[np.bool_]:
    """Which of the numbers are of terms that pass the test."""
    import numpy as np

    if told.flags is None:
        told.flags = np.full(len(told.terms), _UNKNOWN, dtype=np.int8)
    flags, terms, test = told.flags, told.terms, told.test
    new = np.unique(numbers[flags[numbers] == _UNKNOWN])
    flags[new] = [test(terms[number]) for number in new.tolist()]
    passing: npt.NDArray[np.bool_] = flags[numbers] == 1
    return passing
