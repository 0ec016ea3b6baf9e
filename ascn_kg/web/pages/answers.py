"""Answers as files: ``ask/NAME.LANG.csv``, ``.json``, ``.ttl`` and ``.md``; ``ask.LANG.json`` lists the questions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from ascn_kg.questions import Question
from ascn_kg.questions.question import LANGUAGES, UNDEF
from ascn_kg.rendering import render
from ascn_kg.spelling import near_matches
from ascn_kg.web.asking.asked import asked, json_document, problem, refused
from ascn_kg.web.document import Document
from ascn_kg.web.site import Site

# Suffix -> what render calls it, and what it is served as.
FORMATS = {
    "json": ("json", "application/json"),
    "csv": ("csv", "text/csv; charset=utf-8; header=present"),
    "ttl": ("turtle", "text/turtle; charset=utf-8"),
    "md": ("markdown", "text/markdown; charset=utf-8"),
}
_FILES = ("csv", "json", "ttl")
_ANSWER = re.compile(rf"ask/([^/.]+)\.({'|'.join(LANGUAGES)})\.({'|'.join(FORMATS)})")
_LIST = re.compile(rf"ask\.({'|'.join(LANGUAGES)})\.json")


def paths(site: Site) -> Iterator[str]:
    """The answers to all questions, asked with their defaults, and the list of questions."""
    for lang in LANGUAGES:
        yield f"ask.{lang}.json"
        yield from (f"ask/{name}.{lang}.{suffix}" for name in site.knowledge.questions for suffix in _FILES)


def respond(site: Site, path: str, args: Mapping[str, str]) -> Document | None:
    """An answer in a format; a problem (RFC 9457) with status 400 or 404 where it cannot be asked like this."""
    if found := _LIST.fullmatch(path):
        return json_document(listing(site, found[1]), found[1])
    if (found := _ANSWER.fullmatch(path)) is None:
        return None
    name, lang, suffix = found.groups()
    question = site.knowledge.questions.get(name)
    if question is None:
        return _unknown(site, name, lang)
    outcome = asked(site, question, args, lang)
    if outcome.answer is None:
        return refused(question, outcome.faults, lang)
    format, media_type = FORMATS[suffix]
    headers = {"Content-Language": lang, "Content-Disposition": f'inline; filename="{name}.{lang}.{suffix}"'}
    return Document(render(outcome.answer, site.graph, format).encode(), media_type, headers=headers)


def listing(site: Site, lang: str) -> dict[str, Any]:
    """All questions with what they take and show, for programs."""
    return {
        "lang": lang,
        "data_version": site.version,
        "cut_off": site.cut_off,
        "questions": [_entry(question, lang) for question in site.knowledge.questions.values()],
    }


def _entry(question: Question, lang: str) -> dict[str, Any]:
    return {
        "name": question.name,
        "question": question.summary[lang],
        "tags": list(question.tags),
        "covers": list(question.covers),
        "note": question.note.get(lang),
        "parameters": [
            {
                "name": param.name,
                "type": param.type,
                "description": param.help[lang],
                "default": None if param.default == UNDEF else param.default,
                "any": param.any,
            }
            for param in question.params.values()
        ],
        "columns": [{"name": c.name, "heading": c.heading(lang), "kind": c.kind} for c in question.columns],
        "address": f"ask/{question.name}",
    }


def _unknown(site: Site, name: str, lang: str) -> Document:
    near = near_matches(name[:100], site.knowledge.questions, 4, 0.5)
    if lang == "id":
        detail = f"Maksud Anda {', '.join(near)}?" if near else "Semua pertanyaan ada di /ask."
        return problem(404, "Pertanyaan itu tidak ada", detail, lang, near=near)
    detail = f"Did you mean {', '.join(near)}?" if near else "All questions are listed at /ask."
    return problem(404, "There is no such question", detail, lang, near=near)
