"""Projects through the years: those of a city side by side, and one of them report by report."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup, escape

from ascn_kg.namespaces import PREFIXES
from ascn_kg.web.things.dates import sorting
from ascn_kg.web.things.tables import cell
from ascn_kg.web.things.telling import Telling

_REPORT = "ProgressReport"


@dataclass(frozen=True)
class Project:
    """An initiative, what it continued as, and what each year's report says of it; an empty cell where none does."""

    link: Markup
    later: Markup
    years: tuple[Markup, ...]


@dataclass(frozen=True)
class Report:
    """One report of an initiative, or of what it continues or became (``other``, empty for its own)."""

    day: Markup
    status: Markup
    badges: Markup
    printed: Markup
    number: Markup
    focus: Markup
    other: Markup
    notes: tuple[Markup, ...]
    sources: Markup
    page: Markup


@dataclass(frozen=True)
class Through:
    """Projects by year: the columns, a row for each project, how many had each status in the last year."""

    years: tuple[str, ...]
    projects: tuple[Project, ...]
    last: tuple[tuple[Markup, int], ...]


def reports_of(telling: Telling, initiative: str) -> list[str]:
    """The progress reports of an initiative, in the order of their days; none that is set aside."""
    index = telling.index
    found = [each for each in index.subjects(initiative, "initiative") if _REPORT in index.classes(each)]
    return sorted(found, key=lambda each: (sorting(index, each), each))


def through_the_years(telling: Telling, initiatives: Sequence[str]) -> Through:
    """What the reports of each year say of some initiatives; those reported last come first."""
    index = telling.index
    reports = {each: reports_of(telling, each) for each in initiatives}
    years = sorted({_year(telling, report) for found in reports.values() for report in found} - {""})
    order = sorted(
        initiatives,
        key=lambda each: (
            [-int(year) for year in (_year(telling, report) for report in reversed(reports[each])) if year] or [0],
            telling.title(each),
        ),
    )
    rows, last = [], dict[str, int]()
    for initiative in order:
        cells = []
        for year in years:
            found = [report for report in reports[initiative] if _year(telling, report) == year]
            cells.append(Markup("; ").join(_status(telling, report) for report in found))
            if year == years[-1]:
                for status in dict.fromkeys(s for report in found for s in index.iris(report, "status")):
                    last[status] = last.get(status, 0) + 1
        rows.append(Project(telling.link(initiative), _later(telling, initiative), tuple(cells)))
    counts = tuple(
        (telling.link(status), number) for status, number in sorted(last.items(), key=lambda i: (-i[1], i[0]))
    )
    return Through(tuple(years), tuple(rows), counts)


def _later(telling: Telling, initiative: str) -> Markup:
    """The names under which an initiative went on."""
    nodes = telling.index.subjects(initiative, "earlier")
    return Markup(", ").join(telling.link(each) for node in nodes for each in telling.index.iris(node, "later"))


def timeline(telling: Telling, initiative: str) -> list[Report]:
    """All reports of an initiative and of those that its continuations join to it, in order of time."""
    family = _family(telling, initiative)
    reports = [(report, each) for each in family for report in reports_of(telling, each)]
    ordered = sorted(reports, key=lambda pair: (sorting(telling.index, pair[0]), pair[0]))
    return [_report(telling, report, "" if each == initiative else each) for report, each in ordered]


def _report(telling: Telling, report: str, other: str) -> Report:
    return Report(
        day=escape(telling.day(report)),
        status=cell(telling, report, "status"),
        badges=telling.badges(report),
        printed=cell(telling, report, "printedName"),
        number=cell(telling, report, "listNumber"),
        focus=cell(telling, report, "focusArea"),
        other=telling.link(other) if other else Markup(""),
        notes=tuple(_remarks(telling, report)),
        sources=telling.cite([report]),
        page=telling.details(report),
    )


def _remarks(telling: Telling, report: str) -> list[Markup]:
    """How the status was read, and what support was sought, besides the notes."""
    found = []
    if reading := cell(telling, report, "statusReading"):
        found.append(Markup("{}: {}").format(telling.label("statusReading"), reading))
    if called := cell(telling, report, "calledAs"):
        found.append(Markup("{}: {}").format(telling.label("calledAs"), called))
    if sought := telling.text(report, "sought"):
        found.append(Markup("{}: {}").format(telling.label("sought"), sought))
    return [*found, *telling.notes(report)]


def _family(telling: Telling, initiative: str) -> list[str]:
    """The initiative, what it continues and what continues it, as far as continuations go."""
    index, found, todo = telling.index, [initiative], [initiative]
    while todo:
        here = todo.pop()
        for leg, other in (("earlier", "later"), ("later", "earlier")):
            for node in index.subjects(here, leg):
                if PREFIXES["rank"] + "deprecated" in index.iris(node, "rank"):
                    continue
                fresh = [each for each in index.iris(node, other) if each not in found]
                found += fresh
                todo += fresh
    return found


def _status(telling: Telling, report: str) -> Markup:
    """The status a report gives, with its sources."""
    label = cell(telling, report, "status") or Markup(escape(telling.say("listed", "terdaftar")))
    return Markup("{} {}").format(label, telling.cite([report]))


def _year(telling: Telling, report: str) -> str:
    day = sorting(telling.index, report)
    return day[:4] if day[:4].isdigit() else ""
