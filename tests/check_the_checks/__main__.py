"""``python -m tests.check_the_checks``: how many planted errors do the checks catch?"""

from __future__ import annotations

import argparse
import json
import sys

from tests.check_the_checks.kinds import KINDS
from tests.check_the_checks.report import Figures
from tests.check_the_checks.rules import KIND as RULE
from tests.check_the_checks.rules import Twins
from tests.check_the_checks.run import run
from tests.check_the_checks.world import World


def main() -> int:
    """Plant, check, print the figures; 1 where a rule did not fire or fewer are caught than was asked for."""
    parser = argparse.ArgumentParser(
        prog="python -m tests.check_the_checks",
        description="Plant single errors in the real data, in memory, and count how many the checks catch.",
    )
    parser.add_argument("--seed", type=int, default=1, help="the same seed plants the same errors (default: 1)")
    parser.add_argument("--count", type=int, default=520, help="errors to plant, rules apart (default: 520)")
    parser.add_argument("--kinds", nargs="+", choices=[*KINDS, RULE], default=[*KINDS, RULE], metavar="KIND")
    parser.add_argument("--least", type=float, default=0.0, help="the share that must be caught (default: 0)")
    parser.add_argument("--processes", type=int, help="how many processes to use")
    parser.add_argument("--json", action="store_true", help="print everything as JSON")
    args = parser.parse_args()
    world = World()
    if world.texts is None:
        print("The texts of the sources are missing (ASCN_KG_TEXTS): no passage is held against them.", file=sys.stderr)
    rules = Twins(world).rules if RULE in args.kinds else ()
    figures = Figures(args.seed, run(args.seed, args.count, args.kinds, args.processes), rules)
    print(json.dumps(figures.as_json(), ensure_ascii=False, indent=2) if args.json else figures.as_text())
    return int(bool(figures.not_hit) or figures.share < args.least)


if __name__ == "__main__":
    sys.exit(main())
