"""What an address answers with."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True)
class Document:
    """The bytes at an address, their media type, the HTTP status and further headers."""

    content: bytes
    media_type: str = HTML
    status: int = 200
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def etag(self) -> str:
        """A strong entity tag: the same bytes have the same one on every server."""
        return f'"{hashlib.sha256(self.content).hexdigest()[:32]}"'
