"""Answers as files and at ``/ask``: the bytes of the command line, the format and language that were asked for."""

from __future__ import annotations

import json

import pytest

from ascn_kg.cli import main
from ascn_kg.knowledge import load
from ascn_kg.questions.question import LANGUAGES
from ascn_kg.rendering import render
from ascn_kg.web.asking.api import Target, ask_target
from ascn_kg.web.document import Document
from ascn_kg.web.pages.answers import FORMATS
from ascn_kg.web.rooms import paths, respond
from ascn_kg.web.site import Site

NAMES = sorted(load().questions)
BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"


@pytest.mark.parametrize("suffix", FORMATS)
@pytest.mark.parametrize("lang", LANGUAGES)
def test_a_download_has_the_bytes_of_the_command_line(
    site: Site, suffix: str, lang: str, capsys: pytest.CaptureFixture[str]
) -> None:
    format, media_type = FORMATS[suffix]
    document = respond(site, f"ask/cities-joined-after.{lang}.{suffix}", {"year": "2023"})
    assert main(["ask", "cities-joined-after", "--year", "2023", "--lang", lang, "--format", format]) == 0
    assert document.content.decode() == capsys.readouterr().out
    assert (document.status, document.media_type) == (200, media_type)
    assert document.headers["Content-Language"] == lang
    assert f'filename="cities-joined-after.{lang}.{suffix}"' in document.headers["Content-Disposition"]


@pytest.mark.parametrize("name", NAMES[::11])
def test_every_download_is_the_answer(site: Site, name: str) -> None:
    _check(site, name)


@pytest.mark.slow
def test_every_download_of_every_question_is_the_answer(site: Site) -> None:
    for name in NAMES:
        _check(site, name)


def _check(site: Site, name: str) -> None:
    known = set(paths(site))
    for lang in LANGUAGES:
        answer = site.knowledge.ask(name, lang=lang)
        for suffix, (format, _) in FORMATS.items():
            path = f"ask/{name}.{lang}.{suffix}"
            assert respond(site, path).content.decode() == render(answer, site.graph, format)
            assert (path in known) == (suffix != "md")


def test_the_list_of_questions(site: Site) -> None:
    for lang in LANGUAGES:
        listed = json.loads(respond(site, f"ask.{lang}.json").content)["questions"]
        assert {each["name"]: each["question"] for each in listed} == {
            name: question.summary[lang] for name, question in site.knowledge.questions.items()
        }


@pytest.mark.parametrize(
    ("path", "args", "accept", "language", "target"),
    [
        ("ask/sources", {}, None, None, "ask/sources.en.json"),
        ("ask/sources", {}, "*/*", "id", "ask/sources.id.json"),
        ("ask/sources", {}, "text/csv", "id;q=0.3, en;q=0.9", "ask/sources.en.csv"),
        ("ask/sources", {}, "text/turtle, */*;q=0.1", "id-ID", "ask/sources.id.ttl"),
        ("ask/sources", {}, "text/markdown", None, "ask/sources.en.md"),
        ("ask/sources", {"format": "csv"}, "application/json", None, "ask/sources.en.csv"),
        ("ask/sources", {"format": "turtle"}, None, None, "ask/sources.en.ttl"),
        ("ask/sources", {"format": "ttl", "lang": "id"}, None, "en", "ask/sources.id.ttl"),
        ("ask/sources", {}, BROWSER, "id", "questions/sources.id.html"),
        ("ask", {}, None, None, "ask.en.json"),
        ("ask", {}, BROWSER, None, "questions.en.html"),
        ("ask", {"format": "json"}, BROWSER, "id", "ask.id.json"),
    ],
)
def test_where_an_address_leads(
    path: str, args: dict[str, str], accept: str | None, language: str | None, target: str
) -> None:
    assert ask_target(path, args, accept, language) == Target(target, {})


def test_arguments_go_along() -> None:
    found = ask_target("ask/members-as-of", {"as_of": "2024-06-30", "format": "csv", "lang": "id"}, None, None)
    assert found == Target("ask/members-as-of.id.csv", {"as_of": "2024-06-30"})


@pytest.mark.parametrize("path", ["ask/sources.en.csv", "asks", "questions/sources", "ask/a/b", "ask/", "sparql", ""])
def test_other_addresses_are_not_negotiated_here(path: str) -> None:
    assert ask_target(path, {}, None, None) is None


@pytest.mark.parametrize(
    ("path", "args", "accept", "status"),
    [
        ("ask/sources", {}, "image/png", 406),
        ("ask", {}, "text/csv", 406),
        ("ask/sources", {"format": "pdf"}, None, 400),
        ("ask", {"format": "csv"}, None, 400),
        ("ask/sources", {"lang": "fr"}, None, 400),
        ("ask/sources", {"lang": ""}, None, 400),
    ],
)
def test_what_is_not_to_be_had(path: str, args: dict[str, str], accept: str | None, status: int) -> None:
    found = ask_target(path, args, accept, None)
    assert isinstance(found, Document)
    assert (found.status, found.media_type) == (status, "application/problem+json")
    assert json.loads(found.content)["status"] == status


@pytest.mark.parametrize(
    ("path", "args", "status", "words"),
    [
        ("ask/cities-joined-after.en.csv", {"year": "20x8"}, 400, "year: '20x8' is no whole number"),
        ("ask/cities-joined-after.id.json", {"year": "20x8"}, 400, "year: '20x8' bukan bilangan bulat"),
        ("ask/cities-joined-after.en.json", {"yaer": "2018"}, 400, "has no parameter yaer. Did you mean year?"),
        ("ask/initiatives-of-city.id.ttl", {"city": "Hanio"}, 400, "Maksud Anda Hanoi (city:hanoi)?"),
        ("ask/initiatives-of-city.en.json", {"city": ""}, 400, "city: "),
        ("ask/cities-joined-aftr.en.json", {}, 404, "Did you mean cities-joined-after"),
        ("ask/zzzz.id.json", {}, 404, "Semua pertanyaan ada di /ask."),
    ],
)
def test_what_cannot_be_asked_is_told(site: Site, path: str, args: dict[str, str], status: int, words: str) -> None:
    document = respond(site, path, args)
    assert (document.status, document.media_type) == (status, "application/problem+json")
    assert words in json.loads(document.content)["detail"]
