"""What follows from the data and the ontology: its OWL 2 RL closure, and the contradictions in it."""

from __future__ import annotations

from ascn_kg.reasoning.clashes import Clash
from ascn_kg.reasoning.closure import Closure, Reasoner, close

__all__ = ["Clash", "Closure", "Reasoner", "close"]
