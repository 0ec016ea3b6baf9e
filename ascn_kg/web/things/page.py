"""All that the page of one thing tells, gathered in reading order, so that its sources are numbered in that order."""

from __future__ import annotations

from dataclasses import dataclass, field

from markupsafe import Markup

from ascn_kg.namespaces import RDF
from ascn_kg.questions.citations import Citation
from ascn_kg.web.drawing import Place as MapPlace
from ascn_kg.web.drawing import borders, locator_map
from ascn_kg.web.site import Site
from ascn_kg.web.things.around import Asking, Match, degrees, matches, position, questions
from ascn_kg.web.things.differences import Difference, differences
from ascn_kg.web.things.documents import Place, places
from ascn_kg.web.things.facts import Fact, Name, facts, names
from ascn_kg.web.things.follows import Consequence, follows, inferred_classes
from ascn_kg.web.things.index import kind_of
from ascn_kg.web.things.kinds import kind_name, kind_stem
from ascn_kg.web.things.leads import lead
from ascn_kg.web.things.projects import Report, Through, through_the_years, timeline
from ascn_kg.web.things.sections import Section, groups_of, marked, section, with_support_of_projects
from ascn_kg.web.things.tables import Row, Table, table_of
from ascn_kg.web.things.telling import Telling
from ascn_kg.web.things.unknown import Unknown, unknown
from ascn_kg.web.things.words import SECTIONS
from ascn_kg.web.view import View

_NOTHING = Markup("")


@dataclass
class ThingPage:
    """What ``thing.html`` shows; lists that are empty leave their section out."""

    iri: str
    kind: str
    title: str
    telling: Telling
    classes: list[str]
    path: Markup = _NOTHING
    lead: Markup = _NOTHING
    names: list[Name] = field(default_factory=list)
    facts: list[Fact] = field(default_factory=list)
    notes: list[Markup] = field(default_factory=list)
    plans: list[PlanTold] = field(default_factory=list)
    projects: Through | None = None
    timeline: list[Report] = field(default_factory=list)
    blocks: list[str | Section] = field(default_factory=list)
    agreeing: Table | None = None
    marked: dict[str, int] = field(default_factory=dict)
    passages: list[Place] = field(default_factory=list)
    omissions: list[Place] = field(default_factory=list)
    differences: list[Told] = field(default_factory=list)
    unknown: list[Unknown] = field(default_factory=list)
    bearing: list[Unknown] = field(default_factory=list)
    follows: list[Consequence] = field(default_factory=list)
    also: list[str] = field(default_factory=list)
    matches: list[Match] = field(default_factory=list)
    position: tuple[float, float] | None = None
    coordinates: str = ""
    locator: Markup = _NOTHING
    questions: list[Asking] = field(default_factory=list)
    sources: list[tuple[Citation, Markup]] = field(default_factory=list)
    # How many of the sources are about the thing; the others only say how complete the data are.
    own_sources: int = 0

    @property
    def borders(self) -> str:
        """What is said under a map."""
        return borders(self.telling.lang)

    @property
    def contents(self) -> list[tuple[str, str]]:
        """The identifier and heading of the sections that follow the facts."""
        keys = {"plans": "planOf", "projects": "ofCity", "timeline": "ProgressReport.initiative"}
        return [
            (block, self.telling.say(*SECTIONS[keys[block]])) if isinstance(block, str) else (block.id, block.heading)
            for block in self.blocks
        ]

    @property
    def documents(self) -> int:
        """How many documents are cited about the thing."""
        return len({citation.source for citation, _ in self.sources[: self.own_sources]})

    @property
    def checked(self) -> int:
        """How many passages cited can be checked word for word."""
        return sum(
            item.start is not None for citation, _ in self.sources[: self.own_sources] for item in citation.evidence
        )

    @property
    def referenced(self) -> int:
        """How many pages or addresses are cited without their words."""
        return sum(item.start is None for citation, _ in self.sources[: self.own_sources] for item in citation.evidence)


@dataclass(frozen=True)
class PlanTold:
    """A plan of a city: its link, what it wants, on what it works, and its sources."""

    link: Markup
    vision: Markup
    targets: Markup
    focus: Markup
    sources: Markup


@dataclass(frozen=True)
class Told:
    """A difference in words: what each side says, how it is ranked, its sources and its page."""

    matter: Markup
    sides: tuple[tuple[Markup, Markup, Markup, Markup], ...]
    why: Markup


