"""Where something stands in the file of a saved question."""

from __future__ import annotations

from pathlib import Path

from ascn_kg.findings import Region


def shown(path: Path) -> str:
    """The file as messages name it: with its folder, as questions stand in one folder of the project."""
    return Path(path.parent.name, path.name).as_posix()


def region(text: str, where: str, start: int, end: int) -> Region:
    """The region between two offsets of a text in a file that messages call ``where``."""
    return Region(where, *_place(text, start), *_place(text, end))


def offset(text: str, line: int, column: int) -> int:
    """The offset of a line and a column, both from 1; at most that of the end."""
    start = 0
    for _ in range(line - 1):
        start = text.find("\n", start) + 1
        if not start:
            return len(text)
    return min(start + column - 1, len(text))


def _place(text: str, at: int) -> tuple[int, int]:
    return text.count("\n", 0, at) + 1, at - text.rfind("\n", 0, at)
