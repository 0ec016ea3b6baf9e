"""Keeps the index of a closed graph between runs, so that the next answer needs neither parsing nor reasoning."""

from __future__ import annotations

from ascn_kg.index.cache import default_cache, keep, kept
from ascn_kg.index.disk import kept_on_disk, make_on_disk
from ascn_kg.index.key import key_of

__all__ = ["default_cache", "keep", "kept", "kept_on_disk", "key_of", "make_on_disk"]
