"""Where ontology/, data/ and queries/ are: beside the package in a checkout, inside it in a wheel."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from ascn_kg.errors import AscnKgError


@dataclass(frozen=True)
class Locations:
    """The three folders everything is read from; ``root`` is what paths in messages are relative to."""

    root: Path

    @property
    def ontology(self) -> Path:
        return self.root / "ontology"

    @property
    def data(self) -> Path:
        return self.root / "data"

    @property
    def queries(self) -> Path:
        return self.root / "queries"

    @property
    def evidence(self) -> Path:
        return self.data / "evidence"

    @property
    def data_licence(self) -> Path:
        """The licence that goes with every copy of the data."""
        return self.root / "LICENSE-DATA"

    def check(self) -> Locations:
        """These locations, or :class:`AscnKgError` naming the folder that is missing."""
        for folder in (self.ontology, self.data, self.queries):
            if not folder.is_dir():
                raise AscnKgError(
                    f"{folder}: this folder is missing. Give a folder that holds ontology/, data/ and queries/ "
                    "(--root DIR), or install ascn-kg again."
                )
        return self

    def relative(self, path: Path) -> Path:
        """The path as a message shows it: from ``root`` where it lies below it."""
        full, root = real(path), real(self.root)
        return full.relative_to(root) if full.is_relative_to(root) else path


def real(path: Path) -> Path:
    """The absolute path with links followed; a loop of links is left as it is, where ``Path.resolve`` raises."""
    return Path(os.path.realpath(path))


def turtle_below(folder: Path, suffixes: tuple[str, ...] = (".ttl",)) -> list[Path]:
    """All Turtle files below a folder, sorted. Raises :class:`OSError` for a folder that may not be read."""

    def refuse(error: OSError) -> None:
        raise error  # os.walk and rglob would pass over it in silence

    found = [Path(here, name) for here, _, names in os.walk(folder, onerror=refuse) for name in names]
    return sorted(path for path in found if path.suffix in suffixes)


def default_locations() -> Locations:
    """The folders of the wheel if it carries them, else those of the checkout the package lies in."""
    package = Path(__file__).resolve().parent
    root = package if (package / "ontology").is_dir() else package.parent
    return Locations(root).check()
