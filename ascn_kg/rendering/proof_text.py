"""An explanation for a terminal: the proof as a tree, from what was asked down to what is stated, and its sources."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from ascn_kg.labels import Labels
from ascn_kg.reasoning.compiler import Rule
from ascn_kg.reasoning.nearest import Miss
from ascn_kg.reasoning.proofs import LONGER, Proof
from ascn_kg.rendering.lines import clean, wrap
from ascn_kg.rendering.proof_words import ProofWords
from ascn_kg.rendering.words import source_line
from ascn_kg.terminal import terminal_width
from ascn_kg.why import ABSENT, STATED, Explanation
from ascn_kg.why.places import Fact

_LEAST = 40
_LETTERS = [*"XYZVWU", *(f"X{number}" for number in range(2, 200))]
_LAST, _OTHER = ("└─ ", "   "), ("├─ ", "│  ")


Letters = Iterator[str]


def render_text(explanation: Explanation, labels: Labels, width: int | None = None) -> str:
    """Lines of at most ``width`` cells (default: the terminal's, else 100)."""
    words = ProofWords(explanation, labels)
    room = max(width or terminal_width(), _LEAST)
    lines = wrap(clean(words.triple(explanation.fact)), room)
    if explanation.verdict == ABSENT:
        lines += _absent(explanation, words, room)
    elif explanation.verdict == STATED:
        lines += ["", *wrap(words.fixed["is stated"].format(_stated(explanation.fact, words)), room)]
    else:
        lines += _inferred(explanation, words, room)
    if explanation.citations:
        lines += ["", words.fixed["sources"]]
        for citation in explanation.citations:
            lines += wrap(clean(source_line(citation, explanation.lang)), room, f"[{citation.number}] ")
    return "\n".join(line.rstrip() for line in lines) + "\n"


def _inferred(explanation: Explanation, words: ProofWords, width: int) -> Iterator[str]:
    proofs, fixed = explanation.found.proofs, words.fixed
    if not proofs:
        yield from ("", *wrap(fixed["too long"], width))
        return
    for number, proof in enumerate(proofs, start=1):
        yield ""
        if len(proofs) > 1:
            yield fixed["proof of"].format(number, len(proofs))
        yield from wrap(_summary(proof, words), width)
        yield ""
        yield from _tree(proof, words, width, "", "", set())
    if not explanation.found.surely_shortest:
        yield from ("", *wrap(fixed["maybe longer"], width))
    if len(proofs) > 1:
        yield from ("", *wrap(fixed["all"].format(LONGER) if explanation.found.all else fixed["more"], width))


def _tree(proof: Proof, words: ProofWords, width: int, head: str, below: str, shown: set[Proof]) -> Iterator[str]:
    """The lines of a proof, the first behind ``head``, the others behind ``below``."""
    yield from _wrapped(words.triple(proof.fact), width, head, below)
    if proof.rule is None:
        yield from _wrapped(_stated(proof.fact, words), width, below + "   ")
        return
    branches = [*proof.data, *(axiom for axiom in proof.axioms if axiom.rule is not None)]
    trunk = below + ("│  " if branches else "   ")
    if proof in shown and branches:
        yield from _wrapped(words.fixed["above"], width, below + "   ")
        return
    shown.add(proof)
    axioms = [axiom.fact for axiom in proof.axioms if axiom.rule is None]
    yield from _wrapped(words.fixed["follows"].format(_rule(proof.rule, axioms, words)), width, trunk)
    for branch in branches:
        joint, rest = _LAST if branch is branches[-1] else _OTHER
        yield from _tree(branch, words, width, below + joint, below + rest, shown)


def _absent(explanation: Explanation, words: ProofWords, width: int) -> Iterator[str]:
    fixed, miss = words.fixed, explanation.miss
    yield from ("", *wrap(fixed["absent"], width))
    if explanation.known:
        number = explanation.terms.get
        names = [words.introduced(found) for term in explanation.known if (found := number(term)) is not None]
        yield from wrap(clean(fixed["known"].format(", ".join(sorted(names)))), width)
    if miss is None:
        yield from wrap(fixed["no rule"], width)
        return
    yield from ("", *wrap(clean(fixed["nearest"].format(_rule(miss.rule, miss.rule.axioms, words))), width))
    yield from _miss(miss, words, width, "  ", iter(_LETTERS), {})


def _miss(
    miss: Miss, words: ProofWords, width: int, below: str, letters: Letters, named: dict[str, str]
) -> Iterator[str]:
    """What a rule has and misses. ``named`` holds the letters of variables that were met before."""
    names = defaultdict(lambda: next(letters), named)

    def lettered(pattern: Iterable[int | str]) -> str:
        return words.triple(names[part] if isinstance(part, str) else part for part in pattern)

    for condition in miss.met:
        fitting = words.fixed["one fits"]
        if condition.count > 1 and condition.example is not None:
            pairs = zip(condition.pattern, condition.example, strict=True)
            example = " · ".join(words.introduced(term) for part, term in pairs if isinstance(part, str))
            fitting = words.fixed["fitting"].format(condition.count, example)
        yield from _wrapped(f"{lettered(condition.pattern)}: {fitting}", width, below + "✓ ", below + "  ")
    for condition in miss.missing:
        line = f"{lettered(condition.pattern)}: {words.fixed['missing']}"
        yield from _wrapped(line, width, below + "✗ ", below + "  ")
        if (because := miss.because) is not None and condition is miss.missing[0]:
            rule = _rule(because.rule, because.rule.axioms, words)
            yield from _wrapped(words.fixed["would follow"].format(rule), width, below + "    ")
            heads = zip(because.rule.head or (), condition.pattern, strict=False)
            same = {head: names[part] for head, part in heads if isinstance(head, str) and isinstance(part, str)}
            yield from _miss(because, words, width, below + "    ", letters, same)


def _stated(fact: Fact, words: ProofWords) -> str:
    return words.fixed["stated"].format(words.stands(fact))


def _rule(rule: Rule, axioms: Iterable[Fact], words: ProofWords) -> str:
    """The name of a rule, what it says, and where its axioms stand."""
    places = ", ".join(dict.fromkeys(map(words.stands, axioms)))
    return f"{rule.name}: {words.rule(rule)}" + (f" ({places})" if places else "")


def _wrapped(text: str, width: int, head: str, below: str | None = None) -> list[str]:
    """The text in lines, the first behind ``head``, the others behind ``below`` (default: the same)."""
    rest = head if below is None else below
    room = max(width - max(len(head), len(rest)), _LEAST // 2)
    return [(rest if number else head) + line for number, line in enumerate(wrap(clean(text), room))]


def _summary(proof: Proof, words: ProofWords) -> str:
    """How many steps, statements and axioms there are."""
    axioms = set(_axioms(proof))
    others = len(proof.stated - axioms)
    parts = [words.counted("statement", others)] * bool(others) + [words.counted("axiom", len(axioms))] * bool(axioms)
    return words.fixed["inferred"].format(words.counted("step", proof.steps), words.fixed["and"].join(parts))


def _axioms(proof: Proof) -> Iterator[Fact]:
    for axiom in proof.axioms:
        yield from axiom.stated
    for premise in proof.data:
        yield from _axioms(premise)
