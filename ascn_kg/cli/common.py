"""What several commands share."""

from __future__ import annotations

import argparse
from pathlib import Path

from ascn_kg.errors import AscnKgError
from ascn_kg.locations import Locations, default_locations


def add_root(parser: argparse.ArgumentParser) -> None:
    """Give a command the option ``--root DIR``."""
    parser.add_argument(
        "--root",
        type=Path,
        metavar="DIR",
        help="folder that holds ontology/, data/ and queries/ (default: the ones ascn-kg came with)",
    )


def add_no_cache(parser: argparse.ArgumentParser) -> None:
    """Give a command the option ``--no-cache``."""
    parser.add_argument(
        "--no-cache",
        dest="cache",
        action="store_false",
        help="reason afresh instead of using the result kept from before",
    )


def locations_of(args: argparse.Namespace) -> Locations:
    """The folders a command works on. Raises :class:`AscnKgError` where one of them is missing."""
    root: Path | None = args.root
    if root is None:
        return default_locations()
    if not root.is_dir():
        raise AscnKgError(
            f"{root}: there is no such folder. Give --root a folder that holds ontology/, data/ and queries/."
        )
    return Locations(root).check()
