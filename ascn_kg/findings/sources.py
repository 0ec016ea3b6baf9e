"""The files that findings speak of: where they are, and their lines. Each is read once, and only when asked for."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

# As Turtle, JSON and every editor count lines; str.splitlines would also split at form feeds and the like.
_LINE_END = re.compile(r"\r\n?|\n")


class SourceFiles:
    """Finds a file by the name under which a report shows it.

    ``known`` maps such names to paths; any other name is looked for below ``root``, then from where we stand.
    """

    def __init__(self, root: Path | None = None, known: Mapping[str, Path] | None = None) -> None:
        self._root = root
        self._known = dict(known or {})
        self._lines: dict[str, list[str]] = {}

    def path(self, name: str) -> Path:
        """Where the file is, or would be."""
        if name in self._known:
            return self._known[name]
        below = self._root / name if self._root else Path(name)
        return below if below.exists() else Path(name)

    def lines(self, name: str) -> list[str]:
        """The lines of the file without their ends; none where it cannot be read."""
        if name not in self._lines:
            self._lines[name] = self._read(self.path(name))
        return self._lines[name]

    def from_here(self, name: str) -> str:
        """The path with slashes, from the folder we stand in where it lies below it, else absolute."""
        full, here = self.path(name).absolute(), Path.cwd()
        return (full.relative_to(here) if full.is_relative_to(here) else full).as_posix()

    def _read(self, path: Path) -> list[str]:
        try:
            text = path.read_bytes().decode("utf-8-sig", errors="replace")
        except (OSError, ValueError):  # a report must come out even if a file went away meanwhile
            return []
        return _LINE_END.split(text)
