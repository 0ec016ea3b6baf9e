"""Numbers in drawings: as people read them, as lengths, along an axis."""

from __future__ import annotations

import math

import pyoxigraph as ox

from ascn_kg.namespaces import XSD
from ascn_kg.rendering.words import cell


def number(value: float, lang: str) -> str:
    """A number as people of the language write it, with one decimal at most.

    >>> number(12.54, "id"), number(26.0, "en"), number(30000, "en")
    ('12,5', '26', '30,000')
    """
    written = length(round(value, 1))
    return cell(ox.Literal(written, datatype=ox.NamedNode(XSD + "decimal")), None, lang)  # type: ignore[arg-type]


def length(value: float) -> str:
    """A length to a tenth.

    >>> length(12.04), length(0.25)
    ('12', '0.2')
    """
    return f"{value:.1f}".removesuffix(".0")


def percent(value: float) -> str:
    """A part of the width, to a hundredth of a per cent.

    >>> percent(100 / 3), percent(50)
    ('33.33%', '50%')
    """
    return f"{value:.2f}".rstrip("0").rstrip(".") + "%"


def axis(most: float) -> list[float]:
    """Round numbers from 0 to the first that is not below ``most``, at most six.

    >>> axis(38), axis(0.7)
    ([0, 10, 20, 30, 40], [0.0, 0.2, 0.4, 0.6, 0.8])
    """
    if most <= 0:
        return [0, 1]
    ten = 10 ** math.floor(math.log10(most))
    step = next(ten * part for part in (0.1, 0.2, 0.5, 1, 2) if most / (ten * part) <= 5)
    step = int(step) if step >= 1 else round(step, 10)
    return [round(step * number, 10) for number in range(math.ceil(most / step) + 1)]
