"""A statement says what its passages print: names, numbers in any notation, years."""

from __future__ import annotations

import pytest

from ascn_kg.evidence.said import Values, undated, unsaid
from ascn_kg.namespaces import SKOS, TERMS

AREA = "https://w3id.org/ascn-kg/concept/monitoring-focus/health"


def of(**values: str) -> Values:
    return {TERMS + name: (value,) for name, value in values.items()}


def values_of(thing: str) -> Values:
    return {SKOS + "prefLabel": ("Health & Well-Being",)} if thing == AREA else {}


@pytest.mark.parametrize(
    ("said", "passages"),
    [
        (of(printedName="Smart Healthcare City"), ["Smart  Health-\ncare City"]),
        (of(printedName="Dottoro'ta"), ["DOTTORO\u2019TA (Home Care)"]),
        (of(printedName="City Bus"), ["A 4  City    Mobility   Ongoing\n     Bus"]),
        (of(value="26"), ["26 pilot cities"]),
        (of(value="26"), ["2 others", "26"]),
        (of(value="4"), ["Jakarta and three others", "Jakarta and 3 others"]),
        (of(value="12"), ["twelve cities"]),
        (of(value="12"), ["dua belas kota"]),
        (of(value="2"), ["Hanoi", "Da Nang"]),
        (of(value="1770000"), ["Population   1.77 million"]),
        (of(value="8200000"), ["8,2 juta jiwa"]),
        (of(value="1234"), ["1,234 taxis"]),
        (of(measure="199.3"), ["199.3 km2"]),
        (of(amount="30000000"), ["A$30 million"]),
        (of(share="13.75"), ["13,75 persen"]),
        (of(listNumber="41", focusArea=AREA), ["41 Health and other", "Health & Well-Being"]),
        (of(value="many"), ["some"]),
    ],
)
def test_what_is_printed_is_said(said: Values, passages: list[str]) -> None:
    assert list(unsaid(said, passages, values_of)) == []


@pytest.mark.parametrize(
    ("said", "passages", "words"),
    [
        (of(printedName="Smart City Hall"), ["Smart Health"], "ascn:printedName 'Smart City Hall' stands in none"),
        (of(value="27"), ["26 pilot cities"], "ascn:value 27 stands in none of its passages. Mend it, or cite"),
        (of(value="1770000"), ["1.77 thousand"], "ascn:value 1770000 stands in none"),
        (of(measure="200"), ["199.3 km2"], "ascn:measure 200 stands in none"),
        (of(listNumber="41", focusArea=AREA), ["41 Civic and Social"], "health> is named by none of its passages"),
    ],
)
def test_what_is_not_printed_is_told(said: Values, passages: list[str], words: str) -> None:
    (problem,) = unsaid(said, passages, values_of)
    assert words in problem


@pytest.mark.parametrize(
    ("said", "passages", "problems"),
    [
        (of(stated="2018-04"), ["in April 2018"], 0),
        (of(earliest="2018-01-01", latest="2019-12-31"), ["since 2019"], 0),
        (of(stated="2018"), ["in April"], 1),
        (of(stated="2018", seenOn="2019-01-01"), ["in 2017"], 1),
        ({**of(stated="2018"), SKOS + "editorialNote": ("The year is that of the summit.",)}, ["in April"], 0),
        (of(value="3"), ["in April"], 0),
    ],
)
def test_the_year_is_printed_by_what_dates_it(said: Values, passages: list[str], problems: int) -> None:
    assert len(list(undated(said, passages))) == problems
