"""An explanation as Turtle: each triple of its proofs as an rdf:Statement that says what it was derived from.

A triple that follows has ``prov:wasDerivedFrom`` for each premise and axiom, and ``prov:wasGeneratedBy`` an activity
whose ``rdfs:label`` is the name of the rule and whose ``rdfs:comment`` says what it says. A triple that is stated has
``prov:atLocation`` a location labelled with file, line and column, and
``dcterms:references`` the evidence. What was asked is ``foaf:primaryTopic`` of the document. With several proofs, a
triple has one node for each way in which it is derived. The explanation of a triple that is not known has comments
only.
"""

from __future__ import annotations

from collections.abc import Iterator

import pyoxigraph as ox

from ascn_kg.export.terms import Names
from ascn_kg.labels import Labels
from ascn_kg.namespaces import PREFIXES
from ascn_kg.reasoning.proofs import Proof
from ascn_kg.rendering.lines import clean
from ascn_kg.rendering.proof_text import render_text
from ascn_kg.rendering.proof_words import ProofWords
from ascn_kg.why import Explanation

_PROV = "http://www.w3.org/ns/prov#"
_FOAF = "http://xmlns.com/foaf/0.1/"
_WIDE = 10_000


def render_turtle(explanation: Explanation, labels: Labels) -> str:
    """The explanation as Turtle; always the same bytes for the same graph."""
    return _Document(explanation, labels).whole()


class _Document:
    def __init__(self, explanation: Explanation, labels: Labels) -> None:
        self._of = explanation
        self._labels = labels
        self._words = ProofWords(explanation, labels)
        self._names = Names()
        self._nodes: dict[Proof, str] = {}
        self._blank: dict[int, int] = {}
        self._blocks: list[str] = []

    def whole(self) -> str:
        asked = [self._node(proof) for proof in self._of.found.proofs]
        body = self._blocks
        if asked:
            body = [_block("[]", [("foaf:primaryTopic", " , ".join(asked))]), *body]
            # The prefixes are known when all else is written.
            heads = [f"@prefix {prefix}: <{address}> ." for prefix, address in self._prefixes()]
            return "\n".join([f"# {clean(self._words.triple(self._of.fact))}", "", *heads, "", *body])
        text = render_text(self._of, self._labels, _WIDE)
        return "".join(f"# {clean(line)}\n" if line else "#\n" for line in text.splitlines())

    def _node(self, proof: Proof) -> str:
        """The node of a proof's triple; its block is written after those of its premises' nodes were named."""
        if proof not in self._nodes:
            node = self._nodes[proof] = f"_:t{len(self._nodes) + 1}"
            place = len(self._blocks)
            self._blocks.insert(place, "")
            self._blocks[place] = _block(node, list(self._lines(proof)))
        return self._nodes[proof]

    def _lines(self, proof: Proof) -> Iterator[tuple[str, str]]:
        subject, predicate, value = map(self._written, proof.fact)
        yield "a", "rdf:Statement"
        yield "rdf:subject", subject
        yield "rdf:predicate", predicate
        yield "rdf:object", value
        if proof.rule is None:
            yield from self._stated(proof)
            return
        if proof.premises:
            yield "prov:wasDerivedFrom", " , ".join(dict.fromkeys(map(self._node, proof.premises)))
        says = ox.Literal(self._words.rule(proof.rule), language=self._of.lang)
        rule = f'[ a prov:Activity ; rdfs:label "{proof.rule.name}" ; rdfs:comment {says} ]'
        yield "prov:wasGeneratedBy", rule

    def _stated(self, proof: Proof) -> Iterator[tuple[str, str]]:
        for place in self._of.places.get(proof.fact, ()):
            yield "prov:atLocation", f"[ a prov:Location ; rdfs:label {ox.Literal(str(place))} ]"
        if evidence := self._of.evidence.get(proof.fact, ()):
            yield "dcterms:references", " , ".join(map(self._names.iri, evidence))

    def _written(self, number: int) -> str:
        """A term; a list by its members, as the label of a blank node is another one each time."""
        term = self._of.terms[number]
        if members := self._of.lists.get(number):
            return f"( {' '.join(map(self._written, members))} )"
        if isinstance(term, ox.BlankNode):
            return f"_:b{self._blank.setdefault(number, len(self._blank) + 1)}"
        return self._names.of_terms([str(term)])[0]

    def _prefixes(self) -> list[tuple[str, str]]:
        used = {*self._names.prefixes, "rdf", "rdfs", "dcterms"}
        ours = [(prefix, PREFIXES[prefix]) for prefix in PREFIXES if prefix in used]
        return sorted([*ours, ("prov", _PROV), ("foaf", _FOAF)])


def _block(subject: str, lines: list[tuple[str, str]]) -> str:
    return "\n".join([subject, *(f"    {predicate} {value} ;" for predicate, value in lines), "    .", ""])
