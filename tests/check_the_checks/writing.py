"""What is no Turtle."""

from __future__ import annotations

from random import Random

from tests.check_the_checks.plant import Plant
from tests.check_the_checks.world import World


def broken_syntax(world: World, chance: Random) -> Plant | None:
    """A sign that gives the text its structure is gone, or one too many."""
    file = chance.choice(sorted(world.files.values(), key=lambda each: each.shown))
    spot = chance.choice(file.blocks)
    lines = file.text.split("\n")
    at = spot.line - 1 + chance.randrange(spot.length)
    line = lines[at]
    sign = chance.choice((";", ",", '"', ":", "."))
    places = [n for n, letter in enumerate(line) if letter == sign]
    if not places or (sign == "." and not line.endswith(".")):
        return None
    gone = places[-1]
    lines[at] = (line[:gone] + line[gone + 1 :]).rstrip()
    if sign == "." and at + 1 >= len(lines) - 1:
        return None
    what = f"{spot.subject}: {sign} taken out of line {at + 1}"
    places_to_mend = (range(at + 1, at + 2), range(spot.line, spot.line + spot.length))
    return Plant("broken-syntax", file, "\n".join(lines), what, "it is Turtle all the same", places_to_mend)
