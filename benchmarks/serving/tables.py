"""The part of benchmarks/README.md about the servers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import Any

from benchmarks.figures import Entry, duration

_TITLES = {
    "lookups": "Lookups: four small queries about each city, by GET",
    "questions": "Questions: eight saved questions, by POST",
    "pages": "Pages: the first page, all cities, all questions, the lists, in both languages",
    "answers": "Answers as JSON: three questions with 536 different values",
}


def tables(entries: list[Entry]) -> Iterator[str]:
    """The lines of all tables; none where nothing was measured."""
    if not entries:
        return
    yield from ("", "## The website under load")
    calm = [entry for entry in entries if "per_second" in entry]
    for kind, of_kind in groupby(calm, lambda entry: entry["case"].partition(",")[0]):
        yield from ("", f"{_TITLES[kind]}:", "")
        yield from _calm(list(of_kind))
    yield from _queries([entry for entry in calm if entry["case"] == "questions" and entry["clients"] == 1])
    yield from _under_attack([entry for entry in entries if "phases" in entry])


def _calm(entries: list[Entry]) -> Iterator[str]:
    yield "| server | clients | a second | half within | 99 of 100 within | answered as expected | peak memory |"
    yield "| --- | --: | --: | --: | --: | --: | --: |"
    for entry in entries:
        _, _, when = entry["case"].partition(", ")
        cells = (
            entry["engine"] + (f", {when}" if when else ""),
            entry["clients"],
            _rate(entry["per_second"]),
            _time(entry["p50"]),
            _time(entry["p99"]),
            _answered(entry),
            f"{entry['peak_mb']} MB",
        )
        yield _row(cells)


def _queries(entries: list[Entry]) -> Iterator[str]:
    """The questions one by one."""
    if not entries:
        return
    yield from ("", "Each question's median, asked by one client:", "")
    yield _row(("question", *(entry["engine"] for entry in entries)))
    yield "| --- |" + " --: |" * len(entries)
    for name in sorted(entries[0]["medians"], key=lambda each: entries[0]["medians"][each]):
        yield _row((f"`{name}`", *(_time(entry["medians"].get(name)) for entry in entries)))


def _under_attack(entries: list[Entry]) -> Iterator[str]:
    if not entries:
        return
    yield from ("", "Fifty requests a second, one of them hostile in the middle phase:", "")
    heads = ("answered before, during, after", "half within", "99 of 100 within", "most memory", "ended")
    yield _row(("server", "asked", "hostile queries", *heads))
    yield "| --- | --- | --- | --: | --: | --: | --: | --: |"
    for entry in entries:
        phases = list(entry["phases"].values())
        cells = (
            entry["engine"],
            entry["asked"],
            entry["attack"],
            ", ".join(_share(phase) for phase in phases),
            ", ".join(_time(phase["p50"]) for phase in phases),
            ", ".join(_time(phase["p99"]) for phase in phases),
            ", ".join(f"{phase['peak_mb']}" for phase in phases) + " MB",
            _times(len(entry["ends"])),
        )
        yield _row(cells)
    every = [entry for entry in entries if entry["asked"] == "lookups"]
    yield from ("", "What the clients of hostile queries saw, and how often:", "")
    yield _row(("hostile query", *(f"{entry['engine']}, {entry['attack']}" for entry in every)))
    yield "| --- |" + " --- |" * len(every)
    for kind in dict.fromkeys(kind for entry in every for kind in entry["hostile"]):
        yield _row((kind, *(_seen(entry["hostile"].get(kind, {})) for entry in every)))


def _answered(entry: Entry) -> str:
    """How many of those that were not under way at the end; what became of the others."""
    closed = entry["sent"] - entry["open"]
    others = [f"{count} times {status}" for status, count in entry["refused"].items()]
    others += [f"{entry[key]} {key}" for key in ("wrong", "lost") if entry[key]]
    return f"{entry['right']} of {closed}" + (f" ({', '.join(others)})" if others else "")


def _share(phase: dict[str, Any]) -> str:
    share = 100 * phase["right"] / phase["sent"]
    return f"{share:.0f} %" if share in (0, 100) else f"{min(share, 99.9):.1f} %"


def _rate(per_second: float) -> str:
    return f"{per_second:.0f}" if per_second >= 10 else f"{per_second:.2g}"


def _time(seconds: float | None) -> str:
    return "–" if seconds is None else duration(seconds)


def _times(count: int) -> str:
    return "never" if not count else "once" if count == 1 else f"{count} times"


def _seen(counts: dict[str, int]) -> str:
    return ", ".join(f"{what} ({count})" for what, count in counts.items())


def _row(cells: tuple[object, ...]) -> str:
    return f"| {' | '.join(map(str, cells))} |"
