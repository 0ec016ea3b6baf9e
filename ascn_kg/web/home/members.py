"""The members of the network on a day: a sentence, the map, and the same as a list by nation."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

import pyoxigraph as ox
from markupsafe import Markup

from ascn_kg.namespaces import PREFIXES, TERMS
from ascn_kg.questions import Answer, in_words
from ascn_kg.rendering.words import plain
from ascn_kg.web.asking.asked import asked
from ascn_kg.web.drawing import Place, city_map, key, site_nations, site_places
from ascn_kg.web.home.memberships import CERTAIN, NOT, POSSIBLE, Span, cities_of, spans
from ascn_kg.web.site import Site
from ascn_kg.web.view import View

MAP = "members"  # the id of the map
FOUNDING, LATER, PERHAPS, OTHERS = 0, 1, 2, -1  # its kinds


@dataclass(frozen=True)
class Entry:
    """A city in the list: its place on the map, its sign, and whether it was a member: certain, possible or not."""

    place: Place
    sign: Markup
    state: str


@dataclass(frozen=True)
class Members:
    """The network on ``day``, the last of the data where ``fault`` says why the day asked for is none."""

    day: str
    fault: str
    answer: Answer
    sentence: str
    drawing: Markup
    nations: Mapping[str, Sequence[Entry]]


@lru_cache(maxsize=4)
def known_spans(site: Site) -> Mapping[str, Span]:
    """The membership of each city that ever was a member, by its IRI."""
    return spans(site, site.knowledge.ask("cities-ever-members"))


def members(site: Site, view: View) -> Members:
    """The network on the day ``as_of`` of the address, else on the last day of the data."""
    question = site.knowledge.questions["members-as-of"]
    outcome = asked(site, question, view.args, view.lang)
    answer = outcome.answer or site.knowledge.ask(question.name, lang=view.lang)
    states, known = _states(site, answer), known_spans(site)
    shown = {
        iri: _shown(view, place, known[iri], states.get(iri, NOT))
        for iri, place in site_places(site, view).items()
        if iri in known
    }
    kinds = view.say("began the network", "mengawali jaringan"), view.say("joined later", "bergabung kemudian")
    drawing = city_map(
        shown.values(),
        (*kinds, view.say("perhaps a member on that day", "mungkin anggota pada tanggal itu")),
        others=view.say("no member on that day", "bukan anggota pada tanggal itu"),
        nations=site_nations(site, view),
        id=MAP,
        lang=view.lang,
        title=view.say("Map of the member cities", "Peta kota anggota"),
    )
    counts = Counter(states.values())
    return Members(
        answer.as_of or "",
        " ".join(outcome.faults.values()),
        answer,
        _sentence(view, counts[CERTAIN], counts[POSSIBLE], answer.as_of or ""),
        drawing,
        _by_nation(site, view, shown, states),
    )


def sentences(view: View) -> dict[str, str]:
    """How many members there are, as the page and its script say it: all certain, some only possible, none."""
    return {
        "all": view.say("Member cities on {day}: {certain}.", "Kota anggota per {day}: {certain}."),
        "some": view.say(
            "Member cities on {day}: {certain} for certain, {possible} more perhaps.",
            "Kota anggota per {day}: {certain} pasti, {possible} lagi mungkin.",
        ),
        "none": view.say(
            "No city is known as a member on {day}.", "Tidak ada kota yang diketahui menjadi anggota per {day}."
        ),
    }


def _sentence(view: View, certain: int, possible: int, day: str) -> str:
    which = "some" if possible else "all" if certain else "none"
    return sentences(view)[which].format(day=in_words(day, view.lang), certain=certain, possible=possible)


def _states(site: Site, answer: Answer) -> dict[str, str]:
    """Whether each city of the answer was a member for certain or perhaps, by its IRI."""
    sure = [column.name for column in answer.columns].index("sure")
    certain = site.labels.label(PREFIXES["certainty"] + "certain", answer.lang)
    return {
        iri: CERTAIN if plain(answer.rows[number][sure], site.labels, answer.lang) == certain else POSSIBLE
        for iri, number in cities_of(site, answer).items()
    }


def _shown(view: View, place: Place, span: Span, state: str) -> Place:
    """The city as the map shows it on the day; ``data`` let a script show any other."""
    own = FOUNDING if span.founding else LATER
    kind = {CERTAIN: own, POSSIBLE: PERHAPS, NOT: OTHERS}[state]
    joined = in_words(span.joined, view.lang)
    text = view.say(f"joined {joined}", f"bergabung {joined}")
    if span.founding:
        text = view.say(f"began the network, {joined}", f"mengawali jaringan, {joined}")
    return replace(place, kind=kind, text=text, data={**span.data, "kind": str(own + 1)})


def _by_nation(site: Site, view: View, shown: Mapping[str, Place], states: Mapping[str, str]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = defaultdict(list)
    for iri, place in shown.items():
        for nation in site.graph.objects(ox.NamedNode(iri), TERMS + "inNation"):
            if isinstance(nation, ox.NamedNode):
                found[nation.value].append(Entry(place, key(place.kind, id=MAP), states.get(iri, NOT)))
    return dict(sorted(found.items(), key=lambda item: site.labels.label(item[0], view.lang)))
