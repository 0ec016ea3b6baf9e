"""Values of literals and how they compare: as rdflib has it, because pySHACL is the reference."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, datetime, time
from decimal import Decimal
from functools import lru_cache
from typing import Any

import pyoxigraph as ox

from ascn_kg.namespaces import XSD

_INTEGERS: dict[str, tuple[float, float]] = {
    "integer": (float("-inf"), float("inf")),
    "long": (float("-inf"), float("inf")),
    "int": (-(2**31), 2**31 - 1),
    "short": (-(2**15), 2**15 - 1),
    "byte": (-(2**7), 2**7 - 1),
    "nonNegativeInteger": (0, float("inf")),
    "positiveInteger": (1, float("inf")),
    "nonPositiveInteger": (float("-inf"), 0),
    "negativeInteger": (float("-inf"), -1),
    "unsignedLong": (0, float("inf")),
    "unsignedInt": (0, 2**32 - 1),
    "unsignedShort": (0, 2**16 - 1),
    "unsignedByte": (0, 2**8 - 1),
}
NUMERIC = frozenset(XSD + name for name in (*_INTEGERS, "decimal", "double", "float"))
# Whoever needs these has to ask pySHACL: nothing here knows their values.
UNREAD = frozenset(
    XSD + name for name in ("duration", "dayTimeDuration", "yearMonthDuration", "hexBinary", "base64Binary")
)

_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}
_PLAIN_DAY = len("2024-05-06")
_ZONE = re.compile(r"[Zz]$|\+[^+]*$|(?<!\+)-[^-+]*:[^-+]*$")


def _whole(low: float, high: float) -> Callable[[str], int]:
    def read(text: str) -> int:
        number = int(text)
        if not low <= number <= high:
            raise ValueError(text)
        return number

    return read


def _day(text: str) -> date:
    """A date; like rdflib, this drops a zone or a time."""
    if len(text) == _PLAIN_DAY:
        return date.fromisoformat(text)
    day = _ZONE.sub("", text.partition("T")[0])
    if "-" not in day:
        raise ValueError(text)
    return date.fromisoformat(day)


_READERS: dict[str, Callable[[str], Any]] = {
    **{XSD + name: _whole(*bounds) for name, bounds in _INTEGERS.items()},
    **{XSD + name: str for name in ("string", "normalizedString", "token", "language", "anyURI")},
    XSD + "decimal": Decimal,
    XSD + "double": float,
    XSD + "float": float,
    XSD + "boolean": _BOOLEANS.__getitem__,
    XSD + "date": _day,
    XSD + "dateTime": datetime.fromisoformat,
    XSD + "time": time.fromisoformat,
}


@lru_cache(maxsize=4096)  # one comparison asks several times
def value_of(literal: ox.Literal) -> Any:
    """The Python value of a literal; None where it is ill-typed or of a datatype we do not read."""
    if literal.language:
        return literal.value
    read = _READERS.get(literal.datatype.value)
    if read is None:
        return None
    try:
        return read(literal.value)
    except (ArithmeticError, KeyError, ValueError):
        return None


def well_formed(datatype: str) -> Callable[[str], bool]:
    """What tells whether a text is a lexical form of a datatype. One we do not read allows every text."""
    read = _READERS.get(datatype)
    if read is None or read is str:
        return lambda _: True

    def is_read(text: str) -> bool:
        try:
            read(text)
        except (ArithmeticError, KeyError, ValueError):
            return False
        return True

    return is_read


def before(one: ox.Literal, other: ox.Literal, *, or_equal: bool = False) -> bool:
    """Whether ``one`` comes before ``other`` (or is equal to it), ill-typed literals of a datatype by their text."""
    try:
        if same(one, other):
            return or_equal
    except TypeError:
        return _after(other, one)
    return not _after(one, other)


def compare(one: ox.Literal, other: ox.Literal) -> int | None:
    """-1, 0 or 1 as ``one`` is before, equal to or after ``other``; None where nobody can know."""
    try:
        if same(one, other):
            return 0
        value = value_of(one)
        if isinstance(value, (datetime, time)):  # with and without a zone cannot be compared
            return 1 if value > value_of(other) else -1
    except (ArithmeticError, TypeError):
        return None
    return 1 if _after(one, other) else -1


def is_text(literal: ox.Literal) -> bool:
    """Whether the value of a literal is a text."""
    return isinstance(value_of(literal), str)


def same(one: ox.Literal, other: ox.Literal) -> bool:
    """Whether two literals have one value. Raises ``TypeError`` where that is not known."""
    first, second = value_of(one), value_of(other)
    if _numeric(one, first) and _numeric(other, second):
        return bool(first == second)
    if one.language != other.language or one.datatype != other.datatype:
        return False
    if first is not None and second is not None:
        return bool(first == second)
    if one.value == other.value:
        return True
    raise TypeError(f"{one} and {other} may or may not have the same value")


def _after(one: ox.Literal, other: ox.Literal) -> bool:
    """Whether ``one`` comes after ``other``: by value, else by datatype, then language, then text."""
    first, second = value_of(one), value_of(other)
    if _numeric(one, first) and _numeric(other, second):
        return bool(first > second)
    if _datatype(one) != _datatype(other):
        return _datatype(one) > _datatype(other)
    if one.language != other.language:
        return (one.language or "") > (other.language or "")
    if isinstance(first, (datetime, time)) and isinstance(second, (datetime, time)):
        return bool((_zoned(first), first) > (_zoned(second), second))
    if first is not None and second is not None:
        return bool(first > second)
    return one.value > other.value


def _datatype(literal: ox.Literal) -> str:
    """The datatype that a literal is ordered by; rdflib knows none of texts with a language."""
    return XSD + "string" if literal.language else literal.datatype.value


def _numeric(literal: ox.Literal, value: Any) -> bool:
    return value is not None and literal.datatype.value in NUMERIC


def _zoned(moment: datetime | time) -> bool:
    return moment.tzinfo is not None