def page_of(site: Site, view: View, iri: str) -> ThingPage:
    """Gather the page of a thing."""
    telling = Telling(site, view)
    index, kind = telling.index, kind_of(iri) or ""
    title = telling.title(iri)
    if kind.startswith("concept"):  # terms are not written with a capital
        title = title[:1].upper() + title[1:]
    page = ThingPage(iri, kind, title, telling, index.iris(iri, RDF + "type"))
    page.path = _path(telling, kind)
    page.lead = lead(telling, iri)
    page.names = names(telling, iri)
    page.facts = facts(telling, iri)
    page.notes = telling.notes(iri)[bool(telling.text(iri, "rankReason")) :]
    page.position = position(telling, iri)
    if page.position:
        page.coordinates, page.locator = degrees(telling, page.position), _locator(page)
    if kind == "initiative" and (reports := timeline(telling, iri)):
        page.timeline = reports
        page.blocks.append("timeline")
    groups = groups_of(telling, iri)
    if kind == "city":
        groups = with_support_of_projects(telling, iri, groups)
    for group in groups.values():
        if kind == "city" and group.id == "planOf":
            page.plans = [_plan(telling, each) for each in group.nodes]
            page.blocks.append("plans")
        elif group.id == "ofCity":
            page.projects = through_the_years(telling, group.nodes)
            page.blocks.append("projects")
        elif kind == "initiative" and group.id == "ProgressReport-initiative":
            continue  # told by the timeline
        else:
            page.blocks.append(section(telling, group, iri))
    page.agreeing = _agreeing(telling, iri)
    page.marked = marked(telling, iri)
    if kind == "source":
        page.passages, page.omissions = places(telling, iri, "Evidence"), places(telling, iri, "Omission")
    page.differences = [_told(telling, each) for each in differences(site, iri, view.lang)]
    page.own_sources = len(telling.sources())
    page.unknown, page.bearing = unknown(telling, iri)
    page.follows, page.also = follows(telling, iri), inferred_classes(telling, iri)
    page.matches, page.questions = matches(telling, iri), questions(telling, iri)
    page.sources = telling.sources()
    return page


def _path(telling: Telling, kind: str) -> Markup:
    """The way from the list of all kinds to the thing."""
    steps = [("things", telling.say("All things", "Semua entri"))]
    if kind.startswith("concept/"):
        steps.append((kind_stem("concept"), kind_name(telling.site, "concept", telling.lang)))
    steps.append((kind_stem(kind), kind_name(telling.site, kind, telling.lang)))
    links = (Markup('<a href="{}">{}</a>').format(telling.view.page(stem), words) for stem, words in steps)
    return Markup(" › ").join(links)


def _locator(page: ThingPage) -> Markup:
    """A small map of where it lies."""
    telling, (latitude, longitude) = page.telling, page.position or (0, 0)
    place = MapPlace(page.title, "", longitude, latitude)
    title = telling.say(f"Where {page.title} lies", f"Letak {page.title}")
    return locator_map(place, id="locator", lang=telling.lang, title=title)


def _plan(telling: Telling, plan: str) -> PlanTold:
    focus = Markup(", ").join(map(telling.link, telling.index.iris(plan, "focusArea")))
    return PlanTold(
        telling.link(plan), telling.text(plan, "vision"), telling.text(plan, "targets"), focus, telling.cite([plan])
    )


def _agreeing(telling: Telling, iri: str) -> Table | None:
    """The statements that say the same as this one."""
    index = telling.index
    nodes = [*index.iris(iri, "corroborates"), *index.subjects(iri, "corroborates")]
    return table_of(telling, nodes, "", (), own=True) if nodes else None


def _told(telling: Telling, difference: Difference) -> Told:
    sides = [_side(telling, difference.statement, difference.says)]
    if difference.other:
        sides.append(_side(telling, difference.other, difference.other_says))
    return Told(
        telling.term(difference.matter), tuple(sides), telling.term(difference.why) if difference.why else Markup("")
    )


def _side(telling: Telling, node: str, says: object) -> tuple[Markup, Markup, Markup, Markup]:
    page = telling.details(node)
    return telling.term(says), telling.badges(node), telling.cite_own(node), page


__all__ = ["Row", "Table", "ThingPage", "page_of"]
