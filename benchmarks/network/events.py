"""Events, and who took part in them."""

from __future__ import annotations

from benchmarks.network.documents import Document
from benchmarks.network.turtle import both, statement
from benchmarks.network.world import World

_FROM, _TO = "2018-01-01", "2018-12-31"  # the period events-between looks at by default
Pair = tuple[str, str | list[str]]


def write_event(
    world: World,
    name: str,
    kind: str,
    labels: tuple[str, str],
    dates: list[Pair],
    evidence: str | list[str],
    *more: Pair,
    modality: str = "occurred",
    shown: dict[str, str] | None = None,
) -> None:
    """Write an event and the row events-between has of it; ``shown`` gives its columns that labels fill."""
    world.files.write(
        "events",
        name,
        kind,
        ("rdfs:label", both(*labels)),
        ("ascn:modality", f"modality:{modality}"),
        *dates,
        *more,
        ("ascn:evidence", evidence),
    )
    given = {prop: value.split('"')[1] for prop, value in dates if isinstance(value, str)}
    earliest, latest = given.get("ascn:earliest"), given.get("ascn:latest")
    if (earliest or _TO) > _TO or (latest or _FROM) < _FROM:
        return
    sure = bool(earliest and latest and earliest >= _FROM and latest <= _TO)
    column = shown or {}
    world.answers.add(
        "events-between",
        name,
        labels[0],
        world.words[kind],
        column.get("edition", ""),
        given["ascn:stated"],
        column.get("place", ""),
        column.get("during", ""),
        world.words[f"modality:{modality}"],
        world.sure(sure),
        column.get("meeting_of", ""),
        column.get("purpose", ""),
    )


def write_participation(
    world: World,
    slug: str,
    actor: str,
    event: str,
    role: str,
    dates: list[Pair],
    document: Document,
    *more: Pair,
    row: tuple[str, str, str] | None,
) -> None:
    """Write a participation; ``row``: labels of actor, event and the actor's class, where the actor never supports."""
    name = f"participation:{slug}"
    world.files.write(
        "situations/participations",
        name,
        "ascn:Participation",
        ("ascn:event", event),
        ("ascn:participant", actor),
        ("ascn:role", role),
        *more,
        *dates,
        *statement(),
        ("ascn:evidence", document.passage()),
    )
    if row:
        participant, happening, kind = row
        world.answers.add("attended-never-supported", name, participant, happening, world.words[role], kind)
