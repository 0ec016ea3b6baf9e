"""What became of many requests, in figures."""

from __future__ import annotations

import statistics
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Outcome:
    """A request that was sent: when (seconds of the monotonic clock), its status (0: no answer came), how long that
    took in seconds, whether the body was the expected one; ``open`` where the time was up before an answer came."""

    name: str
    sent: float
    status: int = 0
    seconds: float = 0.0
    same: bool = False
    open: bool = False

    @property
    def right(self) -> bool:
        """Whether it was answered as expected."""
        return self.status == 200 and self.same


def figures(outcomes: Sequence[Outcome]) -> dict[str, Any]:
    """How many were answered right, refused (by status), answered otherwise, lost, or cut off by the end of the time.

    Latencies, in seconds, are those of the right answers.
    """
    times = sorted(outcome.seconds for outcome in outcomes if outcome.right)
    return {
        "sent": len(outcomes),
        "right": len(times),
        "refused": {str(status): n for status, n in sorted(Counter(map(_refused, outcomes)).items()) if status},
        "wrong": sum(outcome.status == 200 and not outcome.same for outcome in outcomes),
        "lost": sum(not outcome.status and not outcome.open for outcome in outcomes),
        "open": sum(outcome.open for outcome in outcomes),
        "p50": percentile(times, 50),
        "p99": percentile(times, 99),
        "slowest": times[-1] if times else None,
    }


def medians(outcomes: Sequence[Outcome]) -> dict[str, float]:
    """The median latency by the first part of the name, in seconds."""
    times = defaultdict(list)
    for outcome in outcomes:
        if outcome.right:
            times[outcome.name.partition("/")[0]].append(outcome.seconds)
    return {name: statistics.median(taken) for name, taken in sorted(times.items())}


def percentile(times: Sequence[float], percent: int) -> float | None:
    """The time within which so many percent of the sorted times lie.

    >>> percentile([1.0, 2.0, 3.0, 4.0], 50), percentile([1.0, 2.0, 3.0, 4.0], 99), percentile([], 50)
    (2.0, 4.0, None)
    """
    return times[-(-len(times) * percent // 100) - 1] if times else None


def _refused(outcome: Outcome) -> int:
    return outcome.status if outcome.status != 200 else 0
