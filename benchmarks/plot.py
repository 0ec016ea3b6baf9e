"""Draws time against size, one panel for each table, both axes logarithmic."""

from __future__ import annotations

import matplotlib as mpl

mpl.use("Agg")
from matplotlib import pyplot as plt
from matplotlib.axes import Axes

from benchmarks.cases import SIZES, TABLES
from benchmarks.figures import OURS, RESULTS, Figures

_PANELS = {"parse": "parse", "closure": "closure", "shacl": "SHACL", "questions": "ten questions"}
_MARKS = "osD^vP"


def write_plot() -> None:
    """Write results/times.svg and results/times.png."""
    figures = Figures.read()
    mpl.rcParams.update(
        {"svg.hashsalt": "ascn-kg", "font.size": 9, "axes.spines.top": False, "axes.spines.right": False}
    )
    figure, axes = plt.subplots(2, 3, figsize=(14, 8.4), sharex=True, layout="constrained")
    panels = axes.flat
    for table in TABLES:
        if table.name in _PANELS:
            _panel(next(panels), figures, table.name, _PANELS[table.name])
    _steps(next(panels), figures)
    for unused in panels:
        unused.axis("off")
    figure.suptitle("Seconds against stated triples; a straight line of slope 1 is linear growth")
    for kind in ("svg", "png"):
        metadata = {"Date": None} if kind == "svg" else {}
        figure.savefig(RESULTS / f"times.{kind}", dpi=110, metadata=metadata)
    plt.close(figure)


def _panel(axes: Axes, figures: Figures, table: str, title: str) -> None:
    entries = [e for e in figures.entries(table) if e["outcome"] == "ok" and e["data"] in SIZES]
    for number, engine in enumerate(dict.fromkeys(e["engine"] for e in entries)):
        points = [(e["triples"], e["seconds"]) for e in entries if e["engine"] == engine]
        _line(axes, points, engine, number, bold=engine == OURS)
    _dress(axes, title)


def _steps(axes: Axes, figures: Figures) -> None:
    entries = [e for e in figures.entries("pipeline") if e["outcome"] == "ok" and e["data"] in SIZES]
    for number, step in enumerate(entries[0]["steps"] if entries else ()):
        _line(axes, [(e["triples"], e["steps"][step]) for e in entries], step, number, bold=False)
    _line(axes, [(e["triples"], e["seconds"]) for e in entries], "the whole", 0, bold=True)
    _dress(axes, "pipeline of ASCN-KG, by step")


def _line(axes: Axes, points: list[tuple[float, float]], label: str, number: int, *, bold: bool) -> None:
    if points:
        sizes, times = zip(*points, strict=True)
        axes.loglog(
            sizes,
            times,
            marker=_MARKS[number % len(_MARKS)],
            markersize=5,
            linewidth=2.6 if bold else 1.3,
            color="black" if bold else f"C{number}",
            label=label,
        )


def _dress(axes: Axes, title: str) -> None:
    axes.set_title(title)
    axes.set_xlabel("stated triples")
    axes.set_ylabel("seconds")
    axes.grid(visible=True, which="major", alpha=0.3)
    if axes.get_legend_handles_labels()[0]:
        axes.legend(fontsize=8)
