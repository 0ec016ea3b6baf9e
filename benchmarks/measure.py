"""Measures a command in a fresh process: its time, its peak memory, what it says; with a time and a memory limit."""

from __future__ import annotations

import json
import os
import resource
import signal
import statistics
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

MEMORY_LIMIT = 16 * 2**30  # bytes of address space: beyond it a run would push others out of memory


@dataclass(frozen=True)
class Run:
    """One process: wall time in seconds, peak resident memory in MB, the last line it printed if that is JSON.

    ``outcome`` is "ok", "over" (the time limit) or "failed"; ``said`` is then the last line of its errors.
    """

    wall: float
    peak: float
    outcome: str = "ok"
    result: dict[str, Any] = field(default_factory=dict)
    said: str = ""

    @property
    def seconds(self) -> float:
        """The time of the step itself where the process measured it, else that of the whole process."""
        return float(self.result.get("seconds", self.wall))


def run(command: Sequence[str], *, limit: float, environment: Mapping[str, str] | None = None) -> Run:
    """Run a command once, killed with its children after ``limit`` seconds."""
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        began = time.perf_counter()
        process = subprocess.Popen(
            command,
            stdout=out,
            stderr=err,
            env={**os.environ, **(environment or {})},
            start_new_session=True,
            preexec_fn=_limit_memory,
        )
        over = threading.Event()
        timer = threading.Timer(limit, _stop, (process.pid, over))
        timer.start()
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - began
        timer.cancel()
        process.returncode = os.waitstatus_to_exitcode(status)
        said, errors = _last_line(out), _last_line(err)
        ended = time.monotonic()
    peak = usage.ru_maxrss / 1024  # kilobytes on Linux
    result = json.loads(said) if said.startswith("{") else {}
    if over.is_set():
        at_least = ended - result.get("began", ended)  # what came before the step does not count
        return Run(wall, peak, "over", {"at_least": at_least}, f"over {limit:g} s")
    if process.returncode != 0:
        return Run(wall, peak, "failed", said=(errors or f"exit code {process.returncode}")[:300])
    return Run(wall, peak, result=result)


def enough(runs: Sequence[Run], most: int) -> bool:
    """Whether no further run is needed: the longer one takes, the less often it is repeated."""
    if not runs or runs[-1].outcome != "ok":
        return bool(runs)
    wall = runs[0].wall
    return len(runs) >= min(most, 1 if wall > 40 else 3 if wall > 5 else 5 if wall > 1 else most)


def summary(runs: Sequence[Run]) -> dict[str, Any]:
    """The medians of several runs of one command, as it goes into the results."""
    last = runs[-1]
    if last.outcome != "ok":
        outcome = {"outcome": last.outcome, "said": last.said, "peak_mb": round(last.peak), "runs": len(runs)}
        return {**outcome, **last.result}
    entry: dict[str, Any] = {
        "outcome": "ok",
        "seconds": statistics.median(run.seconds for run in runs),
        "fastest": min(run.seconds for run in runs),
        "slowest": max(run.seconds for run in runs),
        "wall": statistics.median(run.wall for run in runs),
        "peak_mb": round(statistics.median(run.peak for run in runs)),
        "runs": len(runs),
    }
    steps = [run.result["steps"] for run in runs if run.result.get("steps")]
    if steps:
        entry["steps"] = {name: statistics.median(each[name] for each in steps) for name in steps[0]}
    return {**entry, **last.result.get("facts", {})}


def _limit_memory() -> None:
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))


def _stop(pid: int, over: threading.Event) -> None:
    over.set()
    try:
        os.killpg(pid, signal.SIGKILL)
    except ProcessLookupError:
        over.clear()


def _last_line(stream: Any) -> str:
    stream.seek(0)
    lines = stream.read().decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else ""
