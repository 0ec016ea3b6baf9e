"""What surrounds a thing outside its facts: the same thing elsewhere, its place, questions to ask, its data."""

from __future__ import annotations

from dataclasses import dataclass

from ascn_kg.namespaces import PREFIXES, RDFS, SKOS, expand, shrink
from ascn_kg.web.things.telling import Telling

_REGISTRIES = {
    "http://www.wikidata.org/entity/": "Wikidata",
    "https://sws.geonames.org/": "GeoNames",
    "http://metadata.un.org/sdg/": "United Nations SDG",
    "http://publications.europa.eu/resource/authority/": "EU Vocabularies",
}
_EVERYTHING = RDFS + "Resource"


@dataclass(frozen=True)
class Match:
    """The same thing, or one close to it, in a registry."""

    registry: str
    name: str
    iri: str
    exact: bool


@dataclass(frozen=True)
class Asking:
    """A saved question about a thing: its words, the address of its page, and the parameter the thing is for."""

    text: str
    stem: str
    param: str
    value: str


def matches(telling: Telling, iri: str) -> list[Match]:
    """Where else the thing has an identifier, exact ones first."""
    found = []
    for term, exact in (("exactMatch", True), ("closeMatch", False)):
        for other in sorted(telling.index.iris(iri, SKOS + term)):
            start = next((each for each in _REGISTRIES if other.startswith(each)), "")
            name = other.removeprefix(start).strip("/").rpartition("/")[2] if start else other
            found.append(Match(_REGISTRIES.get(start, other.split("/")[2]), name, other, exact))
    return found


def position(telling: Telling, iri: str) -> tuple[float, float] | None:
    """Latitude and longitude in degrees."""
    latitude, longitude = telling.index.one(iri, "latitude"), telling.index.one(iri, "longitude")
    return None if latitude is None or longitude is None else (float(latitude), float(longitude))


def degrees(telling: Telling, position: tuple[float, float]) -> str:
    """A position in words: 21.02° N, 105.84° E."""
    latitude, longitude = position
    north = ("N", "LU") if latitude >= 0 else ("S", "LS")
    east = ("E", "BT") if longitude >= 0 else ("W", "BB")
    words = f"{abs(latitude):.4f}° {telling.say(*north)}, {abs(longitude):.4f}° {telling.say(*east)}"
    return words if telling.lang == "en" else f"{_comma(latitude)}° {north[1]}; {_comma(longitude)}° {east[1]}"


def _comma(number: float) -> str:
    return f"{abs(number):.4f}".replace(".", ",")


def questions(telling: Telling, iri: str) -> list[Asking]:
    """The saved questions that take the thing as a parameter, those of its own kind before those of everything."""
    kinds = {*telling.index.all_classes(iri), *telling.index.iris(iri, SKOS + "inScheme")}
    found: list[tuple[bool, Asking]] = []
    for name, question in sorted(telling.site.knowledge.questions.items()):
        for param in question.params.values():
            kind = expand(param.type) if param.is_thing else None
            if kind in kinds or (kind == _EVERYTHING and iri.startswith(PREFIXES["scheme"].removesuffix("concept/"))):
                asking = Asking(question.summary[telling.lang], f"questions/{name}", param.name, shrink(iri))
                found.append((kind == _EVERYTHING, asking))
                break
    return [asking for _, asking in sorted(found, key=lambda pair: (pair[0], pair[1].stem))]
