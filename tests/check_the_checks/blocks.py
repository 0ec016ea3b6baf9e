"""The Turtle of this repository as blocks that can be changed and written back in its one layout."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from ascn_kg.namespaces import expand
from ascn_kg.turtle.tokens import SIGN, TERM, TOKEN

Said = tuple[tuple[str, tuple[str, ...]], ...]
"""Properties with their values, all as written, in the order of the text."""


@dataclass(frozen=True)
class Block:
    """What one file says of one subject in one place: ``line`` is where it begins, ``length`` its lines."""

    subject: str
    said: Said
    line: int
    length: int
    in_one_line: bool

    @property
    def classes(self) -> tuple[str, ...]:
        """Its classes as written."""
        return self.values("a")

    def values(self, name: str) -> tuple[str, ...]:
        """The values of a property, none where it is not there."""
        return next((values for each, values in self.said if each == name), ())

    def has(self, name: str) -> bool:
        """Whether the property is there."""
        return any(each == name for each, _ in self.said)

    def with_values(self, name: str, values: tuple[str, ...]) -> Block:
        """This block with just these values of a property: without it where there are none, at the end where new."""
        if not values:
            return replace(self, said=tuple(pair for pair in self.said if pair[0] != name))
        if not self.has(name):
            return replace(self, said=(*self.said, (name, values)))
        return replace(self, said=tuple((each, values if each == name else old) for each, old in self.said))

    def with_value(self, name: str, old: str, new: str) -> Block:
        """This block with one value changed."""
        return self.with_values(name, tuple(new if value == old else value for value in self.values(name)))

    def renamed(self, name: str, other: str) -> Block:
        """This block with another property in the place of one."""
        return replace(self, said=tuple((other if each == name else each, values) for each, values in self.said))

    def called(self, subject: str) -> Block:
        """This block about another subject."""
        return replace(self, subject=subject)

    def gathered(self) -> Block:
        """This block with each property once, where a text repeats one."""
        values: dict[str, tuple[str, ...]] = {}
        for name, some in self.said:
            values[name] = values.get(name, ()) + some
        return replace(self, said=tuple(values.items()))

    def map_values(self, change: Callable[[str], str]) -> Block:
        """This block with every value changed."""
        return replace(self, said=tuple((name, tuple(map(change, values))) for name, values in self.said))

    def lines(self) -> list[str]:
        """The block in the layout of its file."""
        if self.in_one_line:
            said = " ; ".join(f"{name} {' , '.join(values)}" for name, values in self.said)
            return [f"{self.subject} {said} ."]
        lines = [self.subject]
        for name, values in self.said:
            if len(values) == 1:
                lines.append(f"    {name} {values[0]} ;")
            else:
                lines.append(f"    {name}")
                lines += [f"        {value} ," for value in values[:-1]] + [f"        {values[-1]} ;"]
        return [*lines, "    ."]


def blocks_of(text: str) -> Iterator[Block]:
    """The blocks of a text that hold neither brackets nor comments: those that writing back leaves as they were."""
    lines = text.split("\n")
    start: int | None = None
    for number, line in enumerate(lines):
        if start is None and line[:1] not in ("", " ", "#", "@"):
            start = number
        if start is not None and (line == "    ." or (start == number and line.endswith(" ."))):
            block = _read(lines[start : number + 1], start + 1)
            if block is not None and block.lines() == lines[start : number + 1]:
                yield block
            start = None


def _read(lines: list[str], line: int) -> Block | None:
    subject, said, name, values = "", [], "", []
    for token in TOKEN.finditer("\n".join(lines)):
        if token.lastindex == TERM:
            term = token[TERM]
            if not subject:
                subject = term
            elif not name:
                name = term
            else:
                values.append(term)
        elif token.lastindex == SIGN and token[SIGN] in ";.":
            if name:
                said.append((name, tuple(values)))
            name, values = "", []
        elif token.lastindex is not None and token[SIGN] != ",":
            return None
    return Block(subject, tuple(said), line, len(lines), len(lines) == 1)


def replaced(text: str, block: Block, *new: Block) -> str:
    """The text with other blocks in the place of one; without any, the block is taken out."""
    lines = text.split("\n")
    written: list[str] = []
    for each in new:
        written += ([""] if written and not each.in_one_line else []) + each.lines()
    start, end = block.line - 1, block.line - 1 + block.length
    if not new and end < len(lines) and not lines[end]:
        end += 1  # the empty line behind it
    return "\n".join([*lines[:start], *written, *lines[end:]])


def is_name(value: str) -> bool:
    """Whether a value is a thing or a concept of ours."""
    return value[0] not in "\"'<" and ":" in value and expand(value) is not None


def prefix_of(name: str) -> str:
    """The prefix of a name."""
    return name.partition(":")[0]
