"""Evidence: passages of the source documents, by position and digest; the words never enter the graph."""

from __future__ import annotations

from ascn_kg.evidence.cite import Passage, cite, omission, passage
from ascn_kg.evidence.files import write
from ascn_kg.evidence.text import SourceText, read_text
from ascn_kg.evidence.verify import Problem, SourceReport, verify

__all__ = [
    "Passage",
    "Problem",
    "SourceReport",
    "SourceText",
    "cite",
    "omission",
    "passage",
    "read_text",
    "verify",
    "write",
]
