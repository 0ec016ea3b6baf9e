"""Turns what reasoning found contradictory into Findings. Knows the shape of a clash, not who computes it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from ascn_kg.findings import Finding, Related
from ascn_kg.namespaces import shrink
from ascn_kg.validation.places import Places


class Clash(Protocol):
    """An axiom (IRI or words) that the things (IRIs) cannot all satisfy, said in English and Indonesian."""

    @property
    def axiom(self) -> str: ...
    @property
    def things(self) -> tuple[str, ...]: ...
    @property
    def en(self) -> str: ...
    @property
    def id(self) -> str: ...


class Closure(Protocol):
    """What reasoning over a graph gives, as far as validation needs it."""

    @property
    def clashes(self) -> Sequence[Clash]: ...


def clash_findings(clashes: Iterable[Clash], places: Places) -> list[Finding]:
    """One violation per clash, about its first thing; the second, where there is one, is its value."""
    known = list(clashes)
    found = places.of({thing for clash in known for thing in clash.things})
    findings = []
    for clash in known:
        at, related = found[clash.things[0]] if clash.things else (None, ())
        for thing in clash.things[1:]:
            place, others = found[thing]
            related += (*((Related(place, ()),) if place else ()), *others)
        findings.append(
            Finding(
                rule=shrink(clash.axiom) if clash.axiom.startswith("http") else clash.axiom,
                severity="violation",
                focus=clash.things[0] if clash.things else "",
                value=clash.things[1] if len(clash.things) > 1 else None,
                messages=(("en", clash.en), ("id", clash.id)),
                at=at,
                related=tuple(dict.fromkeys(related)),
            )
        )
    return sorted(findings, key=lambda finding: finding.sort_key)
