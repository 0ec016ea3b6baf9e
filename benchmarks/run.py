"""Runs the benchmarks: ``python -m benchmarks.run --all``, or tables by name and sizes.

Each measurement is a fresh process; engines take turns, so that a busy minute hits all of them. Results go to
benchmarks/results/, the tables in benchmarks/README.md and the plot are made from them.
"""

from __future__ import annotations

import argparse
import datetime
import json
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from benchmarks.cases import REAL, SIZES, TABLES, Table, cold_commands
from benchmarks.machine import machine
from benchmarks.measure import Run, enough, run, summary
from benchmarks.networks import Networks
from benchmarks.report import RESULTS, write_readme

COLD, SERVING = "cold", "serving"
_MOST_RUNS, _MOST_COLD_RUNS = 5, 15


def main() -> None:
    names = [COLD, *(table.name for table in TABLES), SERVING]
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__)
    parser.add_argument(
        "tables", nargs="*", metavar="TABLE", help=f"what to measure: {', '.join(names)}; none: only tables and plot"
    )
    parser.add_argument("--all", action="store_true", help="measure everything")
    parser.add_argument("--sizes", default=",".join(SIZES), help=f"sizes of networks (default {','.join(SIZES)})")
    parser.add_argument("--limit", type=float, default=300.0, help="seconds for one run of one step (default 300)")
    parser.add_argument("--work", type=Path, default=Path("build/benchmarks"), help="folder for the networks")
    arguments = parser.parse_args()
    wanted = names if arguments.all else arguments.tables
    sizes = [size for size in SIZES if size in arguments.sizes.split(",")]
    if unknown := {*wanted} - {*names} or {*arguments.sizes.split(",")} - {*SIZES}:
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    networks = Networks(arguments.work.resolve())
    if COLD in wanted:
        _save(COLD, _cold(arguments.limit))
    for table in TABLES:
        if table.name in wanted:
            _save(table.name, _measure(table, [REAL, *sizes], networks, arguments.limit))
    if SERVING in wanted:
        from benchmarks.serving.measure import measure  # needs what only servers need

        _save(SERVING, measure(arguments.work.resolve(), _tell))
    write_readme()
    try:
        from benchmarks.plot import write_plot
    except ModuleNotFoundError as error:
        print(f"no plot: {error.name} is not installed (pip install -e '.[bench]')")
    else:
        write_plot()


def _cold(limit: float) -> list[dict[str, Any]]:
    commands = cold_commands()
    runs: list[list[Run]] = [[] for _ in commands]
    with tempfile.TemporaryDirectory() as cache:
        environment = {"ASCN_KG_CACHE": cache}
        for command in commands:
            if command.warm:
                run(command.arguments, limit=limit, environment=environment)
        for _ in range(_MOST_COLD_RUNS):
            for command, done in zip(commands, runs, strict=True):
                if not enough(done, _MOST_COLD_RUNS):
                    done.append(run(command.arguments, limit=limit, environment=environment))
    return [
        _told({"engine": command.label, "data": REAL, **summary(done)})
        for command, done in zip(commands, runs, strict=True)
    ]


def _measure(table: Table, data: Sequence[str], networks: Networks, limit: float) -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = []
    beaten: set[str] = set()
    for name in data:
        root = networks.root(name, faulty=table.faulty)
        engines = [engine for engine in table.rows(name) if engine.label not in beaten]
        runs: dict[str, list[Run]] = {engine.label: [] for engine in engines}
        for _ in range(_MOST_RUNS):
            for engine in engines:
                if not enough(runs[engine.label], _MOST_RUNS):
                    runs[engine.label].append(run(engine.command(root), limit=limit))
        triples = networks.triples(name, faulty=table.faulty)
        for label, done in runs.items():
            entries.append(_told({"engine": label, "data": name, **summary(done), "triples": triples}))
            if name != REAL and done[-1].outcome != "ok":
                beaten.add(label)  # a larger network will not do better
    return entries


def _told(entry: dict[str, Any]) -> dict[str, Any]:
    shown = f"{entry['seconds']:.4f} s" if entry["outcome"] == "ok" else f"{entry['outcome']}: {entry['said']}"
    print(f"{entry['data']:>5}  {entry['engine']}: {shown}", flush=True)
    return entry


def _tell(entry: dict[str, Any]) -> dict[str, Any]:
    told = {key: value for key, value in entry.items() if key not in ("mb_each_second", "medians")}
    print(", ".join(f"{key}: {value}" for key, value in told.items()), flush=True)
    return entry


def _save(name: str, entries: list[dict[str, Any]]) -> None:
    result = {
        "table": name,
        "command": " ".join(["python -m benchmarks.run", *sys.argv[1:]]),
        "date": datetime.date.today().isoformat(),
        "machine": machine(),
        "entries": entries,
    }
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / f"{name}.json").write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    write_readme()


if __name__ == "__main__":
    main()
