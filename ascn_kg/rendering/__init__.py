"""Prints answers: as a table for a terminal, CSV, JSON, Turtle or Markdown."""

from __future__ import annotations

from ascn_kg.errors import AscnKgError
from ascn_kg.graph import Graph
from ascn_kg.questions import Answer
from ascn_kg.rendering.csv_rows import render_csv
from ascn_kg.rendering.json_answer import render_json
from ascn_kg.rendering.markdown import render_markdown
from ascn_kg.rendering.table import render_table
from ascn_kg.rendering.turtle import render_turtle

_RENDERERS = {
    "table": render_table,
    "csv": render_csv,
    "json": render_json,
    "turtle": render_turtle,
    "markdown": render_markdown,
}
FORMATS = tuple(_RENDERERS)

__all__ = ["FORMATS", "render"]


def render(answer: Answer, graph: Graph, format: str = "table") -> str:
    """The answer in one of :data:`FORMATS`; ``graph`` is the one it was asked of. Raises :class:`AscnKgError`."""
    if format not in _RENDERERS:
        raise AscnKgError(f"there is no format {format!r}. Choose one of {', '.join(FORMATS)}.")
    return _RENDERERS[format](answer, graph)
