"""Finds pages by a few words; the same in Python, for a server, and in static/search.js, for a folder of files."""

from __future__ import annotations
