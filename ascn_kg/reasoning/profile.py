"""Refuses axioms that lie outside of OWL 2 RL, so that none is silently passed over."""

from __future__ import annotations

from ascn_kg.reasoning.compiler import Axioms


def check(axioms: Axioms) -> None:
    """Raise :class:`UnsupportedAxiomError` for the axioms that no rule of the profile can follow."""
