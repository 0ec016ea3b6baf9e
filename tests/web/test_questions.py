"""The page of each question says what ``ask`` says: rows, sources, gaps; its form holds what was asked."""

from __future__ import annotations

import html
import json
import re
import shlex
from urllib.parse import parse_qs, urlencode, urlsplit

import pyoxigraph as ox
import pytest

from ascn_kg.cli import main
from ascn_kg.knowledge import KnowledgeGraph, load
from ascn_kg.namespaces import expand
from ascn_kg.questions import Answer
from ascn_kg.questions.question import LANGUAGES
from ascn_kg.rendering.words import NOTHING, cell, filled_columns
from ascn_kg.web.asking import table as answer_table
from ascn_kg.web.asking.forms import FEW, command_line, fields
from ascn_kg.web.document import Document
from ascn_kg.web.rooms import paths, respond
from ascn_kg.web.site import Site
from tests.web.page_tree import Element, read

NAMES = sorted(load().questions)
PAGES = [(name, lang) for name in NAMES for lang in LANGUAGES]


def page(site: Site, name: str, lang: str = "en", **args: str) -> Element:
    """The page of a question."""
    document = respond(site, f"questions/{name}.{lang}.html", args)
    assert document.status == 200
    return read(document.content)


def refused(site: Site, name: str, lang: str = "en", **args: str) -> Element:
    """The page of a question that cannot be asked like this."""
    document = respond(site, f"questions/{name}.{lang}.html", args)
    assert document.status == 400
    return read(document.content)


def rows_of(shown: Element) -> list[list[str]]:
    """The cells of the answer's table, without sources."""
    return [
        [each.text for each in row.content if isinstance(each, Element)][:-1] for row in shown.one("tbody").all("tr")
    ]


def numbers_in(shown: Element) -> list[int]:
    """The numbers of the sources that marks below lead to."""
    marks = [each for each in shown.all("a") if each.attributes["href"].startswith("#source-")]
    assert [f"[{each.attributes['href'].removeprefix('#source-')}]" for each in marks] == [each.text for each in marks]
    return [int(each.attributes["href"].removeprefix("#source-")) for each in marks]


def check(site: Site, name: str, lang: str) -> None:
    answer = site.knowledge.ask(name, lang=lang)
    shown = page(site, name, lang)
    assert shown.one("h1").text == answer.text
    columns, _ = filled_columns(answer)
    expected = [[_in_words(site, answer, row[index]) for index in columns] for row in answer.rows]
    if not answer.rows:
        assert not shown.all("table")
    else:
        assert rows_of(shown) == expected
        headings = [each.text for each in shown.one("thead").all("th")]
        assert headings[:-1] == [" ".join(answer.columns[index].heading.split()) for index in columns]
        cited = [tuple(numbers_in(row.all("td", class_="evidence")[0])) for row in shown.one("tbody").all("tr")]
        assert cited == list(answer.row_citations)
    gaps = [item for each in shown.all("ul", class_="gaps") for item in each.all("li")]
    assert [tuple(numbers_in(each)) for each in gaps] == [gap.citations for gap in answer.gaps]
    assert all(" ".join(gap.text.split()) in item.text for gap, item in zip(answer.gaps, gaps, strict=True))
    _check_sources(site, shown, answer)
    assert answer.cite_as in shown.one("p", class_="citation").text
    assert not answer.note or " ".join(answer.note.split()) in shown.one("p", class_="note").text


def _in_words(site: Site, answer: Answer, term: object) -> str:
    return " ".join(cell(term, site.labels, answer.lang).split()) or NOTHING


def _check_sources(site: Site, shown: Element, answer: Answer) -> None:
    """Each source once, with the numbers, places and addresses of the answer."""
    assert sorted(_told(shown)) == [citation.number for citation in answer.citations]
    items = {
        each.attributes["id"]: (item.text, hrefs, each.text)
        for item in (shown.one("ul", class_="sources").all("li") if answer.citations else ())
        for hrefs in [[each.attributes["href"] for each in item.all("a")]]
        for each in item.all("span")
        if "id" in each.attributes
    }
    for citation in answer.citations:
        text, hrefs, place = items[f"source-{citation.number}"]
        assert " ".join(citation.title.split()) in text
        assert (citation.place(answer.lang) or "") in place
        assert citation.url is None or citation.url in hrefs
        assert f"../{site.stem(citation.source)}.{answer.lang}.html" in hrefs


