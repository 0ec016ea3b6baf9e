"""Prints answers: as a table for a terminal, CSV, JSON, Turtle or Markdown."""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from typing import TYPE_CHECKING

from ascn_kg.errors import AscnKgError

if TYPE_CHECKING:
    from ascn_kg.graph import Graph
    from ascn_kg.questions import Answer

# Module and function of each format; only the module that is needed is imported.
_RENDERERS = {
    "table": ("table", "render_table"),
    "csv": ("csv_rows", "render_csv"),
    "json": ("json_answer", "render_json"),
    "turtle": ("turtle", "render_turtle"),
    "markdown": ("markdown", "render_markdown"),
}
FORMATS = tuple(_RENDERERS)

__all__ = ["FORMATS", "render"]


def render(answer: Answer, graph: Graph, format: str = "table") -> str:
    """The answer in one of :data:`FORMATS`; ``graph`` is the one it was asked of. Raises :class:`AscnKgError`."""
    if format not in _RENDERERS:
        raise AscnKgError(f"there is no format {format!r}. Choose one of {', '.join(FORMATS)}.")
    module, function = _RENDERERS[format]
    renderer: Callable[[Answer, Graph], str] = getattr(import_module(f"ascn_kg.rendering.{module}"), function)
    return renderer(answer, graph)
