"""How the network grew: what documents count, and the members they name, certain and at most, day by day."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import pyoxigraph as ox
from markupsafe import Markup

from ascn_kg.questions import Answer
from ascn_kg.questions.run import Row
from ascn_kg.web.drawing import Line, over_time
from ascn_kg.web.home.cited import Cited
from ascn_kg.web.home.memberships import CERTAIN, NOT, Span, turning_days
from ascn_kg.web.site import Site
from ascn_kg.web.view import View

_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


@dataclass(frozen=True)
class Growth:
    """The chart, and the printed counts it shows: what was counted, when, how many, certain, at most, sources."""

    drawing: Markup
    answer: Answer
    rows: list[tuple[Row, Markup]]


def growth(site: Site, view: View, known: Mapping[str, Span], cited: Cited) -> Growth:
    """The growth of the network, until the last day of the data."""
    answer = site.knowledge.ask("network-growth", lang=view.lang)
    cut_off = site.cut_off or max(turning_days(known.values()))
    lines = [
        Line(view.say("members for certain", "anggota yang pasti"), tuple(_certain(known, cut_off)), step=True),
        Line(view.say("members at most", "anggota paling banyak"), tuple(_at_most(known, cut_off)), step=True),
        Line(view.say("number printed in a document", "angka tercetak di dokumen"), tuple(_printed(answer)), dots=True),
    ]
    title = view.say("Number of member cities through the years", "Jumlah kota anggota dari tahun ke tahun")
    drawing = over_time(lines, id="growth", lang=view.lang, title=title)
    rows = [(row, cited.marks(answer, n)) for row, n in zip(answer.rows, answer.row_citations, strict=True)]
    return Growth(drawing, answer, rows)


def _certain(known: Mapping[str, Span], cut_off: str) -> Iterator[tuple[datetime.date, float]]:
    for day in _days(known, cut_off):
        yield datetime.date.fromisoformat(day), sum(span.on(day, cut_off) == CERTAIN for span in known.values())


def _at_most(known: Mapping[str, Span], cut_off: str) -> Iterator[tuple[datetime.date, float]]:
    for day in _days(known, cut_off):
        yield datetime.date.fromisoformat(day), sum(span.on(day, cut_off) != NOT for span in known.values())


def _days(known: Mapping[str, Span], cut_off: str) -> list[str]:
    return [*(day for day in turning_days(known.values()) if day < cut_off), cut_off]


def _printed(answer: Answer) -> Iterator[tuple[datetime.date, float]]:
    """Each number with the last day for which it was given, as the question takes it."""
    names = [column.name for column in answer.columns]
    for row in answer.rows:
        when, number = row[names.index("when")], row[names.index("number")]
        if isinstance(when, ox.Literal) and isinstance(number, ox.Literal) and (found := _DAY.findall(when.value)):
            yield _last_day(*found[-1]), float(number.value)


def _last_day(year: str, month: str, day: str) -> datetime.date:
    """The last day of what a date says: a year, a month or a day."""
    if day:
        return datetime.date(int(year), int(month), int(day))
    following = datetime.date(int(year) + (month in ("", "12")), int(month or 12) % 12 + 1, 1)
    return following - datetime.timedelta(days=1)
