"""The command ``ascn-kg``, also as ``python -m ascn_kg``."""

from __future__ import annotations

import gc
import os
import sys
from typing import NoReturn

from ascn_kg.cli import main


def entry() -> NoReturn:
    """Run the command line as a process of its own."""
    # Millions of terms hold no cycles, and going through them again and again takes longer than reading them.
    gc.set_threshold(200_000, 20, 100)
    code = main()
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    # Everything is written; taking the graph apart piece by piece would keep the caller waiting.
    os._exit(code)


if __name__ == "__main__":
    entry()
