"""Values of the wrong kind, and numbers and concepts that are not what the document says."""

from __future__ import annotations

import re
from random import Random

from tests.check_the_checks.plant import Plant, pick_value, planted
from tests.check_the_checks.world import World

_NUMBER = re.compile(r'-?\d+(?:\.\d+)?|".*"\^\^xsd:(?:integer|decimal|boolean|anyURI|date)|true|false')


def wrong_datatype(world: World, chance: Random) -> Plant | None:
    """A number, a flag or an address of another datatype."""
    picked = pick_value(world, chance, lambda value: bool(_NUMBER.fullmatch(value)))
    if picked is None:
        return None
    spot, cls, name, value = picked
    bare = value.partition('"^^')[0].strip('"')
    forms = [f'"{bare}"', f'"{bare}"@en', f'"{bare}"^^xsd:double', f'"{bare} (?)"^^xsd:integer', f'"{bare}"^^xsd:gYear']
    other = chance.choice(forms)
    changed = spot.block.with_value(name, value, other)
    unseen = f"{name} of {cls} may be of any datatype"
    return planted("wrong-datatype", spot, changed, f"{name} {value} became {other}", unseen)


def text_for_thing(world: World, chance: Random) -> Plant | None:
    """The name of a thing in quotes, where the thing itself belongs."""
    picked = pick_value(world, chance, lambda value: value in world.home, lambda _, name: name.startswith("ascn:"))
    if picked is None:
        return None
    spot, cls, name, value = picked
    other = f'"{value.partition(":")[2]}"'
    changed = spot.block.with_value(name, value, other)
    return planted("text-for-thing", spot, changed, f"{name} {value} became {other}", f"{name} of {cls} may be a text")


def changed_number(world: World, chance: Random) -> Plant | None:
    """Another number in a count, an amount or a share."""
    wanted = ("ascn:value", "ascn:amount", "ascn:share")
    picked = pick_value(world, chance, lambda _: True, lambda cls, name: name in wanted)
    if picked is None:
        return None
    spot, _, name, value = picked
    match = re.search(r"\d+", value)
    if match is None:
        return None
    number = int(match[0]) + chance.choice((-10, -2, -1, 1, 2, 10))
    other = value[: match.start()] + str(abs(number)) + value[match.end() :]
    changed = spot.block.with_value(name, value, other)
    unseen = "the passage holds, and only a reader sees that it gives another number"
    return planted("changed-number", spot, changed, f"{name} {value} became {other}", unseen)


def changed_status(world: World, chance: Random) -> Plant | None:
    """Another status in a row of a report."""
    return _other_concept("changed-status", "ascn:status", world, chance)


def changed_focus_area(world: World, chance: Random) -> Plant | None:
    """Another focus area in a row of a report."""
    return _other_concept("changed-focus-area", "ascn:focusArea", world, chance)


def changed_list_number(world: World, chance: Random) -> Plant | None:
    """Another number of a row in the list of a report."""
    picked = pick_value(world, chance, lambda value: value.isdecimal(), lambda _, name: name == "ascn:listNumber")
    if picked is None:
        return None
    spot, _, name, value = picked
    other = str(max(1, int(value) + chance.choice((-2, -1, 1, 2, 10))))
    if other == value:
        return None
    changed = spot.block.with_value(name, value, other)
    unseen = "the document numbers this row by hand, and only a reader sees the number"
    return planted("changed-list-number", spot, changed, f"{name} {value} became {other}", unseen)


def _other_concept(kind: str, wanted: str, world: World, chance: Random) -> Plant | None:
    picked = pick_value(
        world, chance, lambda _: True, lambda cls, name: name == wanted and cls == "ascn:ProgressReport"
    )
    if picked is None:
        return None
    spot, cls, name, value = picked
    used = {each for other in world.users[name][cls] for each in other.block.values(name)} - set(
        spot.block.values(name)
    )
    other = chance.choice(sorted(used))
    changed = spot.block.with_value(name, value, other)
    unseen = "the passage holds, and only a reader sees that it says something else"
    return planted(kind, spot, changed, f"{name} {value} became {other}", unseen)
