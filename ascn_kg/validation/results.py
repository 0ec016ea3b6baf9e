"""What an engine reports: one result per constraint that a focus node breaks, in RDF terms."""

from __future__ import annotations

from typing import NamedTuple

from ascn_kg.graph import Term


class Result(NamedTuple):
    """One entry of a SHACL validation report.

    ``shape`` is the shape that is broken, ``component`` the IRI of the kind of constraint
    (``sh:ClassConstraintComponent`` …). ``path`` is the IRI of the property, None for a node shape or a compound
    path; ``value`` the value at fault, None where the constraint is about how many there are.
    """

    shape: Term
    component: str
    focus: Term
    path: str | None
    value: Term | None
