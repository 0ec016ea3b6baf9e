"""Where the bytes of an export go: piece by piece, summed on the way."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from itertools import islice
from typing import BinaryIO, Protocol

_PIECE = 10_000


class Output(Protocol):
    """Whatever takes bytes."""

    def write(self, content: bytes, /) -> int:
        """Take all of them; say how many."""


class Summed:
    """A file that knows the SHA-256 of what was written to it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self._digest = hashlib.sha256()

    def write(self, content: bytes) -> int:
        """Write and sum."""
        self._digest.update(content)
        return self._file.write(content)

    def digest(self) -> str:
        """The sum so far, in hex."""
        return self._digest.hexdigest()


def write_pieces(pieces: Iterator[str], output: Output) -> None:
    """Write many short texts, UTF-8, in few calls."""
    while some := list(islice(pieces, _PIECE)):
        output.write("".join(some).encode())
