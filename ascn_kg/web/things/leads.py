"""The sentence under the title of a page: what this is, for whoever never heard of it."""

from __future__ import annotations

import re
from collections.abc import Callable

from markupsafe import Markup, escape

from ascn_kg.namespaces import PREFIXES, RDF, SKOS
from ascn_kg.web.things.index import kind_of
from ascn_kg.web.things.listing import latest_report, preferred
from ascn_kg.web.things.telling import Telling

# An EDTF date that names a day, a month or a year.
_DATE = re.compile(r"[0-9]")
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
    if telling.lang == "en" and PREFIXES["nation"] + "philippines" in index.iris(city, "inNation"):
        nation = Markup("the {}").format(nation)
    kind = index.iris(city, "adminKind")
    what = (
        say("Place", "Tempat") if PREFIXES["adminkind"] + "unknown" in kind else telling.title(kind[0]) if kind else ""
    )
    sentence = Markup(say("{} in {}{}.", "{} di {}{}.")).format(
        _capital(what), nation, telling.cite_value(city, "inNation")
    )
    membership = preferred(telling, index.subjects(city, "memberCity"))
    if membership is None:
        return sentence
    network = Markup(", ").join(map(telling.link, index.iris(membership, "network")))
    # "Since 2023", but "member: by April 2018", as no more is known.
    plain = _DATE.match(index.one(membership, "stated") or "")
    words = say("Member of the {} since {}{}.", "Anggota {} sejak {}{}.")
    if not plain:
        words = say("Member of the {}: {}{}.", "Anggota {}: {}{}.")
    since = Markup(words).format(network, telling.when(membership), telling.cite([membership]))
    return Markup("{} {}").format(sentence, since)


def _initiative(telling: Telling, initiative: str) -> Markup:
    index, say = telling.index, telling.say
    cities = Markup(", ").join(map(telling.link, index.iris(initiative, "ofCity")))
    what = _what(telling, initiative)
    first = Markup(say("{} of {}.", "{} milik {}.")).format(what, cities) if cities else Markup("{}.").format(what)
    function = telling.text(initiative, "function")
    told = Markup(" {} {}").format(function, telling.cite_value(initiative, "function")) if function else Markup("")
    report = latest_report(telling, initiative)
    if report is None or not index.iris(report, "status"):
        return first + told
    status = Markup(", ").join(map(telling.link, index.iris(report, "status")))
    last = Markup(say(" Last report: {} ({}){}.", " Laporan terakhir: {} ({}){}.")).format(
        status, telling.day(report), telling.cite([report])
    )
    return first + told + last + _went_on(telling, initiative)


def _went_on(telling: Telling, initiative: str) -> Markup:
    """What an initiative continued as, and how that is known."""
    index, found = telling.index, Markup("")
    for node in index.subjects(initiative, "earlier"):
        later, basis = (Markup(", ").join(map(telling.link, index.iris(node, leg))) for leg in ("later", "basis"))
        words = telling.say(" Continued as {} ({}){}.", " Berlanjut sebagai {} ({}){}.")
        found += Markup(words).format(later, basis, telling.cite([node]))
    return found


def _what(telling: Telling, iri: str) -> Markup:
    """The classes of a thing in a row: Project and digital service."""
    words = [telling.site.labels.label(each, telling.lang) for each in telling.index.iris(iri, RDF + "type")]
    return escape(_capital(telling.say(" and ", " dan ").join(words)))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _source(telling: Telling, source: str) -> Markup:
    index = telling.index
    authority = Markup(", ").join(
        telling.link(each, _capital(telling.title(each))) for each in index.iris(source, "authority")
    )
    publisher = Markup(", ").join(map(telling.link, index.iris(source, "publisher")))
    parts = [part for part in (authority, publisher, escape(telling.when(source))) if part]
    number = sum("Evidence" in index.classes(each) for each in index.subjects(source, "fromSource"))
    if index.one(source, "textSha256"):
        words = telling.say(
            " Read as a whole; {} of its passages are used.", " Dibaca seluruhnya; {} bagiannya dipakai."
        )
    else:
        words = telling.say(" Referred to in {} places, not copied.", " Dirujuk di {} tempat, tidak disalin.")
        if number == 1:
            words = telling.say(" Referred to as a whole.", " Dirujuk secara keseluruhan.")
    return Markup("{}.{}").format(Markup("; ").join(parts), Markup(words).format(number))


def _event(telling: Telling, event: str) -> Markup:
    index = telling.index
    place = Markup(", ").join(map(telling.link, index.iris(event, "heldIn")))
    dates = telling.when(event)
    where = Markup(telling.say("in {}", "di {}")).format(place) if place else Markup("")
    parts = [part for part in (_what(telling, event), escape(dates), where) if part]
    sources = telling.cite_value(event, "stated")
    return Markup("{}{}. {}").format(Markup(", ").join(parts), sources, telling.badges(event))


def _nation(telling: Telling, nation: str) -> Markup:
    cities = sorted(telling.index.subjects(nation, "inNation"), key=telling.title)
    if not cities:
        return Markup(telling.say("Nation without a city in the network.", "Negara tanpa kota dalam jaringan."))
    text = telling.say("Nation. Its cities in the network: {}.", "Negara. Kotanya dalam jaringan: {}.")
    if len(cities) == 1:
        text = telling.say("Nation. Its city in the network: {}.", "Negara. Kotanya dalam jaringan: {}.")
    return Markup(text).format(Markup(", ").join(map(telling.link, cities)))


def _organization(telling: Telling, body: str) -> Markup:
    index, say = telling.index, telling.say
    governs = index.iris(body, "governmentOf")
    above = [*index.iris(body, "directUnitOf"), *governs]
    whose = Markup(say(" of {}", " dari {}")).format(Markup(", ").join(map(telling.link, above))) if above else ""
    sentence = Markup("{}{}.").format(_what(telling, body), whose)
    members = {city for each in index.subjects(body, "network") for city in index.iris(each, "memberCity")}
    if not members:
        return sentence
    rest = say(" {} cities are, or once were, its members.", " {} kota menjadi, atau pernah menjadi, anggotanya.")
    return sentence + Markup(rest).format(len(members))


def _person(telling: Telling, person: str) -> Markup:
    index, held = telling.index, []
    for tenure in index.subjects(person, "holder"):
        posts = Markup(", ").join(map(telling.link, index.iris(tenure, "post")))
        held.append(Markup("{} ({}){}").format(posts, telling.when(tenure), telling.cite([tenure])))
    return Markup("{}.").format(Markup("; ").join(held)) if held else Markup("")


_LEADS: dict[str, Callable[[Telling, str], Markup]] = {
    "city": _city,
    "event": _event,
    "initiative": _initiative,
    "nation": _nation,
    "organization": _organization,
    "person": _person,
    "source": _source,
}
