"""What an address answers with."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Document:
    """The bytes at an address, their media type, the HTTP status and further headers.

    Large ones name the ``file`` that holds them and its SHA-256 (hex) instead; ``content`` is empty then.
    """

    content: bytes
    media_type: str = HTML
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)
    file: Path | None = None
    sha256: str | None = None

    @property
    def etag(self) -> str:
        """A strong entity tag: the same bytes have the same one on every server."""
        return f'"{(self.sha256 or hashlib.sha256(self.content).hexdigest())[:32]}"'
