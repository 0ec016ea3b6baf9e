"""A plant: one error in one of the real files, as somebody might make it while writing."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from random import Random

from ascn_kg.namespaces import PREFIXES
from tests.check_the_checks.blocks import Block, is_name, prefix_of, replaced
from tests.check_the_checks.world import File, Spot, World


@dataclass(frozen=True)
class Plant:
    """The file with the error in it.

    ``what`` says in words what was done, ``unseen`` why nothing tells it, should nothing do so. ``lines`` are those
    that are new or changed (where something was only taken out, those around the gap) and the first of the block.
    ``about`` is what is gone from the files: then whatever names it is the right place.
    """

    kind: str
    file: File
    text: str
    what: str
    unseen: str
    lines: tuple[range, ...]
    about: str | None = None


Grow = Callable[[World, Random], "Plant | None"]
"""Makes a plant of its kind, or none where chance picked what cannot be broken in this way."""


def planted(kind: str, spot: Spot, new: Block | None, what: str, unseen: str, *more: Block) -> Plant:
    """A plant that puts another block, or none, in the place of one; ``more`` are put behind it."""
    blocks = (*((new,) if new else ()), *more)
    text = replaced(spot.file.text, spot.block, *blocks)
    head = spot.block.line
    about = None if new else spot.block.subject
    lines = (changed_lines(spot.file.text, text), range(head, head + 1))
    known = _declared(text, blocks) if kind != "unknown-prefix" else text
    return Plant(kind, spot.file, known, f"{spot.block.subject}: {what}", unseen, lines, about)


def changed_lines(old_text: str, new_text: str) -> range:
    """The lines of the new text that are not in the old one, or the two around a gap."""
    old, new = old_text.split("\n"), new_text.split("\n")
    shorter = min(len(old), len(new))
    start = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    end = next((n for n in range(shorter - start) if old[-1 - n] != new[-1 - n]), shorter - start)
    return range(start + 1, max(len(new) - end + 1, start + 2))


def _declared(text: str, blocks: Iterable[Block]) -> str:
    """The text with the prefixes that the blocks need; no line moves."""
    used = {
        prefix_of(name)
        for block in blocks
        for property_, values in block.said
        for term in (block.subject, property_, *values)
        for name in (term, term.rpartition('"^^')[2])
        if is_name(name)
    }
    missing = [f" @prefix {each}: <{PREFIXES[each]}> ." for each in sorted(used) if f"@prefix {each}:" not in text]
    head, line, rest = text.partition("@prefix ")
    first, end, rest = rest.partition("\n")
    return head + line + first + "".join(missing) + end + rest


def pick(
    world: World, chance: Random, fits: Callable[[str, str], bool] = lambda *_: True
) -> tuple[Spot, str, str] | None:
    """A block, one of its classes and one of its properties: each pair of these is as likely as any other."""
    pairs = [
        (cls, name) for name, by_class in sorted(world.users.items()) for cls in sorted(by_class) if fits(cls, name)
    ]
    if not pairs:
        return None
    cls, name = chance.choice(pairs)
    return chance.choice(world.users[name][cls]), cls, name


def pick_value(
    world: World, chance: Random, fits: Callable[[str], bool], of: Callable[[str, str], bool] = lambda *_: True
) -> tuple[Spot, str, str, str] | None:
    """A block, its class, a property and one of its values that fits."""
    picked = pick(world, chance, of)
    if picked is None:
        return None
    spot, cls, name = picked
    values = [value for value in spot.block.values(name) if fits(value)]
    return (spot, cls, name, chance.choice(values)) if values else None
