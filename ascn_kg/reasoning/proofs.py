"""Why a fact holds: its proofs, shortest first. Worked out backwards and on demand; the engine records nothing.

The cost of a proof is the number of its steps, each use of a rule counting as one. The search deepens: it looks for
a proof of one step, then of two, and so on, and remembers of every fact it met how many steps it takes at least. As
the steps that are left grow fewer with each rule, it ends, whatever cycles the rules may have, and what it finds
rests on stated facts.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator
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
