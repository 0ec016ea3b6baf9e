"""An explanation as JSON, for programs: proofs as nested objects, places, citations with their evidence."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from ascn_kg.labels import Labels
from ascn_kg.reasoning.compiler import Rule
from ascn_kg.reasoning.nearest import Condition, Miss
from ascn_kg.reasoning.proofs import Proof
from ascn_kg.rendering.json_answer import citation_as_json, value
from ascn_kg.rendering.proof_words import ProofWords
from ascn_kg.why import Explanation
from ascn_kg.why.places import Fact


def render_json(explanation: Explanation, labels: Labels) -> str:
    """The explanation as one JSON object, keys always in the same order.

    A proof is ``{"triple", "rule": null}`` with ``"places"`` and ``"citations"`` where its triple is stated; else
    ``{"triple", "rule": {"name", "text"}, "premises", "axioms"}``, the last two being lists of proofs. Terms are
    written as in ``ascn-kg ask --format json``; a variable is ``{"type": "variable", "value": "?x"}``.
    """
    return json.dumps(_Document(explanation, labels).whole(), ensure_ascii=False, indent=2) + "\n"


class _Document:
    def __init__(self, explanation: Explanation, labels: Labels) -> None:
        self._of, self._labels = explanation, labels
        self._words = ProofWords(explanation, labels)

    def whole(self) -> dict[str, Any]:
        explanation, found = self._of, self._of.found
        return {
            "triple": self._triple(explanation.fact),
            "verdict": explanation.verdict,
            "lang": explanation.lang,
            "proofs": [self._proof(proof) for proof in found.proofs],
            "surely_shortest": found.surely_shortest,
            "all": found.all,
            "nearest": explanation.miss and self._miss(explanation.miss),
            "known": [value(term, self._labels, explanation.lang) for term in explanation.known],
            "citations": [citation_as_json(each) for each in explanation.citations],
        }

    def _proof(self, proof: Proof) -> dict[str, Any]:
        if proof.rule is None:
            return {**self._stated(proof.fact), "rule": None}
        return {
            "triple": self._triple(proof.fact),
            "rule": self._rule(proof.rule),
            "premises": [self._proof(premise) for premise in proof.data],
            "axioms": [self._proof(axiom) for axiom in proof.axioms],
        }

    def _miss(self, miss: Miss) -> dict[str, Any]:
        return {
            "rule": self._rule(miss.rule),
            "axioms": [self._stated(axiom) for axiom in miss.rule.axioms],
            "met": [self._condition(condition) for condition in miss.met],
            "missing": [self._condition(condition) for condition in miss.missing],
            "because": miss.because and self._miss(miss.because),
        }

    def _condition(self, condition: Condition) -> dict[str, Any]:
        example = condition.example and self._triple(condition.example)
        return {"pattern": self._triple(condition.pattern), "count": condition.count, "example": example}

    def _stated(self, fact: Fact) -> dict[str, Any]:
        places = self._of.places.get(fact, ())
        return {
            "triple": self._triple(fact),
            "places": [{"file": place.path, "line": place.line, "column": place.column} for place in places],
            "citations": list(self._of.marks.get(fact, ())),
        }

    def _rule(self, rule: Rule) -> dict[str, str]:
        return {"name": rule.name, "text": self._words.rule(rule)}

    def _triple(self, fact: Iterable[int | str]) -> dict[str, Any]:
        return dict(zip(("subject", "predicate", "object"), map(self._term, fact), strict=True))

    def _term(self, part: int | str) -> dict[str, str] | None:
        if isinstance(part, str):
            return {"type": "variable", "value": part}
        return value(self._of.terms[part], self._labels, self._of.lang)
