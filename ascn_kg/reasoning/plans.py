"""Plans how a rule is run when new facts come in: which of its atoms meets them, in which order the rest is joined."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from ascn_kg.reasoning.compiler import Atom, Rule, class_key


class Step(NamedTuple):
    """One atom of a rule as an access to the relation ``key``.

    Its ``places`` (one of a class, two of a property) each are ``("column", n)``: equal to that column of the rows so
    far; ``("term", n)``: equal to that term; or ``("new", n)``: becomes column ``n`` (twice the same: equal to itself).
    """

    key: int
    places: tuple[tuple[str, int], ...]


class Plan(NamedTuple):
    """A rule run from one of its atoms: ``scan`` the new facts, then each of ``joins``; ``head`` is what follows.

    In ``head`` every place is ``column`` or ``term``; it is None for a contradiction. ``variables`` name the columns.
    """

    rule: Rule
    scan: Step
    joins: tuple[Step, ...]
    head: Step | None
    variables: tuple[str, ...]


def key_of(atom: Atom, type_: int) -> int:
    """The relation an atom reads: that of its predicate, or of its class."""
    _, predicate, value = atom
    if isinstance(predicate, str) or (predicate == type_ and isinstance(value, str)):
        raise ValueError("an atom that speaks of every property or every class is no relation")
    return class_key(value) if predicate == type_ else predicate  # type: ignore[arg-type]


def row_of(atom: Atom, type_: int) -> tuple[int, ...]:
    """An atom without variables as a fact of its relation."""
    return tuple(part for part in _parts(atom, type_) if isinstance(part, int))


def plans_of(rule: Rule, type_: int) -> list[Plan]:
    """A plan for each atom of the rule's body; for a contradiction, which is sought but once, for the first."""
    starts = range(len(rule.body))
    return [_plan(rule, start, type_) for start in (starts if rule.head is not None else starts[:1])]


def _plan(rule: Rule, start: int, type_: int) -> Plan:
    columns: dict[str, int] = {}
    scan = _step(rule.body[start], columns, type_)
    rest = [*rule.body[:start], *rule.body[start + 1 :]]
    joins = []
    while rest:
        atom = max(rest, key=lambda each: _boundness(each, columns, type_)) if len(rest) > 1 else rest[0]
        rest.remove(atom)
        joins.append(_step(atom, columns, type_))
    head = _step(rule.head, columns, type_) if rule.head is not None else None
    return Plan(rule, scan, tuple(joins), head, tuple(columns))


def _parts(atom: Atom, type_: int) -> tuple[int | str, ...]:
    return atom[:1] if atom[1] == type_ else atom[::2]


def _step(atom: Atom, columns: dict[str, int], type_: int) -> Step:
    known = len(columns)
    places = []
    for part in _parts(atom, type_):
        if isinstance(part, int):
            places.append(("term", part))
        else:
            column = columns.setdefault(part, len(columns))
            places.append(("column" if column < known else "new", column))
    return Step(key_of(atom, type_), tuple(places))


def _boundness(atom: Atom, columns: dict[str, int], type_: int) -> tuple[bool, int]:
    """Atoms that only filter first, then those that share the most."""
    parts = _parts(atom, type_)
    bound = sum(isinstance(part, int) or part in columns for part in parts)
    return bound == len(parts), bound


def order(plans: Iterable[Plan]) -> list[int]:
    """The relations that rules read, each before those that follow from it, cycles apart."""
    after: dict[int, list[int]] = {}
    for plan in plans:
        if plan.head is not None:
            after.setdefault(plan.scan.key, []).append(plan.head.key)
    finished: list[int] = []
    seen: set[int] = set()
    for start in after:
        todo = [] if start in seen else [(start, iter(after[start]))]
        seen.add(start)
        while todo:
            key, following = todo[-1]
            new = next((each for each in following if each not in seen), None)
            if new is None:
                finished.append(key)
                todo.pop()
            else:
                seen.add(new)
                todo.append((new, iter(after.get(new, ()))))
    return [key for key in reversed(finished) if key in after]
