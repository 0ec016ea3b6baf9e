"""The first page: its map shows what the question on members answers, its numbers are the graph's."""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Mapping
from functools import cache
from html.parser import HTMLParser

import pytest

from ascn_kg.namespaces import TERMS
from ascn_kg.questions.arguments import read_arguments
from ascn_kg.questions.run import bound
from ascn_kg.web.drawing import site_places
from ascn_kg.web.home.cited import Cited
from ascn_kg.web.home.examples import examples
from ascn_kg.web.home.growth import growth
from ascn_kg.web.home.members import known_spans, members
from ascn_kg.web.home.memberships import CERTAIN, NOT, POSSIBLE, turning_days
from ascn_kg.web.pages import home
from ascn_kg.web.rooms import respond
from ascn_kg.web.site import Site
from ascn_kg.web.view import View

LANGUAGES = ("en", "id")
DAYS = ("2017-12-31", "2018-04-28", "2021-12-31", "2023-06-30", "2024-06-30", "2026-02-05", "2030-01-01")
SIGN_OF = {CERTAIN: {"k1", "k2"}, POSSIBLE: {"k3"}, NOT: {"k0"}}


class Page(HTMLParser):
    """The cities of the map and of the list, the address of every link, the identifiers, and the text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.cities: list[tuple[str, str]] = []  # class, address
        self.links: list[str] = []
        self.ids: list[str] = []
        self.text = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = {name: value or "" for name, value in attrs}
        self.ids += [known["id"]] if "id" in known else []
        if tag == "a":
            self.links.append(known.get("href", ""))
            if known.get("class", "").startswith("place "):
                self.cities.append((known["class"].removeprefix("place "), known["href"]))

    def handle_data(self, data: str) -> None:
        self.text += data


def _page(site: Site, lang: str = "en", args: Mapping[str, str] | None = None, status: int = 200) -> Page:
    document = respond(site, f"index.{lang}.html", args)
    assert document.status == status
    return Page(document.content.decode())


@cache
def _answered(site: Site, day: str) -> dict[str, str]:
    """What the question says: whether each city was a member, by its IRI."""
    question = site.knowledge.questions["members-as-of"]
    query = bound(question, read_arguments(question, {"as_of": day}, site.labels, site.cut_off), "en")
    found = {}
    for row in site.graph.query(query):  # type: ignore[union-attr]
        (city,) = site.graph.objects(row["statement"], TERMS + "memberCity")
        found[city.value] = row["sure"].value
    return found


@pytest.mark.parametrize("day", DAYS)
def test_the_map_shows_the_members_of_the_day_and_counts_them(site: Site, day: str) -> None:
    expected = _answered(site, day)
    view = View("index.en.html", "en", {"as_of": day})
    shown = members(site, view)
    cities = Page(shown.drawing).cities
    for iri, place in site_places(site, view).items():
        signs = [sign for sign, address in cities if address == place.href]
        # Once on the wide drawing and once on the narrow, or below both.
        assert len(signs) == (1 if place.longitude is None else 2)
        assert set(signs) <= SIGN_OF[expected.get(iri, NOT)], place.name
    counts = Counter(expected.values())
    numbers = re.findall(r"(?<=: )\d+|\d+(?= more)", shown.sentence)
    assert numbers == [str(counts[state]) for state in (CERTAIN, POSSIBLE) if counts[state] or state in shown.sentence]


def test_bounds_for_scripts_say_what_the_question_says_on_every_turning_day(site: Site) -> None:
    """And on the days before and after each: nothing can change in between."""
    known = known_spans(site)
    assert site.cut_off is not None
    turns = [datetime.date.fromisoformat(day) for day in (*turning_days(known.values()), site.cut_off)]
    days = {(turn + datetime.timedelta(days=shift)).isoformat() for turn in turns for shift in (-1, 0, 1)}
    for day in sorted(days | set(DAYS)):
        expected = _answered(site, day)
        assert {iri: state for iri, span in known.items() if (state := span.on(day, site.cut_off))} == expected, day


def test_marks_carry_these_bounds(site: Site) -> None:
    text = respond(site, "index.en.html").content.decode()
    for iri, span in known_spans(site).items():
        href = site.address(View("index.en.html", "en"), iri)
        written = re.findall(rf'<a class="place k\d" href="{re.escape(href)}"([^>]*)>', text)
        assert written
        for attributes in written:
            data = dict(re.findall(r'data-(\w+)="([^"]*)"', attributes))
            assert data == {**span.data, "kind": "1" if span.founding else "2"}


@pytest.mark.parametrize("lang", LANGUAGES)
@pytest.mark.parametrize("wrong", ["soon", "2021-13-45", "31/12/2021", "<script>alert(1)</script>"])
def test_a_day_that_is_none_gets_a_sentence_and_the_page(site: Site, lang: str, wrong: str) -> None:
    document = respond(site, f"index.{lang}.html", {"as_of": wrong})
    text = document.content.decode()
    assert document.status == 400
    assert "<script>alert" not in text
    page = Page(text)
    assert "as-of-fault" in page.ids
    assert members(site, View(f"index.{lang}.html", lang, {"as_of": wrong})).day == site.cut_off
    assert len(page.cities) > 70


@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_day_after_the_data_gets_a_warning_and_only_possible_members(site: Site, lang: str) -> None:
    text = respond(site, f"index.{lang}.html", {"as_of": "2030-01-01"}).content.decode()
    assert 'class="warning"' in text
    assert {sign for sign, _ in Page(text).cities} == {"k3"}


def test_a_day_before_the_network_has_no_members(site: Site) -> None:
    page = _page(site, args={"as_of": "2017-12-31"})
    assert {sign for sign, _ in page.cities} == {"k0"}
    assert "No city is known as a member on 31 December 2017." in page.text


def test_an_empty_day_and_foreign_arguments_are_left_out(site: Site) -> None:
    plain = respond(site, "index.en.html").content
    assert respond(site, "index.en.html", {"as_of": " "}).content == plain
    assert respond(site, "index.en.html", {"utm_source": '"><b>'}).content == plain


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_page_is_in_its_language_with_unique_ids_and_all_sources(site: Site, lang: str) -> None:
    page = _page(site, lang)
    assert len(page.ids) == len(set(page.ids))
    marks = {link.removeprefix("#") for link in page.links if link.startswith("#source-")}
    assert marks <= set(page.ids)
    assert {each for each in page.ids if each.startswith("source-")} == marks, "each source is cited somewhere"
    assert len(marks) > 20
    words = {"en": ("How the network grew", "Ask"), "id": ("Bagaimana jaringan bertumbuh", "Bertanya")}
    assert all((word in page.text) is (which == lang) for which, each in words.items() for word in each[:1])


def test_index_without_language_is_the_english_page(site: Site) -> None:
    assert respond(site, "index.html").content == respond(site, "index.en.html").content


def test_top_questions_exist_and_every_question_is_linked(site: Site) -> None:
    links = set(_page(site).links)
    assert len(set(home.TOP)) == len(home.TOP)
    assert {f"questions/{name}.en.html" for name in site.knowledge.questions} <= links


def test_growth_ends_with_the_members_of_the_last_day(site: Site) -> None:
    drawn = growth(site, View("index.en.html", "en"), known_spans(site), Cited())
    last = len(site.knowledge.ask("members-as-of").rows)
    (spoken,) = re.findall(r"<desc[^>]*>([^<]*)</desc>", drawn.drawing)
    certain, at_most, printed = spoken.split(". ")
    assert certain.endswith(f"{site.cut_off} {last}")
    assert at_most.endswith(f"{site.cut_off} {last}")
    numbers = [row[3].value for row, _ in drawn.rows]  # type: ignore[union-attr]
    assert [
        entry.split()[-1] for entry in printed.removeprefix("number printed in a document: ").split(", ")
    ] == numbers
    assert all(marks for _, marks in drawn.rows)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_examples_are_answers_with_sources(site: Site, lang: str) -> None:
    cited = Cited()
    shown = list(examples(site, View(f"index.{lang}.html", lang), cited))
    assert len(shown) == 3
    assert all("#source-" in example.sentence for example in shown)
    joined = site.knowledge.ask("cities-joined-after", lang=lang)
    for row in joined.rows:
        assert row[1].value in shown[0].sentence  # type: ignore[union-attr]
    # The largest sum is no more than an upper limit, and is not shown without saying so.
    assert ("announced as an upper limit" if lang == "en" else "diumumkan sebagai batas atas") in shown[2].sentence


def test_figures_are_those_of_the_graph(site: Site) -> None:
    figures = {words: number for number, words, _ in home._figures(site, View("index.en.html", "en"))}
    asked = site.knowledge.query
    counts = {
        "member cities": "?x a ascn:City",
        "projects, programmes and services": "?x a ascn:Initiative",
        "documents and registries": "?x a ascn:Source",
        "passages verified word for word": "?x a ascn:Evidence ; ascn:sha256 ?y",
        "nations with member cities": "?m a ascn:Membership ; ascn:memberCity/ascn:inNation ?x",
    }
    for words, pattern in counts.items():
        (row,) = asked(f"SELECT (COUNT(DISTINCT ?x) AS ?n) {{ {pattern} }}")  # type: ignore[misc]
        assert figures[words].replace(",", "") == row["n"].value, words


def test_a_static_page_hides_the_form_until_a_script_serves_it(site: Site) -> None:
    static = respond(Site(site.knowledge, live=False), "index.en.html").content.decode()
    live = respond(site, "index.en.html").content.decode()
    assert re.search(r'<form class="as-of"[^>]* hidden>', static)
    assert "<noscript>" in static
    assert not re.search(r'<form class="as-of"[^>]* hidden>', live)
    assert "as_of=" not in static, "a host of files cannot answer for another day"
