"""ASCN-KG: a knowledge graph of the ASEAN Smart Cities Network.

>>> from ascn_kg import load
>>> graph = load()
>>> answer = graph.ask("cities-joined-after", year=2018)
>>> len(answer.rows) > 0 and len(answer.citations) > 0
True
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from ascn_kg.errors import AscnKgError, LoadError, NotFoundError
    from ascn_kg.knowledge import KnowledgeGraph, load

__version__ = "1.1.0"

__all__ = ["AscnKgError", "KnowledgeGraph", "LoadError", "NotFoundError", "__version__", "load"]

_HOMES = {
    "AscnKgError": "ascn_kg.errors",
    "KnowledgeGraph": "ascn_kg.knowledge",
    "LoadError": "ascn_kg.errors",
    "NotFoundError": "ascn_kg.errors",
    "load": "ascn_kg.knowledge",
}


def __getattr__(name: str) -> Any:
    """Import a public name when it is first used: the command line starts without what it does not need."""
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from importlib import import_module

    value = globals()[name] = getattr(import_module(_HOMES[name]), name)
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
