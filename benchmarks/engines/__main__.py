"""Runs one step of one engine and prints its times as one line of JSON."""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path


def main() -> None:
    engine, step, root = sys.argv[1:]
    steps = import_module(f"benchmarks.engines.{engine}").STEPS
    print(json.dumps(steps[step](Path(root))))


if __name__ == "__main__":
    main()
