"""The figures that were asked for, and whether they are reached."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from benchmarks.cases import SIZES
from benchmarks.engines.laps import WAITING
from benchmarks.figures import OURS, Figures, duration, growth

_ASK, _VALIDATE = "ascn-kg ask, no cache", "ascn-kg validate"
_MEMORY = 6 * 1024  # MB


@dataclass(frozen=True)
class Target:
    """A figure asked for, as measured; ``reached`` is None where it was not measured."""

    number: int
    asked: str
    measured: str
    reached: bool | None
    command: str


def targets(figures: Figures) -> Iterator[Target]:
    """All figures of the five targets."""
    yield from _cold(figures)
    yield from _closure(figures)
    for size, times in (("30k", 40), ("300k", 100)):
        yield _faster(figures, 4, "questions", "rdflib", size, times, "ten questions")
    for size in ("30k", "300k"):
        yield _faster(figures, 4, "shacl", "pySHACL", size, 40, "SHACL")
    yield from _pipeline(figures)


def _cold(figures: Figures) -> Iterator[Target]:
    def seconds(label: str) -> float | None:
        return figures.seconds("cold", label, "real")

    rdflib = seconds("rdflib, one query on an empty graph")
    ask, cached, validate = seconds(_ASK), seconds("ascn-kg ask, cached"), seconds(_VALIDATE)
    pyshacl = seconds("ascn-kg validate --engine pyshacl")
    yield _at_most(1, "cold `ask`, no cache: at most rdflib's one query", ask, rdflib, 1.0)
    yield _at_most(1, "cold `ask`, cached: at most half of it", cached, rdflib, 0.5)
    yield _at_most(2, "cold `validate`: at most twice `ask` without cache", validate, ask, 2.0)
    yield _at_least(2, "cold `validate`: at least 20 times faster than with pySHACL", validate, pyshacl, 20, "cold")


def _closure(figures: Figures) -> Iterator[Target]:
    yield _faster(figures, 3, "closure", "owlrl", "30k", 500, "closure")
    yield _faster(figures, 3, "closure", "reasonable (no property chains)", "300k", 100, "closure")
    pairs = []
    for size in ("real", *SIZES):
        closure, parse = figures.seconds("closure", OURS, size), figures.seconds("parse", OURS, size)
        if closure is not None and parse is not None:
            pairs.append((size, closure, parse))
    measured = ", ".join(f"{size} {duration(closure)} of {duration(parse)}" for size, closure, parse in pairs)
    reached = all(closure <= parse for _, closure, parse in pairs) if pairs else None
    asked = "closure: never more than parsing the same data into the graph"
    yield Target(3, asked, measured or "not measured", reached, "closure parse")


def _pipeline(figures: Figures) -> Iterator[Target]:
    entry = figures.entry("pipeline", OURS, "3M")
    done = entry if entry and entry["outcome"] == "ok" else None
    whole = duration(done["seconds"]) if done else (entry or {}).get("said", "not measured")
    yield Target(5, "whole pipeline at 3M: under 60 s", whole, done["seconds"] < 60 if done else None, "pipeline")
    memory = f"{done['peak_mb'] / 1024:.2f} GB" if done else "not measured"
    reached = done["peak_mb"] < _MEMORY if done else None
    yield Target(5, "whole pipeline at 3M: under 6 GB", memory, reached, "pipeline")
    for step, k in growth_of_steps(figures).items():
        yield Target(5, f"growth of {step}: n^k with k at most 1.15", f"k = {k:.2f}", k <= 1.15, "pipeline")


def growth_of_steps(figures: Figures) -> dict[str, float]:
    """The k of each step of the pipeline, over the sizes measured, the largest of which must be 3M.

    The shapes run beside other steps there, so theirs is that of the table of shapes.
    """
    entries = [e for e in figures.entries("pipeline") if e["outcome"] == "ok" and e["data"] in SIZES]
    if not entries or entries[-1]["data"] != "3M":
        return {}
    alone = [step for step in entries[0]["steps"] if step != WAITING]
    steps = {step: growth((e["triples"], e["steps"][step]) for e in entries) for step in alone}
    shapes = [
        e for e in figures.entries("shacl") if e["outcome"] == "ok" and e["engine"] == OURS and e["data"] in SIZES
    ]
    steps["validate"] = growth((e["triples"], e["seconds"]) for e in shapes)
    steps["the whole"] = growth((e["triples"], e["seconds"]) for e in entries)
    return {step: k for step, k in steps.items() if k is not None}


def _at_most(number: int, asked: str, ours: float | None, theirs: float | None, ratio: float) -> Target:
    if ours is None or theirs is None:
        return Target(number, asked, "not measured", None, "cold")
    measured = f"{duration(ours)} against {duration(theirs)}: {ours / theirs:.2f} times"
    return Target(number, asked, measured, ours <= ratio * theirs, "cold")


def _at_least(
    number: int, asked: str, ours: float | None, theirs: float | None, times: float, table: str, *, over: bool = False
) -> Target:
    if ours is None or theirs is None:
        return Target(number, asked, "not measured", None, table)
    sign = "more than " if over else ""
    measured = f"{duration(ours)} against {sign}{duration(theirs)}: {sign}{theirs / ours:.0f} times"
    return Target(number, asked, measured, True if theirs >= times * ours else None if over else False, table)


def _faster(figures: Figures, number: int, table: str, peer: str, size: str, times: int, what: str) -> Target:
    asked = f"{what} at {size}: at least {times} times faster than {peer.split(' (')[0]}"
    theirs = figures.seconds(table, peer, size)
    entry = figures.entry(table, peer, size)
    over = bool(entry and entry["outcome"] == "over")
    if entry and over:
        theirs = entry["at_least"]
    return _at_least(number, asked, figures.seconds(table, OURS, size), theirs, times, table, over=over)
