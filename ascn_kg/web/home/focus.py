"""What the projects are about: the share of each focus area, report by report."""

from __future__ import annotations

from dataclasses import dataclass

import pyoxigraph as ox
from markupsafe import Markup

from ascn_kg.questions import Answer, in_words
from ascn_kg.web.drawing import Stack, stacked_bars
from ascn_kg.web.site import Site
from ascn_kg.web.view import View


@dataclass(frozen=True)
class Focus:
    """The chart; the focus areas, and for each report its date, its number of projects and that of each area."""

    drawing: Markup
    answer: Answer
    areas: list[str]
    reports: list[tuple[str, int, list[int]]]


def focus(site: Site, view: View) -> Focus:
    """Projects by focus area as counted in the appendix of each report; the largest areas of the newest come first."""
    answer = site.knowledge.ask("focus-area-shares", lang=view.lang)
    at = {column.name: index for index, column in enumerate(answer.columns)}
    counted: dict[str, dict[str, int]] = {}
    for row in answer.rows:
        when, area, projects = (_text(row[at[name]]) for name in ("when", "focus", "projects"))
        counted.setdefault(when, {})[area] = int(projects)
    newest = counted[max(counted)] if counted else {}
    areas = sorted({area for each in counted.values() for area in each}, key=lambda a: (-newest.get(a, 0), a))
    reports = [(when, sum(by_area.values()), [by_area.get(a, 0) for a in areas]) for when, by_area in counted.items()]
    stacks = [
        Stack(
            view.say(f"{when[:4]}: {whole} projects", f"{when[:4]}: {whole} proyek"),
            tuple(round(100 * value / whole, 1) for value in values),
        )
        for when, whole, values in reports
    ]
    title = view.say("Share of the projects in each focus area, per cent", "Porsi proyek di tiap bidang fokus, persen")
    drawing = stacked_bars(stacks, areas, id="focus", lang=view.lang, title=title)
    return Focus(drawing, answer, areas, [(in_words(when, view.lang), *rest) for when, *rest in reports])  # type: ignore[misc]


def _text(term: object) -> str:
    return term.value if isinstance(term, ox.Literal) else ""
