"""Prints explanations: as a tree for a terminal, as JSON or as Turtle."""

from __future__ import annotations

from ascn_kg.errors import AscnKgError
from ascn_kg.labels import Labels
from ascn_kg.why import Explanation

FORMATS = ("text", "json", "turtle")


def render_explanation(explanation: Explanation, labels: Labels, format: str = "text") -> str:
    """The explanation in one of :data:`FORMATS`. Raises :class:`AscnKgError` for another one."""
    if format == "text":
        from ascn_kg.rendering.proof_text import render_text

        return render_text(explanation, labels)
    if format == "json":
        from ascn_kg.rendering.proof_json import render_json

        return render_json(explanation, labels)
    if format == "turtle":
        from ascn_kg.rendering.proof_turtle import render_turtle

        return render_turtle(explanation, labels)
    raise AscnKgError(f"there is no format {format!r}. Choose one of {', '.join(FORMATS)}.")
