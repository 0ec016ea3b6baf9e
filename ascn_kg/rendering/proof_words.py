"""How the parts of an explanation read: terms, triples, rules, places; and the fixed words around them."""

from __future__ import annotations

from collections.abc import Iterable
from types import MappingProxyType

import pyoxigraph as ox

from ascn_kg.labels import Labels
from ascn_kg.namespaces import RDF, RDFS, shrink
from ascn_kg.reasoning.compiler import Rule
from ascn_kg.rendering.rule_words import RULE_WORDS
from ascn_kg.rendering.words import cell, marks
from ascn_kg.why import Explanation
from ascn_kg.why.places import Fact

PROOF_WORDS = MappingProxyType({
    "en": {
        "stated": "stated in {}", "is stated": "This is {}.", "not in a file": "not in a file",
        "inferred": "No file states this. It follows in {} from {}.",
        "step": "1 step", "steps": "{} steps", "statement": "1 statement", "statements": "{} statements",
        "axiom": "1 axiom of the ontology", "axioms": "{} axioms of the ontology", "and": " and ",
        "too long": "It follows, but the proof is longer than the search goes. Ask about a step nearer to it.",
        "maybe longer": "There may be a shorter proof: the search for the shortest took too long.",
        "proof of": "Proof {} of {}", "all": "There are no other proofs, but for some that need more statements "
        "than one of these, or over {} steps more than the first.", "more": "There may be more proofs.",
        "absent": "This is not known: nothing states it, and nothing that is stated implies it.",
        "known": "Known instead: {}.", "no rule": "No rule of the ontology concludes anything like it.",
        "nearest": "What comes nearest is {}", "would follow": "which would follow by {}",
        "missing": "missing", "fitting": "{} fit, such as {}", "one fits": "known",
        "follows": "by {}", "above": "as shown above", "sources": "Sources", "unnamed": "something unnamed",
        "is a": "is a", "sub-class": "is a kind of", "sub-property": "is a special case of",
    },
    "id": {
        "stated": "dinyatakan dalam {}", "is stated": "Ini {}.", "not in a file": "tidak dalam berkas",
        "inferred": "Tidak ada berkas yang menyatakannya. Ini tersimpulkan dalam {} dari {}.",
        "step": "1 langkah", "steps": "{} langkah", "statement": "1 pernyataan", "statements": "{} pernyataan",
        "axiom": "1 aksioma ontologi", "axioms": "{} aksioma ontologi", "and": " dan ",
        "too long": "Ini memang tersimpulkan, tetapi pembuktiannya lebih panjang daripada jangkauan pencarian. "
        "Tanyakan langkah yang lebih dekat.",
        "maybe longer": "Mungkin ada pembuktian yang lebih pendek: pencariannya terlalu lama.",
        "proof of": "Pembuktian {} dari {}", "all": "Tidak ada pembuktian lain, selain yang memerlukan lebih banyak "
        "pernyataan, atau lebih dari {} langkah di atas yang pertama.", "more": "Mungkin ada pembuktian lain.",
        "absent": "Ini tidak diketahui: tidak ada yang menyatakannya, dan tidak tersimpulkan dari yang dinyatakan.",
        "known": "Yang diketahui: {}.", "no rule": "Tidak ada aturan ontologi yang menyimpulkan hal seperti itu.",
        "nearest": "Yang paling dekat adalah {}", "would follow": "yang akan tersimpulkan menurut {}",
        "missing": "tidak ada", "fitting": "{} cocok, misalnya {}", "one fits": "diketahui",
        "follows": "menurut {}", "above": "seperti di atas", "sources": "Sumber", "unnamed": "sesuatu tanpa nama",
        "is a": "adalah", "sub-class": "adalah sejenis", "sub-property": "adalah bentuk khusus dari",
    },
})  # fmt: skip

_WORDED = {RDF + "type": "is a", RDFS + "subClassOf": "sub-class", RDFS + "subPropertyOf": "sub-property"}


class ProofWords:
    """Words for the terms and rules of one explanation, in its language."""

    def __init__(self, explanation: Explanation, labels: Labels) -> None:
        self.explanation, self._labels, self._lang = explanation, labels, explanation.lang
        self.fixed = PROOF_WORDS[self._lang]
        self._introduced: set[int] = set()

    def counted(self, word: str, number: int) -> str:
        """A number with its noun, which is given in the singular: ``2 steps``."""
        return self.fixed[word] if number == 1 else self.fixed[word + "s"].format(number)

    def name(self, number: int) -> str:
        """A term by its label; a literal in quotes; a list by its members."""
        term = self.explanation.terms[number]
        if members := self.explanation.lists.get(number):
            return ", ".join(f"“{self.name(member)}”" for member in members)
        if isinstance(term, ox.NamedNode):
            worded = _WORDED.get(term.value)
            return self.fixed[worded] if worded else self._labels.label(term.value, self._lang)
        return f"“{cell(term, self._labels, self._lang)}”" if isinstance(term, ox.Literal) else self.fixed["unnamed"]

    def introduced(self, number: int) -> str:
        """The name, and at its first mention the prefixed name, which can be looked up."""
        term, name = self.explanation.terms[number], self.name(number)
        if number in self._introduced or not isinstance(term, ox.NamedNode) or number in self.explanation.lists:
            return name
        self._introduced.add(number)
        short = shrink(term.value)
        return name if short == name else f"{name} ({short})"

    def triple(self, fact: Iterable[int | str]) -> str:
        """Subject, predicate and object; a letter that stands for one of them as it is."""
        return " · ".join(part if isinstance(part, str) else self.introduced(part) for part in fact)

    def rule(self, rule: Rule) -> str:
        """What a rule says, with the names of its axioms; its own name where that is all there is to say."""
        english, indonesian = RULE_WORDS.get(rule.name, (rule.name, rule.name))
        names: dict[str, str] = {}
        for subject, predicate, value in rule.axioms:
            link = str(self.explanation.terms[predicate].value).rpartition("#")[2]
            names.setdefault("s", self.name(subject))
            names.setdefault("o", self.name(value))
            names.setdefault(link, self.name(value))
        names.update({f"a_{key}": _with_article(name) for key, name in names.items()})
        return (english if self._lang == "en" else indonesian).format_map(names)

    def stands(self, fact: Fact) -> str:
        """The places of a stated fact in the files, and the marks of its citations."""
        places = ", ".join(map(str, self.explanation.places.get(fact, ()))) or self.fixed["not in a file"]
        return f"{places} {marks(self.explanation.marks.get(fact, ()))}".rstrip()


def _with_article(name: str) -> str:
    vowel = name[:1].lower() in "aeiou" and not name.lower().startswith(("uni", "use", "eu", "one"))
    return f"{'an' if vowel else 'a'} {name}"
