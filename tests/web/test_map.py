"""The maps: every city once, with a link; no name hides another or a mark; well-formed, small, and safe."""

from __future__ import annotations

import math
import xml.etree.ElementTree as ET
from dataclasses import replace

import pytest

from ascn_kg.web.drawing import Place, borders, city_map, key, locator_map, site_nations, site_places
from ascn_kg.web.drawing.boxes import Box, Label, place_labels
from ascn_kg.web.drawing.layout import Placed, laid_out, letter_boxes, nation_names
from ascn_kg.web.drawing.places import SIGNS
from ascn_kg.web.drawing.sheets import NARROW, WIDE, Sheet
from ascn_kg.web.site import Site
from ascn_kg.web.view import View

LANGUAGES = ("en", "id")
SHEETS = (WIDE, NARROW)
CROWDED = ("Singapore", "Johor Bahru", "Kuala Lumpur", "Putrajaya", "Bangkok", "Chonburi", "Rayong")


def _view(lang: str) -> View:
    return View(f"index.{lang}.html", lang)


def _places(site: Site, lang: str = "en") -> list[Place]:
    return list(site_places(site, _view(lang)).values())


def _laid_out(site: Site, sheet: Sheet, lang: str) -> tuple[list[Placed], list[Label]]:
    names = nation_names(sheet, site_nations(site, _view(lang)))
    return laid_out(sheet, _places(site, lang), names), names


def _href(entry: ET.Element) -> str | None:
    use = entry.find("svg/use")
    return None if use is None else use.get("href")


def _tree(drawing: str) -> ET.Element:
    """The drawing as an XML parser takes it."""
    return ET.fromstring(drawing)


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_names_and_marks_hide_nothing(site: Site, sheet: Sheet, lang: str) -> None:
    cities, names = _laid_out(site, sheet, lang)
    boxes = [(f"name {city.place.name}", city.label.box) for city in cities]
    boxes += [(f"mark {city.place.name}", city.mark) for city in cities]
    boxes += [(f"nation {name.text}", name.box) for name in names]
    boxes += [(f"letter {panel.letter}", letter) for panel, _, letter in letter_boxes(sheet)]
    hidden = [(a, b) for i, (a, one) in enumerate(boxes) for b, other in boxes[:i] if one.overlaps(other)]
    # Marks are round: two may fit where their boxes touch.
    assert [(a, b) for a, b in hidden if not (a.startswith("mark") and b.startswith("mark"))] == []
    assert [(a.place.name, b.place.name) for i, a in enumerate(cities) for b in cities[:i] if _touch(a, b)] == []


def _touch(one: Placed, other: Placed) -> bool:
    return math.dist((one.x, one.y), (other.x, other.y)) < one.radius + other.radius


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_lines_to_names_cross_no_mark_and_no_name(site: Site, sheet: Sheet) -> None:
    cities, _ = _laid_out(site, sheet, "en")
    crossed = [
        (city.place.name, other.place.name)
        for city in cities
        for other in cities
        if other is not city
        for dot in city.label.dots
        if dot.overlaps(other.mark) or dot.overlaps(other.label.box)
    ]
    assert crossed == []


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_all_stays_on_the_sheet_and_in_its_panel(site: Site, sheet: Sheet) -> None:
    whole = Box(0, 0, sheet.width, sheet.height)
    assert [panel.letter for panel in sheet.panels if not panel.box.within(whole)] == []
    for city in _laid_out(site, sheet, "en")[0]:
        panel = next(panel for panel in sheet.panels if city.mark.within(panel.box))
        assert city.label.box.within(panel.box), city.place.name


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_panels_do_not_cover_each_other(sheet: Sheet) -> None:
    enlarged = [panel.box for panel in sheet.panels[:-1]]
    assert not any(a.overlaps(b) for i, a in enumerate(enlarged) for b in enlarged[:i])


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda sheet: sheet.name)
def test_no_crowded_city_takes_the_clicks_of_another(site: Site, sheet: Sheet) -> None:
    cities = [city for city in _laid_out(site, sheet, "en")[0] if city.place.name in CROWDED]
    assert len(cities) == len(CROWDED)
    for i, one in enumerate(cities):
        assert one.reach >= one.radius
        for other in cities[:i]:
            apart = math.dist((one.x, one.y), (other.x, other.y))
            assert apart >= one.reach + other.reach - 0.01 or not _same_panel(sheet, one, other)


def _same_panel(sheet: Sheet, one: Placed, other: Placed) -> bool:
    return any(one.mark.within(panel.box) and other.mark.within(panel.box) for panel in sheet.panels)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_city_is_on_each_drawing_once_with_a_link(site: Site, lang: str) -> None:
    places = _places(site, lang)
    tree = _tree(city_map(places, ["a city"], id="map", lang=lang, title="Cities"))
    unplaced = [str(a.get("href")) for a in tree.findall(".//p/a")]
    assert unplaced == [place.href for place in places if place.longitude is None]
    for drawing in ("wide", "narrow"):
        (svg,) = (each for each in tree.findall("svg") if each.get("class") == drawing)
        links = [str(a.get("href")) for a in svg.iter("a")]
        assert sorted([*links, *unplaced]) == sorted(place.href for place in places)
        names = [a.findtext("text") for a in svg.iter("a")]
        assert sorted(map(str, names)) == sorted(place.name for place in places if place.longitude is not None)


