"""Maps and charts as SVG, drawn by the server.

Pure functions from values to Markup; put the result into a ``<figure>`` with a ``<figcaption>`` and, since a drawing
is never the only way to read its values, beside a table or a list of them. Every function takes the language of the
page, a ``title`` (what the drawing shows, in a sentence) and an ``id`` that is its own on the page. Colours, and what
light and dark themes make of them, are in ``static/drawing.css``; kinds and series take theirs by position, and the
kinds of a map their shape too, so that colour never stands alone.

Charts take the width of what they stand in and keep their letters at reading size on a telephone:

>>> from ascn_kg.web.drawing import Bar, Line, Stack, bars, over_time, stacked_bars
>>> str(bars([Bar("Hanoi", 12), Bar("Manila", 3, "3 of 12")], id="c", lang="en", title="Initiatives by city"))[:4]
'<svg'
>>> shares = [Stack("2024", (26, 74)), Stack("2025", (25, 75))]
>>> "26%" in stacked_bars(shares, ("Civic & Social", "Other"), id="c", lang="en", title="Shares by year", unit="%")
True
>>> from datetime import date
>>> growth = Line("Cities", ((date(2018, 4, 28), 26), (date(2026, 1, 31), 38)), step=True)
>>> "Cities: 2018-04-28 26, 2026-01-31 38" in over_time([growth], id="c", lang="en", title="Member cities")
True

Maps show cities, each exactly once and with a link to its page. ``site_places(site, view)`` has a Place for every city
of the graph, by IRI; give each its kind (a position in ``kinds``), a text, and where it helps a value, which becomes
the size of its mark:

    places = site_places(site, view)
    shown = [replace(places[iri], kind=0, text="joined in 2018") for iri in ...]
    svg = city_map(shown, ["founding city", "joined later"], id="map", lang=view.lang, title="Member cities")

With ``nations=site_nations(site, view)`` the map bears the names of the nations as well.
``key(kind, id=…)`` is the sign of a kind for words beside the map, ``locator_map(place, …)`` a small map of one city.
Under each map print ``borders(lang)``: borders are de facto.
"""

from __future__ import annotations

from ascn_kg.web.drawing.bars import Bar, Stack, bars, stacked_bars
from ascn_kg.web.drawing.map import borders, city_map, key, locator_map
from ascn_kg.web.drawing.over_time import Line, over_time
from ascn_kg.web.drawing.places import Place, site_nations, site_places

__all__ = [
    "Bar",
    "Line",
    "Place",
    "Stack",
    "bars",
    "borders",
    "city_map",
    "key",
    "locator_map",
    "over_time",
    "site_nations",
    "site_places",
    "stacked_bars",
]
