"""The real files as blocks, and what plants need to know of them: who is of which class, what stands for what."""

from __future__ import annotations

import os
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from ascn_kg.graph import SHAPES_FOLDER, Sources, read_sources
from ascn_kg.locations import Locations, default_locations
from tests.check_the_checks.blocks import Block, blocks_of


@dataclass(frozen=True)
class File:
    """One of the real files: the IRI of its graph, its path as messages show it, its text and its blocks."""

    graph: str
    shown: str
    text: str
    blocks: tuple[Block, ...]

    @property
    def is_evidence(self) -> bool:
        """Whether it holds passages, one a line."""
        return self.shown.startswith("data/evidence/")


@dataclass(frozen=True)
class Spot:
    """A block and the file it stands in."""

    file: File
    block: Block


@dataclass
class World:
    """The files of the checkout, and the folder of the texts where there is one. Nothing in it is ever changed."""

    locations: Locations = field(default_factory=default_locations)

    @cached_property
    def sources(self) -> Sources:
        """The files as they were read."""
        return read_sources(self.locations)

    @cached_property
    def texts(self) -> Path | None:
        """The folder with the texts of the source documents, None where it is missing."""
        root = self.locations.root
        folder = Path(os.environ.get("ASCN_KG_TEXTS") or root.parent / "shared" / "sources")
        return folder if folder.is_dir() else None

    @cached_property
    def files(self) -> dict[str, File]:
        """The files by the IRI of their graph, shapes and alignments apart."""
        found = {}
        for each in self.sources.files:
            if not each.graph.startswith(SHAPES_FOLDER) and each.shown.name != "alignments.ttl":
                text = each.content.decode()
                found[each.graph] = File(each.graph, each.shown.as_posix(), text, tuple(blocks_of(text)))
        return found

    @cached_property
    def spots(self) -> tuple[Spot, ...]:
        """All blocks, in the order of the files."""
        return tuple(Spot(file, block) for file in self.files.values() for block in file.blocks)

    @cached_property
    def by_class(self) -> dict[str, list[Spot]]:
        """Class as written -> the blocks that say so, things of the data and concepts alone."""
        found: dict[str, list[Spot]] = defaultdict(list)
        for spot in self.spots:
            if spot.file.shown != "ontology/ascn.ttl":
                for each in spot.block.classes:
                    found[each].append(spot)
        return found

    @cached_property
    def home(self) -> dict[str, Spot]:
        """Name -> the block that says what it is."""
        return {spot.block.subject: spot for spot in self.spots if spot.block.classes}

    @cached_property
    def naming(self) -> dict[str, list[Spot]]:
        """Name -> the blocks that have it as a value."""
        found: dict[str, list[Spot]] = defaultdict(list)
        for spot in self.spots:
            for name in {value for _, values in spot.block.said for value in values}:
                found[name].append(spot)
        return found

    @cached_property
    def tops(self) -> dict[str, frozenset[str]]:
        """Class -> itself and all classes above it."""
        above = {
            spot.block.subject: {v for v in spot.block.values("rdfs:subClassOf") if ":" in v}
            for spot in self.spots
            if "owl:Class" in spot.block.classes
        }

        def up(name: str) -> Iterator[str]:
            yield name
            for each in above.get(name, ()):
                yield from up(each)

        return {name: frozenset(up(name)) for name in above}

    @cached_property
    def users(self) -> dict[str, dict[str, list[Spot]]]:
        """Property -> class -> the blocks of the class that have the property."""
        found: dict[str, dict[str, list[Spot]]] = defaultdict(lambda: defaultdict(list))
        for name, spots in self.by_class.items():
            for spot in spots:
                for each, _ in spot.block.said:
                    found[each][name].append(spot)
        return found

    @cached_property
    def single(self) -> set[tuple[str, str]]:
        """Class and property of which no thing has two values."""
        most: dict[tuple[str, str], int] = defaultdict(int)
        for name, by_class in self.users.items():
            for cls, spots in by_class.items():
                most[cls, name] = max(len(spot.block.values(name)) for spot in spots)
        return {pair for pair, count in most.items() if count == 1}

    def classes_of(self, name: str) -> frozenset[str]:
        """All classes a thing or concept belongs to, those above included."""
        spot = self.home.get(name)
        if spot is None:
            return frozenset()
        return frozenset().union(*(self.tops.get(each, {each}) for each in spot.block.classes))

    @cached_property
    def ranges(self) -> dict[str, frozenset[str]]:
        """Property -> all classes of all its values."""
        return {
            name: frozenset().union(
                *(
                    self.classes_of(value)
                    for spots in by_class.values()
                    for spot in spots
                    for value in spot.block.values(name)
                )
            )
            for name, by_class in self.users.items()
        }
