"""reasonable, an OWL 2 RL reasoner in Rust (it has no property chains)."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import reasonable

from benchmarks.engines.inputs import ASSERTED
from benchmarks.engines.laps import Laps


def closure(root: Path) -> dict[str, Any]:
    """The closure of triples it has loaded; its result counts what was loaded too."""
    laps, reasoner = Laps(), reasonable.PyReasoner()
    with laps("load"):
        reasoner.load_file(str(root / ASSERTED))
    with laps("closure"):
        triples = reasoner.reason()
    return laps.result("closure", in_result=len(triples))


STEPS = {"closure": closure}
