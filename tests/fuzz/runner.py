"""Starts the child, listens to it, kills it where an input takes too long, and goes on behind that input."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
from dataclasses import dataclass

from tests.conftest import ROOT

PATIENCE = 60.0
"""Seconds for one input; what is not a hang takes less than one, on a machine that does other things too."""


@dataclass(frozen=True)
class Failure:
    """An input that did harm: which one, and how."""

    kind: str
    seed: int
    number: int
    how: str

    def __str__(self) -> str:
        again = f"python -m tests.fuzz.child {self.kind} {self.seed} {self.number} {self.number + 1}"
        return f"{again}\n{self.how}"


def failures(kind: str, seed: int, count: int) -> list[Failure]:
    """The inputs of a kind, out of ``count``, that raised what they must not, hung, or ended the process."""
    found: list[Failure] = []
    first = 0
    while first < count:
        first, how = _until_trouble(kind, seed, first, count, found)
        if how is not None:
            found.append(Failure(kind, seed, first, how))
            first += 1
    return found


def _until_trouble(kind: str, seed: int, first: int, last: int, found: list[Failure]) -> tuple[int, str | None]:
    command = [sys.executable, "-m", "tests.fuzz.child", kind, str(seed), str(first), str(last)]
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    errors: list[str] = []
    assert process.stdout is not None
    assert process.stderr is not None
    listener = threading.Thread(target=lambda: errors.append(process.stderr.read()), daemon=True)  # type: ignore[union-attr]
    listener.start()
    number, timer = first, threading.Timer(PATIENCE, process.kill)
    try:
        for line in process.stdout:
            timer.cancel()
            number, what = json.loads(line)
            if what == "begun":
                timer = threading.Timer(PATIENCE, process.kill)
                timer.start()
            elif what != "told":
                found.append(Failure(kind, seed, number, what))
    finally:
        timer.cancel()
    code = process.wait()
    listener.join()
    if code == 0:
        return last, None
    return number, f"the process ended with {code}: {''.join(errors)[-2000:]}"
