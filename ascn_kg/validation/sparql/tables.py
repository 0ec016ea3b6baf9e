"""Solutions of a query: rows of term numbers under the names of variables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from itertools import compress
from operator import itemgetter
from typing import Any

Row = tuple[int | None, ...]


@dataclass(frozen=True)
class Table:
    """Rows of one length; None where a variable has no value, as only those of ``open_names`` may have none."""

    names: tuple[str, ...] = ()
    rows: list[Row] = field(default_factory=lambda: [()])
    open_names: frozenset[str] = frozenset()

    def values(self, names: Iterable[str]) -> Iterator[Any]:
        """Row by row the values of some variables: one value where it is one variable, else a tuple."""
        places = [self.names.index(name) for name in names]
        if not places:
            return (() for _ in self.rows)
        return map(itemgetter(*places), self.rows)

    def tuples(self, names: Collection[str]) -> Iterator[Row]:
        """Row by row the values of some variables, always a tuple."""
        return zip(self.values(names)) if len(names) == 1 else self.values(names)

    def column(self, name: str) -> set[int]:
        """The values of a variable that every row has a value of."""
        return set(self.values((name,)))

    def project(self, names: Iterable[str]) -> Table:
        """The different rows of some variables."""
        kept = tuple(names)
        rows = list(zip(set(self.values(kept)))) if len(kept) == 1 else list(set(self.values(kept)))
        return Table(kept, rows, self.open_names & set(kept))

    def where(self, keeps: Callable[[Row], bool]) -> Table:
        """The rows that pass a test."""
        return Table(self.names, list(filter(keeps, self.rows)), self.open_names)

    def having(self, names: Collection[str], allowed: Collection[Any], *, wanted: bool = True) -> Table:
        """The rows whose values of some variables are among the allowed; those whose are not, unless ``wanted``."""
        within = map(allowed.__contains__, self.values(names))
        return Table(
            self.names, list(compress(self.rows, within if wanted else (not one for one in within))), self.open_names
        )

    def shared(self, names: Iterable[str]) -> tuple[str, ...]:
        """Those of the variables that every row has a value of."""
        wanted = set(names) - self.open_names
        return tuple(name for name in self.names if name in wanted)


def stacked(tables: Iterable[Table]) -> Table:
    """The rows of all tables."""
    several = list(tables)
    names = tuple(dict.fromkeys(name for table in several for name in table.names))
    rows: list[Row] = []
    opened: set[str] = set().union(*(table.open_names for table in several))
    for table in several:
        opened |= set(names) - set(table.names)
        places = {name: place for place, name in enumerate(table.names)}
        order = [places.get(name) for name in names]
        if table.names == names:
            rows += table.rows
        else:
            rows += (tuple(None if place is None else row[place] for place in order) for row in table.rows)
    return Table(names, rows, frozenset(opened))


def joined(left: Table, right: Table, on: tuple[str, ...]) -> Table:
    """Each row of ``left`` with those of ``right`` that agree with it, on the only variables they share."""
    new = tuple(name for name in right.names if name not in on)
    names, opened = (*left.names, *new), left.open_names | right.open_names
    if not new:
        return left.having(on, set(right.values(on)))
    rest = right.tuples(new)
    if not on:
        if left.rows == [()]:
            return Table(names, list(rest), opened)
        added = list(rest)
        return Table(names, [(*row, *more) for row in left.rows for more in added], opened)
    matches: dict[Any, list[Row]] = defaultdict(list)
    for key, more in zip(right.values(on), rest, strict=True):
        matches[key].append(more)
    found = map(matches.get, left.values(on))
    rows = [(*row, *more) for row, match in zip(left.rows, found, strict=True) if match for more in match]
    return Table(names, rows, opened)


def left_joined(left: Table, right: Table, on: tuple[str, ...]) -> Table:
    """Each row of ``left`` with those of ``right`` that agree with it, or alone where none does.

    Beside ``on`` the two may share variables that a row need not have a value of; no value agrees with any.
    """
    new = tuple(name for name in right.names if name not in left.names)
    both = tuple(name for name in right.names if name in left.names and name not in on)
    matches: dict[Any, list[Row]] = defaultdict(list)
    for key, more in zip(right.values(on), right.tuples((*both, *new)), strict=True):
        matches[key].append(more)
    places = [left.names.index(name) for name in both]
    opened = left.open_names | right.open_names | set(new)
    empty = (None,) * len(new)
    rows: list[Row] = []
    for row, key in zip(left.rows, left.values(on), strict=True):
        agreeing = [merged for more in matches.get(key, ()) if (merged := _merged(row, more, places)) is not None]
        rows += agreeing or [(*row, *empty)]
    return Table((*left.names, *new), rows, frozenset(opened))


def _merged(row: Row, more: Row, places: list[int]) -> Row | None:
    """A row with another whose first values belong in these places of it; None where two values differ."""
    if not places:
        return row + more
    filled = list(row)
    for place, value in zip(places, more, strict=False):
        if value is not None:
            if filled[place] not in (None, value):
                return None
            filled[place] = value
    return (*filled, *more[len(places) :])
