"""The ontology and the shapes as pages tell of them, read from the graph alone."""

from __future__ import annotations
