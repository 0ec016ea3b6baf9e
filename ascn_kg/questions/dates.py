"""Dates as documents state them (EDTF), in words."""

from __future__ import annotations

import re

from ascn_kg.namespaces import EDTF

_MONTHS = {
    "en": (
        "January", "February", "March", "April", "May", "June",
        "July", "August", "September", "October", "November", "December",
    ),
    "id": (
        "Januari", "Februari", "Maret", "April", "Mei", "Juni",
        "Juli", "Agustus", "September", "Oktober", "November", "Desember",
    ),
}  # fmt: skip
_PARTS = {
    "en": {
        21: "spring {}", 22: "summer {}", 23: "autumn {}", 24: "winter {}",
        33: "first quarter of {}", 34: "second quarter of {}", 35: "third quarter of {}", 36: "fourth quarter of {}",
        37: "first four months of {}", 38: "middle four months of {}", 39: "last four months of {}",
        40: "first half of {}", 41: "second half of {}",
    },
    "id": {
        21: "musim semi {}", 22: "musim panas {}", 23: "musim gugur {}", 24: "musim dingin {}",
        33: "triwulan pertama {}", 34: "triwulan kedua {}", 35: "triwulan ketiga {}", 36: "triwulan keempat {}",
        37: "empat bulan pertama {}", 38: "empat bulan kedua {}", 39: "empat bulan terakhir {}",
        40: "paruh pertama {}", 41: "paruh kedua {}",
    },
}  # fmt: skip
_WORDS = {
    "en": {
        "by": "by {}", "since": "{} or later", "from": "from {} on", "until": "until {}", "or": "or", "and": "and",
        "~": "about {}", "?": "{} (uncertain)", "%": "about {} (uncertain)", "decade": "the {}s",
        "between": "between {} and {}",
        "start unknown": "until {}, start unknown", "end unknown": "from {}, end unknown",
    },
    "id": {
        "by": "paling lambat {}", "since": "{} atau sesudahnya", "from": "sejak {}", "until": "sampai {}", "or": "atau",
        "and": "dan", "~": "sekitar {}", "?": "{} (tidak pasti)", "%": "sekitar {} (tidak pasti)",
        "decade": "tahun {}-an", "between": "antara {} dan {}",
        "start unknown": "sampai {}, awalnya tidak diketahui", "end unknown": "sejak {}, akhirnya tidak diketahui",
    },
}  # fmt: skip
_DATE = re.compile(r"(\d{4}|\d{3}X)(?:-(\d\d|XX)(?:-(\d\d|XX))?)?([~?%]?)")

__all__ = ["EDTF", "in_words"]


def in_words(edtf: str, lang: str = "en") -> str:
    """An EDTF date in English (``en``) or Indonesian (``id``) words; what is no EDTF stays as it is.

    >>> in_words("[..2024-06]")
    'by June 2024'
    >>> in_words("2018-05-22/2018-05-25", "id")
    '22–25 Mei 2018'
    """
    return _value(edtf.strip(), lang) or edtf


def _value(edtf: str, lang: str) -> str | None:
    words = _WORDS[lang]
    if edtf[:1] + edtf[-1:] in ("[]", "{}"):
        return _choice(edtf[1:-1], lang, words["or" if edtf[0] == "[" else "and"])
    if "/" in edtf:
        return _interval(edtf, lang)
    return _date(edtf, lang)


def _choice(inner: str, lang: str, joint: str) -> str | None:
    words = _WORDS[lang]
    parts = [part.strip() for part in inner.split(",")]
    named: list[str] = []
    for part in parts:
        start, dots, end = part.partition("..")
        if not dots:
            text = _date(part, lang)
        elif start and end:
            one, two = _date(start, lang), _date(end, lang)
            text = one and two and words["between"].format(_without_shared_year(one, start, end), two)
        else:
            one = _date(start or end, lang)
            text = one and words["since" if start else "by"].format(one)
        if text is None:
            return None
        named.append(text)
    return named[0] if len(named) == 1 else f"{', '.join(named[:-1])} {joint} {named[-1]}"


def _without_shared_year(text: str, start: str, end: str) -> str:
    """The first of two dates without its year where the second has the same one: April, beside May 2018."""
    return text.removesuffix(f" {start[:4]}") if start[:4] == end[:4] and len(start) > 4 else text


def _interval(edtf: str, lang: str) -> str | None:
    words = _WORDS[lang]
    start, _, end = edtf.partition("/")
    for open_end, one, key in (
        (end == "..", start, "from"),
        (start == "..", end, "until"),
        (end == "", start, "end unknown"),
        (start == "", end, "start unknown"),
    ):
        if open_end:
            text = _date(one, lang)
            return text and words[key].format(text)
    return _span(start, end, lang)


def _span(start: str, end: str, lang: str) -> str | None:
    """Two dates joined by a dash, what they share written once: 22–25 May 2018, April–May 2018, 2018–2020."""
    first, last = _DATE.fullmatch(start), _DATE.fullmatch(end)
    one, two = _date(start, lang), _date(end, lang)
    if first is None or last is None or one is None or two is None:
        return None
    if start == end:
        return one
    plain = not (first[4] or last[4] or "X" in start + end)
    if plain and first[1] == last[1] and first[2] and last[2] and bool(first[3]) == bool(last[3]):
        if first[3] and first[2] == last[2]:
            return f"{int(first[3])}–{two}"
        if first[3]:
            return f"{one.removesuffix(' ' + first[1])} – {two}"
        if int(first[2]) <= 12 and int(last[2]) <= 12:
            return f"{one.removesuffix(' ' + first[1])}–{two}"
    return f"{one}–{two}" if plain and not (first[2] or last[2]) else f"{one} – {two}"


def _date(edtf: str, lang: str) -> str | None:
    match = _DATE.fullmatch(edtf)
    if match is None:
        return None
    year, month, day, mark = match.groups()
    words = _WORDS[lang]
    if year.endswith("X"):
        text = words["decade"].format(year[:3] + "0")
    elif month in (None, "XX"):
        text = year
    elif int(month) in _PARTS[lang]:
        text = _PARTS[lang][int(month)].format(year)
    elif 1 <= int(month) <= 12:
        text = f"{_MONTHS[lang][int(month) - 1]} {year}"
        if day not in (None, "XX"):
            text = f"{int(day)} {text}"
    else:
        return None
    return words[mark].format(text) if mark else text
