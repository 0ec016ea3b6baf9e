"""What is not known about a thing: what the data say of their own gaps, and what is plainly missing."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from ascn_kg.namespaces import PREFIXES
from ascn_kg.web.things.index import kind_of
from ascn_kg.web.things.listing import latest_report
from ascn_kg.web.things.telling import Telling

_COMPLETE = PREFIXES["level"] + "complete"

# What the data at large say about themselves that bears on a kind of thing, by the keys of ascn:covers.
_BEARS_ON = {
    "city": (
        "memberships", "designations", "nominations", "plans", "initiatives", "reports", "support", "partnerships",
    ),
    "initiative": ("initiatives", "reports", "functions", "support"),
    "event": ("events", "participations"),
    "nation": ("nation-memberships", "chairs", "support"),
    "organization": ("support", "partnerships"),
    "person": ("posts", "remarks"),
    "plan": ("plans",),
    "post": ("posts",),
    "source": ("documents",),
    "membership": ("memberships", "nation-memberships"), "designation": ("designations",),
    "nomination": ("nominations",), "chairship": ("chairs",), "tenure": ("posts",), "support": ("support",),
    "partnership": ("partnerships",), "participation": ("participations",), "presentation": ("presentations",),
    "report": ("reports",), "count": ("counts",), "naming": ("names",), "dating": ("events",), "remark": ("remarks",),
}  # fmt: skip
_CITY_LACKS = {
    "Membership": ("No statement on its membership is known.", "Tidak diketahui keterangan tentang keanggotaannya."),
    "ActionPlan": ("No action plan of it is known.", "Rencana aksinya tidak diketahui."),
    "Initiative": ("No project or service of it is known.", "Proyek atau layanannya tidak diketahui."),
    "ProgressReport": (
        "No report tells how its projects are coming along.",
        "Tidak ada laporan tentang kemajuan proyeknya.",
    ),
    "Support": ("No support it received is known.", "Dukungan yang diterimanya tidak diketahui."),
}


@dataclass(frozen=True)
class Unknown:
    """One gap in words with its sources; ``known`` is set where the data say that something is complete."""

    text: Markup
    sources: Markup
    known: bool = False


def lacking(telling: Telling, city: str) -> list[str]:
    """The classes of what a city can be expected to have and of which none is known."""
    index = telling.index
    initiatives = index.subjects(city, "ofCity")
    has = {
        "Membership": index.subjects(city, "memberCity"),
        "ActionPlan": index.subjects(city, "planOf"),
        "Initiative": initiatives,
        "ProgressReport": [each for each in initiatives if latest_report(telling, each)],
        "Support": [s for each in (city, *initiatives) for s in index.subjects(each, "supported")],
    }
    return [name for name, found in has.items() if not found]


def unknown(telling: Telling, iri: str) -> tuple[list[Unknown], list[Unknown]]:
    """The gaps of this thing, and what bears on all of its kind."""
    index, own = telling.index, coverage_of(telling, iri)
    if kind_of(iri) == "coverage":
        own.append(iri)
    found = [_coverage(telling, each) for each in own]
    covered = {key.value for each in own for key in index.values(each, "covers") if hasattr(key, "value")}
    found += [Unknown(text, Markup("")) for text in _plain(telling, iri, covered)]
    keys = _BEARS_ON.get(kind_of(iri) or "", ())
    whole = [PREFIXES["organization"] + "ascn", PREFIXES["group"] + "ascn-cities", PREFIXES["organization"] + "asean"]
    of_all = dict.fromkeys(each for thing in whole if thing != iri for each in coverage_of(telling, thing))
    bearing = [each for key in keys for each in of_all if index.one(each, "covers") == key]
    return found, [_coverage(telling, each) for each in bearing]


def coverage_of(telling: Telling, iri: str) -> list[str]:
    """The coverage nodes of a thing."""
    return sorted(telling.index.subjects(iri, "coverageOf"))


def _coverage(telling: Telling, node: str) -> Unknown:
    level = telling.index.iris(node, "level")
    gist = telling.text(node, "gist")
    shown = gist or Markup(", ").join(telling.link(each) for each in level)
    known = _COMPLETE in level
    if known:
        shown = Markup('{} <span class="badge certain">{}</span>').format(shown, telling.say("complete", "lengkap"))
    return Unknown(shown, telling.cite([node]), known)


def _plain(telling: Telling, iri: str, covered: set[str]) -> list[Markup]:
    """What is missing by the graph itself, unless a statement about coverage says so already."""
    index, say, found = telling.index, telling.say, []
    if kind_of(iri) == "city":
        keys = {"Initiative": "initiatives", "ActionPlan": "plans", "Support": "support", "Membership": "memberships"}
        found += [Markup(say(*_CITY_LACKS[name])) for name in lacking(telling, iri) if keys.get(name) not in covered]
    if PREFIXES["adminkind"] + "unknown" in index.iris(iri, "adminKind"):
        found.append(
            Markup(
                say(
                    "No document at hand says what kind of administrative unit takes part (city, province …).",
                    "Tidak ada dokumen yang menyebut jenis satuan administratif yang ikut serta (kota, provinsi …).",
                )
            )
        )
    if kind_of(iri) == "initiative":
        found += _after_last_report(telling, iri)
    if kind_of(iri) == "event" and not telling.when(iri):
        found.append(Markup(say("When it took place is not known.", "Kapan berlangsungnya tidak diketahui.")))
    return found


def _after_last_report(telling: Telling, iri: str) -> list[Markup]:
    """Whether the later lists still have an initiative."""
    say = telling.say
    report = latest_report(telling, iri)
    if report is None:
        text = say("No progress report tells of it.", "Tidak ada laporan kemajuan tentangnya.")
        return [Markup(text)]
    year = (telling.index.one(report, "seenOn") or "")[:4]
    if not year or year >= telling.index.last_reports or telling.index.subjects(iri, "earlier"):
        return []
    text = say(
        "The lists after {} no longer name it; whether it was finished, given up or renamed is not said.",
        "Daftar sesudah {} tidak lagi menyebutnya; apakah selesai, dihentikan, atau berganti nama tidak disebut.",
    )
    return [Markup(text).format(year)]
