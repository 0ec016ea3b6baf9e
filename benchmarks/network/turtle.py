"""Writes things as Turtle blocks into files laid out as in data/; nothing but open files is held in memory."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TextIO

from ascn_kg.namespaces import PREFIXES

Pairs = list[tuple[str, list[str]]]


@dataclass(frozen=True)
class Block:
    """One thing: the file it stands in (path without .ttl), its prefixed name, classes, and property -> values."""

    file: str
    name: str
    classes: tuple[str, ...]
    pairs: Pairs

    def without(self, prop: str) -> Block:
        """This block without a property."""
        return replace(self, pairs=[pair for pair in self.pairs if pair[0] != prop])

    def having(self, prop: str, *values: str) -> Block:
        """This block with these values, and no others, of a property it has."""
        return replace(self, pairs=[(p, list(values) if p == prop else old) for p, old in self.pairs])

    def values(self, prop: str) -> list[str]:
        """The values of a property, as written."""
        return [value for p, values in self.pairs if p == prop for value in values]


class Files:
    """The files of one data folder; ``edit`` may change each block before it is written."""

    def __init__(self, folder: Path, edit: Callable[[Block], Block]) -> None:
        self._folder = folder
        self._edit = edit
        self._open: dict[str, TextIO] = {}
        self.triples = 0

    def write(self, file: str, name: str, classes: str | tuple[str, ...], *pairs: tuple[str, str | list[str]]) -> None:
        """Write one thing; a property may come with one value or with a list, an empty list leaves it out."""
        listed = [(p, [v] if isinstance(v, str) else v) for p, v in pairs if v]
        block = self._edit(Block(file, name, (classes,) if isinstance(classes, str) else classes, listed))
        properties = [("a", list(block.classes)), *block.pairs]
        self.triples += sum(len(values) for _, values in properties)
        self._handle(file).write(
            _line(block.name, properties) if file.startswith("evidence/") else _block(block.name, properties)
        )

    def close(self, *files: str) -> None:
        """Close the given files, or all."""
        for file in files or tuple(self._open):
            self._open.pop(file).close()

    def _handle(self, file: str) -> TextIO:
        handle = self._open.get(file)
        if handle is None:
            path = self._folder / f"{file}.ttl"
            path.parent.mkdir(parents=True, exist_ok=True)
            handle = self._open[file] = path.open("w", encoding="utf-8", newline="\n")
            handle.write(_header(file))
        return handle


_EVIDENCE_PREFIXES = ("ascn", "evidence", "omission", "reason", "source", "xsd")


def _header(file: str) -> str:
    used = _EVIDENCE_PREFIXES if file.startswith("evidence/") else PREFIXES
    return (
        "# Generated; see benchmarks/generate.py.\n\n"
        + "".join(f"@prefix {p}: <{PREFIXES[p]}> .\n" for p in used)
        + "\n"
    )


def _line(name: str, properties: Pairs) -> str:
    parts = [p + " " + " , ".join(values) for p, values in properties]
    return f"{name} {' ; '.join(parts)} .\n"


def _block(name: str, properties: Pairs) -> str:
    lines = [name]
    for p, values in properties:
        joined = f" {values[0]}" if len(values) == 1 else "\n        " + " ,\n        ".join(values)
        lines.append(f"    {p}{joined} ;")
    return "\n".join(lines) + "\n    .\n\n"


def both(english: str, indonesian: str) -> list[str]:
    """A text in both languages of the graph."""
    return [f'"{english}"@en', f'"{indonesian}"@id']


def day(date: str) -> str:
    """An xsd:date."""
    return f'"{date}"^^xsd:date'


def edtf(stated: str) -> str:
    """A date as a document states it."""
    return f'"{stated}"^^edtf:EDTF'


def began(stated: str, earliest: str = "", latest: str = "") -> list[tuple[str, str | list[str]]]:
    """When something began or happened: as stated, and its bounds."""
    return [
        ("ascn:stated", edtf(stated)),
        ("ascn:earliest", day(earliest) if earliest else []),
        ("ascn:latest", day(latest) if latest else []),
    ]


def ended(stated: str, earliest: str = "", latest: str = "") -> list[tuple[str, str | list[str]]]:
    """When something ended: as stated, and its bounds."""
    return [
        ("ascn:statedEnd", edtf(stated)),
        ("ascn:endEarliest", day(earliest) if earliest else []),
        ("ascn:endLatest", day(latest) if latest else []),
    ]


def in_year(year: int) -> list[tuple[str, str | list[str]]]:
    """Some day of a year."""
    return began(str(year), f"{year}-01-01", f"{year}-12-31")


def statement(rank: str = "normal", modality: str = "occurred") -> list[tuple[str, str | list[str]]]:
    """Modality and rank, which every situation has."""
    return [("ascn:modality", f"modality:{modality}"), ("ascn:rank", f"rank:{rank}")]
