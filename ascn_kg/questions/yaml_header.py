"""The ``#+`` lines of a question as a YAML mapping that knows where its keys and values stand."""

from __future__ import annotations

from functools import cached_property
from typing import Any

import yaml

from ascn_kg.errors import QuestionError
from ascn_kg.findings import Region
from ascn_kg.questions.fault_words import fault

# The loader in C is ten times quicker, but not every PyYAML has it.
_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class Header:
    """The header of the question in ``text``; ``where`` names its file.

    Raises :class:`QuestionError` where there is none, or it is no YAML mapping.
    """

    def __init__(self, text: str, where: str) -> None:
        self._where = where
        self._lines = []
        for line in text.splitlines():
            if not line.startswith("#+"):
                break
            self._lines.append(line)
        if not self._lines:
            raise QuestionError([fault("no-header", Region(where, 1))])
        self._yaml = "\n".join(line[2:].removeprefix(" ") for line in self._lines)
        self.values = self._read()

    def at(self, *keys: object) -> Region:
        """Where the value under these keys stands, or of an unknown one the last key that is there."""
        node, found = self._root, None
        for key in keys:
            pairs = node.value if isinstance(node, yaml.MappingNode) else []
            match = next(((name, value) for name, value in pairs if name.value == str(key)), None)
            if match is None:
                break
            found, node = match
        if found is None:
            return Region(self._where, 1)
        last = node if isinstance(node, yaml.ScalarNode) and node.value else found
        return self._region(last.start_mark, last.end_mark)

    def key(self, *keys: object) -> Region:
        """Where the last of the keys itself stands."""
        node, found = self._root, None
        for key in keys:
            pairs = node.value if isinstance(node, yaml.MappingNode) else []
            found, node = next(((name, value) for name, value in pairs if name.value == str(key)), (None, None))
        return self._region(found.start_mark, found.end_mark) if found is not None else Region(self._where, 1)

    def _read(self) -> dict[str, Any]:
        try:
            values = yaml.load(self._yaml, Loader=_LOADER)
        except (yaml.YAMLError, ValueError, RecursionError) as error:  # a date such as 2024-13-45 is a ValueError
            mark = getattr(error, "problem_mark", None)
            at = self._region(mark, mark) if mark else Region(self._where, 1)
            problem = getattr(error, "problem", None) or "cannot be read"
            raise QuestionError([fault("yaml", at, problem)]) from None
        if not isinstance(values, dict):
            raise QuestionError([fault("no-mapping", Region(self._where, 1))])
        return values

    @cached_property
    def _root(self) -> Any:
        """The mapping as nodes with their places; only a fault needs them."""
        return yaml.compose(self._yaml, Loader=_LOADER)

    def _region(self, start: Any, end: Any) -> Region:
        return Region(self._where, *self._place(start), *self._place(end))

    def _place(self, mark: Any) -> tuple[int, int]:
        if mark.line >= len(self._lines):  # behind the header
            return len(self._lines), len(self._lines[-1]) + 1
        line: str = self._lines[mark.line]
        return mark.line + 1, mark.column + 1 + len(line) - len(line[2:].removeprefix(" "))
