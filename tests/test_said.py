"""What a statement gives is printed in the passages it cites; the words of a document may be broken by its columns."""

from __future__ import annotations

import pytest

from ascn_kg.evidence.said import undated, unsaid
from ascn_kg.namespaces import SKOS, TERMS

ROW = "12.  Hanoi  Intelligent Operation  Civic & Social"
AREAS = {
    "civic": {SKOS + "prefLabel": ["Civic & Social", "Kewargaan & Sosial"]},
    "health": {SKOS + "prefLabel": ["Health"]},
}


def told(passages: list[str], **said: str) -> list[str]:
    values = {TERMS + name: [value] for name, value in said.items()}
    return [message.split()[0] for message in unsaid(values, passages, AREAS.__getitem__)]


@pytest.mark.parametrize(
    ("passages", "said"),
    [
        ([ROW, "Centre"], {"printedName": "Intelligent Operation Centre"}),
        (["ĐÀ NẴNG"], {"printedName": "Đà Nẵng"}),
        ([ROW], {"listNumber": "12", "focusArea": "civic"}),
        (["29.5 per cent"], {"share": "29.5"}),
        (["29,5 persen"], {"share": "29.5"}),
        (["1,234 proyek"], {"value": "1234"}),
        (["dua belas kota"], {"value": "12"}),
        (["Jakarta dan 3 Kota Lain"], {"value": "4"}),
        (["A$30 juta"], {"amount": "30000000.0"}),
        (["one row", "another row", "a third row"], {"value": "3", "share": "7"}),
        (["nothing"], {"value": "many"}),
        (["nothing"], {"focusArea": "health"}),
    ],
)
def test_what_is_printed(passages: list[str], said: dict[str, str]) -> None:
    assert told(passages, **said) == []


@pytest.mark.parametrize(
    ("passages", "said", "problem"),
    [
        ([ROW, "Centre"], {"printedName": "Intelligent Traffic Centre"}, "ascn:printedName"),
        ([ROW], {"listNumber": "13"}, "ascn:listNumber"),
        ([ROW], {"listNumber": "12", "focusArea": "health"}, "<health>"),
        (["29.5 per cent"], {"share": "29"}, "ascn:share"),
        (["26 cities"], {"value": "27"}, "ascn:value"),
        (["A$30 juta"], {"amount": "31000000"}, "ascn:amount"),
    ],
)
def test_what_is_not_printed(passages: list[str], said: dict[str, str], problem: str) -> None:
    assert told(passages, **said) == [problem]


def test_a_date_is_printed_where_it_is_said_to_be() -> None:
    said = {TERMS + "stated": ["2018-04"], TERMS + "latest": ["2018-04-30"]}
    assert list(undated(said, ["the summit", "on 28 April 2018"])) == []
    assert list(undated(said, ["on 28 April 2019"]))
    assert list(undated(said, ["in April"]))
    assert list(undated({**said, SKOS + "editorialNote": ["The year is inferred."]}, ["in April"])) == []
    assert list(undated({}, ["in April"])) == []
