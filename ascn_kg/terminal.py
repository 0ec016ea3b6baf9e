"""How wide the terminal is."""

from __future__ import annotations

import os
import sys

DEFAULT_WIDTH = 100


def terminal_width() -> int:
    """Columns: ``$COLUMNS``, else what the terminal says, else 100 where the output goes elsewhere.

    As ``shutil.get_terminal_size``, whose module loads three compressors that nothing here needs.
    """
    try:
        given = int(os.environ.get("COLUMNS", ""))
    except ValueError:
        given = 0
    if given > 0:
        return given
    try:
        return os.get_terminal_size(sys.__stdout__.fileno() if sys.__stdout__ else 1).columns or DEFAULT_WIDTH
    except (OSError, ValueError, AttributeError):
        return DEFAULT_WIDTH
