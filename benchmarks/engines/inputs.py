"""What every engine is given: the files of a network for our own, plain copies of the same triples for the others."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

from benchmarks.network import QUESTIONS, fingerprint

# In N-Triples, which are Turtle too: one of the engines goes by the name of the file.
ASSERTED = "peers/asserted.ttl"  # ontology, concepts and data, without the alignments: what is reasoned over
CLOSED = "peers/closed.ttl"  # the same and all that follows
SHAPES = "peers/shapes.ttl"
SHAPES_WITHOUT_INVERSE = "peers/shapes-without-inverse.ttl"  # but for shapes whose path is an inverse of alternatives

Rows = Iterable[Iterable[str]]


class Refused(Exception):
    """An engine cannot answer a question at all."""


def known(root: Path) -> dict[str, Any]:
    """What the generator knows of a network; nothing for the real graph."""
    file = root / "known.json"
    return json.loads(file.read_text(encoding="utf-8")) if file.is_file() else {}


def ask_all(root: Path, laps: Callable[[str], Any], ask: Callable[[str], Rows]) -> int:
    """Ask the ten questions, one lap each; how many had exactly the rows the generator foretold.

    A refused question costs the time until it was refused.
    """
    answers = known(root).get("answers", {})
    right = 0
    for question in QUESTIONS:
        text = (root / "queries" / f"{question}.rq").read_text(encoding="utf-8")
        rows: list[Iterable[str]] = []
        with laps(question), suppress(Refused):
            rows = list(ask(text))
        right += fingerprint(rows) == answers.get(question)
    return right
