"""Maps of South-East Asia with cities on them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence

from markupsafe import Markup

from ascn_kg.web.drawing.boxes import Label
from ascn_kg.web.drawing.layout import Placed, laid_out, letter_boxes, nation_names
from ascn_kg.web.drawing.outlines import HEIGHT, WIDTH, paths, project
from ascn_kg.web.drawing.places import Place, sign
from ascn_kg.web.drawing.scales import length
from ascn_kg.web.drawing.sheets import NARROW, WIDE, Panel, Sheet

STEPS, COARSE = 200, 10  # of the outlines, to a degree

# The shape of each kind, within a circle of radius 1; that of others is hollow and small.
_SHAPES = (
    "M-.6 0a.6 .6 0 1 0 1.2 0a.6 .6 0 1 0-1.2 0z",
    "M-1 0a1 1 0 1 0 2 0a1 1 0 1 0-2 0z",
    "M-.9-.9h1.8v1.8h-1.8z",
    "M0-1.25 1.25 0 0 1.25-1.25 0z",
    "M0-1.2 1.15.85h-2.3z",
    "M0 1.2-1.15-.85h2.3z",
    "M-.4-1.1h.8v.7h.7v.8h-.7v.7h-.8v-.7h-.7v-.8h.7z",
    "M-1.25-.55h2.5v1.1h-2.5z",
    "M-.55-1.25h1.1v2.5h-1.1z",
)


def borders(lang: str) -> str:
    """The sentence that stands under each map."""
    if lang == "id":
        return "Batas wilayah menurut keadaan nyata (Natural Earth), tanpa sikap apa pun tentang status suatu wilayah."
    return "Borders are de facto (Natural Earth) and imply no position on the status of any territory."


def city_map(
    places: Iterable[Place],
    kinds: Sequence[str] = (),
    *,
    others: str = "",
    nations: Mapping[str, str] | None = None,
    id: str,
    lang: str,
    title: str,
) -> Markup:
    """South-East Asia with a mark, a name and a link for each place, and a legend of the kinds and of the ``others``.

    It comes as two drawings, one for wide and one for narrow screens; the style sheet shows one of them. The wide one
    bears the names of ``nations``, by their two letters. Places without a position are named below.
    """
    known = list(places)
    placed = [place for place in known if place.longitude is not None]
    parts = [_defs(id), *(_sheet(sheet, placed, nations or {}, id, title) for sheet in (WIDE, NARROW))]
    parts.append(_legend(kinds, others, id))
    if len(placed) < len(known):
        parts.append(_without_position([place for place in known if place.longitude is None], id, lang))
    return Markup('<div class="map" id="{}">{}</div>').format(id, Markup("").join(parts))


def locator_map(place: Place, *, id: str, lang: str, title: str) -> Markup:
    """Where one city lies, small; empty where no position is stated."""
    if place.longitude is None or place.latitude is None:
        return Markup("")
    x, y = (length(value * COARSE) for value in project(place.longitude, place.latitude))
    width, height = round(WIDTH * COARSE), round(HEIGHT * COARSE)
    return Markup(
        '<svg class="locator" viewBox="0 0 {width} {height}" role="img" aria-labelledby="{id}-title">'
        '<title id="{id}-title">{title}</title>{land}'
        '<path class="cross" d="M{x} 0V{height}M0 {y}H{width}"/>'
        '<circle class="here" cx="{x}" cy="{y}" r="9"/></svg>'
    ).format(id=id, title=title, width=width, height=height, x=x, y=y, land=_land(COARSE))


def _land(steps: int) -> Markup:
    return Markup("").join(Markup('<path class="land" d="{}"/>').format(path) for path in paths(steps).values())


def _defs(id: str) -> Markup:
    """The land and the shapes, drawn once and used by all panels."""
    shapes = Markup("").join(
        Markup('<path id="{}-k{}" class="shape" d="{}"/>').format(id, number, shape)
        for number, shape in enumerate(_SHAPES)
    )
    return Markup(
        '<svg class="defs" width="0" height="0" aria-hidden="true" focusable="false">'
        '<defs><g id="{}-land">{}</g>{}</defs></svg>'
    ).format(id, _land(STEPS), shapes)


def _sheet(sheet: Sheet, places: Sequence[Place], nations: Mapping[str, str], id: str, title: str) -> Markup:
    names = nation_names(sheet, nations)
    parts = [
        _ground(sheet.panels[-1], id),
        *(_name(name) for name in names),
        *_frames(sheet),
        *(_ground(panel, id) for panel in sheet.panels[:-1]),
        *(_city(placed, id) for placed in laid_out(sheet, places, names)),
    ]
    return Markup('<svg class="{}" viewBox="0 0 {} {}" font-size="{}" role="group" aria-label="{}">{}</svg>').format(
        sheet.name, length(sheet.width), length(sheet.height), length(sheet.size), title, Markup("").join(parts)
    )


def _name(nation: Label) -> Markup:
    return Markup('<text class="nation" x="{}" y="{}" text-anchor="middle">{}</text>').format(
        length(nation.box.left + nation.box.width / 2), length(nation.baseline), nation.text
    )


def _ground(panel: Panel, id: str) -> Markup:
    """The land of a panel; what is enlarged stands on paper of its own, with a border and its letter."""
    box, view = panel.box, panel.view_box
    land = Markup(
        '<svg x="{}" y="{}" width="{}" height="{}" viewBox="{} {} {} {}"><use href="#{}-land"/></svg>'
    ).format(
        *(length(value) for value in (box.left, box.top, box.width, box.height)),
        *(round(value * STEPS) for value in (view.left, view.top, view.width, view.height)),
        id,
    )
    if not panel.letter:
        return land
    sides = [length(value) for value in (box.left, box.top, box.width, box.height)]
    return (
        Markup('<rect class="paper" x="{}" y="{}" width="{}" height="{}"/>').format(*sides)
        + land
        + Markup('<rect class="panel" x="{}" y="{}" width="{}" height="{}"/>').format(*sides)
        + Markup('<text class="letter" x="{}" y="{}">{}</text>').format(
            length(box.left + 6), length(box.top + 16), panel.letter
        )
    )


def _frames(sheet: Sheet) -> Iterator[Markup]:
    """On the whole map, the frames of what is enlarged."""
    for panel, frame, letter in letter_boxes(sheet):
        yield Markup(
            '<rect class="frame" x="{}" y="{}" width="{}" height="{}"/><text class="letter" x="{}" y="{}">{}</text>'
        ).format(
            *(length(value) for value in (frame.left, frame.top, frame.width, frame.height)),
            length(letter.left),
            length(letter.top + letter.height * 0.9),
            panel.letter,
        )


def _city(placed: Placed, id: str) -> Markup:
    """A link with the mark, the name, the line between them where they stand apart, and what is said of the city."""
    place, label = placed.place, placed.label
    line = Markup("")
    if label.leader:
        line = Markup('<path class="leader" d="M{} {}L{} {}"/>').format(
            *(length(value) for point in label.leader for value in point)
        )
    return Markup(
        '<a {}><title>{}</title>{}<circle class="reach" cx="{}" cy="{}" r="{}"/>'
        '<use href="#{}-k{}" transform="translate({} {}) scale({})"/><text x="{}" y="{}">{}</text></a>'
    ).format(
        _link(place),
        _said(place),
        line,
        *(length(value) for value in (placed.x, placed.y, placed.reach)),
        id,
        place.sign,
        *(length(value) for value in (placed.x, placed.y, placed.radius)),
        *(length(value) for value in (label.box.left, label.baseline)),
        label.text,
    )


def _link(place: Place) -> Markup:
    data = (Markup(' data-{}="{}"').format(name, value) for name, value in place.data.items())
    return Markup('class="place k{}" href="{}"').format(place.sign, place.href) + Markup("").join(data)


def _said(place: Place) -> str:
    return f"{place.name}: {place.text}" if place.text else place.name


def _legend(kinds: Sequence[str], others: str, id: str) -> Markup:
    named = [*enumerate(kinds), *([(-1, others)] if others else [])]
    if not named:
        return Markup("")
    entries = (Markup("<li>{}{}</li>").format(key(number, id=id), words) for number, words in named)
    return Markup('<ul class="legend">{}</ul>').format(Markup("").join(entries))


def key(kind: int, *, id: str) -> Markup:
    """The sign of a kind, for words beside the map of this ``id``; -1 is that of others."""
    return Markup(
        '<svg class="key k{0}" viewBox="-1.5 -1.5 3 3" width="16" height="16" aria-hidden="true">'
        '<use href="#{1}-k{0}"/></svg>'
    ).format(sign(kind), id)


def _without_position(places: Iterable[Place], id: str, lang: str) -> Markup:
    words = "No position is stated for" if lang == "en" else "Tidak ada keterangan letak untuk"
    links = (
        Markup('<a {} title="{}">{}{}</a>').format(_link(place), _said(place), key(place.kind, id=id), place.name)
        for place in places
    )
    return Markup('<p class="unplaced">{}: {}.</p>').format(words, Markup(", ").join(links))
