"""A page for each saved question: its form, its cited answer, the query behind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

import pyoxigraph as ox
from markupsafe import Markup, escape

from ascn_kg.namespaces import shrink
from ascn_kg.questions import Answer, Question
from ascn_kg.questions.arguments import by_name, read_arguments
from ascn_kg.questions.question import LANGUAGES
from ascn_kg.questions.run import bound
from ascn_kg.rendering.words import WORDS, cell, count_line, filled_columns, readings, version_line
from ascn_kg.web.asking import table as answer_table
from ascn_kg.web.asking.asked import Asked, asked, faults_of, refused
from ascn_kg.web.asking.cells import Links
from ascn_kg.web.asking.figures import figure
from ascn_kg.web.asking.forms import command_line, fields
from ascn_kg.web.asking.schema_org import described
from ascn_kg.web.asking.table import marks, sources, table
from ascn_kg.web.asking.words import param_words, tag_words
from ascn_kg.web.document import Document
from ascn_kg.web.site import Site
from ascn_kg.web.view import View, lang_of

_FOLDER = "questions/"
_QUERY = re.compile(rf"questions/([^/.]+)\.({'|'.join(LANGUAGES)})\.rq")
# Bytes of an address that servers take, ours among them.
_LONGEST_ADDRESS = 15_000
_NAME = re.compile(r"\b[a-z0-9]+(?:-[a-z0-9]+)+\b")


def paths(site: Site) -> Iterator[str]:
    """The pages of all questions, and their queries."""
    for name in site.knowledge.questions:
        for lang in LANGUAGES:
            yield f"{_FOLDER}{name}.{lang}.html"
            yield f"{_FOLDER}{name}.{lang}.rq"


def respond(site: Site, path: str, args: Mapping[str, str]) -> Document | None:
    """The page of a question, or its query with the arguments in place (``questions/NAME.LANG.rq``).

    Status 400 where it cannot be asked like this; the page says why beside each field.
    """
    if found := _QUERY.fullmatch(path):
        question = site.knowledge.questions.get(found[1])
        return None if question is None else _query_file(site, question, args, found[2])
    page = lang_of(path)
    if page is None or not page[0].startswith(_FOLDER):
        return None
    question = site.knowledge.questions.get(page[0].removeprefix(_FOLDER))
    return None if question is None else _page(site, path, page[1], question, args)


def _page(site: Site, path: str, lang: str, question: Question, args: Mapping[str, str]) -> Document:
    # A browser sends every field of a form, empty ones too.
    outcome = asked(site, question, {name: value for name, value in args.items() if value.strip()}, lang)
    view = View(path, lang, outcome.given, site.live)
    told = {} if outcome.answer is None else _told(site, view, outcome.answer)
    return site.render(
        "question.html",
        view,
        status=400 if outcome.faults else 200,
        question=question,
        tags=[(tag, tag_words(tag, lang)) for tag in question.tags],
        fields=fields(site, question, outcome.given, outcome.faults, lang),
        faults=_other_faults(outcome),
        command=command_line(site, question, lang),
        answer=outcome.answer,
        **told,
    )


def _other_faults(outcome: Asked) -> list[str]:
    """The sentences that belong to no field."""
    return [text for name, text in outcome.faults.items() if name not in outcome.question.params]


def _told(site: Site, view: View, answer: Answer) -> dict[str, object]:
    """What the template says of an answer."""
    top = replace(answer, rows=answer.rows[: answer_table.MOST_ROWS])
    links = Links(site, top)
    query = _query(site, answer.question, view.args, view.lang)
    in_editor = view.page("editor", query=query)
    return {
        "words": WORDS[view.lang],
        "asked_with": _asked_with(site, answer),
        "arguments": _in_full(answer),
        "count": count_line(answer),
        "version": version_line(replace(answer, as_of=answer.cut_off)),
        "table": table(site, view, answer, links),
        "empty": filled_columns(answer)[1],
        "figure": figure(site, view, answer, links) if len(top.rows) == len(answer.rows) else None,
        "readings": readings(answer, site.labels),
        "gaps": [(gap.level, gap.text, marks(view, gap.citations)) for gap in answer.gaps],
        "sources": sources(site, view, answer),
        "schema_org": described(view, answer),
        "note": _note(site, view, answer.note),
        "query": query,
        "in_editor": in_editor if len(in_editor) <= _LONGEST_ADDRESS else None,
    }


def _note(site: Site, view: View, note: str) -> Markup:
    """The note, its names of other questions as links."""
    parts = []
    end = 0
    for found in _NAME.finditer(note):
        if found[0] in site.knowledge.questions:
            link = Markup('<a href="{}">{}</a>').format(view.page(_FOLDER + found[0]), found[0])
            parts += [escape(note[end : found.start()]), link]
            end = found.end()
    return Markup("").join([*parts, escape(note[end:])])


def _asked_with(site: Site, answer: Answer) -> list[tuple[str, str]]:
    """Each parameter and its value in words."""
    return [
        (
            param_words(name, answer.lang),
            answer.arguments[name] if term is None else cell(term, site.labels, answer.lang),
        )
        for name, term in answer.terms.items()
    ]


def _in_full(answer: Answer) -> dict[str, str]:
    """All arguments, defaults too, as an address holds them: it stays right when a default changes."""
    return {
        name: "any" if term is None else shrink(term.value) if isinstance(term, ox.NamedNode) else term.value
        for name, term in answer.terms.items()
    }


def _query(site: Site, question: Question, given: Mapping[str, str], lang: str) -> str:
    return bound(question, read_arguments(question, given, site.labels, site.cut_off, lang, by_name), lang)


def _query_file(site: Site, question: Question, args: Mapping[str, str], lang: str) -> Document:
    if faults := faults_of(site, question, args, lang):
        return refused(question, faults, lang)
    headers = {
        "Content-Language": lang,
        "Content-Disposition": f'inline; filename="{question.name}.{lang}.rq"',
    }
    return Document(
        _query(site, question, args, lang).encode(), "application/sparql-query; charset=utf-8", headers=headers
    )