def _told(shown: Element) -> list[int]:
    """The numbers in the list of sources."""
    ids = [each.attributes.get("id", "") for each in shown.all("span")]
    return [int(each.removeprefix("source-")) for each in ids if each.startswith("source-")]


@pytest.mark.parametrize(("name", "lang"), PAGES[::5])
def test_a_page_says_what_the_answer_says(site: Site, name: str, lang: str) -> None:
    check(site, name, lang)


@pytest.mark.slow
@pytest.mark.parametrize(("name", "lang"), [each for each in PAGES if each not in PAGES[::5]])
def test_every_page_says_what_the_answer_says(site: Site, name: str, lang: str) -> None:
    check(site, name, lang)


def test_asked_with_arguments(site: Site) -> None:
    shown = page(site, "members-as-of", "id", as_of="2018-12-31")
    answer = site.knowledge.ask("members-as-of", lang="id", as_of="2018-12-31")
    assert len(rows_of(shown)) == len(answer.rows) == 26
    assert "31 Desember 2018" in shown.one("p", class_="asked").text
    assert shown.one("input", name="as_of").attributes["value"] == "2018-12-31"
    assert shown.one("a", rel="bookmark").attributes["href"] == "members-as-of.id.html?as_of=2018-12-31"
    assert shown.all("a", class_="lang")[0].attributes["href"] == "members-as-of.en.html?as_of=2018-12-31"


@pytest.mark.parametrize(
    ("name", "args", "holds"),
    [
        ("cities-joined-after", {}, {"year": "2018"}),
        ("cities-joined-after", {"year": "2023"}, {"year": "2023"}),
        ("cities-joined-after", {"year": ""}, {"year": "2018"}),
        ("initiatives-of-city", {}, {"city": ""}),
        ("initiatives-of-city", {"city": "semua"}, {"city": ""}),
        ("initiatives-of-city", {"city": "ha noi"}, {"city": "city:hanoi"}),
        ("initiatives-of-city", {"city": "city:hanoi"}, {"city": "city:hanoi"}),
        ("twin-candidates", {"focus": "", "city": "Hanoi"}, {"city": "city:hanoi", "focus": "", "as_of": "2026-02-05"}),
        ("components-of-initiative", {}, {"initiative": "Jakarta Kini (JAKI)"}),
        ("components-of-initiative", {"initiative": "JakEvo"}, {"initiative": "JakEvo"}),
        ("events-at-place", {}, {"place": "city:singapore"}),
        ("definitions", {"question": 'it\'s "so"'}, {"question": 'it\'s "so"'}),
    ],
)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_form_holds_what_was_asked(
    site: Site, name: str, args: dict[str, str], holds: dict[str, str], lang: str
) -> None:
    form = page(site, name, lang, **args).one("form", class_="ask")
    assert form.attributes["method"] == "get"
    assert form.attributes["action"] == f"{name}.{lang}.html"
    for param, value in holds.items():
        assert _held(form, param) == value
        assert form.one("label", **{"for": f"field-{param}"}).text
    params = site.knowledge.questions[name].params
    assert [each.attributes["for"].removeprefix("field-") for each in form.all("label")] == list(params)


def _held(form: Element, param: str) -> str:
    """What stands in a field, as a browser would send it."""
    for select in form.all("select", name=param):
        options = select.all("option")
        chosen = [each for each in options if "selected" in each.attributes] or options[:1]
        (value,) = [each.attributes["value"] for each in chosen]
        return value
    return form.one("input", name=param).attributes["value"]


# One question for each kind of thing that is asked for.
KINDS = {param.type: (name, param) for name, q in load().questions.items() for param in q.params.values()}


@pytest.mark.parametrize("kind", sorted(kind for kind, (_, param) in KINDS.items() if param.is_thing))
@pytest.mark.parametrize("lang", LANGUAGES)
def test_what_a_form_offers_can_be_asked(site: Site, kind: str, lang: str) -> None:
    name, param = KINDS[kind]
    offered = next(
        each for each in fields(site, site.knowledge.questions[name], {}, {}, lang) if each.name == param.name
    )
    if kind == "rdfs:Resource":
        assert (offered.kind, offered.choices) == ("suggest", ())
        return
    values = [choice.value for choice in offered.choices]
    assert {site.labels.find(value, expand(kind)) for value in values} == set(
        site.labels.members(expand(kind) or "") or ()
    )
    assert offered.kind == ("select" if len(values) <= FEW else "suggest")


