"""The asserted facts behind a contradiction: what somebody wrote down that cannot all hold."""

from __future__ import annotations

from collections.abc import Iterator

from ascn_kg.graph import Graph
from ascn_kg.reasoning.clashes import Contradiction, Fact
from ascn_kg.reasoning.engine import Entailment
from ascn_kg.reasoning.facts import Facts
from ascn_kg.reasoning.instances import Rules
from ascn_kg.reasoning.proofs import Proof, Proofs


class Behind:
    """Finds what is behind the contradictions of one entailment."""

    def __init__(self, graph: Graph, entailment: Entailment) -> None:
        facts = Facts(graph.terms, graph.reasoned_over(), entailment.derived)
        self._proofs = Proofs(facts, Rules(entailment.program, facts))

    def of(self, contradiction: Contradiction) -> tuple[Fact, ...]:
        """The asserted facts that its premises rest on, the facts about things first, then the axioms."""
        data: dict[Fact, None] = {}
        axioms: dict[Fact, None] = {}
        for premise in contradiction.premises:
            for proof in self._proofs.of(premise).proofs:
                data |= dict.fromkeys(_data(proof))
                axioms |= dict.fromkeys(sorted(proof.stated))
        return tuple({**data, **axioms})


def _data(proof: Proof) -> Iterator[Fact]:
    """The stated facts of a proof that are no axioms of its rules, in the order in which they are used."""
    if proof.rule is None:
        yield proof.fact
    for premise in proof.data:
        yield from _data(premise)
