"""Every feature of SHACL that our engine runs, each as a case both engines must agree on."""

from __future__ import annotations

from .compound import COMPOUND
from .targets_and_paths import TARGETS_AND_PATHS
from .values import VALUES
from .writing import DECLARED, Case, of, on

CASES: dict[str, Case] = {**TARGETS_AND_PATHS, **VALUES, **COMPOUND}

__all__ = ["CASES", "DECLARED", "Case", "of", "on"]
