"""Runs a program until nothing new follows, each fact meeting each rule once (semi-naive evaluation)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from typing import Any, Protocol

from ascn_kg.reasoning.compiler import Rule
from ascn_kg.reasoning.plans import Plan, Step, key_of, order, plans_of, row_of


class Relations(Protocol):
    """What holds the facts and joins them: sets of tuples or NumPy arrays. ``rows`` are its own affair."""

    def load(self, keys: Iterable[int]) -> None:
        """Read what is stated of these keys, where that was not done before."""

    @property
    def waiting(self) -> Collection[int]:
        """The keys with facts that the rules have not met yet."""

    def known(self, key: int) -> Any:
        """All facts of a key so far."""

    def take(self, key: int) -> Any:
        """The waiting facts of a key, which from now on are joined with."""

    def scan(self, step: Step, rows: Any) -> Any:
        """Facts as rows of columns."""

    def join(self, step: Step, rows: Any) -> Any:
        """The rows that fit a fact of the step's relation, with the columns that it adds."""

    def add(self, head: Step, rows: Any) -> None:
        """Note what follows from the rows, where it is new; it is waiting then."""

    def note(self, key: int, rows: Iterable[tuple[int, ...]]) -> None:
        """Note facts, where they are new; they are waiting then."""

    def tuples(self, rows: Any) -> list[tuple[int, ...]]:
        """The rows as tuples of term numbers."""

    def derived(self) -> dict[int, Any]:
        """Key -> the facts noted that are not stated, sorted; keys in order."""


class Fixpoint:
    """A program over relations. It may be run again after facts were added."""

    def __init__(self, rules: Iterable[Rule], relations: Relations, type_: int) -> None:
        self.relations = relations
        self._plans: dict[int, list[Plan]] = {}
        self._denials: list[Plan] = []
        rules = list(rules)
        plans = [plan for rule in rules for plan in plans_of(rule, type_)]
        for plan in plans:
            if plan.head is not None:
                self._plans.setdefault(plan.scan.key, []).append(plan)
            else:
                self._denials.append(plan)
        relations.load({step.key for plan in plans for step in (plan.scan, *plan.joins, plan.head) if step})
        self._order = order(plans)
        self._certain = [rule for rule in rules if not rule.body]
        for rule in self._certain:
            if rule.head is not None:
                relations.note(key_of(rule.head, type_), [row_of(rule.head, type_)])

    def run(self) -> None:
        """Add all that follows. A relation comes after those it follows from, so most facts are met in one go."""
        relations, waiting = self.relations, self.relations.waiting
        while any(key in waiting for key in self._order):
            for key in self._order:
                while key in waiting:
                    self._meet(key, relations.take(key))

    def _meet(self, key: int, fresh: Any) -> None:
        """Run the rules that read a relation on new facts of it."""
        relations = self.relations
        for plan in self._plans[key]:
            rows = relations.scan(plan.scan, fresh)
            for step in plan.joins:
                rows = relations.join(step, rows)
            assert plan.head is not None
            relations.add(plan.head, rows)

    def contradictions(self) -> Iterator[tuple[Rule, dict[str, int]]]:
        """Each rule that forbids something, with the terms by which its variables do it; after :meth:`run`."""
        relations = self.relations
        for key in list(relations.waiting):
            relations.take(key)
        yield from ((rule, {}) for rule in self._certain if rule.head is None)
        for plan in self._denials:
            rows = relations.scan(plan.scan, relations.known(plan.scan.key))
            for step in plan.joins:
                rows = relations.join(step, rows)
            for row in relations.tuples(rows):
                yield plan.rule, dict(zip(plan.variables, row, strict=True))