HOSTILE = [
    '"><script>alert(1)</script>',
    "' onfocus='alert(1)",
    "x" * 20_000,
    "\0",
    "\ud800",
    "{{ 7 * 7 }}{% raw %}",
    "../../etc/passwd",
    "ဟံနွိုင်း กรุงเทพ ភ្នំពេញ",
    "\u202egnp.exe",
    "-5000",
    "0000-00-00",
    "-0044-03-15",
    "2024-02-30",
    "9" * 400,
    "1e3",
    "<urn:x> } DROP ALL #",
    "javascript:alert(1)",
]
FIELDS = [
    ("cities-joined-after", "year"),
    ("members-as-of", "as_of"),
    ("initiatives-of-city", "city"),
    ("components-of-initiative", "initiative"),
    ("definitions", "question"),
    ("what-documents-say", "thing"),
    ("initiatives-of-city", "no_such"),
]


@pytest.mark.parametrize("value", HOSTILE, ids=lambda value: ascii(value)[:20])
@pytest.mark.parametrize(("name", "param"), FIELDS)
def test_hostile_values_are_text(site: Site, name: str, param: str, value: str) -> None:
    lang = LANGUAGES[HOSTILE.index(value) % 2]
    document = respond(site, f"questions/{name}.{lang}.html", {param: value})
    assert document.status in (200, 400)
    shown = read(document.content)
    for each in shown.all("script"):
        if each.has(type="application/ld+json"):
            assert _plain(json.loads(str(each.content[0]))["creditText"]).endswith(_plain(_in_address(value)))
        else:
            assert each.attributes["src"].startswith("../static/")
            assert not each.content
    for each in shown.all("input"):
        assert not [name for name in each.attributes if name.startswith("on")]
    assert not [each for each in shown.all("a") if each.attributes["href"].startswith("javascript")]
    assert "Traceback" not in shown.text
    if document.status == 400:
        assert not shown.all("table")
        sentences = shown.one("div", id="faults").all("li")
        assert sentences
        assert all(each.text[-1] in ".?" for each in sentences)
        if param != "no_such":
            field = shown.one("form", class_="ask").one("input", name=param)
            # A page ends lines as it likes, and no page can hold half a surrogate pair or the character zero.
            assert _plain(field.attributes["value"]) == _plain(value)
            assert field.has(**{"aria-invalid": "true"})
            assert shown.one("span", id=f"fault-{param}").text
            assert f"fault-{param}" in field.attributes["aria-describedby"].split()


def _in_address(value: str) -> str:
    return urlencode({"": value.encode(errors="replace").decode()}, safe=":")[1:]


def _plain(text: str) -> str:
    return re.sub("[\0\ufffd]", "", text.encode(errors="replace").decode())


def test_two_faults_are_told_at_once_each_beside_its_field(site: Site) -> None:
    shown = refused(site, "twin-candidates", "id", city="Hanio", as_of="2024", focus="")
    assert "Maksud Anda Hanoi (city:hanoi)?" in shown.one("span", id="fault-city").text
    assert "2024-12-31" in shown.one("span", id="fault-as_of").text
    assert not shown.all("span", id="fault-focus")


def test_a_name_of_two_things_is_told_with_both(site: Site) -> None:
    shown = refused(site, "what-documents-say", "en", thing="Singapore")
    assert "city:singapore, nation:singapore" in shown.one("span", id="fault-thing").text


def test_what_concerns_two_fields_stands_above_the_form(site: Site) -> None:
    shown = refused(site, "changes-between-reports", "en", **{"from": "2025", "to": "2024"})
    assert "from 2025 lies after to 2024" in shown.one("div", id="faults").text


def test_the_query_on_the_page_is_the_one_that_was_asked(site: Site) -> None:
    for name in ("cities-joined-after", "definitions", "twin-candidates"):
        shown = page(site, name)
        code = shown.one("details", class_="sparql").one("code")
        text = "".join(each for each in code.content if isinstance(each, str))
        answer = site.knowledge.ask(name)
        names = [column.name for column in answer.columns]
        solutions = site.graph.query(text)  # as it is, without our prefixes
        assert isinstance(solutions, ox.QuerySolutions)
        assert [tuple(solution[name] for name in names) for solution in solutions] == list(answer.rows)
        assert respond(site, f"questions/{name}.en.rq").content.decode() == text


