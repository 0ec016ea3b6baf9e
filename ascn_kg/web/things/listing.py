"""The columns that tell things of one kind apart, wherever they are listed."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from markupsafe import Markup, escape

from ascn_kg.namespaces import SKOS
from ascn_kg.web.things.dates import sorting
from ascn_kg.web.things.index import kind_of
from ascn_kg.web.things.telling import Telling

Cell = Callable[[Telling, str], Markup]
Column = tuple[tuple[str, str], Cell]


def listed_columns(telling: Telling, things: Sequence[str]) -> list[Column]:
    """The columns for these things besides their name: those of their kind, the class first where they differ."""
    kinds = {kind_of(each) for each in things}
    columns = list(_COLUMNS.get(next(iter(kinds)) or "", _DEFAULT)) if len(kinds) == 1 else list(_DEFAULT)
    if len({tuple(telling.index.classes(each)) for each in things}) > 1:
        columns.insert(0, (("Kind", "Jenis"), classes))
    return columns


def classes(telling: Telling, iri: str) -> Markup:
    """The classes of a thing, in words."""
    return escape(", ".join(telling.label(name) for name in telling.index.classes(iri) if name != "Concept"))


def _linked(term: str) -> Cell:
    def cell(telling: Telling, iri: str) -> Markup:
        return Markup(", ").join(map(telling.link, telling.index.iris(iri, term)))

    return cell


def _text(*terms: str) -> Cell:
    def cell(telling: Telling, iri: str) -> Markup:
        return next((text for term in terms if (text := telling.text(iri, term))), Markup(""))

    return cell


def _when(telling: Telling, iri: str) -> Markup:
    return Markup("{} {}").format(telling.when(iri), telling.badges(iri)) if telling.when(iri) else telling.badges(iri)


def preferred(telling: Telling, statements: Sequence[str]) -> str | None:
    """Of several statements the one to show: preferred before normal ones, none that is set aside, then the first."""
    order = {"preferred": 0, "normal": 1}
    ranks = {each: next(iter(telling.index.iris(each, "rank")), "normal").rpartition("/")[2] for each in statements}
    shown = [each for each in statements if ranks[each] in order]
    return min(shown, key=lambda each: (order[ranks[each]], sorting(telling.index, each), each), default=None)


def joined(telling: Telling, city: str) -> Markup:
    """When a city joined, by the preferred statement."""
    found = preferred(telling, telling.index.subjects(city, "memberCity"))
    if found is None:
        return Markup("")
    return Markup("{} {}").format(telling.when(found).partition(",")[0], telling.cite([found]))


def latest_report(telling: Telling, initiative: str) -> str | None:
    """The last progress report of an initiative."""
    reports = [
        each for each in telling.index.subjects(initiative, "initiative")
        if "ProgressReport" in telling.index.classes(each)
    ]  # fmt: skip
    return max(reports, key=lambda each: (sorting(telling.index, each), each), default=None)


def _last_status(telling: Telling, initiative: str) -> Markup:
    report = latest_report(telling, initiative)
    if report is None:
        return Markup("")
    status = telling.index.iris(report, "status")
    return Markup("{} ({})").format(
        Markup(", ").join(map(telling.link, status)), sorting(telling.index, report)[:4]
    )  # fmt: skip


def _number(term: str) -> Cell:
    def cell(telling: Telling, iri: str) -> Markup:
        number = len(telling.index.subjects(iri, term))
        return escape(number) if number else Markup("")

    return cell


_WHEN: Column = (("When", "Kapan"), _when)
_WHAT: Column = (("What it is", "Apa itu"), _text("gist", SKOS + "definition", "function", "purpose", "vision"))
_DEFAULT: tuple[Column, ...] = (_WHEN, _WHAT)
_COLUMNS: dict[str, tuple[Column, ...]] = {
    "city": (
        (("Nation", "Negara"), _linked("inNation")),
        (("Joined", "Bergabung"), joined),
        (("Projects", "Proyek"), _number("ofCity")),
    ),
    "event": (_WHEN, (("Where", "Di mana"), _linked("heldIn")), (("Of", "Dari"), _linked("meetingOf"))),
    "initiative": (
        (("City", "Kota"), _linked("ofCity")),
        (("Last known status", "Status terakhir diketahui"), _last_status),
    ),
    "nation": ((("Cities in the network", "Kota dalam jaringan"), _number("inNation")),),
    "organization": (
        (("Nation or city", "Negara atau kota"), _linked("governmentOf")),
        (("Gives support", "Memberi dukungan"), _number("supporter")),
    ),
    "plan": ((("Of", "Milik"), _linked("planOf")), _WHEN, (("Vision", "Visi"), _text("vision"))),
    "post": ((("In", "Pada"), _linked("postOf")), (("Represents", "Mewakili"), _linked("represents"))),
    "source": (
        (("Publisher", "Penerbit"), _linked("publisher")),
        (("Kind of document", "Jenis dokumen"), _linked("authority")),
        _WHEN,
        (("Passages used", "Bagian yang dipakai"), _number("fromSource")),
    ),
}  # fmt: skip
