"""shacl-rust, a SHACL validator in Rust that reads files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import shacl_rust

from benchmarks.engines.inputs import ASSERTED, SHAPES, SHAPES_WITHOUT_INVERSE, known
from benchmarks.engines.laps import Laps


def shacl(root: Path) -> dict[str, Any]:
    """All shapes; reading the files is in the time, it has no other way."""
    return _validate(root, SHAPES)


def shacl_without_inverse(root: Path) -> dict[str, Any]:
    """All shapes but the one whose path it cannot read."""
    return _validate(root, SHAPES_WITHOUT_INVERSE)


def _validate(root: Path, shapes: str) -> dict[str, Any]:
    laps = Laps()
    with laps("shacl"):
        report = shacl_rust.validate_file(root / ASSERTED, root / shapes, experimental_index=True)
    results = len(report["results"])
    return laps.result(results=results, right=results == len(known(root).get("faults", [])))


STEPS = {"shacl": shacl, "shacl_without_inverse": shacl_without_inverse}
