"""The sentence under the title of a page: what this is, for whoever never heard of it."""

from __future__ import annotations

from collections.abc import Callable

from markupsafe import Markup

from ascn_kg.namespaces import PREFIXES, SKOS
from ascn_kg.web.things.index import kind_of
from ascn_kg.web.things.listing import classes, latest_report, preferred
from ascn_kg.web.things.telling import Telling

_TEXTS = ("gist", SKOS + "definition", "vision", "function", "purpose")


def lead(telling: Telling, iri: str) -> Markup:
    """A sentence or two with their sources; empty where there is nothing to say beyond the facts."""
    made = _LEADS.get(kind_of(iri) or "")
    if made is not None and (sentence := made(telling, iri)):
        return sentence
    for term in _TEXTS:
        if text := telling.text(iri, term):
            return Markup("{} {}").format(text, telling.cite_value(iri, term))
    return Markup("")


def _city(telling: Telling, city: str) -> Markup:
    index, say = telling.index, telling.say
    nation = Markup(", ").join(map(telling.link, index.iris(city, "inNation")))
    kind = index.iris(city, "adminKind")
    what = (
        say("Place", "Tempat") if PREFIXES["adminkind"] + "unknown" in kind else telling.title(kind[0]) if kind else ""
    )
    what = what[:1].upper() + what[1:]
    sentence = Markup(say("{} in {}{}.", "{} di {}{}.")).format(what, nation, telling.cite_value(city, "inNation"))
    membership = preferred(telling, index.subjects(city, "memberCity"))
    if membership is None:
        return sentence
    network = Markup(", ").join(map(telling.link, index.iris(membership, "network")))
    since = Markup(say("Member of the {}: {}{}.", "Anggota {}: {}{}.")).format(
        network, telling.when(membership), telling.cite([membership])
    )
    return Markup("{} {}").format(sentence, since)


def _initiative(telling: Telling, initiative: str) -> Markup:
    index, say = telling.index, telling.say
    cities = Markup(", ").join(map(telling.link, index.iris(initiative, "ofCity")))
    what = classes(telling, initiative)
    first = Markup(say("{} of {}.", "{} milik {}.")).format(what, cities) if cities else Markup("{}.").format(what)
    function = telling.text(initiative, "function")
    told = Markup(" {} {}").format(function, telling.cite_value(initiative, "function")) if function else Markup("")
    report = latest_report(telling, initiative)
    if report is None or not index.iris(report, "status"):
        return first + told
    status = Markup(", ").join(map(telling.link, index.iris(report, "status")))
    last = Markup(say(" Last report: {} ({}){}.", " Laporan terakhir: {} ({}){}.")).format(
        status, telling.when(report), telling.cite([report])
    )
    return first + told + last


def _source(telling: Telling, source: str) -> Markup:
    index = telling.index
    authority = Markup(", ").join(map(telling.link, index.iris(source, "authority")))
    publisher = Markup(", ").join(map(telling.link, index.iris(source, "publisher")))
    parts = [part for part in (authority, publisher, telling.when(source)) if part]
    number = len(index.subjects(source, "fromSource"))
    rest = Markup(telling.say(" {} of its passages are used here.", " {} bagiannya dipakai di sini.")).format(number)
    return Markup("{}.{}").format(Markup("; ").join(parts), rest)


def _event(telling: Telling, event: str) -> Markup:
    index = telling.index
    place = Markup(", ").join(map(telling.link, index.iris(event, "heldIn")))
    dates = telling.when(event)
    where = Markup(telling.say("in {}", "di {}")).format(place) if place else Markup("")
    parts = [part for part in (classes(telling, event), dates, where) if part]
    sources = telling.cite_value(event, "stated")
    return Markup("{}{}. {}").format(Markup(", ").join(parts), sources, telling.badges(event))


def _nation(telling: Telling, nation: str) -> Markup:
    cities = sorted(telling.index.subjects(nation, "inNation"), key=telling.title)
    if not cities:
        return Markup("")
    text = telling.say("In the network with {}.", "Ikut dalam jaringan lewat {}.")
    return Markup(text).format(Markup(", ").join(map(telling.link, cities)))


_LEADS: dict[str, Callable[[Telling, str], Markup]] = {
    "city": _city,
    "event": _event,
    "initiative": _initiative,
    "nation": _nation,
    "source": _source,
}
