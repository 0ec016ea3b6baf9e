"""What the pages of things tell, gathered from the graph: each part of a page a module."""

from __future__ import annotations
