"""What is measured: for each table the engines, the step each runs, and up to which size it is tried."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ascn_kg.locations import default_locations

SIZES = {"3k": 3_000, "30k": 30_000, "300k": 300_000, "3M": 3_000_000}
REAL = "real"


@dataclass(frozen=True)
class Engine:
    """A row of a table: a module of ``benchmarks.engines`` and its step, tried on sizes up to ``most``."""

    label: str
    module: str
    step: str
    most: str = "3M"
    real: bool = True

    def command(self, root: Path) -> list[str]:
        return [sys.executable, "-m", "benchmarks.engines", self.module, self.step, str(root)]


@dataclass(frozen=True)
class Table:
    """One question to all engines; ``faulty`` networks have known faults."""

    name: str
    title: str
    engines: tuple[Engine, ...]
    faulty: bool = False

    def rows(self, data: str) -> Iterator[Engine]:
        """The engines to try on this network, or on the real graph."""
        for engine in self.engines:
            if engine.real if data == REAL else SIZES[data] <= SIZES[engine.most]:
                yield engine


TABLES = (
    Table(
        "parse",
        "Parse Turtle files into a graph",
        (
            Engine("ASCN-KG", "ours", "parse"),
            Engine("rdflib", "rdf_stack", "parse", "300k"),
            Engine("maplib (N-Triples)", "maplib_frames", "parse"),
            Engine("oxigraph server (push)", "servers", "oxigraph_load", "300k", real=False),
            Engine("Virtuoso 7 (push)", "servers", "virtuoso_load", "300k", real=False),
        ),
    ),
    Table(
        "closure",
        "OWL 2 RL closure of a graph that is loaded",
        (
            Engine("ASCN-KG", "ours", "closure"),
            Engine("ASCN-KG, numbering the terms too", "ours", "closure_of_triples"),
            Engine("owlrl", "rdf_stack", "closure", "30k"),
            Engine("reasonable (no property chains)", "reasonable_rl", "closure"),
        ),
    ),
    Table(
        "shacl",
        "All SHACL shapes over a graph that is loaded, one in a hundred things broken",
        (
            Engine("ASCN-KG", "ours", "shacl"),
            Engine("pySHACL", "rdf_stack", "shacl", "300k"),
            Engine("shacl-rust", "shacl_rust_files", "shacl", "3k"),
            Engine("shacl-rust, without one shape", "shacl_rust_files", "shacl_without_inverse", "300k"),
        ),
        faulty=True,
    ),
    Table(
        "questions",
        "Ten saved questions over the closed graph, loaded and indexed",
        (
            Engine("ASCN-KG", "ours", "questions", real=False),
            Engine("rdflib", "rdf_stack", "questions", "300k", real=False),
            Engine("maplib", "maplib_frames", "questions", real=False),
            Engine("oxigraph server (HTTP)", "servers", "oxigraph_questions", "300k", real=False),
            Engine("Virtuoso 7 (HTTP)", "servers", "virtuoso_questions", "300k", real=False),
        ),
    ),
    Table("pipeline", "Everything in one process", (Engine("ASCN-KG", "ours", "pipeline"),)),
)

_RDFLIB = 'import rdflib; list(rdflib.Graph().query("SELECT * {?s ?p ?o}"))'


@dataclass(frozen=True)
class Command:
    """A command as a user would type it, timed from start to end; a ``warm`` one finds the cache filled."""

    label: str
    arguments: tuple[str, ...]
    warm: bool = False


def cold_commands() -> tuple[Command, ...]:
    """The commands of the first two targets, over the whole real graph."""
    root = str(default_locations().root)
    ours = (sys.executable, "-m", "ascn_kg")
    ask = (*ours, "ask", "cities-joined-after", "--year", "2018", "--root", root)
    validate = (*ours, "validate", "--root", root)
    return (
        Command("rdflib, one query on an empty graph", (sys.executable, "-c", _RDFLIB)),
        Command("ascn-kg ask, no cache", (*ask, "--no-cache")),
        Command("ascn-kg ask, cached", ask, warm=True),
        Command("ascn-kg validate", validate),
        Command("ascn-kg validate --engine pyshacl", (*validate, "--engine", "pyshacl")),
    )
