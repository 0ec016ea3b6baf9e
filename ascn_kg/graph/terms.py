"""Numbers for terms: an engine that compares and joins small integers is many times faster than one on strings."""

from __future__ import annotations

import pyoxigraph as ox

Term = ox.NamedNode | ox.BlankNode | ox.Literal


class Terms:
    """Numbers the terms of a graph in the order of their first use; terms are only ever added.

    Equal terms, and only they, have the same number: ``"1"`` and ``"01"`` as integers are two terms.

    >>> terms = Terms()
    >>> terms.number(ox.Literal("a")), terms.number(ox.Literal("b")), terms.number(ox.Literal("a"))
    (0, 1, 0)
    """

    __slots__ = ("_all", "ids")

    def __init__(self) -> None:
        self.ids: dict[Term, int] = {}
        self._all: list[Term] = []

    def __len__(self) -> int:
        return len(self.ids)

    def __getitem__(self, number: int) -> Term:
        return self.all[number]

    @property
    def all(self) -> list[Term]:
        """The terms by number; not to be changed."""
        if len(self._all) != len(self.ids):
            self._all = list(self.ids)
        return self._all

    def number(self, term: Term) -> int:
        """The number of a term, a new one where it has none yet."""
        return self.ids.setdefault(term, len(self.ids))

    def get(self, term: Term) -> int | None:
        """The number of a term, None where it has none."""
        return self.ids.get(term)