def test_the_editor_gets_the_query_or_the_saved_one_where_an_address_cannot_hold_it(site: Site) -> None:
    def opens(shown: Element) -> str:
        return shown.one("details", class_="sparql").all("a")[0].attributes["href"]

    shown = page(site, "members-as-of", as_of="2019-05-06")
    assert '"2019-05-06"' in parse_qs(urlsplit(opens(shown)).query)["query"][0]
    assert opens(page(site, "disagreements")) == "../editor.en.html?example=disagreements"


def test_names_of_questions_in_a_note_are_links(site: Site) -> None:
    note = page(site, "initiatives-of-city", city="Hanoi").one("p", class_="note")
    assert note.one("a", href="initiative-reports.en.html").text == "initiative-reports"


def test_the_query_file_takes_arguments_and_refuses_bad_ones(site: Site) -> None:
    asked = respond(site, "questions/cities-joined-after.id.rq", {"year": "2023"})
    assert asked.media_type.startswith("application/sparql-query")
    assert "VALUES ?year { 2023 }" in re.sub(r"\s+", " ", _without_types(asked))
    assert respond(site, "questions/cities-joined-after.id.rq", {"year": "x"}).status == 400
    assert respond(site, "questions/no-such.id.rq").status == 404


def _without_types(document: Document) -> str:
    return re.sub(r'"(\d+)"\^\^<[^>]*>', r"\1", document.content.decode())


def test_many_rows_are_cut_and_said_so(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(answer_table, "MOST_ROWS", 10)
    shown = page(site, "members-as-of")
    assert len(rows_of(shown)) == 10
    assert shown.one("caption").text.endswith("The first 10 rows; the downloads have all.")
    assert shown.one("h2", id="answer").text == "Answer: 38 rows"
    assert not shown.all("figure")  # of some rows alone, it would mislead
    cited = {number for row in shown.one("tbody").all("tr") for number in numbers_in(row)}
    assert cited <= set(_told(shown))


def test_as_files_there_is_no_form_but_the_command(knowledge: KnowledgeGraph) -> None:
    files = Site(knowledge, live=False)
    shown = page(files, "twin-candidates")
    assert not shown.all("form", class_="ask")
    told = shown.all("p", class_="note")[0].one("code")
    assert told.text.startswith("ascn-kg ask twin-candidates --city 'Phnom Penh' --focus ")
    assert not [
        each for each in shown.all("a") if "?" in each.attributes["href"] and "://" not in each.attributes["href"]
    ]


def test_the_command_on_a_page_answers(knowledge: KnowledgeGraph, capsys: pytest.CaptureFixture[str]) -> None:
    files = Site(knowledge, live=False)
    for name in ("twin-candidates", "money-pledged"):
        words = shlex.split(command_line(files, knowledge.questions[name], "id"))
        assert main(words[1:]) == 0
        assert capsys.readouterr().out


def test_links_of_a_page_lead_to_pages(site: Site) -> None:
    known = {*paths(site), "openapi.json"}
    for name in ("members-as-of", "twin-candidates"):
        for each in page(site, name).all("a"):
            target = html.unescape(each.attributes["href"]).partition("#")[0].partition("?")[0]
            if target and "://" not in target:
                stem = target.removeprefix("../") if target.startswith("../") else f"questions/{target}"
                assert stem in known, each.attributes["href"]


def test_search_engines_find_the_files_of_an_answer(site: Site) -> None:
    shown = page(site, "members-as-of", "id", as_of="2024-06-30")
    said = json.loads(str(shown.one("script", type="application/ld+json").content[0]))
    assert said["@type"] == "Dataset"
    assert said["name"] == shown.one("h1").text
    assert said["temporalCoverage"] == "../2024-06-30"
    assert [each["contentUrl"] for each in said["distribution"]] == [
        f"../ask/members-as-of.id.{suffix}?as_of=2024-06-30" for suffix in ("csv", "json", "ttl")
    ]


def test_unknown_question(site: Site) -> None:
    assert respond(site, "questions/no-such-question.en.html").status == 404
    assert respond(site, "questions/../questions/sources.en.html").status == 404
