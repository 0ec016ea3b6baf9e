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
    projects: dict[str, dict[str, int]] = {}
    shares: dict[str, dict[str, int]] = {}
    for row in answer.rows:
        when, area, number, share = (_text(row[at[name]]) for name in ("when", "focus", "projects", "counted"))
        projects.setdefault(when, {})[area] = int(number)
        shares.setdefault(when, {})[area] = int(float(share))
    newest = projects[max(projects)] if projects else {}
    areas = sorted({area for each in projects.values() for area in each}, key=lambda a: (-newest.get(a, 0), a))
    stacks = [
        Stack(
            view.say(f"{when[:4]}: {sum(each.values())} projects", f"{when[:4]}: {sum(each.values())} proyek"),
            tuple(shares[when].get(area, 0) for area in areas),
        )
        for when, each in projects.items()
    ]
    title = view.say("Share of the projects in each focus area, per cent", "Porsi proyek di tiap bidang fokus, persen")
    drawing = stacked_bars(stacks, areas, id="focus", lang=view.lang, title=title)
    reports = [
        (in_words(when, view.lang), sum(each.values()), [each.get(area, 0) for area in areas])
        for when, each in projects.items()
    ]
    return Focus(drawing, answer, areas, reports)


def _text(term: object) -> str:
    return term.value if isinstance(term, ox.Literal) else ""
