"""Generates a network: ``python -m benchmarks.generate 30k build/network --seed 1 --faults 0.01``."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from ascn_kg.errors import AscnKgError
from benchmarks.network import generate

_FACTORS = {"": 1, "k": 1_000, "M": 1_000_000}


def size(text: str) -> int:
    """``3000``, ``30k`` or ``3M`` as a number."""
    found = re.fullmatch(r"([0-9]+)([kM]?)", text)
    if not found:
        raise argparse.ArgumentTypeError(f"{text!r} is not a size. Write a number such as 3000, 30k or 3M.")
    return int(found[1]) * _FACTORS[found[2]]


def share(text: str) -> float:
    """A share from 0 to 1."""
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0 <= value <= 1:
        raise argparse.ArgumentTypeError(f"{text!r} is not a share. Write a number from 0 to 1, such as 0.01.")
    return value


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.generate", description=__doc__)
    parser.add_argument("size", type=size, help="data triples, such as 3k, 30k, 300k, 3M or 30M")
    parser.add_argument("folder", type=Path, help="where to write; serves as ascn-kg --root")
    parser.add_argument("--seed", type=int, default=1, help="the same seed gives the same bytes (default 1)")
    parser.add_argument("--faults", type=share, default=0.0, help="share of broken things, 0 to 1 (default 0)")
    arguments = parser.parse_args()
    try:
        known = generate(arguments.folder, arguments.size, arguments.seed, arguments.faults)
    except AscnKgError as error:
        parser.error(str(error))
    print(f"{known.triples} triples, {known.cities} cities, {known.nations} nations, {len(known.faults)} known faults")


if __name__ == "__main__":
    main()
