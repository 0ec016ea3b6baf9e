"""Where each triple of a Turtle text stands in it. Nothing here runs unless somebody asks for a place."""

from __future__ import annotations

from ascn_kg.turtle.positions import Place, Position, Positions, positions

__all__ = ["Place", "Position", "Positions", "positions"]
