"""The initiatives of one city: parts of each other, presented and reported on."""

from __future__ import annotations

from benchmarks.network.documents import Document
from benchmarks.network.events import Pair
from benchmarks.network.fixed import FOCUS_AREAS
from benchmarks.network.plan import City
from benchmarks.network.turtle import both, day, statement
from benchmarks.network.world import World

_KINDS = ("ascn:Project", "ascn:Programme", "ascn:PublicService", "ascn:DigitalService")
_WORDS = ("Sehat", "Terang", "Lancar", "Aman", "Hijau", "Pintar")
_CALLINGS = ("calling:project", "calling:programme", "calling:innovation", "calling:public-service")
_STATUSES = ("status:existing", "status:planned", "status:proposed")
_AREAS = tuple(f"focus:{area}" for area in FOCUS_AREAS)


def write_initiatives(
    world: World, city: City, document: Document, workshop: str, dates: list[Pair], when: str
) -> None:
    """Write the initiatives of a city; ``workshop`` and its ``dates`` are where half of them were presented."""
    for number in range(city.initiatives):
        slug = f"{city.slug}-{number}"
        kind = world.chance.one_of(_KINDS, "kind", slug)
        label = f"{city.name} {_WORDS[(city.number + number) % len(_WORDS)]}"
        within = number > 0 and world.chance.happens(0.5, "part", slug)
        serves = kind.endswith("Service")
        world.files.write(
            "initiatives",
            f"initiative:{slug}",
            kind,
            ("rdfs:label", f'"{label}"@id'),
            ("ascn:ofCity", f"city:{city.slug}"),
            ("ascn:directPartOf", f"initiative:{city.slug}-{number - 1}" if within else []),
            ("ascn:function", both("Helps people.", "Membantu warga.") if serves else []),
            ("ascn:functionEvidence", document.passage() if serves else []),
            ("ascn:evidence", document.passage()),
        )
        shown = city.name, label, world.words[kind]
        _report(world, slug, document, shown)
        if world.chance.happens(0.5, "presented", slug):
            _presentation(world, city, slug, document, workshop, dates, when, shown)


def _report(world: World, slug: str, document: Document, shown: tuple[str, str, str]) -> None:
    calling = world.chance.one_of(_CALLINGS, "called", slug)
    seen = f"{2019 + world.chance.below(6, 'reported', slug)}-08-31"
    passage = document.passage()
    world.files.write(
        "situations/progress",
        f"report:{slug}",
        "ascn:ProgressReport",
        ("ascn:initiative", f"initiative:{slug}"),
        ("ascn:status", world.chance.one_of(_STATUSES, "status", slug)),
        ("ascn:calledAs", calling),
        ("ascn:seenOn", day(seen)),
        *statement(),
        ("ascn:evidence", [passage, document.passage()]),
        ("ascn:statusEvidence", passage),
    )
    city, initiative, kind = shown
    world.answers.add("initiatives-of-city", f"report:{slug}", city, initiative, world.words[calling], seen, kind)


def _presentation(
    world: World,
    city: City,
    slug: str,
    document: Document,
    workshop: str,
    dates: list[Pair],
    when: str,
    shown: tuple[str, str, str],
) -> None:
    area = world.chance.one_of(_AREAS, "focus", slug)
    name = f"presentation:{slug}"
    world.files.write(
        "situations/presentations",
        name,
        "ascn:Presentation",
        ("ascn:presenter", f"city:{city.slug}"),
        ("ascn:initiative", f"initiative:{slug}"),
        ("ascn:event", workshop),
        ("ascn:focusArea", area),
        ("ascn:calledAs", "calling:project"),
        *dates,
        *statement(),
        ("ascn:evidence", document.passage()),
        ("ascn:focusAreaEvidence", document.passage()),
    )
    label, initiative, kind = shown
    world.answers.add("initiatives-of-city", name, label, initiative, world.words["calling:project"], when, kind)
    world.answers.add("city-focus-areas", name, label, world.words[area], initiative)
