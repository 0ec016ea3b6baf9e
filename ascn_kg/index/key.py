"""What an index depends on, in one word: if any of it changes, the word does."""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path

_ROOMS = ("graph", "index", "reasoning")


def key_of(digest: str, reasoner: str, further: tuple[str, ...] = ()) -> str:
    """SHA-256 (hex) over the digest of the input, the reasoner, this code, and the engines that are used.

    ``further`` are the rooms whose code matters besides, for what is made from the index.
    """
    from ascn_kg import __version__

    package = Path(__file__).parent.parent
    parts = [digest, reasoner, __version__, _release("pyoxigraph"), _release("owlrl") if reasoner == "owlrl" else ""]
    # In a checkout the code changes while the version stays.
    rooms = (*_ROOMS, *further)
    sources = [package / "namespaces.py", *(path for room in rooms for path in sorted((package / room).glob("*.py")))]
    parts += (hashlib.sha256(source.read_bytes()).hexdigest() for source in sources)
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def _release(package: str) -> str:
    """Name of a package's record beside it: importlib.metadata would take 30 ms to say the same."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        return "unknown"
    records = Path(spec.origin).parent.parent.glob(f"{package}-*.dist-info")
    return " ".join(sorted(record.name for record in records))
