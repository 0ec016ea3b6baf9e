"""What many tests share: the real graph, loaded once, and tiny projects of their own."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from ascn_kg.graph import Graph, load_graph
from ascn_kg.knowledge import KnowledgeGraph, load
from ascn_kg.locations import Locations

ROOT = Path(__file__).resolve().parent.parent
IN_CI = os.environ.get("CI") == "true"

PREFIXES = """\
@prefix ascn: <https://w3id.org/ascn-kg/ontology#> .
@prefix city: <https://w3id.org/ascn-kg/id/city/> .
@prefix evidence: <https://w3id.org/ascn-kg/id/evidence/> .
@prefix membership: <https://w3id.org/ascn-kg/id/membership/> .
@prefix source: <https://w3id.org/ascn-kg/id/source/> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""

Project = Callable[..., Locations]


@pytest.fixture(scope="session")
def locations() -> Locations:
    """The folders of this checkout."""
    return Locations(ROOT).check()


@pytest.fixture(scope="session")
def asserted(locations: Locations) -> Graph:
    """The real graph as written, not reasoned over."""
    return load_graph(locations)


@pytest.fixture(scope="session")
def knowledge(locations: Locations, reasoning_cache: Path) -> KnowledgeGraph:
    """The real graph with what follows from it."""
    return load(locations.root)


@pytest.fixture(scope="session", autouse=True)
def reasoning_cache(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder where this run, and the commands it starts, keep indexes: not that of the person who runs it."""
    kept = getattr(request.config, "cache", None)  # absent with -p no:cacheprovider
    folder = Path(kept.mkdir("ascn-kg")) if kept else tmp_path_factory.mktemp("cache")
    os.environ["ASCN_KG_CACHE"] = str(folder)
    return folder


@pytest.fixture(scope="session")
def texts() -> Path:
    """The folder with the texts of the source documents."""
    folder = Path(os.environ.get("ASCN_KG_TEXTS") or ROOT.parent / "shared" / "sources")
    if not folder.is_dir():
        reason = f"the texts of the sources are not in {folder}; set ASCN_KG_TEXTS to their folder"
        if IN_CI:
            pytest.fail(reason)
        pytest.skip(reason)
    return folder


@pytest.fixture
def project(tmp_path: Path) -> Project:
    """Makes a tiny project: ``project({"data/cities.ttl": "city:a a ascn:City ."})`` with our prefixes put before."""

    def make(files: dict[str, str], name: str = "project") -> Locations:
        root = tmp_path / name
        for folder in ("ontology", "data", "queries"):
            (root / folder).mkdir(parents=True, exist_ok=True)
        for path, content in files.items():
            target = root / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text((PREFIXES if path.endswith(".ttl") else "") + content, encoding="utf-8")
        return Locations(root).check()

    return make
