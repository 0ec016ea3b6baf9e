"""Why a fact holds: its proofs, shortest first. Worked out backwards and on demand; the engine records nothing.

The cost of a proof is the number of its steps, each use of a rule counting as one. The search deepens: it looks for
a proof of one step, then of two, and so on, and remembers of every fact it met how many steps it takes at least. As
the steps that are left grow fewer with each rule, it ends, whatever cycles the rules may have, and what it finds
rests on stated facts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import product

from ascn_kg.reasoning.compiler import Numbers, Rule
from ascn_kg.reasoning.facts import Facts
from ascn_kg.reasoning.instances import Instance, Rules


@dataclass(frozen=True)
class Proof:
    """A fact that is stated (``rule`` is None), or follows by a rule from the facts of the ``premises``.

    The premises are those of the rule's body, then the axioms it was compiled from (``axioms`` are these alone).
    """

    fact: Numbers
    rule: Rule | None = None
    premises: tuple[Proof, ...] = ()

    @property
    def data(self) -> tuple[Proof, ...]:
        """The premises that are no axioms of the rule."""
        return self.premises[: len(self.rule.body)] if self.rule else ()

    @property
    def axioms(self) -> tuple[Proof, ...]:
        """The axioms the rule was compiled from."""
        return self.premises[len(self.rule.body) :] if self.rule else ()

    @cached_property
    def steps(self) -> int:
        """How often a rule is used."""
        return 0 if self.rule is None else 1 + sum(premise.steps for premise in self.premises)

    @cached_property
    def stated(self) -> frozenset[Numbers]:
        """The stated facts it all rests on, axioms among them."""
        if self.rule is None:
            return frozenset((self.fact,))
        return frozenset().union(*(premise.stated for premise in self.premises))


@dataclass(frozen=True)
class Found:
    """Proofs of one fact, shortest first. ``surely_shortest``: there is none of fewer steps than the first.

    ``all`` tells whether there are no others, but for those that rest on more stated facts than one of these, or take
    more than :data:`LONGER` steps more than the first.
    """

    proofs: tuple[Proof, ...]
    surely_shortest: bool = True
    all: bool = False


LONGER = 3
"""How many more steps than the shortest another proof may take to be looked for."""

# Instances of rules to look at before the search gives up: about two seconds of work.
_WORK = 400_000
_DEEPEST = 150


class _ExhaustedError(Exception):
    """The search would take too long."""


class Proofs:
    """Finds the proofs of facts of one graph; what was learnt for one fact serves the next."""

    def __init__(self, facts: Facts, rules: Rules, work: int = _WORK) -> None:
        self._facts, self._rules, self._allowed = facts, rules, work
        self._left = work
        self._known: dict[Numbers, list[tuple[Instance, list[Numbers]]]] = {}
        self._least: dict[Numbers, int] = {}
        self._best: dict[Numbers, tuple[int, Instance]] = {}

    def of(self, fact: Numbers, limit: int = 1) -> Found:
        """Up to ``limit`` proofs of a fact; none where it does not hold, or takes too long to prove."""
        if not self._facts.holds(fact):
            return Found((), all=True)
        if self._facts.is_stated(fact):
            return Found((Proof(fact),), all=True)
        self._left = self._allowed
        try:
            steps = self._within(fact, _DEEPEST)
        except _ExhaustedError:
            steps = None
        if steps is None:
            return Found(tuple(self._any(fact)), surely_shortest=False)
        if limit == 1:
            return Found((self._built(fact),))
        return self._others(fact, steps, limit)

    def _others(self, fact: Numbers, steps: int, limit: int) -> Found:
        kept = [self._built(fact)]
        self._left = self._allowed
        try:
            for cost in range(steps, steps + LONGER + 1):
                for proof in self._of_cost(fact, cost, frozenset()):
                    if any(other.stated <= proof.stated for other in kept):
                        continue
                    if len(kept) == limit:
                        return Found(tuple(kept))
                    kept.append(proof)
        except _ExhaustedError:
            return Found(tuple(kept))
        return Found(tuple(kept), all=True)

    def _within(self, fact: Numbers, budget: int) -> int | None:
        """The number of steps of the shortest proof of a fact nobody stated, None where it is more than ``budget``."""
        if fact in self._best:
            steps = self._best[fact][0]
            return steps if steps <= budget else None
        for steps in range(self._lower(fact), budget + 1):
            for instance, unstated in self._instances(fact):
                if self._fits(unstated, steps - 1):
                    self._best[fact] = steps, instance
                    return steps
            self._least[fact] = steps + 1
        return None

    def _fits(self, unstated: list[Numbers], budget: int) -> bool:
        """Whether all these facts can be proved in that many steps together."""
        self._work()
        slack = budget - sum(map(self._lower, unstated))
        for fact in unstated if slack >= 0 else ():
            least = self._lower(fact)
            steps = self._within(fact, least + slack)
            if steps is None:
                return False
            slack -= steps - least
        return slack >= 0

    def _lower(self, fact: Numbers) -> int:
        """A number of steps that the shortest proof of a fact that is not stated takes at least."""
        return self._best[fact][0] if fact in self._best else self._least.get(fact, 1)

    def _built(self, fact: Numbers) -> Proof:
        if fact not in self._best:
            return Proof(fact)
        instance = self._best[fact][1]
        return Proof(fact, instance.rule, tuple(map(self._built, instance.premises)))

    def _of_cost(self, fact: Numbers, steps: int, below: frozenset[Numbers]) -> Iterator[Proof]:
        """Every proof of exactly that many steps that does not go through the facts it is to serve."""
        if self._facts.is_stated(fact):
            if steps == 0:
                yield Proof(fact)
            return
        below |= {fact}
        for instance, unstated in self._instances(fact) if self._lower(fact) <= steps else ():
            if below.isdisjoint(unstated) and self._fits(unstated, steps - 1):
                for shares in self._shares(unstated, steps - 1):
                    parts = dict(zip(unstated, shares, strict=True))
                    found = (list(self._of_cost(each, parts.get(each, 0), below)) for each in instance.premises)
                    for premises in product(*found):
                        self._work()
                        yield Proof(fact, instance.rule, premises)

    def _shares(self, facts: list[Numbers], steps: int) -> Iterator[tuple[int, ...]]:
        """Every way to share out the steps, each fact getting as many as it needs."""
        if not facts:
            if steps == 0:
                yield ()
            return
        rest = sum(map(self._lower, facts[1:]))
        for share in range(self._lower(facts[0]), steps - rest + 1):
            yield from ((share, *others) for others in self._shares(facts[1:], steps - share))

    def _any(self, fact: Numbers) -> Iterator[Proof]:
        """Some proof, where the search for the shortest is too long: that which needs least at each step."""
        self._left = self._allowed
        try:
            found = self._first(fact, set(), {})
        except _ExhaustedError:
            return
        if found is not None:
            yield found

    def _first(self, fact: Numbers, below: set[Numbers], done: dict[Numbers, Proof]) -> Proof | None:
        if self._facts.is_stated(fact):
            return Proof(fact)
        if fact in done or len(below) > _DEEPEST:
            return done.get(fact)
        below.add(fact)
        for instance, unstated in self._instances(fact):
            self._work()
            if below.isdisjoint(unstated):
                premises = []
                for each in instance.premises:
                    premise = self._first(each, below, done)
                    if premise is None:
                        break
                    premises.append(premise)
                else:
                    done[fact] = Proof(fact, instance.rule, tuple(premises))
                    break
        below.remove(fact)
        return done.get(fact)

    def _instances(self, fact: Numbers) -> list[tuple[Instance, list[Numbers]]]:
        """The instances that conclude a fact, each with its premises that are not stated; those with fewest first.

        Among equals, what a thing is by its class comes before what it is by being linked: it is easier to follow.
        """
        if fact not in self._known:
            found = []
            for instance in self._rules.instances(fact):
                self._work()
                found.append((instance, [each for each in instance.premises if not self._facts.is_stated(each)]))
            self._known[fact] = sorted(found, key=lambda each: (len(each[1]), not each[0].rule.name.startswith("cax")))
        return self._known[fact]

    def _work(self) -> None:
        self._left -= 1
        if self._left < 0:
            raise _ExhaustedError
