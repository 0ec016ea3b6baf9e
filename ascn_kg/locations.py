"""Where ontology/, data/ and queries/ are: beside the package in a checkout, inside it in a wheel."""

from __future__ import annotations

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
        try:
            return path.resolve().relative_to(self.root.resolve())
        except ValueError:
            return path


def default_locations() -> Locations:
    """The folders of the wheel if it carries them, else those of the checkout the package lies in."""
    package = Path(__file__).resolve().parent
    root = package if (package / "ontology").is_dir() else package.parent
    return Locations(root).check()
