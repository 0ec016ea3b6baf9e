"""Near matches of a word somebody may have misspelt."""

from __future__ import annotations

from collections.abc import Iterable


def near_matches(word: str, known: Iterable[str], count: int = 3, likeness: float = 0.6) -> list[str]:
    """Up to ``count`` of the known words that are like the given one, the most alike first (likeness 0 to 1)."""
    import difflib  # only a mistake needs it

    return difflib.get_close_matches(word, list(known), count, likeness)
