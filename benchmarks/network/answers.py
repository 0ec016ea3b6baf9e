"""What the ten questions must answer, worked out while the network is written and never by asking an engine."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from typing import Any

from ascn_kg.namespaces import expand

QUESTIONS = (
    "cities-joined-after",  # time: certain or possible
    "members-as-of",  # time: beginnings and ends
    "members-per-nation",  # aggregates in aggregates
    "cities-without-initiatives",  # negation
    "attended-never-supported",  # negation over an inferred shortcut
    "city-focus-areas",  # five-way join over inferred chains
    "initiatives-of-city",  # join, narrowest class
    "events-between",  # time, ten labels
    "name-variants",  # self-join, sources by inference
    "counts-against-names",  # aggregate over joins by document
)
_MODULUS = 2**128


class Answers:
    """Rows by question, kept as their number and a fingerprint only, in whatever order they come."""

    def __init__(self) -> None:
        self._rows = dict.fromkeys(QUESTIONS, 0)
        self._sums = dict.fromkeys(QUESTIONS, 0)

    def add(self, question: str, *row: str) -> None:
        """One row: the columns in the order of the question's SELECT, things as prefixed names, unbound as ""."""
        self._rows[question] += 1
        self._sums[question] += _hash(expand(row[0]) or row[0], *row[1:])

    def as_json(self) -> dict[str, Any]:
        return {q: {"rows": self._rows[q], "fingerprint": f"{self._sums[q] % _MODULUS:032x}"} for q in QUESTIONS}


def fingerprint(rows: Iterable[Iterable[str]]) -> dict[str, Any]:
    """Number and fingerprint of an engine's rows in any order: IRIs and lexical forms as text, unbound as ""."""
    number = total = 0
    for row in rows:
        number += 1
        total += _hash(*row)
    return {"rows": number, "fingerprint": f"{total % _MODULUS:032x}"}


def _hash(*row: str) -> int:
    return int.from_bytes(hashlib.sha256("\x1f".join(row).encode()).digest()[:16])
