"""What a document says of a date, in EDTF, and the bounds that questions compare agree at each end."""

from __future__ import annotations

import calendar
import functools
from collections import defaultdict
from datetime import date

import edtf
import pyoxigraph as ox
import pytest

from ascn_kg.graph import Graph
from ascn_kg.namespaces import EDTF, TERMS, shrink

Bounds = tuple[str | None, str | None]
START = ("earliest", "latest")
END = ("endEarliest", "endLatest")


@functools.cache
def bounds(expression: str) -> tuple[Bounds, Bounds]:
    """(first and last day of the start, first and last day of the end) of an EDTF expression; None is open.

    A single date or a set ``[a..b]`` speaks of a start; an interval ``a/b`` of a start and an end.
    """
    parsed = edtf.parse_edtf(expression)
    if "/" in expression:
        return _reach(parsed.lower), _reach(parsed.upper)
    return _reach(parsed), (None, None)


def _reach(parsed: object) -> Bounds:
    lower, upper = getattr(parsed, "lower_strict", None), getattr(parsed, "upper_strict", None)
    return (_day(lower()) if lower else None, _day(upper()) if upper else None)


def _day(moment: object) -> str | None:
    if not isinstance(moment, tuple):  # an open end is an infinite number
        return None
    return date(moment[0], moment[1], moment[2]).isoformat()


def problems(graph: Graph) -> list[str]:
    nodes: dict[str, dict[str, list[ox.Literal]]] = defaultdict(lambda: defaultdict(list))
    for quad in graph.statements:
        if isinstance(quad.subject, ox.NamedNode) and isinstance(quad.object, ox.Literal):
            name = quad.predicate.value
            if name.startswith(TERMS):
                nodes[quad.subject.value][name.removeprefix(TERMS)].append(quad.object)
    return [found for node, values in sorted(nodes.items()) for found in _compare(shrink(node), values)]


def _compare(node: str, values: dict[str, list[ox.Literal]]) -> list[str]:
    def written(names: tuple[str, str]) -> Bounds:
        return tuple(values[n][0].value if values[n] else None for n in names)  # type: ignore[return-value]

    start: Bounds | None = None
    end: Bounds | None = None
    for literal in values["stated"]:
        start, end = bounds(literal.value)
    for literal in values["statedEnd"]:
        end = bounds(literal.value)[0]
    found = []
    for name, expected, names in (("start", start, START), ("end", end, END)):
        if (expected or (None, None)) != written(names):
            found.append(f"{node}: stated {name} means {expected}, written {written(names)}")
    return found


def test_every_stated_date_agrees_with_its_bounds(asserted: Graph) -> None:
    assert problems(asserted) == []


def test_stated_dates_are_edtf_literals(asserted: Graph) -> None:
    for quad in asserted.statements:
        if quad.predicate.value in (TERMS + "stated", TERMS + "statedEnd"):
            assert isinstance(quad.object, ox.Literal)
            assert quad.object.datatype.value == EDTF, shrink(str(quad.subject))


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("2018", (("2018-01-01", "2018-12-31"), (None, None))),
        ("2024-02", (("2024-02-01", "2024-02-29"), (None, None))),
        ("[..2024-06]", ((None, "2024-06-30"), (None, None))),
        ("[2024-06..]", (("2024-06-01", None), (None, None))),
        ("[2018-04..2018-05]", (("2018-04-01", "2018-05-31"), (None, None))),
        ("2018-05-22/2018-05-25", (("2018-05-22", "2018-05-22"), ("2018-05-25", "2018-05-25"))),
        ("2023/2023", (("2023-01-01", "2023-12-31"), ("2023-01-01", "2023-12-31"))),
    ],
)
def test_bounds_of_an_expression(expression: str, expected: tuple[Bounds, Bounds]) -> None:
    assert bounds(expression) == expected


@pytest.mark.parametrize(
    "wrong",
    [
        'ascn:stated "2018-03"^^edtf:EDTF ; ascn:earliest "2018-03-02"^^xsd:date ; ascn:latest "2018-03-31"^^xsd:date',
        'ascn:stated "2018-03"^^edtf:EDTF ; ascn:earliest "2018-03-01"^^xsd:date',
        'ascn:stated "[..2024]"^^edtf:EDTF ; ascn:earliest "2024-01-01"^^xsd:date ; ascn:latest "2024-12-31"^^xsd:date',
        'ascn:earliest "2018-03-01"^^xsd:date',
    ],
)
def test_the_check_can_fail(wrong: str) -> None:
    prefixes = (
        "@prefix ascn: <https://w3id.org/ascn-kg/ontology#> . @prefix edtf: <http://id.loc.gov/datatypes/edtf/> . "
        "@prefix xsd: <http://www.w3.org/2001/XMLSchema#> . @prefix count: <https://w3id.org/ascn-kg/id/count/> . "
    )
    triples = ox.parse(f"{prefixes} count:a {wrong} .", format=ox.RdfFormat.TURTLE)
    graph = Graph(tuple(ox.Quad(t.subject, t.predicate, t.object) for t in triples))
    assert problems(graph)


def test_the_days_of_a_month_are_the_calendars() -> None:
    for month in range(1, 13):
        last = f"2023-{month:02d}-{calendar.monthrange(2023, month)[1]:02d}"
        assert bounds(f"2023-{month:02d}")[0][1] == last
