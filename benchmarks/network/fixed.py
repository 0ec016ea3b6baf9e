"""What every network has once: the data set, registers, nations, the network itself, its launch and its lists."""

from __future__ import annotations

from benchmarks.network.documents import Document, Register
from benchmarks.network.events import write_event
from benchmarks.network.turtle import began, both, day, in_year, statement
from benchmarks.network.world import CUT_OFF, FIRST_DAY, World

FOCUS_AREAS = ("health", "mobility", "water", "energy", "safety", "industry", "housing")
_LISTS = {
    "focus-area": ("focus", "bidang fokus", FOCUS_AREAS),
    "topic": ("topic", "topik", ("governance", "funding", "open data", "planning", "inclusion")),
    "sector": ("sector", "sektor", ("tourism", "transport", "trade", "education")),
}


def write_fixed(world: World) -> None:
    """Write the fixed things; they cite a founding document of their own."""
    files = world.files
    files.write(
        "documents",
        "<https://w3id.org/ascn-kg/dataset>",
        "ascn:Dataset",
        ("rdfs:label", both("Generated network", "Jaringan buatan")),
        ("ascn:dataVersion", '"1.0.0"'),
        ("ascn:cutOff", day(CUT_OFF)),
        ("dcterms:license", "<https://creativecommons.org/licenses/by/4.0/>"),
    )
    world.registers["places"] = Register(files, "places", "Register of places", "Daftar tempat")
    world.registers["codes"] = Register(files, "codes", "Register of codes", "Daftar kode")
    founding = Document(files, world.chance, "founding-2018", 2018)
    _bodies(world, founding)
    _lists(world, founding)
    _nations(world, founding)
    founding.close()


def _bodies(world: World, founding: Document) -> None:
    write = world.files.write
    label = both("Network of Generated Cities", "Jaringan Kota Buatan")
    write(
        "organizations",
        "organization:ascn",
        "ascn:Network",
        ("rdfs:label", label),
        ("ascn:evidence", founding.passage()),
    )
    write(
        "organizations",
        "organization:union",
        "ascn:IntergovernmentalBody",
        ("rdfs:label", both("Union", "Perhimpunan")),
        ("ascn:evidence", founding.passage()),
    )
    write(
        "documents",
        "regulation:charter",
        "ascn:Regulation",
        ("rdfs:label", both("Charter", "Piagam")),
        ("ascn:evidence", founding.passage()),
    )
    write_event(
        world,
        "event:launch",
        "ascn:Launch",
        ("launch of the network", "peluncuran jaringan"),
        began("2018-04", FIRST_DAY, "2018-04-30"),
        founding.passage(),
        ("ascn:launched", "organization:ascn"),
        ("ascn:launchedBy", "organization:union"),
    )


def _lists(world: World, founding: Document) -> None:
    write = world.files.write
    for slug, (prefix, indonesian, items) in _LISTS.items():
        english = slug.replace("-", " ")
        write(
            "goals",
            f"scheme:{slug}",
            "skos:ConceptScheme",
            ("rdfs:label", both(english, indonesian)),
            ("skos:definition", both(f"The list of each {english}.", f"Daftar {indonesian}.")),
            ("ascn:listedFor", "organization:ascn"),
            ("ascn:evidence", founding.passage()),
        )
        for item in items:
            name = f"{prefix}:{item.replace(' ', '-')}"
            world.words[name] = item
            write(
                "goals",
                name,
                ("ascn:FocusArea", "skos:Concept") if prefix == "focus" else "skos:Concept",
                ("skos:prefLabel", both(item, f"{indonesian} {item}")),
                ("skos:definition", both(f"The {english} {item}.", f"{indonesian} {item}.")),
                ("skos:inScheme", f"scheme:{slug}"),
                ("ascn:evidence", founding.passage()),
            )


def _nations(world: World, founding: Document) -> None:
    write = world.files.write
    for number in range(world.plan.nations):
        name = world.nation(number)
        write(
            "nations",
            f"nation:n{number}",
            "ascn:Nation",
            ("rdfs:label", both(name, name)),
            ("ascn:isoAlpha2", f'"{_letters(number, 2)}"'),
            ("ascn:isoAlpha3", f'"{_letters(number, 3)}"'),
            ("ascn:placeEvidence", world.registers["codes"].entry(f"n{number}")),
        )
        if nation_supports(number):
            write(
                "situations/support",
                f"support:n{number}",
                "ascn:Support",
                ("ascn:supporter", f"nation:n{number}"),
                ("ascn:supported", "organization:ascn"),
                *in_year(2018),
                *statement(),
                ("ascn:evidence", founding.passage()),
            )


def nation_supports(number: int) -> bool:
    """Every fourth nation supports the network."""
    return number % 4 == 0


def _letters(number: int, length: int) -> str:
    code = ""
    for _ in range(length):
        code = chr(65 + number % 26) + code
        number //= 26
    return code
