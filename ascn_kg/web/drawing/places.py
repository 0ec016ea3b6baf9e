"""Cities as maps take them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import pyoxigraph as ox

from ascn_kg.namespaces import RDF, TERMS
from ascn_kg.web.site import Site
from ascn_kg.web.view import View

SIGNS = 8  # shapes and colours of kinds; further kinds begin again with the first


def sign(kind: int) -> int:
    """The number of a kind's sign in the style sheet and among the shapes: 0 for others, else 1 to 8."""
    return 0 if kind < 0 else kind % SIGNS + 1


@dataclass(frozen=True)
class Place:
    """A city on a map: its name, the address of its page, its position in degrees (None where none is stated).

    ``kind`` is its position among the kinds of the map, -1 that of others; ``text`` is what is said of it,
    ``value`` the size of its mark; ``data`` become data-attributes of its mark, for scripts.
    """

    name: str
    href: str
    longitude: float | None
    latitude: float | None
    kind: int = 0
    text: str = ""
    value: float | None = None
    data: Mapping[str, str] = field(default_factory=dict)

    @property
    def sign(self) -> int:
        """The number of its kind's sign: its class is ``k`` and this."""
        return sign(self.kind)


def site_places(site: Site, view: View) -> dict[str, Place]:
    """Every city of the graph by its IRI, in the order of the names, with addresses as this page writes them."""
    cities = {quad.subject for quad in site.graph.find(None, RDF + "type", ox.NamedNode(TERMS + "City"))}
    places = {
        city.value: Place(
            site.labels.label(city.value, view.lang),
            site.address(view, city.value),
            _degrees(site, city, "longitude"),
            _degrees(site, city, "latitude"),
        )
        for city in cities
        if isinstance(city, ox.NamedNode)
    }
    return dict(sorted(places.items(), key=lambda item: (item[1].name, item[0])))


def site_nations(site: Site, view: View) -> dict[str, str]:
    """What each nation of the graph is called, by its two letters."""
    codes = site.graph.find(None, TERMS + "isoAlpha2")
    return {
        quad.object.value: site.labels.label(quad.subject.value, view.lang)
        for quad in codes
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal)
    }


def _degrees(site: Site, city: ox.NamedNode, term: str) -> float | None:
    return next((float(o.value) for o in site.graph.objects(city, TERMS + term) if isinstance(o, ox.Literal)), None)
