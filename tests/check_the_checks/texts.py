"""Texts for people: their languages, and whose name they are."""

from __future__ import annotations

import re
from random import Random

from tests.check_the_checks.plant import Plant, pick_value, planted
from tests.check_the_checks.world import World

_TAGGED = re.compile(r"(?P<text>\".*\")@(?P<tag>[a-z-]+)", re.DOTALL)
_NAMES = ("rdfs:label", "skos:prefLabel", "ascn:printedName")


def tag_missing(world: World, chance: Random) -> Plant | None:
    """A text without its language."""
    picked = _text(world, chance)
    if picked is None:
        return None
    spot, cls, name, value, match = picked
    changed = spot.block.with_value(name, value, match["text"])
    what = f"{name} {value} lost its tag"
    return planted("tag-missing", spot, changed, what, f"{name} of {cls} need not have a language")


def tag_wrong(world: World, chance: Random) -> Plant | None:
    """A text in another language than it is written in."""
    picked = _text(world, chance)
    if picked is None:
        return None
    spot, cls, name, value, match = picked
    tag = chance.choice([each for each in ("en", "id", "fr", "vi") if each != match["tag"]])
    changed = spot.block.with_value(name, value, f"{match['text']}@{tag}")
    unseen = f"{name} of {cls} may be in any language, and no document says in which it is"
    return planted("tag-wrong", spot, changed, f"{name} {value} became @{tag}", unseen)


def tags_exchanged(world: World, chance: Random) -> Plant | None:
    """The English text is tagged as Indonesian, and the other way round."""
    picked = _text(world, chance)
    if picked is None:
        return None
    spot, _, name, _, _ = picked
    values = spot.block.values(name)
    if len(values) != 2 or not (values[0].endswith("@en") and values[1].endswith("@id")):
        return None
    english, indonesian = values[0][:-3], values[1][:-3]
    if english == indonesian:
        return None
    changed = spot.block.with_values(name, (f"{indonesian}@en", f"{english}@id"))
    return planted("tags-exchanged", spot, changed, f"the tags of {name} changed places", "only a reader knows")


def copied_name(world: World, chance: Random) -> Plant | None:
    """The name of another thing of the same class, copied and never changed."""
    picked = _text(world, chance, _NAMES)
    if picked is None:
        return None
    spot, cls, name, value, match = picked
    others = [
        each
        for other in world.users[name][cls]
        for each in other.block.values(name)
        if each.endswith(f"@{match['tag']}") and each != value
    ]
    if not others:
        return None
    other = chance.choice(others)
    changed = spot.block.with_value(name, value, other)
    return planted("copied-name", spot, changed, f"{name} {value} became {other}", f"two {cls} may have one {name}")


def _text(world: World, chance: Random, names: tuple[str, ...] = ()):  # type: ignore[no-untyped-def]
    of = (lambda _, name: name in names) if names else (lambda *_: True)
    picked = pick_value(world, chance, lambda value: bool(_TAGGED.fullmatch(value)), of)
    if picked is None:
        return None
    match = _TAGGED.fullmatch(picked[3])
    assert match is not None
    return (*picked, match)
