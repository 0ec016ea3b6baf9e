"""Pages for what goes wrong: in both languages, with a way on, and nothing of what was sent taken for markup."""

from __future__ import annotations

import pytest

from ascn_kg.web.problems import PROBLEMS, problem_page
from ascn_kg.web.rooms import respond
from ascn_kg.web.site import Site
from ascn_kg.web.view import View


@pytest.mark.parametrize("status", [*PROBLEMS, 418, 507])
def test_a_problem_says_what_to_do_in_both_languages(site: Site, status: int) -> None:
    known = PROBLEMS.get(status) or PROBLEMS[400 if status < 500 else 500]
    for lang, place in (("en", 0), ("id", 1)):
        page = problem_page(site, View(f"doc/city/x.{lang}.html", lang), status)
        text = page.content.decode()
        assert page.status == status
        assert f"<h1>{known.what[place]}</h1>" in text
        assert known.advice[place] in text
        assert f'href="../../index.{lang}.html"' in text


def test_what_was_sent_is_no_markup(site: Site) -> None:
    page = problem_page(site, View("x.en.html", "en"), 400, "No <script>alert(1)</script> here").content.decode()
    assert "No &lt;script&gt;alert(1)&lt;/script&gt; here" in page
    text = respond(site, 'doc/"><script>alert(1).en.html').content.decode()
    assert "alert(1)" in text
    assert "<script>" not in text


def test_a_missing_page_offers_a_search_for_its_name(site: Site) -> None:
    text = respond(site, "doc/city/ho-chi-minh.id.html").content.decode()
    assert 'href="../../search.id.html?q=ho+chi+minh"' in text
    assert '<html lang="id">' in text
