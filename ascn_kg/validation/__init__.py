"""Checks a graph: SHACL over what is asserted, then consistency over what follows from it."""

from __future__ import annotations

from collections.abc import Callable

from ascn_kg.findings import Finding
from ascn_kg.graph import Graph
from ascn_kg.locations import Locations
from ascn_kg.validation.consistency import Closure, clash_findings
from ascn_kg.validation.places import Places
from ascn_kg.validation.selection import about, turtle_files
from ascn_kg.validation.shacl import Engine, Note, run_shapes

__all__ = [
    "Engine",
    "Note",
    "about",
    "check",
    "clash_findings",
    "turtle_files",
    "validate",
]


def validate(
    graph: Graph, locations: Locations | None = None, *, engine: Engine = "ascn", note: Note = lambda _: None
) -> list[Finding]:
    """The SHACL findings of a graph, sorted by file and line; ``locations`` makes their paths relative to its root.

    Only asserted statements are looked at: reasoning first would hide faults and invent others. ``engine`` is ours or
    pySHACL, the reference; ``note`` hears, in words, of shapes that ours leaves to pySHACL.
    """
    return run_shapes(graph, Places(graph, locations), engine, note)


def check(
    graph: Graph,
    close: Callable[[Graph], Closure],
    locations: Locations | None = None,
    *,
    engine: Engine = "ascn",
    note: Note = lambda _: None,
) -> list[Finding]:
    """The SHACL findings and the clashes that ``close(graph)`` reports: a clash may be what is behind a finding."""
    findings = validate(graph, locations, engine=engine, note=note)
    clashes = clash_findings(close(graph).clashes, graph, locations)
    return sorted([*findings, *clashes], key=lambda finding: finding.sort_key)
