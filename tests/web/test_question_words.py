"""The list of questions, the links of their answers, and which drawing suits an answer."""

from __future__ import annotations

import re

import pytest

from ascn_kg.namespaces import CONCEPTS, PREFIXES
from ascn_kg.questions.question import LANGUAGES
from ascn_kg.web.asking.cells import Links
from ascn_kg.web.asking.figures import figure
from ascn_kg.web.asking.words import _PARAMS, _TAGS
from ascn_kg.web.rooms import respond
from ascn_kg.web.site import Site
from ascn_kg.web.view import View
from tests.web.page_tree import read


def test_tags_and_parameters_have_words(site: Site) -> None:
    questions = site.knowledge.questions.values()
    assert {tag for question in questions for tag in question.tags} == set(_TAGS)
    assert {name for question in questions for name in question.params} == set(_PARAMS)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_question_is_listed_once_under_its_first_subject(site: Site, lang: str) -> None:
    shown = read(respond(site, f"questions.{lang}.html").content)
    listed: dict[str, str] = {}
    for section in shown.all("section", class_="subject"):
        assert shown.one("nav", class_="subjects").one("a", href=f"#{section.attributes['id']}").text
        for item in section.all("li"):
            if "data-words" in item.attributes:
                href = item.all("a")[0].attributes["href"]
                assert listed.setdefault(href, section.attributes["id"]) == section.attributes["id"]
                assert item.all("a")[0].text == site.knowledge.questions[re.split(r"[/.]", href)[1]].summary[lang]
    assert listed == {
        f"questions/{name}.{lang}.html": question.tags[0] for name, question in site.knowledge.questions.items()
    }


def linked(site: Site, name: str, lang: str = "en", **args: str) -> dict[tuple[str, str], str | None]:
    """Column and cell -> the prefixless IRI its link leads to, for all rows."""
    answer = site.knowledge.ask(name, lang=lang, **args)
    links = Links(site, answer)
    return {
        (column.name, getattr(row[index], "value", "")): links.of(row).get(index)
        for row in answer.rows
        for index, column in enumerate(answer.columns)
    }


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_city_and_a_nation_of_one_name_are_told_apart(site: Site, lang: str) -> None:
    found = linked(site, "members-as-of", lang)
    name = "Singapore" if lang == "en" else "Singapura"
    assert found["name", name] == PREFIXES["city"] + "singapore"
    assert found["nation", name] == PREFIXES["nation"] + "singapore"


def test_names_lead_to_what_they_name_and_nothing_else_does(site: Site) -> None:
    found = linked(site, "initiatives-of-city", city="Hanoi")
    assert found["name", "Hanoi"] == PREFIXES["city"] + "hanoi"
    assert (
        found["initiative", "Intelligent Operation Centre"]
        == PREFIXES["initiative"] + "hanoi-intelligent-operation-centre"
    )
    assert found["called", "project"] is None
    assert found["when", "2018-07-08"] is None


def test_a_link_leads_to_a_thing_that_is_called_so(site: Site) -> None:
    for name in ("twin-candidates", "partners-by-city", "disagreements"):
        for (_, text), iri in linked(site, name).items():
            if iri is not None:
                assert text in (site.labels.label(iri, "en"), site.labels.label(iri, "id"))
                assert not iri.startswith((CONCEPTS + "modality/", CONCEPTS + "rank/"))


# What the caption says of each kind of drawing.
DRAWN = {
    "map": ("Borders", "Batas"),
    "shares": ("a bar for each", "satu batang untuk setiap"),
    "bars": ("” for each “", "” untuk setiap “"),
    "lines": ("as dots", "sebagai titik"),
}


@pytest.mark.parametrize(
    ("name", "args", "drawn"),
    [
        ("members-as-of", {}, "map"),
        ("cities-joined-after", {}, "map"),
        ("initiatives-of-city", {}, "map"),
        ("initiatives-of-city", {"city": "Hanoi"}, None),
        ("city-reference", {}, "map"),
        ("focus-area-shares", {}, "shares"),
        ("focus-areas-per-nation", {"nation": "Indonesia"}, "bars"),
        ("network-growth", {}, "lines"),
        ("members-per-nation", {}, "map"),
        ("name-variants", {}, None),
        ("definitions", {}, None),
        ("money-pledged", {}, None),
        ("sources", {}, None),
        ("evidence-of-source", {}, None),
        ("services-without-function", {}, None),
    ],
)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_is_drawn(site: Site, name: str, args: dict[str, str], drawn: str | None, lang: str) -> None:
    answer = site.knowledge.ask(name, lang=lang, **args)
    found = figure(site, View(f"questions/{name}.{lang}.html", lang), answer, Links(site, answer))
    if drawn is None:
        assert found is None
        return
    assert found is not None
    assert found.caption.endswith(".")
    assert found.is_map == (drawn == "map")
    assert DRAWN[drawn][lang == "id"] in found.caption
    assert "<svg" in found.drawing


@pytest.mark.parametrize(
    ("name", "larger"),
    [
        ("cities-by-initiatives", "“Listed”"),
        ("coverage-per-city", "“Documents”"),
        ("initiatives-of-city", "the more rows"),
        ("members-per-nation", ""),  # whose numbers are those of the nation
        ("city-identifiers", ""),
        ("members-as-of", ""),
    ],
)
def test_what_makes_a_mark_larger(site: Site, name: str, larger: str) -> None:
    answer = site.knowledge.ask(name)
    found = figure(site, View(f"questions/{name}.en.html", "en"), answer, Links(site, answer))
    assert found is not None
    assert ("larger" in found.caption) == bool(larger)
    assert larger in found.caption
