"""What a finding says to write instead: near matches, forms, and what things of the same kind have."""

from __future__ import annotations

from ascn_kg.validation.hinting.hints import Hints
from ascn_kg.validation.hinting.words import form

__all__ = ["Hints", "form"]
