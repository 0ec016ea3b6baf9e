"""The datatypes of OWL 2 RL, and dates: what may be written for each, and which values are the same (table 8).

After "XML Schema 1.1 Part 2: Datatypes" and section 4.2 of "OWL 2 Profiles". A datatype not listed here is unknown:
nothing is said of its literals but that two of the same form are the same.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Hashable

import pyoxigraph as ox

from ascn_kg.namespaces import RDF, RDFS, XSD

_SIGNED = r"[+-]?\d+"
_DECIMAL = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)"
_FLOAT = rf"(?:{_DECIMAL}(?:[eE][+-]?\d+)?|[+-]?INF|NaN)"
_ZONE = r"(?:Z|[+-](?:(?:0\d|1[0-3]):[0-5]\d|14:00))"
_YEAR = r"-?(?:[1-9]\d{3,}|0\d{3})"
_MONTH, _DAY = r"(?:0[1-9]|1[0-2])", r"(?:0[1-9]|[12]\d|3[01])"
_TIME = r"(?:(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?|24:00:00(?:\.0+)?)"
_NAME_START = r"[^\W\d.·\-]"
_NAME = rf"(?:{_NAME_START}|:)[\w.:·\-]*"
_NC_NAME = rf"{_NAME_START}[\w.·\-]*"
_BASE64 = r"(?:(?:[A-Za-z0-9+/] ?){4})*(?:(?:[A-Za-z0-9+/] ?){2}[AEIMQUYcgkosw048] ?=|[A-Za-z0-9+/] ?[AQgw] ?= ?=)?"
_CHAR = "[\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]*"
_TOKEN = r"(?:[^\s]+(?: [^\s]+)*)?"

# Integers are decimals, and each of these is a part of them: least and greatest value, where there is one.
_INTEGERS: dict[str, tuple[int | None, int | None]] = {
    "integer": (None, None),
    "nonNegativeInteger": (0, None),
    "nonPositiveInteger": (None, 0),
    "positiveInteger": (1, None),
    "negativeInteger": (None, -1),
    **{name: (-(2 ** (bits - 1)), 2 ** (bits - 1) - 1) for name, bits in (("long", 64), ("int", 32), ("short", 16))},
    "byte": (-128, 127),
    **{f"unsigned{name}": (0, 2**bits - 1) for name, bits in (("Long", 64), ("Int", 32), ("Short", 16), ("Byte", 8))},
}
# Strings, each a part of the one before it.
_STRINGS = {
    "string": _CHAR,
    "normalizedString": "[^\t\n\r]*",
    "token": _TOKEN,
    "language": r"[a-zA-Z]{1,8}(?:-[a-zA-Z0-9]{1,8})*",
    "Name": _NAME,
    "NCName": _NC_NAME,
    "NMTOKEN": r"[\w.:·\-]+",
}
_DATES = {
    "date": rf"{_YEAR}-{_MONTH}-{_DAY}{_ZONE}?",
    "dateTime": rf"{_YEAR}-{_MONTH}-{_DAY}T{_TIME}{_ZONE}?",
    "dateTimeStamp": rf"{_YEAR}-{_MONTH}-{_DAY}T{_TIME}{_ZONE}",
    "time": rf"{_TIME}{_ZONE}?",
    "gYear": rf"{_YEAR}{_ZONE}?",
    "gYearMonth": rf"{_YEAR}-{_MONTH}{_ZONE}?",
    "gMonthDay": rf"--{_MONTH}-{_DAY}{_ZONE}?",
    "gMonth": rf"--{_MONTH}{_ZONE}?",
    "gDay": rf"---{_DAY}{_ZONE}?",
}
_OTHERS = {
    "decimal": _DECIMAL,
    "float": _FLOAT,
    "double": _FLOAT,
    "boolean": "true|false|0|1",
    "hexBinary": "(?:[0-9a-fA-F]{2})*",
    "base64Binary": _BASE64,
    "anyURI": r"[^\s]*",
}
_FORMS = {
    **{XSD + name: form for name, form in {**_OTHERS, **_STRINGS, **_DATES}.items()},
    **{XSD + name: _SIGNED for name in _INTEGERS},
}
FORMED = frozenset(_FORMS) - {XSD + "string"}
"""IRIs of the datatypes whose literals may be written wrongly."""

_LANG_STRING, _PLAIN = RDF + "langString", RDF + "PlainLiteral"

KNOWN = frozenset({*_FORMS, _LANG_STRING, _PLAIN, RDF + "XMLLiteral", RDFS + "Literal"})
"""IRIs of the datatypes whose values are known here."""

_compiled: dict[str, Callable[[str], object]] = {}


def is_well_formed(lexical: str, datatype: str) -> bool:
    """Whether a literal is written as its datatype asks; True for a datatype that is not known.

    >>> is_well_formed("60.0", XSD + "decimal"), is_well_formed("many", XSD + "integer")
    (True, False)
    """
    if datatype == XSD + "string" or datatype not in _FORMS:
        return True
    if datatype not in _compiled:
        _compiled[datatype] = re.compile(_FORMS[datatype]).fullmatch
    text = lexical if datatype == XSD + "normalizedString" else lexical.strip("\t\n\r ")
    if not _compiled[datatype](text) or (not text.isascii() and datatype[len(XSD) :] in _DIGITS):
        return False
    name = datatype[len(XSD) :]
    if name in _INTEGERS:
        return _within(int(text), name)
    return name not in ("date", "dateTime", "dateTimeStamp", "gMonthDay") or _is_day(text)


_DIGITS = {*_INTEGERS, *_DATES, "decimal", "float", "double"}


def is_in(literal: ox.Literal, datatype: str) -> bool:
    """Whether the value of a well-formed literal belongs to a datatype; True where either is not known.

    >>> is_in(ox.Literal("7", datatype=ox.NamedNode(XSD + "integer")), XSD + "decimal")
    True
    """
    own = literal.datatype.value
    if datatype in (own, RDFS + "Literal") or datatype not in KNOWN:
        return True
    if datatype == _PLAIN:
        return own == _LANG_STRING or own.removeprefix(XSD) in _STRINGS
    if own not in KNOWN:
        return True
    name, own_name = datatype.removeprefix(XSD), own.removeprefix(XSD)
    if own_name in _INTEGERS or own_name == "decimal":
        if name == "decimal":
            return is_well_formed(literal.value, own)
        if name not in _INTEGERS or not is_well_formed(literal.value, own):
            return False
        whole, _, fraction = literal.value.strip().partition(".")
        return not fraction.strip("0") and _within(int(whole if whole.strip("+-") else whole + "0"), name)
    if own_name in _STRINGS and name in _STRINGS:
        return is_well_formed(literal.value, datatype) and literal.value == literal.value.strip("\t\n\r ")
    if own_name in ("dateTime", "dateTimeStamp") and name in ("dateTime", "dateTimeStamp"):
        return is_well_formed(literal.value, datatype)
    return False


def value(literal: ox.Literal) -> Hashable:
    """What a literal means: equal for two literals if, and only if, they mean the same value.

    >>> one, other = (ox.Literal(text, datatype=ox.NamedNode(XSD + "decimal")) for text in ("1", "01.0"))
    >>> value(one) == value(other)
    True
    """
    datatype, text = literal.datatype.value, literal.value
    if literal.language:
        return "language", text, literal.language.lower()
    name = datatype.removeprefix(XSD)
    if datatype not in _FORMS or not is_well_formed(text, datatype):
        return datatype, text
    if name in _STRINGS:
        return "string", text
    text = text.strip("\t\n\r ")
    if name == "decimal" or name in _INTEGERS:
        return "decimal", _digits(text)
    if name in ("float", "double"):
        return name, _float(text, name)
    if name == "boolean":
        return name, text in ("true", "1")
    if name == "hexBinary":
        return name, text.upper()
    if name == "base64Binary":
        return name, text.replace(" ", "")
    if name in _DATES:
        return _moment(text, name)
    return name, text


def _digits(text: str) -> str:
    """The one way to write a decimal number: no leading or trailing zeros, no sign but minus."""
    whole, _, fraction = text.lstrip("+-").partition(".")
    plain = f"{whole.lstrip('0')}.{fraction.rstrip('0')}"
    return f"-{plain}" if text.startswith("-") and plain != "." else plain


def _within(number: int, name: str) -> bool:
    least, greatest = _INTEGERS[name]
    return (least is None or number >= least) and (greatest is None or number <= greatest)


def _is_day(text: str) -> bool:
    """Whether the month has that day: 30 February is written well but is no date."""
    numbers = re.match(r"(-?\d+)?-+(\d\d)-(\d\d)", text)
    assert numbers is not None
    year, month, day = int(numbers[1] or 4), int(numbers[2]), int(numbers[3])
    leap = year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)
    return day <= (29 if leap else 28) if month == 2 else day <= (30 if month in (4, 6, 9, 11) else 31)


def _float(text: str, name: str) -> Hashable:
    number = float(text.replace("INF", "inf"))
    if name == "float":
        import struct

        try:
            (number,) = struct.unpack("f", struct.pack("f", number))
        except OverflowError:
            number = float("inf") if number > 0 else float("-inf")
    return "NaN" if number != number else repr(number)  # 0.0 and -0.0 are two values to OWL, and NaN is one


def _moment(text: str, name: str) -> Hashable:
    """A date or time; a moment with a zone is the same as that moment in another."""
    from datetime import datetime, timedelta

    zone = re.search(rf"{_ZONE}$", text) if ":" in text or text.endswith("Z") else None
    if name not in ("dateTime", "dateTimeStamp"):
        return name, re.sub(r"(?:Z|[+-]00:00)$", "Z", text)
    local = text[: zone.start()] if zone else text
    if re.match(r"\d{4}-", local) is None or "T24" in local:
        return "dateTime", text
    whole, _, fraction = local.partition(".")
    try:
        moment = datetime.strptime(whole, "%Y-%m-%dT%H:%M:%S")
        if zone and zone[0] != "Z":
            hours, minutes = zone[0][1:].split(":")
            shift = timedelta(hours=int(hours), minutes=int(minutes))
            moment = moment - shift if zone[0][0] == "+" else moment + shift
    except (ValueError, OverflowError):
        return "dateTime", text
    return "dateTime", moment.isoformat(), fraction.rstrip("0"), zone is not None
