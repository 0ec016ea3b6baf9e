"""One city: its record, how it joined, what documents call it."""

from __future__ import annotations

from benchmarks.network.documents import Document
from benchmarks.network.plan import City
from benchmarks.network.turtle import Pairs, began, both, day, edtf, ended, in_year, statement
from benchmarks.network.world import World, membership_on_cut_off

_REASON = both("Dated more closely.", "Bertanggal lebih rapat.")
_KINDS = ("adminkind:city", "adminkind:regency", "adminkind:municipality", "adminkind:unknown")
Pair = tuple[str, str | list[str]]


def write_city(world: World, city: City, first: Document, second: Document) -> None:
    """Write all that two documents and the registers say of a city, but for its initiatives."""
    _record(world, city)
    here = first.passage(), second.passage()
    if city.membership.way == "nominated":
        _nomination(world, city, first)
    else:
        _membership(world, city, first, second, here)
    if city.membership.way == "founding":
        _designation(world, city, first, second, here)
    _namings(world, city, first, second, here)


def _record(world: World, city: City) -> None:
    chance = world.chance
    place = world.registers["places"].entry(city.slug)
    kind = chance.one_of(_KINDS, "admin", city.number)
    world.files.write(
        "cities",
        f"city:{city.slug}",
        "ascn:City",
        ("rdfs:label", both(city.name, city.name)),
        ("ascn:inNation", f"nation:n{city.nation}"),
        ("ascn:adminKind", kind),
        ("ascn:latitude", f"{chance.below(180_000, 'lat', city.number) / 1000 - 90:.3f}"),
        ("ascn:longitude", f"{chance.below(360_000, 'long', city.number) / 1000 - 180:.3f}"),
        ("ascn:placeEvidence", [place, world.registers["codes"].entry(city.slug)]),
        ("ascn:adminKindEvidence", [] if kind == "adminkind:unknown" else place),
        ("skos:closeMatch", f"<https://example.org/places/{city.slug}>"),
        ("skos:exactMatch", f"<https://example.org/entity/Q{city.number}>"),
    )


def _dates(city: City) -> tuple[list[Pair], str, str, bool]:
    """The dates of a membership; as shown: when it began and ended; whether it certainly began after 2018."""
    way, year = city.membership.way, city.membership.year
    if way == "founding":
        return began("[2018-04..2018-05]", "2018-04-01", "2018-05-31"), "[2018-04..2018-05]", "", False
    if way == "by-day":
        return began("[..2024-06]", latest="2024-06-30"), "[..2024-06]", "", False
    if way == "seen":
        return [("ascn:seenOn", day(f"{year}-10-30"))], f"{year}-10-30", "", False
    if way == "ended":
        end: list[Pair] = [*ended("2023", "2023-01-01", "2023-12-31"), ("ascn:ended", "true")]
        return [*in_year(year), *end], str(year), "2023", True
    if way == "ending":
        shown = "[2025-11..2026-06]"
        return [*in_year(year), *ended(shown, "2025-11-01", "2026-06-30")], str(year), shown, True
    return in_year(year), str(year), "", True


def _membership(world: World, city: City, first: Document, second: Document, here: tuple[str, str]) -> None:
    founding = city.membership.way == "founding"
    dates, joined, ends, after = _dates(city)
    name = f"membership:{city.slug}"
    legs: list[Pair] = [("ascn:memberCity", f"city:{city.slug}"), ("ascn:network", "organization:ascn")]
    document = first if founding else second
    world.files.write(
        "situations/memberships",
        name,
        "ascn:Membership",
        *legs,
        *dates,
        *statement("preferred" if founding else "normal"),
        ("ascn:founding", "true" if founding else []),
        ("ascn:rankReason", _REASON if founding else []),
        ("ascn:evidence", [here[0] if founding else here[1], document.passage()]),
        ("ascn:dateEvidence", document.passage()),
    )
    if founding:
        world.files.write(
            "situations/memberships",
            f"membership:{city.slug}-again",
            "ascn:Membership",
            *legs,
            *in_year(2018),
            *statement(),
            ("ascn:founding", "true"),
            ("ascn:corroborates", name),
            ("ascn:evidence", [here[1], second.passage()]),
        )
    _member_rows(world, city, name, joined, ends, after)


def _member_rows(world: World, city: City, name: str, joined: str, ends: str, after: bool) -> None:
    nation, answers = world.nation(city.nation), world.answers
    if city.membership.way != "founding":
        answers.add("cities-joined-after", name, city.name, nation, joined, world.sure(after), "", "")
    certain = membership_on_cut_off(city)
    if certain is None:
        return
    sure = world.sure(certain)
    counts = str(world.certain[city.nation]), str(world.at_most[city.nation])
    answers.add("members-as-of", name, city.name, nation, joined, sure, ends)
    answers.add("members-per-nation", name, nation, *counts, city.name, sure)
    if not city.initiatives:
        answers.add("cities-without-initiatives", name, city.name, nation, sure)


def _nomination(world: World, city: City, first: Document) -> None:
    world.files.write(
        "situations/nominations",
        f"nomination:{city.slug}",
        "ascn:Nomination",
        ("ascn:nominee", f"city:{city.slug}"),
        ("ascn:nominator", f"nation:n{city.nation}"),
        ("ascn:nominatedFor", "organization:ascn"),
        ("ascn:stated", edtf("[..2018-05-25]")),
        ("ascn:latest", day("2018-05-25")),
        *statement(),
        ("ascn:evidence", first.passage()),
    )


def _designation(world: World, city: City, first: Document, second: Document, here: tuple[str, str]) -> None:
    name = f"designation:{city.slug}"
    legs: list[Pair] = [
        ("ascn:designated", f"city:{city.slug}"),
        ("ascn:designatedAs", "designationkind:pilot-city"),
        ("ascn:designatedFor", "organization:ascn"),
    ]
    world.files.write(
        "situations/designations",
        name,
        "ascn:Designation",
        *legs,
        *began("[2018-04..2018-05]", "2018-04-01", "2018-05-31"),
        *statement("preferred"),
        ("ascn:rankReason", _REASON),
        ("ascn:evidence", [here[0], first.passage()]),
        ("ascn:dateEvidence", first.passage()),
    )
    world.files.write(
        "situations/designations",
        f"{name}-again",
        "ascn:Designation",
        *legs,
        *in_year(2018),
        *statement(),
        ("ascn:corroborates", name),
        ("ascn:evidence", [here[1], second.passage()]),
    )


def _namings(world: World, city: City, first: Document, second: Document, here: tuple[str, str]) -> None:
    """The name as both documents print it and, of most cities, a longer one that only the second prints."""
    variants: list[tuple[str, list[tuple[Document, str]]]] = [(city.name, [(first, here[0]), (second, here[1])])]
    if world.chance.happens(0.6, "variant", city.number):
        variants.append((f"Kota {city.name}", [(second, second.passage())]))
    for number, (printed, places) in enumerate(variants):
        name = f"naming:{city.slug}-{number}"
        pairs: Pairs = [("ascn:evidence", [passage for _, passage in places])]
        world.files.write(
            "situations/namings",
            name,
            "ascn:Naming",
            ("ascn:named", f"city:{city.slug}"),
            ("ascn:printedName", f'"{printed}"@id'),
            ("ascn:undated", "true"),
            *statement(),
            *pairs,
        )
        if len(variants) > 1:
            for document, _ in places:
                world.answers.add("name-variants", name, city.name, printed, document.label)
