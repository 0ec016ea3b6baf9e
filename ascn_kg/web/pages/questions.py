"""The list of all saved questions, under their subjects."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ascn_kg.questions import Question
from ascn_kg.questions.question import LANGUAGES
from ascn_kg.web.asking.words import param_words, tag_words
from ascn_kg.web.document import Document
from ascn_kg.web.site import Site
from ascn_kg.web.view import View, lang_of

# The subjects people come for first; the others follow by name.
_FIRST = ("membership", "city", "initiative", "focus", "support", "event", "documents", "gaps")


@dataclass(frozen=True)
class Subject:
    """One tag: its words, the questions that have it first, and those that have it besides."""

    tag: str
    words: str
    questions: list[Question]
    also: list[Question]


def paths(site: Site) -> Iterator[str]:
    """The list in both languages."""
    yield from (f"questions.{lang}.html" for lang in LANGUAGES)


def respond(site: Site, path: str, args: Mapping[str, str]) -> Document | None:
    """The list of questions."""
    page = lang_of(path)
    if page is None or page[0] != "questions":
        return None
    view = View(path, page[1], args, site.live)
    questions = list(site.knowledge.questions.values())
    return site.render(
        "questions.html",
        view,
        subjects=_subjects(questions, view.lang),
        count=len(questions),
        takes=lambda question: ", ".join(param_words(name, view.lang) for name in question.params),
    )


def _subjects(questions: list[Question], lang: str) -> list[Subject]:
    tags = dict.fromkeys(tag for question in questions for tag in question.tags)
    subjects = [
        Subject(
            tag,
            tag_words(tag, lang),
            [question for question in questions if question.tags[0] == tag],
            [question for question in questions if tag in question.tags[1:]],
        )
        for tag in tags
    ]
    order = {tag: place for place, tag in enumerate(_FIRST)}
    return sorted(subjects, key=lambda each: (order.get(each.tag, len(order)), not each.questions, each.words))
