"""Dates that are none, or cannot be."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable
from random import Random

from tests.check_the_checks.plant import Plant, pick_value, planted
from tests.check_the_checks.world import World

_DAY = re.compile(r'"(\d{4})-(\d\d)-(\d\d)"\^\^xsd:date')
_STATED = re.compile(r'(".*)(\d{4})(.*"\^\^edtf:EDTF)')
# The bound that a date must not pass, and whether it may not be before or after it.
_ORDER = {
    "ascn:earliest": ("ascn:latest", "after"),
    "ascn:latest": ("ascn:earliest", "before"),
    "ascn:endEarliest": ("ascn:endLatest", "after"),
    "ascn:endLatest": ("ascn:endEarliest", "before"),
    "ascn:seenOn": ("ascn:earliest", "before"),
}


def unreadable_date(world: World, chance: Random) -> Plant | None:
    """A date in another form than a day in full, or of another datatype."""
    forms = [
        '"{2}-{1}-{0}"^^xsd:date',
        '"{2}/{1}/{0}"^^xsd:date',
        '"{0}-{1}"^^xsd:date',
        '"{0}"^^xsd:gYear',
        '"{0}-{1}"^^xsd:gYearMonth',
        '"{0}-{1}-{2}Z"^^xsd:date',
        '"{0}-{1}-{2}T00:00:00"^^xsd:dateTime',
        '"{0}-{1}-{2}"',
        '"{0}-{1}-{2}"@en',
        '"{0:.3}-{1}-{2}"^^xsd:date',
    ]
    return _changed("unreadable-date", world, chance, lambda parts: chance.choice(forms).format(*parts))


def impossible_date(world: World, chance: Random) -> Plant | None:
    """A day that no calendar has."""
    forms = ["{0}-02-30", "{0}-13-{2}", "{0}-{1}-32", "{0}-00-{2}", "{0}-{1}-00", "{0}-04-31", "2023-02-29"]
    return _changed(
        "impossible-date", world, chance, lambda parts: f'"{chance.choice(forms).format(*parts)}"^^xsd:date'
    )


def date_out_of_order(world: World, chance: Random) -> Plant | None:
    """A bound that lies on the wrong side of the other one."""
    picked = pick_value(world, chance, lambda value: bool(_DAY.fullmatch(value)), lambda _, name: name in _ORDER)
    if picked is None:
        return None
    spot, cls, name, value = picked
    bound, side = _ORDER[name]
    limit = next((match for each in spot.block.values(bound) if (match := _DAY.fullmatch(each))), None)
    if limit is None:
        return None
    days = chance.randint(1, 800) * (1 if side == "after" else -1)
    moved = datetime.date(*map(int, limit.groups())) + datetime.timedelta(days)
    changed = spot.block.with_value(name, value, f'"{moved}"^^xsd:date')
    unseen = f"in {cls}, {name} may lie {side} {bound}"
    return planted("date-out-of-order", spot, changed, f"{name} {value} became {moved}", unseen)


def date_to_come(world: World, chance: Random) -> Plant | None:
    """A thing seen, or begun, after the day on which the data end."""
    picked = pick_value(world, chance, lambda value: bool(_DAY.fullmatch(value)))
    if picked is None or picked[0].block.values("ascn:modality") not in ((), ("modality:occurred",)):
        return None
    spot, cls, name, value = picked
    if name not in ("ascn:earliest", "ascn:seenOn", "ascn:endEarliest"):
        return None
    later = f'"{chance.randint(2027, 2099)}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"^^xsd:date'
    changed = spot.block.with_value(name, value, later)
    return planted("date-to-come", spot, changed, f"{name} {value} became {later}", f"{name} of {cls} may lie ahead")


def date_not_as_stated(world: World, chance: Random) -> Plant | None:
    """A bound, or what the document is said to state, is of another year than the other."""
    names = ("ascn:stated", "ascn:statedEnd", "ascn:earliest", "ascn:latest", "ascn:endEarliest", "ascn:endLatest")
    picked = pick_value(world, chance, lambda _: True, lambda _, name: name in names)
    if picked is None or not (picked[0].block.has("ascn:stated") or picked[0].block.has("ascn:statedEnd")):
        return None
    spot, cls, name, value = picked
    match = (_STATED if name.startswith("ascn:stated") else re.compile(r'(")(\d{4})(.*)')).fullmatch(value)
    if match is None:
        return None
    other = f"{match[1]}{int(match[2]) + chance.choice((-2, -1, 1))}{match[3]}"
    changed = spot.block.with_value(name, value, other)
    unseen = f"what {cls} says as ascn:stated is not compared with {name}"
    return planted("date-not-as-stated", spot, changed, f"{name} {value} became {other}", unseen)


def _changed(kind: str, world: World, chance: Random, form: Callable[[tuple[str, ...]], str]) -> Plant | None:
    picked = pick_value(world, chance, lambda value: bool(_DAY.fullmatch(value)))
    if picked is None:
        return None
    spot, cls, name, value = picked
    match = _DAY.fullmatch(value)
    assert match is not None
    other = form(match.groups())
    changed = spot.block.with_value(name, value, other)
    return planted(kind, spot, changed, f"{name} {value} became {other}", f"{name} of {cls} need not be a day")
