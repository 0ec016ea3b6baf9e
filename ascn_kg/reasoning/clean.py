"""Keeps of all that an engine entails only what says something about our things in our terms."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any

import pyoxigraph as ox

from ascn_kg.graph import Columns, Terms
from ascn_kg.namespaces import CONCEPTS, RDF, SKOS, TERMS, THINGS
from ascn_kg.reasoning.compiler import class_key

if TYPE_CHECKING:
    from ascn_kg.reasoning.numpy_relations import Codes

_CONCEPT = SKOS + "Concept"


def clean(derived: Mapping[int, Any], terms: Terms, stated: Columns | None = None) -> Columns:
    """The facts about our things and concepts, in our classes and properties, that are not ``stated`` besides.

    ``derived`` is keyed as in :class:`~ascn_kg.reasoning.engine.Entailment`. Leaves out literal and blank subjects,
    owl:Thing, owl:sameAs, schema and datatype axioms. The order is that of ``derived``.
    """
    ours, blank = _Ours(terms), _Blank(terms)
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


class _Ours(dict[int, bool]):
    """Number of a term -> whether it is one of our things or concepts; each is looked at once."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms.all

    def __missing__(self, number: int) -> bool:
        term = self._terms[number]
        self[number] = known = isinstance(term, ox.NamedNode) and term.value.startswith((THINGS, CONCEPTS))
        return known


class _Blank(dict[int, bool]):
    """Number of a term -> whether it is a blank node."""

    def __init__(self, terms: Terms) -> None:
        self._terms = terms.all

    def __missing__(self, number: int) -> bool:
        self[number] = known = isinstance(self._terms[number], ox.BlankNode)
        return known


def _of_tuples(rows: Iterable[tuple[int, ...]], ours: _Ours, blank: _Blank) -> tuple[array[int], array[int]]:
    kept = [row for row in rows if ours[row[0]] and not (len(row) == 2 and blank[row[1]])]
    return array("i", [row[0] for row in kept]), array("i", [row[-1] for row in kept])


def _of_codes(rows: Codes, ours: _Ours, blank: _Blank) -> tuple[array[int], array[int]]:
    import numpy as np

    columns = rows.columns
    keep = np.ones(len(rows), dtype=bool)
    for column, is_kept in zip(columns, (ours.__getitem__, lambda number: not blank[number]), strict=False):
        distinct, places = np.unique(column, return_inverse=True)
        keep &= np.fromiter(map(is_kept, distinct.tolist()), dtype=bool, count=len(distinct))[places]
    found = [array("i", column[keep].astype(np.int32).tobytes()) for column in columns]
    return found[0], found[-1]
