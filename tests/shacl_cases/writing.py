"""How the cases are written down."""

from __future__ import annotations

# Shapes, data that keep them, data that break them, and how (component, focus node, value).
Case = tuple[str, str, str, set[tuple[str, str, str]]]

DECLARED = '<http://example.org/> a owl:Ontology ; sh:declare [ sh:prefix "e" ; sh:namespace "http://example.org/" ] .'


def on(constraint: str, path: str = ":p") -> str:
    """A property shape on the instances of :T."""
    shape = ":S a sh:NodeShape ; sh:targetClass :T ; sh:property :P ."
    return f"{shape} :P a sh:PropertyShape ; sh:path {path} ; {constraint} ."


def of(data: str) -> str:
    """An instance :x of :T with these properties."""
    return f":x a :T ; {data} ."
