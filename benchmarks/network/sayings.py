"""What is said and known beside numbers and events: people in posts, remarks, chairs, partners, coverage."""

from __future__ import annotations

from benchmarks.network.documents import Document
from benchmarks.network.plan import City
from benchmarks.network.turtle import both, day, in_year, statement
from benchmarks.network.world import World


def write_sayings(world: World, number: int, city: City, document: Document) -> None:
    """Write one of each kind."""
    write, nation = world.files.write, f"nation:n{city.nation}"
    gist = both("Cities work together.", "Kota-kota bekerja sama.")
    seen = ("ascn:seenOn", day("2024-10-30"))
    name = f"{world.plan.name(number)} {world.plan.name(number + 7)}"
    write(
        "people",
        f"person:p{number}",
        "ascn:Person",
        ("rdfs:label", f'"{name}"@id'),
        ("ascn:evidence", document.passage()),
    )
    write(
        "people",
        f"post:p{number}",
        "ascn:Post",
        ("rdfs:label", both(f"Head of unit {number}", f"Kepala direktorat {number}")),
        ("ascn:postOf", f"organization:unit-{number}"),
        ("ascn:represents", nation),
        ("ascn:evidence", document.passage()),
    )
    write(
        "situations/tenures",
        f"tenure:p{number}",
        "ascn:Tenure",
        ("ascn:holder", f"person:p{number}"),
        ("ascn:post", f"post:p{number}"),
        seen,
        *statement(),
        ("ascn:evidence", document.passage()),
        ("ascn:dateEvidence", document.passage()),
    )
    write(
        "remarks",
        f"remark:r{number}",
        "ascn:Remark",
        ("ascn:gist", gist),
        ("ascn:saidBy", f"person:p{number}"),
        ("ascn:saidAs", f"post:p{number}"),
        ("ascn:about", "organization:ascn"),
        *in_year(2024),
        ("ascn:evidence", document.passage()),
    )
    write(
        "remarks",
        f"assessment:a{number}",
        "ascn:Assessment",
        ("ascn:gist", gist),
        ("ascn:about", f"group:cities-{number}"),
        ("ascn:evidence", document.passage()),
    )
    write(
        "situations/chairships",
        f"chairship:c{number}",
        "ascn:Chairship",
        ("ascn:chairNation", nation),
        ("ascn:chairOf", f"group:cities-{number}"),
        ("ascn:chairRole", "chairrole:chair"),
        *in_year(2018 + number % 7),
        *statement(),
        ("ascn:evidence", document.passage()),
    )
    write(
        "situations/partnerships",
        f"partnership:p{number}",
        "ascn:Partnership",
        ("ascn:party", [f"organization:supporter-{number}", f"group:cities-{number}"]),
        ("ascn:partnershipIn", nation),
        ("ascn:gist", gist),
        *in_year(2020),
        *statement(),
        ("ascn:evidence", document.passage()),
    )
    write(
        "situations/coverage",
        f"coverage:c{number}",
        "ascn:Coverage",
        ("ascn:coverageOf", f"group:cities-{number}"),
        ("ascn:covers", '"memberships"'),
        ("ascn:level", "level:partial"),
        ("ascn:gist", gist),
        *in_year(2018),
        *statement(),
        ("ascn:evidence", document.passage()),
    )
    write(
        "situations/expectations",
        f"expectation:e{number}",
        "ascn:Expectation",
        ("ascn:expectedOf", f"group:cities-{number}"),
        ("ascn:arisesFrom", f"event:workshop-{number}"),
        ("ascn:gist", gist),
        seen,
        *statement(),
        ("ascn:evidence", document.passage()),
    )
    write(
        "situations/groundings",
        f"grounding:g{number}",
        "ascn:Grounding",
        ("ascn:grounded", f"group:cities-{number}"),
        ("ascn:groundedIn", "regulation:charter"),
        ("ascn:relation", "relation:mandate"),
        ("ascn:undated", "true"),
        *statement(),
        ("ascn:evidence", document.passage()),
    )
