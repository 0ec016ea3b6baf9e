"""What two documents say together of a dozen cities: bodies, people, events, numbers and words, beside the cities."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.network.cities import write_city
from benchmarks.network.documents import Document
from benchmarks.network.events import Pair, write_event, write_participation
from benchmarks.network.fixed import nation_supports
from benchmarks.network.initiatives import write_initiatives
from benchmarks.network.plan import City
from benchmarks.network.sayings import write_sayings
from benchmarks.network.turtle import began, both, in_year, statement
from benchmarks.network.world import World

_TOPICS = ("topic:governance", "topic:funding", "topic:open-data", "topic:planning", "topic:inclusion")
_ROLES = ("role:participant", "role:speaker", "role:listener")


def write_report(world: World, number: int, cities: Sequence[City]) -> None:
    """Write the cities of one report and everything around them."""
    first = Document(world.files, world.chance, f"list-{number}", 2018)
    second = Document(world.files, world.chance, f"article-{number}", 2024)
    _bodies(world, number, cities[0], second)
    dates, when = _events(world, number, cities, second)
    for city in cities:
        write_city(world, city, first, second)
        write_initiatives(world, city, second, f"event:workshop-{number}", dates, when)
    _counts(world, number, cities, first, second)
    write_sayings(world, number, cities[0], second)
    first.leave_out()
    second.leave_out()
    first.close()
    second.close()


def _bodies(world: World, number: int, city: City, document: Document) -> None:
    """Organizations and groups around the cities, one of which supports the network."""
    nation = f"nation:n{city.nation}"
    bodies: list[tuple[str, str, str, list[Pair]]] = [
        ("organization:ministry", "ascn:Ministry", "Kementerian", [("ascn:governmentOf", nation)]),
        (
            "organization:unit",
            "ascn:GovernmentUnit",
            "Direktorat",
            [("ascn:directUnitOf", f"organization:ministry-{number}")],
        ),
        ("organization:government", "ascn:CityGovernment", "Pemerintah", [("ascn:governmentOf", f"city:{city.slug}")]),
        ("organization:supporter", "ascn:Company", "Perusahaan Pendukung", []),
        ("organization:visitor", "ascn:Company", "Perusahaan Peninjau", []),
        ("group:delegation", "ascn:Delegation", "Delegasi", [("ascn:delegationOf", nation)]),
        ("group:cities", "ascn:Group", "Kota-kota", []),
    ]
    for name, kind, label, pairs in bodies:
        world.files.write(
            "organizations",
            f"{name}-{number}",
            kind,
            ("rdfs:label", f'"{label} {number}"@id'),
            *pairs,
            ("ascn:evidence", document.passage()),
        )
    paid = world.chance.happens(0.5, "paid", number)
    world.files.write(
        "situations/support",
        f"support:supporter-{number}",
        "ascn:Support",
        ("ascn:supporter", f"organization:supporter-{number}"),
        ("ascn:supported", "organization:ascn"),
        ("ascn:occasion", f"event:workshop-{number}"),
        ("ascn:amount", f"{1000 + number}.0" if paid else []),
        ("ascn:currency", '"USD"' if paid else []),
        *in_year(2019),
        *statement(),
        ("ascn:evidence", document.passage()),
        ("ascn:amountEvidence", document.passage() if paid else []),
    )


def _events(world: World, number: int, cities: Sequence[City], document: Document) -> tuple[list[Pair], str]:
    """A meeting, the workshop planned and held at it and a visit; the dates of the workshop, and as stated."""
    year = 2018 + world.chance.below(7, "event year", number)
    host = cities[0]
    place: Pair = ("ascn:heldIn", f"city:{host.slug}")
    meeting = f"meeting {number}"
    write_event(
        world,
        f"event:meeting-{number}",
        "ascn:Meeting",
        (meeting, f"pertemuan {number}"),
        began(f"{year}-07", f"{year}-07-01", f"{year}-07-31"),
        document.passage(),
        ("ascn:edition", str(number + 1)),
        ("ascn:meetingOf", "organization:union"),
        place,
        shown={"edition": str(number + 1), "meeting_of": "Union", "place": host.name},
    )
    when = f"{year}-07-22/{year}-07-25"
    started = began(when, f"{year}-07-22", f"{year}-07-22")
    dates = [
        *started,
        ("ascn:endEarliest", f'"{year}-07-25"^^xsd:date'),
        ("ascn:endLatest", f'"{year}-07-25"^^xsd:date'),
    ]
    topics = sorted({world.chance.one_of(_TOPICS, "topic", number, i) for i in range(3)})
    write_event(
        world,
        f"event:workshop-{number}",
        "ascn:Workshop",
        (f"workshop {number}", f"lokakarya {number}"),
        dates,
        [document.passage(), document.passage()],
        ("ascn:duringEvent", f"event:meeting-{number}"),
        ("ascn:discussed", topics),
        ("ascn:purpose", both("To learn.", "Untuk belajar.")),
        place,
        shown={"during": meeting, "place": host.name, "purpose": "To learn."},
    )
    write_event(
        world,
        f"event:workshop-planned-{number}",
        "ascn:Workshop",
        (f"planned workshop {number}", f"rencana lokakarya {number}"),
        began(f"{year}-06", f"{year}-06-01", f"{year}-06-30"),
        document.passage(),
        modality="planned",
    )
    write_event(
        world,
        f"event:visit-{number}",
        "ascn:Visit",
        (f"visit {number}", f"kunjungan {number}"),
        began(f"[..{year}-07]", latest=f"{year}-07-31"),
        document.passage(),
        place,
        shown={"place": host.name},
    )
    world.files.write(
        "situations/continuations",
        f"continuation:workshop-{number}",
        "ascn:Continuation",
        ("ascn:earlier", f"event:workshop-planned-{number}"),
        ("ascn:later", f"event:workshop-{number}"),
        ("ascn:basis", "basis:same-name"),
        ("ascn:undated", "true"),
        *statement(),
        ("ascn:evidence", document.passage()),
    )
    _participations(world, number, cities, dates, document)
    return dates, when


def _participations(world: World, number: int, cities: Sequence[City], dates: list[Pair], document: Document) -> None:
    label, event = f"workshop {number}", f"event:workshop-{number}"
    nation = cities[0].nation
    actors: list[tuple[str, str, str, str, bool]] = [
        ("nation", f"nation:n{nation}", world.nation(nation), "ascn:Nation", nation_supports(nation)),
        ("supporter", f"organization:supporter-{number}", "", "ascn:Company", True),
        ("visitor", f"organization:visitor-{number}", f"Perusahaan Peninjau {number}", "ascn:Company", False),
        ("delegation", f"group:delegation-{number}", f"Delegasi {number}", "ascn:Delegation", False),
        *((city.slug, f"city:{city.slug}", city.name, "ascn:City", False) for city in cities[:4]),
    ]
    for slug, actor, shown, kind, supports in actors:
        role = world.chance.one_of(_ROLES, "role", number, slug)
        row = None if supports else (shown, label, world.words[kind])
        write_participation(world, f"{slug}-at-{number}", actor, event, role, dates, document, row=row)


def _counts(world: World, number: int, cities: Sequence[City], first: Document, second: Document) -> None:
    """Numbers that documents give of their cities, here and there one off, and how many they name."""
    founding = sum(city.membership.way == "founding" for city in cities)
    nation = cities[0].nation
    there = [city for city in cities if city.nation == nation and city.membership.is_member]
    nominated = sum(not city.membership.is_member for city in cities)
    counts = [
        ("members", "countable:member-cities", first, founding, None),
        ("pilots", "countable:pilot-cities", first, founding, None),
        ("nominated", "countable:nominated-cities", first, nominated, None),
        ("within", "countable:member-cities", second, len(there), nation),
    ]
    for slug, counted, document, named, within in counts:
        value = named + world.chance.below(2, "count", slug, number)
        name = f"count:{slug}-{number}"
        world.files.write(
            "situations/counts",
            name,
            "ascn:Count",
            ("ascn:countOf", f"group:cities-{number}"),
            ("ascn:counted", counted),
            ("ascn:value", str(value)),
            ("ascn:countWithin", f"nation:n{within}" if within is not None else []),
            *in_year(2018),
            *statement(),
            ("ascn:evidence", document.passage()),
        )
        shown = "" if within is None else world.nation(within)
        row = world.words[counted], shown, str(value), str(named), "2018", document.label
        world.answers.add("counts-against-names", name, *row)
