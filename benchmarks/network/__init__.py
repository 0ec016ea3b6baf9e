"""Generated networks: the real ontology and shapes, invented cities, known faults and known answers."""

from __future__ import annotations

from benchmarks.network.answers import QUESTIONS, fingerprint
from benchmarks.network.generate import Known, generate

__all__ = ["QUESTIONS", "Known", "fingerprint", "generate"]
