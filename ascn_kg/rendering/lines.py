"""Text in lines of a terminal: how wide it is, where it may be broken."""

from __future__ import annotations

import re
import unicodedata

_BIDI = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])
_BETWEEN_MARKS = re.compile(r"(?<=\])(?=\[)")
_JOINTS = "-/_:.,;=&"  # a word that must be broken is broken behind one of these, if it can be


def clean(text: str) -> str:
    """The text on one line, without characters that steer a terminal or turn the reading direction."""
    flat = " ".join(text.split())
    return "".join(c for c in flat.translate(_BIDI) if unicodedata.category(c) != "Cc")


def cells(text: str) -> int:
    """How many terminal cells a text takes: wide East Asian characters two, combining and invisible ones none."""
    if text.isascii():
        return len(text)
    return sum(
        0
        if unicodedata.combining(c) or unicodedata.category(c) in ("Mn", "Me", "Cf")
        else 2
        if unicodedata.east_asian_width(c) in "WF"
        else 1
        for c in text
    )


def is_address(word: str) -> bool:
    """Whether a word is an address, which is never broken, so that it can be followed."""
    return "://" in word


def pieces(text: str) -> list[tuple[str, str]]:
    """The parts a line may end behind, each after what joins it to the one before: words, and marks as ``[1]``."""
    found = []
    for word in text.split():
        for index, part in enumerate([word] if is_address(word) else _BETWEEN_MARKS.split(word)):
            found.append(("" if index else " ", part))
    return found


def wrap(text: str, width: int, head: str = "", indent: int | None = None) -> list[str]:
    """The text in lines of at most ``width`` cells, the first after ``head``, the others behind ``indent`` blanks.

    Without ``indent`` they stand under the first. A word longer than a line is broken, an address is not.
    """
    indent = cells(head) if indent is None else indent
    first, others = max(width - cells(head), 1), max(width - indent, 1)
    lines: list[str] = []
    line = ""
    for glue, word in pieces(text):
        room = others if lines else first
        if line and cells(line) + len(glue) + cells(word) > room:
            lines.append(line)
            line, room = "", others
        while not line and cells(word) > room and not is_address(word):
            part, word = _split(word, room)
            lines.append(part)
            room = others
        line = f"{line}{glue}{word}" if line else word
    if line or not lines:
        lines.append(line)
    return [(" " * indent if index else head) + part for index, part in enumerate(lines)]


def _split(word: str, room: int) -> tuple[str, str]:
    used = 0
    for index, char in enumerate(word):
        used += cells(char)
        if used > room and index:
            joint = 1 + max(word.rfind(each, 0, index) for each in _JOINTS)
            at = joint if joint > index // 2 else index
            return word[:at], word[at:]
    return word, ""
