"""Facts carry over from the documents, sentences do not: our texts share no long run of words with them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pyoxigraph as ox

from ascn_kg.graph import Graph
from ascn_kg.namespaces import SKOS, TERMS, shrink

OURS = {TERMS + name for name in ("function", "gist", "purpose", "rankReason", "sought", "targets", "vision")} | {
    SKOS + "definition",
    SKOS + "editorialNote",
}
# Names of posts, bodies and rules are as long as seven words and must stay as printed.
RUN = 8


def runs(text: str) -> Iterator[str]:
    words = re.findall(r"\w+", text.lower())
    return (" ".join(words[i : i + RUN]) for i in range(len(words) - RUN + 1))


def copied(text: str, known: set[str]) -> list[str]:
    return [run for run in runs(text) if run in known]


def test_our_texts_are_in_our_words(asserted: Graph, texts: Path) -> None:
    known = {run for path in texts.glob("*.txt") for run in runs(path.read_text(encoding="utf-8"))}
    assert known
    for quad in asserted.statements:
        if quad.predicate.value in OURS and isinstance(quad.object, ox.Literal):
            assert copied(quad.object.value, known) == [], shrink(str(getattr(quad.subject, "value", "")))


def test_the_check_can_fail() -> None:
    sentence = "one two three four five six seven eight nine"
    assert copied(sentence.title(), set(runs(f"zero {sentence}"))) == [
        "one two three four five six seven eight",
        "two three four five six seven eight nine",
    ]
