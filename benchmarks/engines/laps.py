"""Times the steps of one process."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

# The shapes run in a process beside other steps; this is what is left of their time after those.
WAITING = "wait for the shapes, which ran beside"


class Laps:
    """Seconds by step, in order; one step may be entered several times."""

    def __init__(self) -> None:
        self.steps: dict[str, float] = {}

    @contextmanager
    def __call__(self, step: str) -> Iterator[None]:
        if not self.steps:
            print(json.dumps({"began": time.monotonic()}), flush=True)  # how long it ran, if it must be stopped
        began = time.perf_counter()
        yield
        self.steps[step] = self.steps.get(step, 0.0) + time.perf_counter() - began

    def result(self, *counted: str, **facts: Any) -> dict[str, Any]:
        """The result line: ``seconds`` sums the ``counted`` steps, or all."""
        seconds = sum(self.steps[step] for step in counted or self.steps)
        return {"seconds": seconds, "steps": self.steps, "facts": facts}
