"""Looks figures up in the results, and works out ratios and growth."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

RESULTS = Path(__file__).parent / "results"
OURS = "ASCN-KG"

Entry = dict[str, Any]


@dataclass(frozen=True)
class Figures:
    """All results by table; a table that was not measured is empty."""

    tables: dict[str, dict[str, Any]]

    @classmethod
    def read(cls, folder: Path = RESULTS) -> Figures:
        files = sorted(folder.glob("*.json"))
        return cls({file.stem: json.loads(file.read_text(encoding="utf-8")) for file in files})

    def entries(self, table: str) -> list[Entry]:
        found: list[Entry] = self.tables.get(table, {}).get("entries", [])
        return found

    def entry(self, table: str, engine: str, data: str) -> Entry | None:
        return next((e for e in self.entries(table) if e["engine"] == engine and e["data"] == data), None)

    def seconds(self, table: str, engine: str, data: str) -> float | None:
        entry = self.entry(table, engine, data)
        return entry["seconds"] if entry and entry["outcome"] == "ok" else None


def growth(points: Iterable[tuple[float, float]]) -> float | None:
    """The k of time ~ n^k: least squares through the logarithms of (n, seconds); None for fewer than two points.

    >>> growth([(10, 3.0), (100, 30.0)])
    1.0
    """
    logs = [(math.log(n), math.log(seconds)) for n, seconds in points if seconds > 0]
    if len(logs) < 2:
        return None
    mean_n = sum(n for n, _ in logs) / len(logs)
    mean_t = sum(t for _, t in logs) / len(logs)
    spread = sum((n - mean_n) ** 2 for n, _ in logs)
    return round(sum((n - mean_n) * (t - mean_t) for n, t in logs) / spread, 3)


def duration(seconds: float) -> str:
    """A time with three digits that mean something.

    >>> duration(0.0123), duration(1.234), duration(51.3)
    ('12.3 ms', '1.23 s', '51.3 s')
    """
    if seconds < 1:
        return f"{seconds * 1000:.3g} ms"
    return f"{seconds:.3g} s" if seconds < 100 else f"{seconds:.0f} s"
