"""maplib, triples as columns of data frames, in Rust (its SHACL is closed)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import maplib

from benchmarks.engines.inputs import ASSERTED, CLOSED, Refused, ask_all
from benchmarks.engines.laps import Laps
from benchmarks.network import QUESTIONS


def parse(root: Path) -> dict[str, Any]:
    """N-Triples into a model."""
    laps, model = Laps(), maplib.Model()
    with laps("parse"):
        model.read(str(root / ASSERTED), format="ntriples")
    return laps.result()


def questions(root: Path) -> dict[str, Any]:
    """The ten questions over a closed graph in memory."""
    laps, models = Laps(), [_read(root)]

    def ask(sparql: str) -> Iterator[list[str]]:
        try:
            frame = models[0].query(sparql)
        except BaseException as error:  # a panic of its Rust code, after which the model is of no use
            models[0] = _read(root)
            raise Refused(str(error)) from error
        for row in frame.iter_rows():
            yield ["" if value is None else _text(value) for value in row]

    right = ask_all(root, laps, ask)
    return laps.result(*QUESTIONS, right=right)


def _read(root: Path) -> Any:
    model = maplib.Model()
    model.read(str(root / CLOSED), format="ntriples")
    return model


def _text(value: Any) -> str:
    """A value as SPARQL would write it: maplib gives IRIs in angle brackets and Python values."""
    text = str(value)
    return text[1:-1] if text.startswith("<") and text.endswith(">") else text


STEPS = {"parse": parse, "questions": questions}
