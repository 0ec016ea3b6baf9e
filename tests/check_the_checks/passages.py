"""Evidence that is not where it is said to be, or not evidence of this."""

from __future__ import annotations

import re
from random import Random

from tests.check_the_checks.plant import Plant, planted
from tests.check_the_checks.world import Spot, World

_LINKS = re.compile(r"ascn:(?:\w+E|e)vidence")


def other_passage(world: World, chance: Random) -> Plant | None:
    """Another passage of the same document is cited."""
    return _moved("other-passage", world, chance, same=True)


def other_document(world: World, chance: Random) -> Plant | None:
    """A passage of another document is cited."""
    return _moved("other-document", world, chance, same=False)


def broken_digest(world: World, chance: Random) -> Plant | None:
    """One digit of a digest is wrong."""
    spot = _span(world, chance)
    (value,) = spot.block.values("ascn:sha256")
    at = chance.randrange(1, len(value) - 1)
    digit = chance.choice([each for each in "0123456789abcdef" if each != value[at]])
    changed = spot.block.with_value("ascn:sha256", value, value[:at] + digit + value[at + 1 :])
    return planted("broken-digest", spot, changed, f"digit {at} of its digest changed", "its text is not at hand")


def moved_passage(world: World, chance: Random) -> Plant | None:
    """A passage begins or ends elsewhere, and is called so wherever it is used in its own file."""
    spot = _span(world, chance)
    name = chance.choice(("ascn:start", "ascn:end"))
    (value,) = spot.block.values(name)
    other = str(max(0, int(value) + chance.choice((-7, -3, -1, 1, 3, 7))))
    if other == value:
        return None
    changed = spot.block.with_value(name, value, other)
    return planted("moved-passage", spot, changed, f"{name} {value} became {other}", "its name may say anything")


def moved_page(world: World, chance: Random) -> Plant | None:
    """A passage is said to stand on another page or in another paragraph."""
    spot = _span(world, chance)
    name = next((each for each in ("ascn:page", "ascn:paragraph") if spot.block.has(each)), None)
    if name is None:
        return None
    (value,) = spot.block.values(name)
    other = str(max(1, int(value) + chance.choice((-2, -1, 1, 2, 10))))
    if other == value:
        return None
    changed = spot.block.with_value(name, value, other)
    return planted("moved-page", spot, changed, f"{name} {value} became {other}", "its text is not at hand")


def other_source(world: World, chance: Random) -> Plant | None:
    """A passage is said to stand in another document."""
    spot = _span(world, chance)
    (value,) = spot.block.values("ascn:fromSource")
    other = chance.choice(sorted(each.block.subject for each in world.by_class["ascn:Source"]))
    if other == value:
        return None
    changed = spot.block.with_value("ascn:fromSource", value, other)
    return planted("other-source", spot, changed, f"its source became {other}", "its name may say anything")


def _span(world: World, chance: Random) -> Spot:
    """A passage with a digest; each document is as likely as any other."""
    files = sorted({spot.file.shown for spot in world.users["ascn:sha256"]["ascn:Evidence"]})
    file = chance.choice(files)
    return chance.choice([spot for spot in world.users["ascn:sha256"]["ascn:Evidence"] if spot.file.shown == file])


def _moved(kind: str, world: World, chance: Random, *, same: bool) -> Plant | None:
    classes = {cls for name, by in world.users.items() if _LINKS.fullmatch(name) for cls in by}
    cls = chance.choice(sorted(classes))
    spot = chance.choice(world.by_class[cls])
    names = [name for name, _ in spot.block.said if _LINKS.fullmatch(name)]
    if not names:
        return None
    name = chance.choice(names)
    value = chance.choice(spot.block.values(name))
    home = world.home[value]
    source = home.block.values("ascn:fromSource")
    others = [
        each.block.subject
        for each in world.by_class["ascn:Evidence"]
        if (each.block.values("ascn:fromSource") == source) == same
        and each.block.subject not in spot.block.values(name)
    ]
    if not others:
        return None
    other = chance.choice(others)
    changed = spot.block.with_value(name, value, other)
    unseen = "the passage holds; whether it states the fact only a reader can tell"
    return planted(kind, spot, changed, f"{name} {value} became {other}", unseen)
