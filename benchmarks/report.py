"""Writes the part of benchmarks/README.md between two marks from the results, so that it cannot go stale."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.cases import REAL, SIZES, TABLES
from benchmarks.figures import OURS, RESULTS, Entry, Figures, duration, growth
from benchmarks.serving.tables import tables as serving_tables
from benchmarks.targets import targets

README = Path(__file__).parent / "README.md"
BEGIN, END = "<!-- from results: begin -->", "<!-- from results: end -->"

__all__ = ["BEGIN", "END", "README", "RESULTS", "generated_part", "write_readme"]


def write_readme() -> None:
    """Replace the generated part of the README."""
    before, _, after = _parts(README.read_text(encoding="utf-8"))
    README.write_text(f"{before}{BEGIN}\n{generated_part()}{END}{after}", encoding="utf-8")


def readme_part() -> str:
    """The generated part as it stands in the README."""
    return _parts(README.read_text(encoding="utf-8"))[1]


def generated_part(figures: Figures | None = None) -> str:
    """The targets, the tables and the machine, as Markdown."""
    return "\n".join(_lines(figures or Figures.read())) + "\n"


def _parts(text: str) -> tuple[str, str, str]:
    before, _, rest = text.partition(f"{BEGIN}\n")
    part, _, after = rest.partition(END)
    return before, part, after


def _lines(figures: Figures) -> Iterator[str]:
    yield from ("", "## Targets", "", "| | asked | measured | reached | command |", "| --- | --- | --- | --- | --- |")
    for t in targets(figures):
        reached = {True: "yes", False: "**no**", None: "open"}[t.reached]
        yield f"| {t.number} | {t.asked} | {t.measured} | {reached} | `python -m benchmarks.run {t.command}` |"
    yield from _cold(figures)
    for table in TABLES:
        yield from _engines(figures, table.name, table.title)
    yield from _steps(figures)
    yield from ("", "![Time against size, by step and engine](results/times.svg)")
    yield from serving_tables(figures.entries("serving"))
    yield from _machine(figures)


def _cold(figures: Figures) -> Iterator[str]:
    yield from ("", "## Commands over the real graph, from start to end", "")
    yield from (
        "| command | median | fastest | slowest | peak memory | runs |",
        "| --- | --: | --: | --: | --: | --: |",
    )
    for e in figures.entries("cold"):
        if e["outcome"] == "ok":
            times = " | ".join(duration(e[key]) for key in ("seconds", "fastest", "slowest"))
            yield f"| {e['engine']} | {times} | {e['peak_mb']} MB | {e['runs']} |"
        else:
            yield f"| {e['engine']} | {_outcome(e)} | | | | {e['runs']} |"


def _engines(figures: Figures, table: str, title: str) -> Iterator[str]:
    entries = figures.entries(table)
    columns = [data for data in (REAL, *SIZES) if any(e["data"] == data for e in entries)]
    counts = {e["data"]: e["triples"] for e in entries}
    yield from ("", f"## {title}", "")
    yield "| engine | " + " | ".join(f"{data} ({counts[data]:,} triples)" for data in columns) + " | k |"
    yield "| --- |" + " --: |" * (len(columns) + 1)
    for engine in dict.fromkeys(e["engine"] for e in entries):
        cells = [_cell(figures.entry(table, engine, data)) for data in columns]
        points = [(e["triples"], e["seconds"]) for e in entries if e["engine"] == engine and _counts(e)]
        k = growth(points)
        yield f"| {engine} | " + " | ".join(cells) + f" | {'' if k is None else f'{k:.2f}'} |"
    notes = [f"{e['engine']} at {e['data']}: {e['said']}" for e in entries if e["outcome"] == "failed"]
    if notes:
        yield ""
        yield from (f"- {note}" for note in notes)


def _steps(figures: Figures) -> Iterator[str]:
    """The pipeline step by step."""
    entries = [e for e in figures.entries("pipeline") if e["outcome"] == "ok" and e["engine"] == OURS]
    if not entries:
        return
    yield from ("", "Step by step:", "")
    yield "| step | " + " | ".join(e["data"] for e in entries) + " | k |"
    yield "| --- |" + " --: |" * (len(entries) + 1)
    for step in entries[0]["steps"]:
        k = growth((e["triples"], e["steps"][step]) for e in entries if _counts(e))
        cells = " | ".join(duration(e["steps"][step]) for e in entries)
        yield f"| {step} | {cells} | {'' if k is None else f'{k:.2f}'} |"


def _machine(figures: Figures) -> Iterator[str]:
    """Which tables were measured where, when and by which command; those that agree stand together."""
    runs: dict[tuple[str, ...], list[str]] = {}
    for name, table in figures.tables.items():
        run = (table["date"], table["command"], *table["machine"].values())
        runs.setdefault(run, []).append(name)
    yield from ("", "## Machine and commands")
    for (date, command, *machine), names in runs.items():
        yield from ("", f"{', '.join(names)}: {date}, `{command}`", "")
        yield from (f"- {part}" for part in machine)
    yield ""


def _counts(entry: Entry) -> bool:
    """Whether an entry counts for growth: the real graph is another kind of data."""
    return bool(entry["outcome"] == "ok" and entry["data"] in SIZES)


def _cell(entry: Entry | None) -> str:
    """Time and peak memory; in brackets what was not as foretold."""
    if entry is None:
        return ""
    if entry["outcome"] != "ok":
        return _outcome(entry)
    right = entry.get("right", True)
    known = entry["data"] != REAL
    remark = ""
    if known and right is False:
        remark = f" ({entry['results']} results, wrong)"
    elif known and right is not True and right < 10:
        remark = f" ({right} of 10 right)"
    return f"{duration(entry['seconds'])}, {entry['peak_mb']} MB{remark}"


def _outcome(entry: Entry) -> str:
    return entry["said"] if entry["outcome"] == "over" else "failed"
