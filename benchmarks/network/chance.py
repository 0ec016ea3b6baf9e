"""Chance that is the same on every machine and Python: a hash of the seed and of what is decided."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """Decides by a seed and a key, without a state: what one thing gets never depends on what came before.

    >>> chance = Chance(7)
    >>> chance.below(10, "city", 1) == chance.below(10, "city", 1)
    True
    """

    def __init__(self, seed: int) -> None:
        self._seed = str(seed).encode()

    def below(self, limit: int, *key: str | int) -> int:
        """A whole number from 0 to ``limit`` - 1."""
        text = self._seed + "\0".join(map(str, ("", *key))).encode()
        return int.from_bytes(hashlib.sha256(text).digest()[:8]) % limit

    def happens(self, share: float, *key: str | int) -> bool:
        """True in about ``share`` (0 to 1) of all keys."""
        return self.below(1_000_000, *key) < share * 1_000_000

    def one_of(self, options: Sequence[T], *key: str | int) -> T:
        """One of the options, each as often as the others."""
        return options[self.below(len(options), *key)]