def test_links_lead_to_pages_of_cities(site: Site) -> None:
    places = site_places(site, View("questions/members-as-of.id.html", "id"))
    assert places["https://w3id.org/ascn-kg/id/city/johor-bahru"].href == "../doc/city/johor-bahru.id.html"


def test_the_map_is_small_and_has_no_style_or_script(site: Site) -> None:
    drawing = city_map(
        _places(site), ["a", "b"], nations=site_nations(site, _view("en")), id="map", lang="en", title="Cities"
    )
    assert len(drawing.encode()) < 80_000
    assert not any(word in drawing for word in ("style=", "<style", "<script", "onclick", "fill=", "http://"))


def test_hostile_names_stay_text() -> None:
    evil = '"><script>alert(1)</script>&<a x="'
    place = Place(evil, "javascript-free.html?a=1&b=2", 100.5, 13.7, text=evil, data={"kind": evil})
    nowhere = replace(place, longitude=None, latitude=None)
    drawing = city_map([place, nowhere], [evil], others=evil, nations={"TH": evil}, id="m", lang="en", title=evil)
    tree = _tree(drawing)
    assert {each.tag for each in tree.iter() if "script" in each.tag} == set()
    link = next(tree.iter("a"))
    assert link.findtext("text") == evil
    assert link.findtext("title") == f"{evil}: {evil}"
    assert link.get("data-kind") == evil
    assert "<script" not in locator_map(place, id="m", lang="en", title=evil)
    _tree(locator_map(place, id="m", lang="en", title=evil))


def test_kinds_differ_in_shape_and_colour(site: Site) -> None:
    places = [replace(place, kind=kind) for kind, place in enumerate(_places(site)[:SIGNS], -1)]
    tree = _tree(
        city_map(places, [str(kind) for kind in range(SIGNS - 1)], others="none", id="m", lang="en", title="t")
    )
    shapes = {path.get("id"): path.get("d") for path in tree.iter("path") if path.get("class") == "shape"}
    assert len(set(shapes.values())) == SIGNS + 1
    (wide,) = (each for each in tree.findall("svg") if each.get("class") == "wide")
    for a in wide.iter("a"):
        use = a.find("use")
        assert use is not None
        assert a.get("class") == f"place {str(use.get('href')).removeprefix('#m-')}"
    legend = [(_href(li), "".join(li.itertext())) for li in tree.iter("li")]
    assert legend == [*((f"#m-k{kind + 1}", str(kind)) for kind in range(SIGNS - 1)), ("#m-k0", "none")]


def test_further_kinds_begin_again(site: Site) -> None:
    many = [str(kind) for kind in range(SIGNS + 2)]
    place = replace(_places(site)[0], kind=SIGNS + 1)
    drawing = city_map([place], many, id="m", lang="en", title="t")
    assert place.sign == 2
    assert str(key(SIGNS + 1, id="m")) in drawing
    assert f'href="#m-k{SIGNS + 1}"' not in drawing


def test_a_mark_grows_with_its_value(site: Site) -> None:
    values = {"Hanoi": 1.0, "Manila": 4.0, "Dili": 0.0}
    places = [replace(place, value=values[place.name]) for place in _places(site) if place.name in values]
    radius = {city.place.name: city.radius for city in laid_out(WIDE, places)}
    assert radius["Dili"] < radius["Hanoi"] < radius["Manila"]
    # From the smallest mark on, the radius grows with the root of the value.
    grown = (radius["Hanoi"] - radius["Dili"]) / (radius["Manila"] - radius["Dili"])
    assert grown == pytest.approx(0.5)


def test_marks_of_any_size_keep_their_names_clear(site: Site) -> None:
    for sheet in SHEETS:
        cities = laid_out(sheet, [replace(place, value=1.0) for place in _places(site)])
        names = [city.label.box for city in cities]
        assert not any(a.overlaps(b) for i, a in enumerate(names) for b in names[:i])


def test_a_crowd_without_room_still_has_all_its_names() -> None:
    """Where nothing is free, names overlap rather than vanish."""
    marks = [(f"City {number}", Box(50, 50, 10, 10)) for number in range(40)]
    labels = list(place_labels(marks, Box(0, 0, 110, 110), 12))
    assert [label.text for label in labels] == [name for name, _ in marks]


def test_the_locator_shows_where_a_city_lies(site: Site) -> None:
    manila = next(place for place in _places(site) if place.name == "Manila")
    tree = _tree(locator_map(manila, id="l", lang="en", title="Where Manila lies"))
    circle = tree.find("circle")
    assert circle is not None
    assert (float(circle.get("cx", 0)), float(circle.get("cy", 0))) == pytest.approx((286.3, 142.0), abs=0.2)
    assert tree.findtext("title") == "Where Manila lies"
    assert len(locator_map(manila, id="l", lang="en", title="t")) < 15_000


def test_a_city_without_position_has_no_locator_and_no_invented_place(site: Site) -> None:
    (nowhere,) = (place for place in _places(site) if place.longitude is None)
    assert locator_map(nowhere, id="l", lang="en", title="t") == ""
    assert laid_out(WIDE, [nowhere]) == []
    assert "No position is stated for: <a" in city_map([nowhere], id="m", lang="en", title="t")
    assert "Tidak ada keterangan letak untuk: <a" in city_map([nowhere], id="m", lang="id", title="t")


def test_borders_are_disclaimed_in_both_languages() -> None:
    assert "de facto" in borders("en")
    assert borders("id") != borders("en")
