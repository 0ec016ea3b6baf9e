"""The evidence files: ``data/evidence/<source>.ttl``, one node a line, in the order of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

from ascn_kg.errors import AscnKgError
from ascn_kg.evidence.cite import Passage
from ascn_kg.files import write_atomically
from ascn_kg.locations import Locations
from ascn_kg.namespaces import PREFIXES

_HEADER = (
    "# Passages of {source}: where they stand in its text, never their words.\n# Written by `ascn-kg cite --write`.\n"
)
_PREFIX = re.compile(r"@prefix\s+([a-z]*):\s")
_NODE = re.compile(r"(?:evidence|omission):\S+(?=\s)")
_OFFSETS = re.compile(r"-(\d+)-(\d+)$")


def write(locations: Locations, passages: Iterable[Passage]) -> Path:
    """Add the nodes to the file of their source and return its path; nodes already there stay as they are.

    The file is made if it is absent. Raises :class:`AscnKgError` where the passages are of several sources or
    the file holds a node of the same name with another digest or reason.
    """
    wanted = list(passages)
    sources = sorted({passage.source for passage in wanted})
    if len(sources) != 1:
        raise AscnKgError(f"One evidence file holds one source, these are {len(sources)}. Write them one at a time.")
    path = locations.evidence / f"{sources[0]}.ttl"
    try:
        old = path.read_bytes().decode("utf-8") if path.exists() else _HEADER.format(source=sources[0])
    except UnicodeDecodeError:
        raise AscnKgError(f"{locations.relative(path)}: not UTF-8. Save the file as UTF-8 and try again.") from None
    header, blocks = _split(old)
    for passage in wanted:
        known = blocks.setdefault(passage.name, passage.turtle)
        if passage.sha256 not in known or (passage.reason and not re.search(rf"reason:{passage.reason}\s", known)):
            raise AscnKgError(
                f"{locations.relative(path)}: {passage.name} is already there with another digest or reason. "
                "Correct or delete its line, then write again."
            )
    new = f"{_with_prefixes(header, blocks)}\n" + "".join(f"{blocks[name]}\n" for name in sorted(blocks, key=_order))
    if not path.exists() or new != old:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, new)
    return path


def line_of(path: Path, name: str) -> int | None:
    """The line (1-based) of a file on which the node of a prefixed name is described; None if it is not there."""
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").split("\n")
    except OSError:
        return None
    for number, line in enumerate(lines, 1):
        if re.match(rf"{re.escape(name)}(\s|$)", line):
            return number
    return None


def _split(content: str) -> tuple[list[str], dict[str, str]]:
    """The lines before the first node, and each node's lines by its name; a comment goes with the node below it."""
    header: list[str] = []
    blocks: dict[str, list[str]] = {}
    waiting: list[str] = []
    current: list[str] | None = None
    for line in content.rstrip("\n").split("\n"):
        node = _NODE.match(line)
        if node:
            if current is None and any(map(_PREFIX.match, header)):
                while header[-1].startswith("#"):
                    waiting.insert(0, header.pop())
            current = blocks.setdefault(node.group(), [])
            current += [*waiting, line]
            waiting = []
        elif current is None:
            header.append(line)
        elif line.startswith("#") or not line.strip():
            waiting += [line] if line.strip() else []
        else:
            current += [*waiting, line]
            waiting = []
    if waiting and current is not None:
        current += waiting
    return header, {name: "\n".join(lines) for name, lines in blocks.items()}


def _with_prefixes(header: list[str], blocks: dict[str, str]) -> str:
    declared = {found.group(1): line for line in header if (found := _PREFIX.match(line))}
    needed = {"ascn", "evidence", "source"}
    if any(name.startswith("omission:") for name in blocks):
        needed |= {"omission", "reason"}
    for prefix in needed:
        declared.setdefault(prefix, f"@prefix {prefix}: <{PREFIXES[prefix]}> .")
    others = [line for line in header if not _PREFIX.match(line)]
    while others and not others[-1].strip():
        others.pop()
    top = "".join(f"{line}\n" for line in others)
    prefixes = "".join(f"{declared[prefix]}\n" for prefix in sorted(declared))
    return f"{top}\n{prefixes}" if top else prefixes


def _order(name: str) -> tuple[int, int, str]:
    # Referenced nodes have no offsets and come first; evidence before an omission of the same span.
    offsets = _OFFSETS.search(name)
    return (int(offsets.group(1)), int(offsets.group(2)), name) if offsets else (-1, -1, name)
