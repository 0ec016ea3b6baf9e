"""Solutions of a query: rows of term numbers under the names of variables."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from operator import itemgetter

Row = tuple[int | None, ...]


@dataclass(frozen=True)
class Table:
    """Rows of one length; None where a variable has no value, as only those of ``open_names`` may have none."""

    names: tuple[str, ...] = ()
    rows: list[Row] = field(default_factory=lambda: [()])
    open_names: frozenset[str] = frozenset()

    def column(self, name: str) -> set[int | None]:
        """The values of a variable."""
        return set(map(itemgetter(self.names.index(name)), self.rows))

    def keys(self, names: Iterable[str]) -> Callable[[Row], Row]:
        """What gives the values of some variables, in their order, of a row."""
        places = [self.names.index(name) for name in names]
        if len(places) == 1:
            place = places[0]
            return lambda row: (row[place],)
        return itemgetter(*places) if places else lambda _: ()

    def project(self, names: Iterable[str]) -> Table:
        """The different rows of some variables."""
        kept = tuple(names)
        return Table(kept, list(set(map(self.keys(kept), self.rows))), self.open_names & set(kept))

    def where(self, keeps: Callable[[Row], bool]) -> Table:
        """The rows that pass a test."""
        return Table(self.names, list(filter(keeps, self.rows)), self.open_names)

    def shared(self, names: Iterable[str]) -> tuple[str, ...]:
        """Those of the variables that every row has a value of."""
        wanted = set(names) - self.open_names
        return tuple(name for name in self.names if name in wanted)


def stacked(tables: Iterable[Table]) -> Table:
    """The rows of all tables."""
    several = list(tables)
    names = tuple(dict.fromkeys(name for table in several for name in table.names))
    rows: list[Row] = []
    opened = set().union(*(table.open_names for table in several))
    for table in several:
        missing = set(names) - set(table.names)
        opened |= missing
        if not missing and table.names == names:
            rows += table.rows
        else:
            places = {name: place for place, name in enumerate(table.names)}
            order = [places.get(name) for name in names]
            rows += (tuple(None if place is None else row[place] for place in order) for row in table.rows)
    return Table(names, rows, frozenset(opened))


def joined(left: Table, right: Table, on: tuple[str, ...]) -> Table:
    """Each row of ``left`` with those of ``right`` that agree with it, on the only variables they share."""
    new = tuple(name for name in right.names if name not in on)
    key, key_right, rest = left.keys(on), right.keys(on), right.keys(new)
    names = (*left.names, *new)
    if not new:
        known = set(map(key_right, right.rows))
        return left.where(lambda row: key(row) in known)
    if not on:
        return Table(names, [(*row, *more) for row in left.rows for more in map(rest, right.rows)], left.open_names)
    matches: dict[Row, list[Row]] = defaultdict(list)
    for row in right.rows:
        matches[key_right(row)].append(rest(row))
    return Table(names, [(*row, *more) for row in left.rows for more in matches.get(key(row), ())], left.open_names)


def left_joined(left: Table, right: Table, on: tuple[str, ...]) -> Table:
    """Each row of ``left`` with those of ``right`` that agree with it, or alone where none does.

    Beside ``on`` the two may share variables that a row need not have a value of; no value agrees with any.
    """
    new = tuple(name for name in right.names if name not in left.names)
    both = tuple(name for name in right.names if name in left.names and name not in on)
    key, key_right = left.keys(on), right.keys(on)
    rest, rest_right = left.keys(both), right.keys((*both, *new))
    matches: dict[Row, list[Row]] = defaultdict(list)
    for row in right.rows:
        matches[key_right(row)].append(rest_right(row))
    places = [left.names.index(name) for name in both]
    empty = (None,) * len(new)

    def rows() -> Iterator[Row]:
        for row in left.rows:
            found = False
            for match in matches.get(key(row), ()):
                if all(a is None or b is None or a == b for a, b in zip(rest(row), match, strict=False)):
                    found = True
                    filled = list(row)
                    for place, value in zip(places, match, strict=False):
                        filled[place] = value if row[place] is None else row[place]
                    yield (*filled, *match[len(both) :])
            if not found:
                yield (*row, *empty)

    return Table((*left.names, *new), list(rows()), left.open_names | right.open_names | set(new))
