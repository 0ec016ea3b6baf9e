"""The networks that are measured on: generated where they are not there yet, with copies for the other engines."""

from __future__ import annotations

import hashlib
import json
import shutil
import sys
from pathlib import Path
from typing import Any

from ascn_kg.locations import default_locations
from benchmarks.cases import REAL, SIZES
from benchmarks.measure import run
from benchmarks.network import generate

SEED = 1
FAULTS = 0.01
_PREPARE_LIMIT = 1800.0  # seconds; no measurement


class Networks:
    """Networks below one folder, by name of their size or "real"."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._facts: dict[str, dict[str, Any]] = {}

    def root(self, data: str, *, faulty: bool) -> Path:
        """The root folder of a network, made and prepared if need be."""
        name = f"{data}-faulty" if faulty and data != REAL else data
        root = self._folder / name
        if name not in self._facts:
            self._facts[name] = self._make(root, data, FAULTS if name.endswith("-faulty") else 0.0)
        return root

    def triples(self, data: str, *, faulty: bool) -> int:
        """How many triples the ontology and the network state together."""
        root = self.root(data, faulty=faulty)
        return int(self._facts[root.name]["asserted"])

    def _make(self, root: Path, data: str, faults: float) -> dict[str, Any]:
        prepared = root / "prepared.json"
        digest = _digest()
        if not prepared.is_file() or json.loads(prepared.read_text(encoding="utf-8")).get("digest") != digest:
            if data == REAL:
                _copy_project(root)
            else:
                generate(root, SIZES[data], SEED, faults)
            command = [sys.executable, "-m", "benchmarks.engines", "prepare", "prepare", str(root)]
            made = run(command, limit=_PREPARE_LIMIT)
            if made.outcome != "ok":
                raise RuntimeError(f"{root}: could not be prepared: {made.said}")
            prepared.write_text(json.dumps({**made.result["facts"], "digest": digest}), encoding="utf-8")
        facts: dict[str, Any] = json.loads(prepared.read_text(encoding="utf-8"))
        return facts


def _digest() -> str:
    """SHA-256 over what a prepared network rests on: when that changes, it is made anew."""
    project = default_locations()
    digest = hashlib.sha256()
    for folder in (project.ontology, project.data, project.queries, Path(__file__).parent / "network"):
        for file in sorted(path for path in folder.rglob("*.*") if path.suffix != ".pyc"):
            digest.update(f"{file.name}\0".encode() + file.read_bytes())
    return digest.hexdigest()


def _copy_project(root: Path) -> None:
    project = default_locations()
    for source in (project.ontology, project.data, project.queries):
        shutil.rmtree(root / source.name, ignore_errors=True)
        shutil.copytree(source, root / source.name)
