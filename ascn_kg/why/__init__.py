"""Why a triple holds, or why not: its proof, where each statement stands in which file, and what it cites."""

from __future__ import annotations

from ascn_kg.why.explanation import ABSENT, INFERRED, STATED, Explanation, explain
from ascn_kg.why.places import FilePlace

__all__ = ["ABSENT", "INFERRED", "STATED", "Explanation", "FilePlace", "explain"]
